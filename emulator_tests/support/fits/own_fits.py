"""The fits of own_fits.toml, and the process that makes them."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from emulator.settings import REPOSITORY

from .fit import Fit


@dataclass(frozen=True)
class OwnFit:
    """The fields are explained in own_fits.toml."""

    name: str
    kind: str
    r: str
    packages: list[str] = field(default_factory=list)
    calls: Mapping[str, str] | None = None
    queries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    times: list[float] | None = None
    saved: str | None = None
    refusal: str | None = None
    refused_query: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def is_served(self) -> bool:
        """Whether it answers anything."""
        return not self.refusal or bool(self.refused_query)


SCRIPT: Final = Path(__file__).with_suffix(".R")
HELPERS: Final = REPOSITORY / "lambda_image" / "modelservice" / "tests" / "testthat"
FILE: Final = Path(__file__).with_suffix(".toml")
OWN_FITS: Final = {
    each["name"]: OwnFit(**each) for each in tomllib.loads(FILE.read_text("utf-8"))["fit"]
}


def as_json() -> str:
    """What own_fits.R makes."""
    return json.dumps([_given(each) for each in OWN_FITS.values()])


def own_fit(folder: Path, name: str) -> Fit:
    """As it is served: the raw file, or what save_model() wrote of it."""
    raw = folder / f"{name}.rds"
    saved = folder / "saved" / name / "model.rds"
    return Fit(name, saved if OWN_FITS[name].saved else raw, raw.with_suffix(".json"))


# Helpers ----


def _given(each: OwnFit) -> dict[str, Any]:
    return {name: value for name, value in asdict(each).items() if value}
