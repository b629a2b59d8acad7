"""Every form of an answer; what a request may choose; null, levels and dates."""

import pytest

from ..fixtures import MakeModels, ServeModels
from ..support.assertions import assert_problem
from ..support.boston import PRICE, RECORD, TEST_PRICES, TEST_RECORDS, with_changes
from ..support.cards import example
from ..support.client import Client
from ..support.tables import AS_CSV, CSV, INPUTS, as_csv, prices, read_csv

# Answers ----


def test_prices_are_answered_as_csv_with_every_digit(gateway: Client) -> None:
    answer = gateway.post("/predict", json=TEST_RECORDS, headers=AS_CSV)
    expected = gateway.post("/predict", json=TEST_RECORDS).json()["predictions"]
    assert [float(row["prediction"]) for row in read_csv(answer)] == expected


def test_a_classification_is_answered_as_csv(gateway: Client) -> None:
    answer = gateway.post("/models/admission/predict", json=example("admission"), headers=AS_CSV)
    (row,) = read_csv(answer)
    names = ["label", "probability", "probability_rejected", "probability_admitted"]
    assert list(row) == names
    assert row["label"] == "admitted" and row["probability"] == row["probability_admitted"]


def test_an_interval_is_answered_as_csv(gateway: Client) -> None:
    path = "/models/boston_linear/predict?interval=prediction"
    (row,) = read_csv(gateway.post(path, json=RECORD, headers=AS_CSV))
    assert float(row["lower"]) < float(row["value"]) < float(row["upper"])


@pytest.mark.parametrize("accept", ["application/json, text/csv", "*/*", "application/*"])
def test_csv_is_answered_only_where_it_is_asked_for_first(gateway: Client, accept: str) -> None:
    answer = gateway.post("/predict", json=RECORD, headers={"Accept": accept})
    assert prices(answer) == [PRICE]


def test_a_row_whose_probabilities_are_not_all_finite_is_null_with_a_warning(
    make_models: MakeModels, serve_models: ServeModels
) -> None:
    client, _ = serve_models(make_models(odds=ODDS))
    answer = client.post("/predict", json={"inputs": {"x": [1, -1, 9, 2]}}).json()
    assert [bool(element) for element in answer["predictions"]] == [True, False, False, True]
    assert answer["warnings"] == ["2 values are not finite numbers and given as null."]
    rows = client.post("/predict", json=[{"x": -1}, {"x": 1}], headers=AS_CSV)
    assert rows.text.split("\r\n")[1:3] == ["NA,NA,NA,NA", "no,0.75,0.75,0.25"]


def test_what_cannot_be_a_probability_is_never_answered(
    make_models: MakeModels, serve_models: ServeModels
) -> None:
    client, _ = serve_models(make_models(odds=ODDS))
    assert_problem(client.post("/predict", json=[{"x": 1}, {"x": 99}]), 500)
    assert client.post("/predict", json=[{"x": 1}]).status_code == 200


ODDS = """
odds <- function(fit, rows) {
  yes <- ifelse(rows$x < 0, NaN, 0.25)
  cbind(no = ifelse(rows$x > 50, 7.5, ifelse(rows$x > 5, NA, 0.75)), yes = yes)
}
modelservice::save_model(
  list(), name = "odds", data = data.frame(x = 1:2), inputs = "x", predict = odds
)
"""

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


def test_bad_rows_are_na_in_a_csv(gateway: Client) -> None:
    rows = [TEST_RECORDS[0], with_changes(rm="big")]
    answer = gateway.post("/predict?on_error=null", json=rows, headers=AS_CSV)
    header, price, *rest = answer.text.split("\r\n")
    assert (header, round(float(price), 4), rest) == ("prediction", TEST_PRICES[0], ["NA", ""])


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
