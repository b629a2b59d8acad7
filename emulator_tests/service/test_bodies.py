"""Every form of a request, through the HTTP API."""

import json
from typing import Any

import pytest

from ..fixtures import MakeModels, ServeModels
from ..support.assertions import assert_problem
from ..support.boston import PRICE, RECORD, TEST_PRICES, TEST_RECORDS, with_changes
from ..support.cards import example
from ..support.client import Client
from ..support.tables import AS_CSV, COLUMNS, CSV, INPUTS, SPLIT, Rows, as_csv, prices


@pytest.mark.parametrize("path", ["/", "/predict", "/invocations", "/models/boston_forest/predict"])
def test_every_predict_route_answers(gateway: Client, path: str) -> None:
    assert prices(gateway.post(path, json=RECORD)) == [PRICE]


@pytest.mark.parametrize(
    "body",
    [
        TEST_RECORDS,
        {"instances": TEST_RECORDS},
        {"inputs": INPUTS},
        {"inputs": TEST_RECORDS},
        {"dataframe_records": TEST_RECORDS},
        {"dataframe_split": SPLIT},
        {"dataframe_split": {**SPLIT, "index": [4, 9]}},
        {"instances": TEST_RECORDS, "params": {"on_error": "fail"}},
    ],
    ids=["array", "instances", "inputs", "inputs_rows", "records", "split", "index", "params"],
)
def test_every_form_of_a_batch_is_answered_alike(gateway: Client, body: object) -> None:
    assert prices(gateway.post("/invocations", json=body)) == TEST_PRICES


@pytest.mark.parametrize("content_type", ["text/csv", "text/csv; charset=utf-8; header=present"])
def test_a_csv_is_answered(gateway: Client, content_type: str) -> None:
    headers = {"Content-Type": content_type}
    answer = gateway.post("/predict", data=as_csv(TEST_RECORDS), headers=headers)
    assert prices(answer) == TEST_PRICES


def test_the_columns_of_a_csv_may_stand_in_any_order_beside_others(gateway: Client) -> None:
    rows: Rows = [
        {"note": 'a "quoted", one', **dict(reversed(row.items()))} for row in TEST_RECORDS
    ]
    assert prices(gateway.post("/predict", data=as_csv(rows), headers=CSV)) == TEST_PRICES


@pytest.mark.parametrize(
    "body",
    [
        {"inputs": {**INPUTS, "rm": [6]}},
        {"inputs": 7},
        {"inputs": {}},
        {"inputs": {name: [] for name in COLUMNS}},
        {"instances": []},
        {"instances": "rows"},
        {"dataframe_records": {"rm": 6}},
        {"dataframe_split": {"columns": COLUMNS}},
        {"dataframe_split": {"columns": COLUMNS, "data": [[1, 2]]}},
        {"dataframe_split": {"columns": ["rm", "rm"], "data": [[1, 2]]}},
        {"dataframe_split": []},
    ],
)
def test_a_batch_that_is_none_is_malformed(gateway: Client, body: object) -> None:
    assert_problem(gateway.post("/predict", json=body), 400)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n",
        b"rm,lstat\n",
        b"rm,rm\n1,2\n",
        b"rm,lstat\n1\n",
        b"rm,lstat\n1,2,3\n",
        b'rm\n"1\n',
    ],
)
def test_a_csv_that_is_none_is_malformed(gateway: Client, body: bytes) -> None:
    assert_problem(gateway.post("/predict", data=body, headers=CSV), 400)


def test_a_cell_of_a_csv_that_does_not_fit_is_told_by_its_place(gateway: Client) -> None:
    rows: Rows = [*TEST_RECORDS, with_changes(rm="", lstat="low", tax="0x10")]
    answer = gateway.post("/predict", data=as_csv(rows), headers=CSV)
    body = assert_problem(answer, 422)
    found = {error["pointer"]: error["code"] for error in body["errors"]}
    assert found == {"#/2/rm": "null", "#/2/lstat": "wrong_type", "#/2/tax": "wrong_type"}


def test_the_columns_form_tells_a_cell_that_does_not_fit_by_its_row(gateway: Client) -> None:
    body = {"inputs": {**INPUTS, "rm": [6.0, "six"]}}
    assert_problem(gateway.post("/predict", json=body), 422, pointers=["#/1/rm"])


# Sizes ----


def test_ten_thousand_rows_of_columns_are_answered(gateway: Client) -> None:
    columns = {name: values * 5000 for name, values in INPUTS.items()}
    answered = prices(gateway.post("/predict", json={"inputs": columns}))
    assert answered == TEST_PRICES * 5000


def test_a_body_beyond_the_limit_is_refused(gateway: Client) -> None:
    body = json.dumps([RECORD] * 40_000)
    assert len(body) > 6 * 2**20
    answer = gateway.post("/predict", data=body)
    assert answer.status_code == 413


def test_an_answer_beyond_the_limit_is_a_problem_that_says_so(gateway: Client) -> None:
    body = {"inputs": {name: [value] * 60_000 for name, value in example("iris").items()}}
    answer = gateway.post("/models/iris/predict", json=body)
    assert_problem(answer, 413, detail="send fewer rows")
    as_csv = gateway.post("/models/iris/predict", json=body, headers=AS_CSV)
    assert len(as_csv.content) > 4e6


def test_numbers_are_exact_both_ways(make_models: MakeModels, serve_models: ServeModels) -> None:
    code = """
    echo <- function(fit, rows) rows$x
    modelservice::save_model(
      list(), name = "echo", data = data.frame(x = 1), inputs = "x", predict = echo
    )"""
    client, _ = serve_models(make_models(echo=code))
    numbers: list[Any] = [0.1 + 0.2, 1 / 3, 2**53, -(2**53), 5e-324, 123456789.123456789, 1e-7]
    body = {"inputs": {"x": numbers}}
    assert client.post("/predict", json=body).json()["predictions"] == numbers
    assert_problem(client.post("/predict", json={"x": 2**53 + 1}), 422, codes=["out_of_range"])
