"""The forms of a request: the same rows as records, as columns, as CSV; and the answer as CSV."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from .fit import Row

Event = dict[str, Any]
CSV: Final = "text/csv"


def record(row: Row, query: Mapping[str, str]) -> Event:
    return _event(json.dumps(row), query)


def batch(rows: Sequence[Row], query: Mapping[str, str]) -> Event:
    return _event(json.dumps(rows), query)


def columns(rows: Sequence[Row], query: Mapping[str, str]) -> Event:
    by_column = {name: [row[name] for row in rows] for name in rows[0]}
    return _event(json.dumps({"inputs": by_column}), query)


def csv_body(rows: Sequence[Row], query: Mapping[str, str]) -> Event:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return _event(text.getvalue(), query, {"content-type": CSV})


def csv_answer(rows: Sequence[Row], query: Mapping[str, str]) -> Event:
    return _event(json.dumps(rows), query, {"accept": CSV})


def card(name: str) -> Event:
    return {**_event(None, {}), "rawPath": f"/models/{name}", "requestContext": _method("GET")}


def read_answer(answer: Mapping[str, Any]) -> list[Any]:
    """The element of each row, in the shape that JSON has, of an answer in JSON or CSV."""
    body = answer["body"]
    if not answer["headers"]["content-type"].startswith(CSV):
        return list(json.loads(body)["predictions"])
    return [_element(row) for row in csv.DictReader(io.StringIO(body))]


# Helpers ----


def _event(
    body: str | None, query: Mapping[str, str], headers: Mapping[str, str] | None = None
) -> Event:
    return {
        "version": "2.0",
        "rawPath": "/predict",
        "queryStringParameters": dict(query),
        "headers": dict(headers or {}),
        "body": body,
        "requestContext": _method("POST"),
    }


def _method(method: str) -> Any:
    return {"http": {"method": method}}


def _cell(value: Any) -> Any:
    """null is NA; true and false are R's and JSON's words in lower case."""
    if value is None:
        return "NA"
    return json.dumps(value) if isinstance(value, bool | float) else value


def _element(row: Mapping[str, str]) -> Any:
    """A line of a CSV answer as the element of a JSON answer."""
    values = {name: _value(name, text) for name, text in row.items()}
    if list(values) == ["prediction"]:
        return values["prediction"]
    for family, members in (("probability_", "probabilities"), ("quantile_", "quantiles")):
        values = _gather(values, family, members)
    return _gather(values, "survival_", "survival")


def _gather(values: dict[str, Any], family: str, members: str) -> dict[str, Any]:
    found = {name.removeprefix(family): v for name, v in values.items() if name.startswith(family)}
    others = {name: value for name, value in values.items() if not name.startswith(family)}
    return {**others, members: found} if found else others


def _value(name: str, text: str) -> Any:
    if text == "NA":
        return None
    return text if name == "label" else _number(text)


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
