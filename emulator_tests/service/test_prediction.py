"""A Boston house priced by real R, through the HTTP API."""

import json
from typing import Any

import pytest

from emulator.catalogue_service import CatalogueService

from ..support.assertions import assert_problem
from ..support.boston import PRICE, RECORD, TEST_PRICES, TEST_RECORDS, with_changes
from ..support.client import Client
from ..support.runtime_processes import runtime_processes


def prices(body: Any) -> list[float]:
    return [round(price, 4) for price in body["predictions"]]


def test_a_record_is_answered_with_its_price(gateway: Client) -> None:
    body = gateway.post("/predict", json=RECORD).json()
    assert prices(body) == [PRICE]
    assert body["model"] == "boston_forest" and len(body["version"]) == 12


def test_what_curl_sends_without_a_content_type_is_read(gateway: Client) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = gateway.post("/predict", data=json.dumps(RECORD), headers=form)
    assert prices(answer.json()) == [PRICE]


def test_a_batch_is_answered_in_its_order(gateway: Client) -> None:
    assert prices(gateway.post("/", json=TEST_RECORDS).json()) == TEST_PRICES


def test_extra_columns_are_ignored(gateway: Client) -> None:
    record = with_changes(medv=24, note="a ~ b", __proto__=[1, {"a": None}])
    assert prices(gateway.post("/predict", json=record).json()) == [PRICE]


def test_a_number_is_read_and_written_to_its_last_digit(gateway: Client) -> None:
    (price,) = gateway.post("/predict", json=RECORD).json()["predictions"]
    assert price == pytest.approx(25.55950666666666, abs=1e-13)


def test_ping_is_answered(gateway: Client) -> None:
    assert gateway.get("/ping").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rm": ...}, "missing"),
        ({"rm": "abc"}, "wrong_type"),
        ({"rm": "6.575"}, "wrong_type"),
        ({"rm": None}, "null"),
        ({"rm": True}, "wrong_type"),
        ({"rm": [6.575]}, "wrong_type"),
        ({"rm": []}, "wrong_type"),
        ({"rm": {}}, "wrong_type"),
        ({"rm": 2**53 + 1}, "out_of_range"),
    ],
)
def test_a_value_that_does_not_fit_is_told_by_its_place(
    gateway: Client, changes: dict[str, object], code: str
) -> None:
    answer = gateway.post("/predict", json=with_changes(**changes))
    assert_problem(answer, 422, pointers=["#/0/rm"], codes=[code], detail="`rm`")


def test_a_number_beyond_all_doubles_is_told(gateway: Client) -> None:
    body = json.dumps(RECORD).replace("6.575", "1e999")
    assert_problem(gateway.post("/predict", data=body), 422, codes=["out_of_range"])


def test_all_errors_of_all_rows_are_told_at_once(gateway: Client) -> None:
    rows = [RECORD, with_changes(rm=..., lstat="x"), with_changes(tax=None), 7]
    answer = gateway.post("/predict", json=rows[:3])
    body = assert_problem(answer, 422)
    assert body["error_count"] == 3
    assert {e["pointer"] for e in body["errors"]} == {"#/1/rm", "#/1/lstat", "#/2/tax"}
    assert_problem(gateway.post("/predict", json=rows), 422, pointers=["#/3"])


def test_errors_are_capped_and_counted(gateway: Client) -> None:
    body = assert_problem(gateway.post("/predict", json=[{}] * 1000), 422)
    assert body["error_count"] == 13000 and len(body["errors"]) == 100


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"price of a house",
        b'"text"',
        b"7",
        b"null",
        b"[]",
        b'{"rm": 6.5, "rm": 7}',
        b'{"rm": "\xff"}',
        b"[" * 1000 + b"]" * 1000,
        b'{"a":' * 1000 + b"1" + b"}" * 1000,
        b'{"rm": 6.5',
        b'{"rm": NaN}',
        b"/etc/passwd",
        b"https://example.org/boston.json",
        b"file:///etc/passwd",
    ],
)
def test_a_malformed_body_is_a_problem(gateway: Client, body: bytes) -> None:
    json_type = {"Content-Type": "application/octet-stream; charset=utf-8"}
    answer = gateway.post("/predict", data=body, headers={"Content-Type": ""})
    problem = assert_problem(answer, 400)
    assert "root:" not in json.dumps(problem)
    assert_problem(gateway.post("/predict", data=body, headers=json_type), 415)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("POST", "/predict/more", 404),
        ("GET", "/predict", 405),
        ("DELETE", "/", 405),
        ("POST", "/ping", 405),
    ],
)
def test_a_request_without_a_route_is_a_problem(
    gateway: Client, method: str, path: str, status: int
) -> None:
    answer = gateway.request(method, path)
    assert_problem(answer, status)
    assert ("Allow" in answer.headers) == (status == 405)


def test_ten_bad_requests_leave_the_same_process_serving(
    gateway: Client, catalogue_service: CatalogueService
) -> None:
    gateway.get("/ping")
    before = runtime_processes(catalogue_service)
    for bad in (b"{", b"[]", b"7", b'{"rm":1', b"\xff") * 2:
        assert_problem(gateway.post("/predict", data=bad), 400)
    assert prices(gateway.post("/predict", json=RECORD).json()) == [PRICE]
    assert runtime_processes(catalogue_service) == before != []
