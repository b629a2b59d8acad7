"""Every fit's interview, several at once: each is an R process, and a machine has some cores."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, Self

import pytest

from .fit import Fit
from .forms import Event
from .process import Served
from .sources import Named
from .verdict import Interview


class Place(Protocol):
    """An R that serves a fit: this machine's, or an image's."""

    def serve(self, fit: Fit, events: Sequence[Event]) -> Served: ...


class Panel:
    """The verdicts on these fits; all are asked for at the first."""

    def __init__(self, place: Place, own: Path, fits: Iterable[Named]) -> None:
        self._place, self._own = place, own
        self._pool = ThreadPoolExecutor(os.cpu_count())
        self._verdicts = {named: self._pool.submit(self._judge, named) for named in fits}

    def complaints(self, named: Named) -> dict[str, list[str]]:
        """By the name of the check; empty where all is right, or refused as the tables say."""
        return self._verdict(named).result()[0]

    def is_right(self, named: Named) -> bool:
        """Answered, all of it as its library has it; not refused."""
        complaints, served = self._verdict(named).result()
        return not complaints and served.refusal is None

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _verdict(self, named: Named) -> Future[tuple[dict[str, list[str]], Served]]:
        return self._verdicts[named]

    def _judge(self, named: Named) -> tuple[dict[str, list[str]], Served]:
        fit = named.fit(self._own)
        not_made = fit.described.with_suffix(".failed")
        assert not not_made.is_file(), not_made.read_text()
        interview = Interview(fit, named.refusals)
        served = self._place.serve(interview.fit, interview.events)
        return interview.complaints(served), served


def selected(items: Iterable[pytest.Item]) -> list[Named]:
    """The fits that the tests of this run name: no process is started for another."""
    return list(dict.fromkeys(_named(items)))


# Helpers ----


def _named(items: Iterable[pytest.Item]) -> Iterator[Named]:
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item, "callspec"):
            named = item.callspec.params.get("named")
            if isinstance(named, Named):
                yield named
