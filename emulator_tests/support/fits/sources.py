"""Where fits come from: the tests themselves, and the folder that FITS names."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .fit import Fit
from .own_fits import OWN_FITS, own_fit
from .refusals import Refusal, refusals

FITS: Final = os.environ.get("FITS", "")


@dataclass(frozen=True)
class Named:
    """A fit by its name, of the tests' own or of FITS."""

    name: str
    is_own: bool

    def __str__(self) -> str:
        return f"own-{self.name}" if self.is_own else self.name

    def fit(self, own: Path) -> Fit:
        """`own` is the folder of the fits that the tests made."""
        if self.is_own:
            return own_fit(own, self.name)
        folder = Path(FITS)
        return Fit(self.name, folder / f"{self.name}.rds", folder / f"{self.name}.json")

    @property
    def refusals(self) -> list[Refusal]:
        return refusals(self.name, own=self.is_own)


def named_fits() -> list[Named]:
    """All of both; of FITS none where it is not set."""
    return [*_named(OWN_FITS, is_own=True), *_named(_given(), is_own=False)]


# Helpers ----


def _given() -> Iterable[str]:
    if not FITS:
        return []
    names = sorted(file.stem for file in Path(FITS).glob("*.json"))
    assert names, f"FITS={FITS} is not a folder with fits."
    return names


def _named(names: Iterable[str], *, is_own: bool) -> list[Named]:
    return [Named(name, is_own) for name in names]
