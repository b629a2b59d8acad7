"""The gateway makes the event as an HTTP API does, and answers where the function does not."""

import base64
import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from emulator.aws_lambda.emulator_process import Emulator

from ..fixtures import ServeHandler
from ..support.client import Client
from ..support.wire import ask_raw

ECHO = "handler <- function(event, context) event"
ANSWER = """
handler <- function(event, context) {
  do <- event$queryStringParameters$do
  if (identical(do, "quit")) quit(status = 1)
  if (identical(do, "sleep")) Sys.sleep(60)
  if (identical(do, "pid")) return(list(pid = Sys.getpid()))
  if (identical(do, "fail")) stop("no such luck")
  lambdaruntime::as_json(event$body)
}
"""


@pytest.fixture
def echo(serve_handler: ServeHandler) -> Client:
    return serve_handler(ECHO)


@pytest.fixture
def answers(serve_handler: ServeHandler) -> Client:
    return serve_handler(ANSWER, timeout=2)


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "text/csv", "text/plain; charset=utf-8", "application/xml"],
)
def test_a_text_body_arrives_as_text(echo: Client, content_type: str) -> None:
    event = echo.post("/", data="a,b", headers={"Content-Type": content_type}).json()
    assert event["isBase64Encoded"] is False
    assert event["body"] == "a,b"


@pytest.mark.parametrize(
    "content_type", [None, "application/x-www-form-urlencoded", "application/octet-stream"]
)
def test_any_other_body_arrives_base64(echo: Client, content_type: str | None) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    event = echo.post("/", data=b"a,b", headers=headers).json()
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == b"a,b"


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_compressed_body_arrives_base64_whatever_its_content_type(
    echo: Client, encoding: str
) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
    event = echo.post("/", data=b"\x1f\x8b\x08", headers=headers).json()
    assert event["headers"]["content-encoding"] == encoding
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == b"\x1f\x8b\x08"


def test_a_request_without_a_body_has_none_in_its_event(echo: Client) -> None:
    event = echo.get("/").json()
    assert "body" not in event
    assert event["isBase64Encoded"] is False


def test_headers_are_lower_case_and_repeated_ones_joined(echo: Client) -> None:
    answer = ask_raw(echo.url, "GET / HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nx-ONE: 2\r\n\r\n")
    event = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert event["headers"]["x-one"] == "1,2"
    assert {name for name in event["headers"] if name != name.lower()} == set()


def test_cookies_stand_apart_from_the_headers(echo: Client) -> None:
    event = echo.get("/", headers={"Cookie": "a=1; b=2"}).json()
    assert event["cookies"] == ["a=1", "b=2"]
    assert "cookie" not in event["headers"]


def test_what_is_of_the_connection_stays_with_it(echo: Client) -> None:
    event = echo.get("/", headers={"Connection": "keep-alive", "TE": "trailers", "X-A": "b"}).json()
    assert event["headers"]["x-a"] == "b"
    assert not {"connection", "te", "transfer-encoding"} & event["headers"].keys()


def test_proxies_and_traces_before_this_one_are_passed_on(echo: Client) -> None:
    given = {"X-Forwarded-For": "203.0.113.7", "X-Amzn-Trace-Id": "Root=1-a"}
    headers = echo.get("/", headers=given).json()["headers"]
    assert headers["x-forwarded-for"] == "203.0.113.7, 127.0.0.1"
    assert headers["x-amzn-trace-id"] == "Root=1-a"


def test_query_values_are_decoded_and_repeated_ones_joined(echo: Client) -> None:
    event = echo.get("/?a=1&b=x%20y&a=2&c=").json()
    assert event["rawQueryString"] == "a=1&b=x%20y&a=2&c="
    assert event["queryStringParameters"] == {"a": "1,2", "b": "x y", "c": ""}


def test_the_path_arrives_decoded(echo: Client) -> None:
    event = echo.get("/models/b%C3%BCcher%20x").json()
    assert event["rawPath"] == "/models/bücher x"
    assert event["requestContext"]["http"]["path"] == "/models/bücher x"


def test_the_context_names_route_stage_and_client(echo: Client) -> None:
    event = echo.request("PUT", "/x", headers={"User-Agent": "me/1"}).json()
    context = event["requestContext"]
    assert (event["version"], event["routeKey"]) == ("2.0", "$default")
    assert (context["stage"], context["routeKey"]) == ("$default", "$default")
    assert context["http"]["method"] == "PUT"
    assert context["http"]["userAgent"] == "me/1"
    assert context["http"]["sourceIp"] == "127.0.0.1"


def test_a_chunked_body_arrives_whole(echo: Client) -> None:
    pieces = iter([b"ab", b"cd"])
    event = echo.post("/", data=pieces, headers={"Content-Type": "text/plain"}).json()
    assert event["body"] == "abcd"


def test_a_function_error_is_an_internal_error(answers: Client) -> None:
    assert_message(answers.get("/?do=fail"), 500, "Internal Server Error")


def test_a_runtime_that_exits_is_an_internal_error_and_the_next_request_is_answered(
    answers: Client,
) -> None:
    assert_message(answers.get("/?do=quit"), 500, "Internal Server Error")
    assert answers.get("/?do=pid").status_code == 200


def test_no_answer_in_time_is_service_unavailable_and_the_worker_is_replaced(
    answers: Client,
) -> None:
    assert_message(answers.get("/?do=sleep"), 503, "Service Unavailable")
    assert answers.get("/?do=pid").status_code == 200


def test_a_dead_worker_is_replaced(answers: Client) -> None:
    answers.get("/?do=pid")
    kill_only_worker(answers)
    assert_message(answers.get("/?do=pid"), 500, "Internal Server Error")
    assert answers.get("/?do=pid").status_code == 200


def test_requests_wait_for_a_free_worker(serve_handler: ServeHandler) -> None:
    client = serve_handler(ANSWER, workers=2)
    with ThreadPoolExecutor(8) as threads:
        responses = list(threads.map(lambda _: client.get("/?do=pid"), range(24)))
    assert {response.status_code for response in responses} == {200}
    # Not by the ids of their processes: those of two containers may be the same.
    assert client.pool and len(client.pool.workers()) == 2


def test_a_body_over_ten_megabytes_is_refused(answers: Client) -> None:
    response = answers.post("/", data=b"a" * (10 * 1024 * 1024 + 1))
    assert_message(response, 413, "Request Entity Too Large")


def test_an_event_over_six_megabytes_is_refused(answers: Client) -> None:
    response = answers.post("/", data=b"a" * (5 * 1024 * 1024))
    assert_message(response, 413, "Request Entity Too Large")


def test_headers_over_ten_kilobytes_are_refused(answers: Client) -> None:
    response = answers.get("/", headers={"X-Long": "a" * 10_240})
    assert_message(response, 431, "Request Header Fields Too Large")


# Helpers ----


def assert_message(response: requests.Response, status: int, text: str) -> None:
    assert response.status_code == status, response.text
    assert response.json() == {"message": text}


def kill_only_worker(client: Client) -> None:
    assert client.pool is not None
    (worker,) = client.pool.workers()
    assert isinstance(worker, Emulator)
    os.kill(worker.process.pid, signal.SIGKILL)
