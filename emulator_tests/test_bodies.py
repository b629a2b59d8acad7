"""Every form of a request and of an answer, through the HTTP API."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import requests

from .assertions import assert_problem
from .boston import PRICE, RECORD, TEST_PRICES, TEST_RECORDS, with_changes
from .cards import example
from .client import Client
from .conftest import MakeModels, ServeModels

CSV = {"Content-Type": "text/csv"}
AS_CSV = {"Accept": "text/csv"}
COLUMNS = list(RECORD)
INPUTS = {name: [row[name] for row in TEST_RECORDS] for name in COLUMNS}
SPLIT = {"columns": COLUMNS, "data": [list(row.values()) for row in TEST_RECORDS]}
Rows = Sequence[Mapping[str, object]]


def prices(answer: requests.Response) -> list[float]:
    assert answer.status_code == 200, answer.text
    return [round(price, 4) for price in answer.json()["predictions"]]


def as_csv(rows: Rows) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def read_csv(answer: requests.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


# Bodies ----


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


# Answers ----


def test_prices_are_answered_as_csv_with_every_digit(gateway: Client) -> None:
    answer = gateway.post("/predict", json=TEST_RECORDS, headers=AS_CSV)
    expected = gateway.post("/predict", json=TEST_RECORDS).json()["predictions"]
    assert [float(row["prediction"]) for row in read_csv(answer)] == expected


def test_a_classification_is_answered_as_csv(gateway: Client) -> None:
    answer = gateway.post("/models/admission/predict", json=example("admission"), headers=AS_CSV)
    (row,) = read_csv(answer)
    chance = ["probability_rejected", "probability_admitted"]
    assert list(row) == ["label", "probability", *chance]
    assert row["label"] == "admitted" and sum(float(row[name]) for name in chance) == 1


def test_an_interval_is_answered_as_csv(gateway: Client) -> None:
    path = "/models/boston_linear/predict?interval=prediction"
    (row,) = read_csv(gateway.post(path, json=RECORD, headers=AS_CSV))
    assert float(row["lower"]) < float(row["value"]) < float(row["upper"])


@pytest.mark.parametrize("accept", ["application/json, text/csv", "*/*", "application/*"])
def test_csv_is_answered_only_where_it_is_asked_for_first(gateway: Client, accept: str) -> None:
    answer = gateway.post("/predict", json=RECORD, headers={"Accept": accept})
    assert prices(answer) == [PRICE]


# Options ----


@pytest.mark.parametrize(
    "query",
    [
        "interval=perhaps",
        "interval=prediction&level=1",
        "interval=prediction&level=high",
        "level=0.9",
        "type=link",
        "on_error=skip",
        "colour=red",
    ],
)
def test_an_option_that_there_is_not_is_malformed(gateway: Client, query: str) -> None:
    answer = gateway.post(f"/models/boston_linear/predict?{query}", json=RECORD)
    assert_problem(answer, 400, detail="option")


def test_an_option_of_another_model_is_malformed(gateway: Client) -> None:
    answer = gateway.post("/models/boston_forest/predict?interval=prediction", json=RECORD)
    assert_problem(answer, 400, detail="no option interval")


def test_the_options_of_a_body_are_those_of_a_query(gateway: Client) -> None:
    path = "/models/boston_linear/predict"
    body = {"instances": [RECORD], "params": {"interval": "prediction", "level": 0.9}}
    told = gateway.post(f"{path}?interval=prediction&level=0.9", json=RECORD).json()
    assert gateway.post(path, json=body).json() == told


@pytest.mark.parametrize(
    "body",
    [
        [TEST_RECORDS[0], with_changes(rm="big"), TEST_RECORDS[1], with_changes(tax=...)],
        {
            "inputs": {
                name: [first, "x" if name == "rm" else second, second, "x" if name == "tax" else 1]
                for name, (first, second) in INPUTS.items()
            }
        },
    ],
    ids=["rows", "columns"],
)
def test_bad_rows_are_null_where_it_is_asked_for(gateway: Client, body: object) -> None:
    answer = gateway.post("/predict?on_error=null", json=body).json()
    assert [bool(price) for price in answer["predictions"]] == [True, False, True, False]
    assert {error["pointer"] for error in answer["errors"]} == {"#/1/rm", "#/3/tax"}
    assert answer["error_count"] == 2 and "warnings" not in answer


def test_rows_that_are_all_bad_are_all_null(gateway: Client) -> None:
    answer = gateway.post("/models/iris/predict?on_error=null", json=[{}, {}]).json()
    assert answer["predictions"] == [None, None] and answer["error_count"] == 8


def test_bad_rows_are_empty_cells_of_a_csv(gateway: Client) -> None:
    rows = [TEST_RECORDS[0], with_changes(rm="big")]
    answer = gateway.post("/predict?on_error=null", json=rows, headers=AS_CSV)
    assert answer.text.splitlines()[2] == "" or answer.text.splitlines()[2] == '""'


# Null, levels, dates ----


def test_null_is_filled_in_where_the_model_says_so(gateway: Client) -> None:
    answer = gateway.post("/models/iris/predict", json=example("iris", sepal_width=None))
    assert answer.json()["predictions"][0]["label"] == "virginica"


def test_null_is_an_empty_cell_of_a_csv(gateway: Client) -> None:
    row = example("iris", sepal_width=None)
    filled = gateway.post("/models/iris/predict", json=row).json()
    answer = gateway.post("/models/iris/predict", data=as_csv([row]), headers=CSV)
    assert answer.json() == filled


def test_a_column_is_missed_where_null_is_filled_in_too(gateway: Client) -> None:
    answer = gateway.post("/models/iris/predict", json=example("iris", sepal_width=...))
    assert_problem(answer, 422, pointers=["#/0/sepal_width"], codes=["missing"])


@pytest.mark.parametrize(
    ("rank", "code"),
    [(5, "unknown_level"), ("5", "unknown_level"), (1.5, "unknown_level"), (True, "wrong_type")],
)
def test_a_level_that_there_is_not_is_told_with_those_there_are(
    gateway: Client, rank: object, code: str
) -> None:
    answer = gateway.post("/models/admission/predict", json=example("admission", rank=rank))
    told = assert_problem(answer, 422, pointers=["#/0/rank"], codes=[code])
    assert '"1", "2", "3", "4"' in told["detail"]


def test_a_level_in_a_csv_is_read_as_a_level(gateway: Client) -> None:
    body = b"gre,gpa,rank\n800,4,1\n800,4,4\n"
    answer = gateway.post("/models/admission/predict", data=body, headers=CSV)
    labels = [element["label"] for element in answer.json()["predictions"]]
    assert labels == ["admitted", "rejected"]


def test_an_own_model_takes_dates_text_and_levels_that_it_has_not_seen(
    make_models: MakeModels, serve_models: ServeModels
) -> None:
    client, _ = serve_models(make_models(visits=VISITS))
    body = [
        {"day": "2026-01-31", "open": True, "town": "Ulm"},
        {"day": "2026-02-28", "open": False, "town": "Rom"},
        {"day": None, "open": None, "town": None},
    ]
    answer = client.post("/predict", json=body)
    assert answer.json()["predictions"] == [1031, -28, 0]
    bad = [{"day": day, "open": True, "town": "Ulm"} for day in ("31.1.2026", "2026-02-30", 7)]
    codes = ["not_a_date", "not_a_date", "wrong_type"]
    assert_problem(client.post("/predict", json=bad), 422, codes=codes)


VISITS = """
data <- data.frame(
  day = as.Date("2026-01-01") + 0:9, open = TRUE, town = factor(rep(c("Ulm", "Bonn"), 5))
)
visits <- function(fit, rows) {
  day <- as.integer(format(rows$day, "%d"))
  day[is.na(day)] <- 0
  (ifelse(rows$open %in% FALSE, -1, 1) * day) + ifelse(is.na(rows$town), 0, 1000)
}
modelservice::save_model(
  list(), name = "visits", data = data, inputs = names(data), predict = visits,
  null = "impute", unseen = "impute"
)
"""


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
