"""The published schema and the service agree on every row: Python's jsonschema is the judge."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from emulator.catalogue_service import CatalogueService
from emulator.http_api.gateway import Gateway, catch_all

from ..support.cards import NAMES, card
from ..support.client import Client
from ..support.records import rows
from ..support.workshop import train_models

SECONDS = float(os.environ.get("FUZZ_SECONDS") or 0)
GENERATED = settings(
    max_examples=int(SECONDS * 20) or 150,
    derandomize=not SECONDS,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def assert_agreement(client: Client, name: str, schema: dict[str, Any], row: object) -> None:
    judge = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    answer = client.post(f"/models/{name}/predict", json=[row])
    expected = 200 if judge.is_valid(row) else 422
    assert answer.status_code == expected, answer.text


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@GENERATED
def test_a_row_is_answered_exactly_when_the_schema_accepts_it(
    gateway: Client, name: str, data: st.DataObject
) -> None:
    schema = card(name)["input_schema"]
    assert_agreement(gateway, name, schema, data.draw(rows(schema)))


# Columns of every type ----

EVERY_TYPE = """
data <- data.frame(
  number = c(1.5, 2), flag = c(TRUE, FALSE), text = c("a", "b"),
  level = factor(c("low", "h\u00f6her"), c("low", "h\u00f6her")),
  order = factor(c("S", "L"), c("S", "L"), ordered = TRUE),
  rank = factor(c("10", "-2.50")), day = as.Date("2026-01-31") + 0:1,
  moment = as.POSIXct("2026-01-31 12:00:00", tz = "UTC") + 0:1
)
modelservice::save_model(
  list(), name = "{name}", data = data, inputs = names(data),
  predict = function(fit, rows) rep(1, nrow(rows)), null = "{null}", unseen = "{unseen}"
)
"""
POLICIES = {
    "strict": {"null": "error", "unseen": "error"},
    "filling": {"null": "impute", "unseen": "error"},
    "lenient": {"null": "impute", "unseen": "impute"},
}


@pytest.fixture(scope="module")
def every_type(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    scripts = {name: EVERY_TYPE.format(name=name, **policy) for name, policy in POLICIES.items()}
    catalogue = train_models(tmp_path_factory.mktemp("every_type"), **scripts)
    with (
        CatalogueService(catalogue=catalogue) as service,
        Gateway(catch_all(service.workers)) as gateway,
        Client(gateway.url) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def schemas(every_type: Client) -> dict[str, Any]:
    return {name: every_type.get(f"/models/{name}").json()["input_schema"] for name in POLICIES}


@pytest.mark.parametrize("name", POLICIES)
@given(data=st.data())
@GENERATED
def test_every_type_of_column_is_judged_as_the_schema_does(
    every_type: Client, schemas: dict[str, Any], name: str, data: st.DataObject
) -> None:
    assert_agreement(every_type, name, schemas[name], data.draw(rows(schemas[name])))
