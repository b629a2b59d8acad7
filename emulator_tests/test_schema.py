"""The published schema and the service agree on every row: Python's jsonschema is the judge."""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from .cards import NAMES, card
from .client import Client
from .records import rows

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
