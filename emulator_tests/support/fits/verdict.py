"""All that is asked of one fit, and what is wrong with what it answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import forms
from .fit import Fit
from .forms import Event
from .judge import CHECKS, Answers, Check
from .process import Served
from .refusals import Refusal

MISSING = "Model.PackageMissing"


@dataclass(frozen=True)
class RefusedQueries:
    """What the fit cannot say is refused by the sentence that the table names."""

    refusals: Sequence[Refusal]
    name = "what it cannot say"

    def events(self, fit: Fit) -> list[Event]:
        return [forms.record(fit.rows[0], each.query) for each in self.refusals]

    def complaints(self, _: Fit, answers: Answers) -> Iterator[str]:
        for refusal, answer in zip(self.refusals, answers, strict=True):
            if answer["statusCode"] != 400 or refusal.sentence not in answer["body"]:
                yield f"{dict(refusal.query)}: {answer['statusCode']} {answer['body'][:300]}"


class Interview:
    """The questions to one fit, in one list, and the verdict on the answers."""

    def __init__(self, fit: Fit, refusals: Sequence[Refusal]) -> None:
        rows = tuple(row for each in refusals for row in each.rows)
        self.fit = Fit(fit.name, fit.file, fit.described, rows)
        self._refusals = refusals
        self._checks: list[Check] = [
            *CHECKS,
            RefusedQueries([each for each in refusals if each.query]),
        ]
        described = "rows" in fit.content
        self._events = [check.events(self.fit) if described else [] for check in self._checks]

    @property
    def events(self) -> list[Event]:
        return [event for events in self._events for event in events]

    def complaints(self, served: Served) -> dict[str, list[str]]:
        """By the name of the check; that of a refusal is "start". Empty where all is right."""
        refused = list(self._about_the_start(served))
        if refused:
            return {"start": refused}
        if served.refusal:
            return {}
        found, given = {}, list(served.answers)
        for check, events in zip(self._checks, self._events, strict=True):
            found[check.name] = list(check.complaints(self.fit, given[: len(events)]))
            del given[: len(events)]
        return {name: complaints for name, complaints in found.items() if complaints}

    def _about_the_start(self, served: Served) -> Iterator[str]:
        expected = [each for each in self._refusals if each.is_of_all(served.versions)]
        refusal = served.refusal
        if refusal is None:
            for each in expected:
                yield f"answered, and the table says that it is refused: {each.why}"
        elif not _is_for_a_missing_package(self.fit, served) and not any(
            each.sentence in refusal["text"] for each in expected
        ):
            yield f"{refusal['type']}: {refusal['text']}"


# Helpers ----


def _is_for_a_missing_package(fit: Fit, served: Served) -> bool:
    """Told by what R finds, not by what the service says of it."""
    refusal = served.refusal or {"type": "", "text": ""}
    missing = set(fit.packages) - set(served.versions)
    named = {name for name in missing if f"R package {name}," in refusal["text"]}
    return refusal["type"] == MISSING and bool(named)
