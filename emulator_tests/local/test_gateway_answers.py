"""What a function answers becomes an HTTP response as an HTTP API makes one of it."""

import base64
import json
from typing import Any

import pytest
import requests

from ..fixtures import ServeHandler
from ..support.client import Client

GIVEN = "handler <- function(event, context) lambdaruntime::as_json(event$body)"


@pytest.fixture
def answers(serve_handler: ServeHandler) -> Client:
    """The function answers the body of its request."""
    return serve_handler(GIVEN)


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


def test_an_answer_without_a_content_type_is_text(answers: Client) -> None:
    response = answer_with(answers, {"statusCode": 200, "body": "{}"})
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_headers_that_the_server_sets_are_not_the_functions(answers: Client) -> None:
    own = {"Content-Length": "1", "Connection": "close", "Transfer-Encoding": "chunked"}
    response = answer_with(answers, {"statusCode": 200, "headers": own, "body": "abc"})
    assert response.text == "abc"
    assert response.headers["Content-Length"] == "3"
    assert response.headers["Connection"] == "keep-alive"
    assert "Transfer-Encoding" not in response.headers


@pytest.mark.parametrize(
    "answer",
    [
        {"statusCode": "often"},
        {"statusCode": True},
        {"statusCode": 600},
        {"statusCode": 99},
        {"statusCode": 200, "body": {"not": "text"}},
        {"statusCode": 200, "headers": {"a": ["b"]}},
        {"statusCode": 200, "headers": {"a": "b\r\nc: d"}},
        {"statusCode": 200, "body": "?", "isBase64Encoded": True},
    ],
)
def test_a_malformed_answer_is_an_internal_error(answers: Client, answer: Any) -> None:
    response = answer_with(answers, answer)
    assert response.status_code == 500
    assert response.json() == {"message": "Internal Server Error"}


# Helpers ----


def answer_with(client: Client, answer: Any) -> requests.Response:
    return client.post("/", data=json.dumps(answer), headers={"Content-Type": "application/json"})
