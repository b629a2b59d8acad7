"""What of a fit's answers is not as it must be: the complaints, in words."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

from . import forms
from .compare import is_same
from .fit import Fit, Row
from .forms import Event
from .wrong_records import WrongRecords

Answers = Sequence[Mapping[str, Any]]
BATCHES: Final[dict[str, Callable[[Sequence[Row], Mapping[str, str]], Event]]] = {
    "a batch": forms.batch,
    "columns": forms.columns,
    "a CSV body": forms.csv_body,
    "a CSV answer": forms.csv_answer,
}


class Check(Protocol):
    """`events` are what it asks of the process; `complaints` reads the answers, in that order."""

    @property
    def name(self) -> str: ...

    def events(self, fit: Fit) -> list[Event]: ...

    def complaints(self, fit: Fit, answers: Answers) -> Iterator[str]: ...


class RowsAlone:
    name = "each row alone"

    def events(self, fit: Fit) -> list[Event]:
        return [forms.record(row, fit.query(part)) for part in fit.parts for row in fit.rows]

    def complaints(self, fit: Fit, answers: Answers) -> Iterator[str]:
        said = [(part, each) for part in fit.parts for each in fit.expected(part)]
        for (part, each), answer in zip(said, answers, strict=True):
            yield from _differences(fit, part, [each], answer)


class Batch:
    """All rows in one request, and the same number of elements in their order."""

    def __init__(self, name: str) -> None:
        self.name = name

    def events(self, fit: Fit) -> list[Event]:
        return [BATCHES[self.name](fit.rows, fit.query(part)) for part in fit.parts]

    def complaints(self, fit: Fit, answers: Answers) -> Iterator[str]:
        for part, answer in zip(fit.parts, answers, strict=True):
            yield from _differences(fit, part, fit.expected(part), answer)


class OddRows:
    """As the library has them, or refused; never answered where the library refuses."""

    name = "odd rows"

    def events(self, fit: Fit) -> list[Event]:
        return [forms.record(odd["row"], fit.query(part)) for odd, part in self._asked(fit)]

    def complaints(self, fit: Fit, answers: Answers) -> Iterator[str]:
        for (odd, part), answer in zip(self._asked(fit), answers, strict=True):
            if answer["statusCode"] == 422:
                continue
            if "error" in odd and answer["statusCode"] == 200:
                yield f"{part} of {odd['row']}: answered, and the library says {odd['error']!r}"
            else:
                # An empty array: the library dropped the row.
                said = odd.get("expected", {}).get(part) or [None]
                yield from _differences(fit, part, said, answer)

    def _asked(self, fit: Fit) -> list[tuple[Mapping[str, Any], str]]:
        return [(odd, part) for odd in fit.odd_rows for part in fit.parts]


CHECKS: Final[list[Check]] = [
    RowsAlone(),
    *(Batch(name) for name in BATCHES),
    OddRows(),
    WrongRecords(),
]


# Helpers ----


def _differences(
    fit: Fit, part: str, said: Sequence[Any], answer: Mapping[str, Any]
) -> Iterator[str]:
    if answer["statusCode"] != 200:
        yield f"{part}: {answer['statusCode']} {_detail(answer)}"
        return
    given = forms.read_answer(answer)
    if len(given) != len(said):
        yield f"{part}: {len(given)} elements for {len(said)} rows"
        return
    for row, (theirs, ours) in enumerate(zip(said, given, strict=True)):
        if not is_same(part, theirs, ours, fit.tolerance):
            yield f"{part}, row {row}: the library says {theirs}, the service {ours}"


def _detail(answer: Mapping[str, Any]) -> str:
    return str(json.loads(answer["body"]).get("detail"))
