"""`python -m emulator_tests.support.fits.table`: the table of kinds in docs/own-model.md.

It is made of the fits that the tests serve, so that the page says what they show.
"""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from emulator.settings import REPOSITORY

from .own_fits import FILE, OWN_FITS, OwnFit

PAGE: Final = REPOSITORY / "docs" / "own-model.md"
HEAD: Final = "| fits of | served | what to do |\n|---|---|---|\n"
_MARKED: Final = re.compile(r"(?s)(?<=<!-- kinds -->\n).*(?=<!-- end of kinds -->)")


def kinds_table() -> str:
    """One line per kind, in the order of own_fits.toml."""
    by_kind: dict[str, list[OwnFit]] = {}
    for own in OWN_FITS.values():
        by_kind.setdefault(own.kind, []).append(own)
    lines = [_line(kind, _served(fits), _notes(fits)) for kind, fits in by_kind.items()]
    lines += [_line(each["kind"], each["served"], each["note"]) for each in elsewhere()]
    return HEAD + "".join(lines)


def elsewhere() -> list[dict[str, Any]]:
    """The kinds of which the tests' own fits are made by others than their libraries."""
    return list(tomllib.loads(FILE.read_text("utf-8"))["elsewhere"])


def table_of(page: Path = PAGE) -> str:
    """What stands between the two marks."""
    found = _MARKED.search(page.read_text("utf-8"))
    return found[0] if found else ""


def write_table(page: Path = PAGE) -> None:
    table = kinds_table()
    page.write_text(_MARKED.sub(lambda _: table, page.read_text("utf-8")), "utf-8")


# Helpers ----


def _line(kind: str, served: str, note: str) -> str:
    return f"| {kind} | {served} | {note or 'nothing'} |\n"


def _served(fits: Sequence[OwnFit]) -> str:
    ways = {own.saved is not None for own in fits if own.is_served}
    words = {
        frozenset({False}): "as they are",
        frozenset({True}): "by `save_model()`",
        frozenset({False, True}): "as they are; some by `save_model()`",
    }
    return words.get(frozenset(ways), "not as they are")


def _notes(fits: Sequence[OwnFit]) -> str:
    return "; ".join(own.note for own in fits if own.note)


if __name__ == "__main__":
    write_table()
