"""The forms in which R people send rows, and ask for answers."""

import gzip
import json

import pytest

from ..fixtures import MakeModels, ServeModels
from ..support.assertions import assert_problem
from ..support.boston import PRICE, RECORD, TEST_PRICES, TEST_RECORDS
from ..support.cards import example
from ..support.client import Client
from ..support.r_session import ask_r
from ..support.tables import AS_CSV, CSV, INPUTS, Rows, as_csv, prices, read_csv

ADMISSION = "/models/admission/predict"
GZIP = {"Content-Encoding": "gzip", "Content-Type": "application/json"}

# Columns ----


def test_columns_without_inputs_are_rows(gateway: Client) -> None:
    assert prices(gateway.post("/predict", json=INPUTS)) == TEST_PRICES
    one = {name: [value] for name, value in RECORD.items()}
    assert prices(gateway.post("/predict", json=one)) == [PRICE]


def test_columns_without_inputs_must_be_of_one_length(gateway: Client) -> None:
    assert_problem(gateway.post("/predict", json={**INPUTS, "rm": [6]}), 400)
    assert_problem(gateway.post("/predict", json={**INPUTS, "rm": 6}), 422)


# CSV ----


@pytest.fixture
def pay(make_models: MakeModels, serve_models: ServeModels) -> Client:
    """A model of a number, a boolean and a factor, each of which may be null."""
    return serve_models(make_models(pay=PAY))[0]


PAY = """
data <- data.frame(
  years = c(1, 2, 3, 4), manager = c(TRUE, FALSE, TRUE, FALSE),
  size = factor(c("S", "M", "S", "M"))
)
pay <- function(fit, rows) {
  known <- \\(x) ifelse(is.na(x), 0, x)
  known(rows$years) + 10 * known(rows$manager) + 100 * known(rows$size == "S")
}
modelservice::save_model(
  list(), name = "pay", data = data, inputs = names(data), predict = pay, null = "impute"
)
"""
WRITTEN = """
rows <- data.frame(years = c(2, NA), manager = c(TRUE, NA), size = c("S", NA))
paste0(paste(capture.output(write.csv(rows)), collapse = "\\n"), "\\n")
"""


def test_what_write_csv_writes_is_read_with_its_row_names_and_na(pay: Client) -> None:
    written = ask_r(WRITTEN)
    assert written.splitlines() == ['"","years","manager","size"', '"1",2,TRUE,"S"', '"2",NA,NA,NA']
    assert pay.post("/predict", data=written, headers=CSV).json()["predictions"] == [112, 0]


@pytest.mark.parametrize("word", ["TRUE", "true", "True"])
def test_true_of_a_csv_is_read_in_any_case(pay: Client, word: str) -> None:
    body = f"years,manager,size\n0,{word},M\n"
    assert pay.post("/predict", data=body, headers=CSV).json()["predictions"] == [10]


def test_a_row_without_an_answer_stays_a_line_of_a_csv(gateway: Client) -> None:
    rows: Rows = [{**RECORD, "rm": "many"}, RECORD]
    answer = gateway.post("/predict?on_error=null", data=as_csv(rows), headers={**CSV, **AS_CSV})
    first, second = read_csv(answer)
    assert first["prediction"] == "NA" and round(float(second["prediction"]), 4) == PRICE


# Content-Encoding ----


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "GZIP"])
def test_a_gzipped_body_is_answered(gateway: Client, name: str) -> None:
    body = gzip.compress(json.dumps(TEST_RECORDS).encode())
    answer = gateway.post("/predict", data=body, headers={**GZIP, "Content-Encoding": name})
    assert prices(answer) == TEST_PRICES


def test_a_gzipped_csv_is_answered(gateway: Client) -> None:
    body = gzip.compress(as_csv(TEST_RECORDS))
    assert prices(gateway.post("/predict", data=body, headers={**GZIP, **CSV})) == TEST_PRICES


def test_another_encoding_is_not_supported(gateway: Client) -> None:
    headers = {**GZIP, "Content-Encoding": "br"}
    answer = gateway.post("/predict", data=json.dumps(RECORD), headers=headers)
    assert_problem(answer, 415, detail="must be gzip")


def test_a_body_that_is_not_gzip_though_it_says_so_is_malformed(gateway: Client) -> None:
    answer = gateway.post("/predict", data=json.dumps(RECORD), headers=GZIP)
    assert_problem(answer, 400, detail="marked as gzip")


def test_a_small_body_that_stands_for_a_huge_one_is_refused(gateway: Client) -> None:
    bomb = gzip.compress(b" " * 2**30, compresslevel=9)
    assert len(bomb) < 2 * 2**20
    assert_problem(gateway.post("/predict", data=bomb, headers=GZIP), 413, detail="decompressed")
    assert prices(gateway.post("/predict", json=RECORD)) == [PRICE]


# The scale of the link ----


def test_a_binomial_glm_answers_on_the_scale_of_the_link(gateway: Client) -> None:
    code = """
      record <- data.frame(gre = 800, gpa = 4, rank = factor("1", 1:4))
      predict(readRDS(file.path(dist, "admission", "model.rds")), record, type = "link")[[1]]
    """
    record = example("admission", gre=800, gpa=4, rank="1")
    answer = gateway.post(f"{ADMISSION}?type=link", json=record).json()
    assert answer["predictions"] == [pytest.approx(ask_r(code), rel=1e-12)]


def test_the_link_in_a_csv_is_one_column(gateway: Client) -> None:
    answer = gateway.post(f"{ADMISSION}?type=link", json=example("admission"), headers=AS_CSV)
    assert list(read_csv(answer)[0]) == ["prediction"]
