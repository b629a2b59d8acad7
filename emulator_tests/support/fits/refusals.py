"""What may be refused: refusals.toml, the own fits' `refusal`, and packages that are not here."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .own_fits import OWN_FITS


@dataclass(frozen=True)
class Refusal:
    """The fields are explained in refusals.toml."""

    fit: str
    why: str
    sentence: str = ""
    older: Mapping[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    query: Mapping[str, str] = field(default_factory=dict)

    def is_of_all(self, versions: Mapping[str, str]) -> bool:
        """Whether the file is refused as a whole by an R that has these versions of packages."""
        if self.rows or self.query:
            return False
        return not self.older or any(
            name in versions and _number(versions[name]) < _number(version)
            for name, version in self.older.items()
        )


_TEXT: Final = Path(__file__).with_suffix(".toml").read_text("utf-8")
GIVEN: Final = [Refusal(**each) for each in tomllib.loads(_TEXT)["refusal"]]
OWN: Final = [
    Refusal(own.name, own.note, own.refusal, query=own.refused_query)
    for own in OWN_FITS.values()
    if own.refusal
]


def refusals(name: str, *, own: bool) -> list[Refusal]:
    return [each for each in (OWN if own else GIVEN) if each.fit == name]


# Helpers ----


def _number(version: str) -> list[int]:
    return [int(part) for part in version.replace("-", ".").split(".")]
