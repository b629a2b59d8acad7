"""Records that do not fit get the same codes, whatever the kind of the model."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from . import forms
from .fit import Fit, Row
from .forms import Event

Answers = Sequence[Mapping[str, Any]]
NUMBERS: Final = {"numeric", "integer"}


@dataclass(frozen=True)
class Wrong:
    """A record with one column that does not fit, and the code that says so."""

    column: str
    code: str
    row: Row


class WrongRecords:
    name = "wrong records"

    def events(self, fit: Fit) -> list[Event]:
        good = fit.rows[0]
        sound = [good, {**good, "not_a_column": 1}, {"not_a_column": 1}]
        rows = [*sound, *(wrong.row for wrong in _wrong(fit))]
        return [forms.card(fit.name), *(forms.record(row, {}) for row in rows)]

    def complaints(self, fit: Fit, answers: Answers) -> Iterator[str]:
        card, good, extra, strange, *others = answers
        schema = json.loads(card["body"])["input_schema"]
        yield from _unknown_columns(fit, schema)
        if extra["body"] != good["body"]:
            yield "a further field is not ignored"
        if _codes(strange) != {("#/0", "no_columns")}:
            yield f"a record without any column: {_said(strange)}"
        for wrong, answer in zip(_wrong(fit), others, strict=True):
            column = schema["properties"].get(wrong.column)
            if column is None or _takes(column, wrong.code):
                continue
            if (f"#/0/{wrong.column}", wrong.code) not in _codes(answer):
                yield f"{wrong.column}, {wrong.code}: {_said(answer)}"


# Helpers ----


def _wrong(fit: Fit) -> list[Wrong]:
    good = fit.rows[0]
    found = []
    for name, column in fit.inputs.items():
        without = {other: value for other, value in good.items() if other != name}
        wrong_type = "high" if column["type"] in NUMBERS | {"logical"} else True
        found += [
            Wrong(name, "missing", without),
            Wrong(name, "null", {**good, name: None}),
            Wrong(name, "wrong_type", {**good, name: wrong_type}),
        ]
        if "levels" in column:
            found.append(Wrong(name, "unknown_level", {**good, name: "not a level"}))
    return found


def _takes(column: Mapping[str, Any], code: str) -> bool:
    """Whether the card says that this is not wrong here: the fit handles it (odd rows show how)."""
    if code == "null":
        return "null" in column["type"]
    return code == "unknown_level" and "enum" not in column


def _unknown_columns(fit: Fit, schema: Mapping[str, Any]) -> Iterator[str]:
    for name in set(schema["properties"]) - set(fit.inputs):
        yield f"{name} is asked for, and the library does not need it"


def _codes(answer: Mapping[str, Any]) -> set[tuple[str, str]]:
    if answer["statusCode"] != 422:
        return set()
    return {(error["pointer"], error["code"]) for error in json.loads(answer["body"])["errors"]}


def _said(answer: Mapping[str, Any]) -> str:
    return f"{answer['statusCode']} {answer['body'][:300]}"
