"""Bytes, numbers and text that are nearly right: read as the standards say, or refused."""

import base64
import json
from typing import Any

import pytest

from emulator.aws_lambda.invocation import Worker

from ..fixtures import MakeModels, ServeModels
from ..support.assertions import assert_problem
from ..support.boston import PRICE, RECORD, with_changes
from ..support.client import Client
from ..support.pinging import PING
from ..support.tables import CSV, as_csv, prices

BODIES = {
    "text/csv": as_csv([{**RECORD, "note": "a note"}]),
    "application/json": json.dumps({**RECORD, "note": "a note"}).encode(),
}
PREDICT = {**PING, "rawPath": "/predict", "requestContext": {"http": {"method": "POST"}}}


@pytest.mark.parametrize("charset", ["utf-8", '"UTF-8"', "us-ascii"])
@pytest.mark.parametrize("media_type", ["text/csv", "application/json"])
def test_a_body_in_utf_8_is_read(gateway: Client, media_type: str, charset: str) -> None:
    headers = {"Content-Type": f"{media_type}; charset={charset}"}
    assert prices(gateway.post("/predict", data=BODIES[media_type], headers=headers)) == [PRICE]


@pytest.mark.parametrize("charset", ["latin1", '"utf-16"', "cp1252; header=present"])
@pytest.mark.parametrize("media_type", ["text/csv", "application/json"])
def test_a_body_in_another_charset_is_not_supported(
    gateway: Client, media_type: str, charset: str
) -> None:
    headers = {"Content-Type": f"{media_type}; charset={charset}"}
    answer = gateway.post("/predict", data=BODIES[media_type], headers=headers)
    assert_problem(answer, 415, detail="in UTF-8")


@pytest.mark.parametrize("media_type", ["text/csv", "application/json"])
def test_a_byte_order_mark_is_passed_over(gateway: Client, media_type: str) -> None:
    body = b"\xef\xbb\xbf" + BODIES[media_type]
    headers = {"Content-Type": media_type}
    assert prices(gateway.post("/predict", data=body, headers=headers)) == [PRICE]


@pytest.mark.parametrize("media_type", ["text/csv", "application/json"])
@pytest.mark.parametrize(
    "text",
    [
        b"\xc0\xaf",
        b"\xe0\x80\xaf",
        b"\xf0\x80\x80\xaf",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xe2\x82",
        b"\x80",
    ],
    ids=["overlong 2", "overlong 3", "overlong 4", "surrogate", "beyond", "cut", "lone"],
)
def test_bytes_that_are_no_utf_8_are_malformed(
    worker: Worker, media_type: str, text: bytes
) -> None:
    answer = worker.invoke(with_note(media_type, text)).body
    assert answer["statusCode"] == 400 and "not UTF-8" in answer["body"]


@pytest.mark.parametrize(
    ("media_type", "detail"),
    [("text/csv", "a NUL character"), ("application/json", "a control character in a string")],
)
def test_a_nul_byte_is_malformed(worker: Worker, media_type: str, detail: str) -> None:
    answer = worker.invoke(with_note(media_type, b"a\0b")).body
    assert answer["statusCode"] == 400 and detail in answer["body"]


# Numbers and text ----


@pytest.mark.parametrize("number", ["0296", "-01", "296.", ".5", "+296", "296e", "0x128", "Inf"])
def test_a_number_of_a_csv_is_one_as_json_writes_it(gateway: Client, number: str) -> None:
    answer = gateway.post("/predict", data=as_csv([with_changes(tax=number)]), headers=CSV)
    assert_problem(answer, 422, pointers=["#/0/tax"], codes=["wrong_type"])


@pytest.mark.parametrize("number", ["0", "-0", "0.5", "2.96e2", "296E+0", "29600e-2", "1e-400"])
def test_any_number_that_json_takes_is_one_in_a_csv(gateway: Client, number: str) -> None:
    told = gateway.post("/predict", data=as_csv([with_changes(tax=number)]), headers=CSV)
    expected = gateway.post("/predict", json=with_changes(tax=float(number)))
    assert told.status_code == 200 and told.json() == expected.json()


def test_text_with_a_nul_is_no_text_of_r(
    make_models: MakeModels, serve_models: ServeModels
) -> None:
    client, _ = serve_models(make_models(length=LENGTH))
    assert client.post("/predict", json={"town": "a\u20ac"}).json()["predictions"] == [2]
    for body in ({"town": "a\0b"}, {"inputs": {"town": ["a\0b"]}}, [{"town": "\0"}]):
        assert_problem(client.post("/predict", json=body), 422, codes=["wrong_type"])


LENGTH = """
data <- data.frame(town = c("Ulm", "Bonn"))
modelservice::save_model(
  list(), name = "length", data = data, inputs = "town",
  predict = function(fit, rows) nchar(rows$town)
)
"""


# Helpers ----


def with_note(media_type: str, text: bytes) -> dict[str, Any]:
    """An event in base64, which an API sends of bytes; text would have been decoded before."""
    body = base64.b64encode(BODIES[media_type].replace(b"a note", text)).decode()
    event = {**PREDICT, "headers": {"content-type": media_type}, "body": body}
    return {**event, "isBase64Encoded": True}
