"""The gateway makes the event and reads the answer as an HTTP API does."""

import base64
import json
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from emulator.aws_lambda.emulator_process import Emulator

from ..fixtures import ServeHandler
from ..support.client import Client

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


def answer_with(client: Client, answer: Any) -> requests.Response:
    return client.post("/", data=json.dumps(answer), headers={"Content-Type": "application/json"})


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


def test_a_request_without_a_body_has_none_in_its_event(echo: Client) -> None:
    event = echo.get("/").json()
    assert "body" not in event
    assert event["isBase64Encoded"] is False


def test_headers_are_lower_case_and_repeated_ones_joined(echo: Client) -> None:
    event = raw_event(echo, "GET / HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nx-ONE: 2\r\n\r\n")
    assert event["headers"]["x-one"] == "1,2"
    assert {name for name in event["headers"] if name != name.lower()} == set()


def test_cookies_stand_apart_from_the_headers(echo: Client) -> None:
    event = echo.get("/", headers={"Cookie": "a=1; b=2"}).json()
    assert event["cookies"] == ["a=1", "b=2"]
    assert "cookie" not in event["headers"]


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


def test_an_answer_without_a_status_is_the_body(answers: Client) -> None:
    response = answer_with(answers, {"x": 1})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.json() == {"x": 1}


def test_status_headers_cookies_and_body_are_passed_on(answers: Client) -> None:
    response = answer_with(
        answers,
        {"statusCode": 201, "headers": {"X-A": "b"}, "cookies": ["c=1", "d=2"], "body": "ü"},
    )
    assert (response.status_code, response.headers["X-A"]) == (201, "b")
    assert response.cookies.get_dict() == {"c": "1", "d": "2"}
    assert response.content == "ü".encode()


def test_a_base64_answer_is_decoded(answers: Client) -> None:
    body = base64.b64encode(b"\x00\xff").decode()
    response = answer_with(answers, {"statusCode": 200, "body": body, "isBase64Encoded": True})
    assert response.content == b"\x00\xff"


@pytest.mark.parametrize(
    "answer",
    [
        {"statusCode": "often"},
        {"statusCode": 99},
        {"statusCode": 200, "body": {"not": "text"}},
        {"statusCode": 200, "headers": {"a": ["b"]}},
        {"statusCode": 200, "headers": {"a": "b\r\nc: d"}},
        {"statusCode": 200, "body": "?", "isBase64Encoded": True},
    ],
)
def test_a_malformed_answer_is_an_internal_error(answers: Client, answer: Any) -> None:
    assert_message(answer_with(answers, answer), 500, "Internal Server Error")


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
        responses = threads.map(lambda _: client.get("/?do=pid"), range(24))
        pids = {response.json()["pid"] for response in responses}
    assert len(pids) == 2


def test_a_body_over_ten_megabytes_is_refused(answers: Client) -> None:
    response = answers.post("/", data=b"a" * (10 * 1024 * 1024 + 1))
    assert_message(response, 413, "Request Entity Too Large")


def test_a_body_announced_as_too_large_is_refused_before_it_is_sent(answers: Client) -> None:
    answer = raw_answer(answers, "POST / HTTP/1.1\r\nContent-Length: 10485761\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_an_event_over_six_megabytes_is_refused(answers: Client) -> None:
    response = answers.post("/", data=b"a" * (5 * 1024 * 1024))
    assert_message(response, 413, "Request Entity Too Large")


def test_headers_over_ten_kilobytes_are_refused(answers: Client) -> None:
    response = answers.get("/", headers={"X-Long": "a" * 10_240})
    assert_message(response, 431, "Request Header Fields Too Large")


def test_a_request_that_is_no_http_is_refused(answers: Client) -> None:
    assert b"400 Bad Request" in raw_answer(answers, "hello\r\n\r\n")


# Helpers ----


def assert_message(response: requests.Response, status: int, text: str) -> None:
    assert response.status_code == status, response.text
    assert response.json() == {"message": text}


def kill_only_worker(client: Client) -> None:
    assert client.pool is not None
    (worker,) = client.pool.workers()
    assert isinstance(worker, Emulator)
    os.kill(worker.process.pid, signal.SIGKILL)


def raw_answer(client: Client, text: str) -> bytes:
    host, port = client.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(text.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


def raw_event(client: Client, text: str) -> Any:
    return json.loads(raw_answer(client, text).partition(b"\r\n\r\n")[2])
