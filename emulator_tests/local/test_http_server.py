"""The server behind every local API: what it reads, what it refuses, when it hangs up."""

import json
from collections.abc import Iterator

import pytest

from emulator.http_api.response import error_response
from emulator.http_server import HttpRequest, HttpResponse, HttpServer

from ..support.wire import Wire, ask_raw

BAD = (b"HTTP/1.1 400 ", b'{"message":"400"}')
TOO_LARGE = (b"HTTP/1.1 413 ", b'{"message":"413"}')
MEGABYTE = 1024 * 1024


class Echo:
    """A server that answers each request with its method, target and the size of its body."""

    def __init__(self) -> None:
        self.seen: list[HttpRequest] = []
        self.server = HttpServer(
            self._respond, lambda status: error_response(status, str(int(status))), 0
        )
        self.url = f"http://127.0.0.1:{self.server.port}"
        self.server.start()

    def _respond(self, request: HttpRequest) -> HttpResponse:
        self.seen.append(request)
        told = [request.method, request.target, len(request.body)]
        return HttpResponse(200, body=json.dumps(told).encode())


@pytest.fixture
def echo() -> Iterator[Echo]:
    echo = Echo()
    yield echo
    echo.server.close()


@pytest.fixture
def wire(echo: Echo) -> Iterator[Wire]:
    with Wire(echo.url) as wire:
        yield wire


# What is not a request ----


@pytest.mark.parametrize(
    "line", ["GET /", "GET / HTTP/2.0", "GET / b HTTP/1.1", "hello"], ids=["0.9", "2", "4", "1"]
)
def test_a_request_line_of_another_protocol_is_refused(echo: Echo, line: str) -> None:
    assert_refused(echo, ask_raw(echo.url, f"{line}\r\nHost: h\r\n\r\n"), BAD)


@pytest.mark.parametrize(
    "header",
    ["Host : h", " Host: h", "\tfolded: h", "Host", ": h"],
    ids=["space before the colon", "space", "tab", "no colon", "no name"],
)
def test_a_header_that_two_servers_may_read_differently_is_refused(echo: Echo, header: str) -> None:
    assert_refused(echo, ask_raw(echo.url, f"GET / HTTP/1.1\r\n{header}\r\n\r\n"), BAD)


@pytest.mark.parametrize("length", ["-1", "+1", "1.0", "0x1", "1 1", "one", "²"])
def test_a_length_that_is_no_number_is_refused(echo: Echo, length: str) -> None:
    head = f"POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n"
    assert_refused(echo, ask_raw(echo.url, f"{head}a".encode("latin-1")), BAD)


@pytest.mark.parametrize("size", ["zz", "", "-1", "+1", "0x1", "1_0", " 1"])
def test_a_chunk_whose_size_is_no_number_is_refused(echo: Echo, size: str) -> None:
    body = f"{size}\r\n{'a' * 16}\r\n0\r\n\r\n"
    assert_refused(echo, ask_raw(echo.url, CHUNKED + body), BAD)


def test_many_small_headers_are_too_large_together(echo: Echo) -> None:
    headers = "".join(f"X-{number}: {'a' * 90}\r\n" for number in range(110))
    answer = ask_raw(echo.url, f"GET / HTTP/1.1\r\n{headers}\r\n")
    assert_refused(echo, answer, (b"HTTP/1.1 431 ", b'{"message":"431"}'))


# Bodies ----


def test_chunks_are_joined_and_their_extensions_and_trailers_passed_over(wire: Wire) -> None:
    wire.send(f"{CHUNKED}2;name=value\r\nab\r\nA\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n")
    assert told(wire) == ["POST", "/", 12]
    wire.send("GET /after HTTP/1.1\r\n\r\n")
    assert told(wire) == ["GET", "/after", 0]


def test_a_chunk_over_the_limit_is_refused_before_it_is_sent(echo: Echo) -> None:
    assert_refused(echo, ask_raw(echo.url, f"{CHUNKED}A00001\r\n"), TOO_LARGE)


def test_chunks_over_the_limit_together_are_refused(echo: Echo) -> None:
    six = b"600000\r\n" + b"a" * (6 * MEGABYTE) + b"\r\n"
    assert_refused(echo, ask_raw(echo.url, CHUNKED.encode() + six + b"600000\r\n"), TOO_LARGE)


def test_a_body_announced_as_too_large_is_refused_before_it_is_sent(echo: Echo) -> None:
    head = "POST / HTTP/1.1\r\nContent-Length: 10485761\r\n\r\n"
    assert_refused(echo, ask_raw(echo.url, head), TOO_LARGE)


def test_a_client_that_waits_is_told_to_go_on_before_it_sends_its_body(wire: Wire) -> None:
    wire.send("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n")
    assert wire.status() == "HTTP/1.1 100 Continue"
    wire.send("ab")
    assert told(wire) == ["POST", "/", 2]


def test_a_client_that_waits_with_too_large_a_body_is_not_told_to_go_on(echo: Echo) -> None:
    head = "POST / HTTP/1.1\r\nContent-Length: 10485761\r\nExpect: 100-continue\r\n\r\n"
    assert_refused(echo, ask_raw(echo.url, head), TOO_LARGE)


@pytest.mark.parametrize(
    "sent", ["Content-Length: 9\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n9\r\nabc"]
)
def test_a_client_that_hangs_up_in_its_body_is_not_answered_and_no_news(
    echo: Echo, sent: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ask_raw(echo.url, f"POST / HTTP/1.1\r\n{sent}") == b""
    assert echo.seen == [] and capfd.readouterr().err == ""


# Connections ----


def test_head_is_answered_with_the_length_and_no_body(wire: Wire) -> None:
    wire.send("HEAD /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n")
    assert "\r\nContent-Length: 17\r\n" in wire.head()
    assert told(wire) == ["GET", "/b", 0]


@pytest.mark.parametrize(
    ("request_line", "connection", "kept"),
    [
        ("GET / HTTP/1.1", "", True),
        ("GET / HTTP/1.1", "Connection: Close\r\n", False),
        ("GET / HTTP/1.0", "", False),
        ("GET / HTTP/1.0", "Connection: Keep-Alive\r\n", True),
    ],
)
def test_a_connection_is_kept_as_its_protocol_has_it(
    wire: Wire, request_line: str, connection: str, kept: bool
) -> None:
    wire.send(f"{request_line}\r\n{connection}\r\n" * 2)
    wire.end()
    answers = wire.rest()
    assert answers.count(b"HTTP/1.1 200 OK") == (2 if kept else 1)
    assert (b"Connection: close" in answers) != kept


def test_a_server_that_closes_hangs_up_on_those_that_wait(echo: Echo, wire: Wire) -> None:
    wire.send("GET / HTTP/1.1\r\n\r\n")
    assert told(wire) == ["GET", "/", 0]
    echo.server.close()
    assert wire.rest() == b""


# Helpers ----

CHUNKED = "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n"


def told(wire: Wire) -> object:
    status, body = wire.answer()
    assert status == "HTTP/1.1 200 OK", body
    return json.loads(body)


def assert_refused(echo: Echo, answer: bytes, wanted: tuple[bytes, bytes]) -> None:
    """The one answer is this refusal, and the request was handed on to nobody."""
    start, end = wanted
    assert answer.startswith(start) and answer.endswith(end), answer
    assert b"\r\nConnection: close\r\n" in answer and answer.count(b"HTTP/1.1 ") == 1, answer
    assert echo.seen == []
