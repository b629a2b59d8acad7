"""The fits of raw_fits.toml."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final


@dataclass(frozen=True)
class RawFit:
    """The fields are explained in raw_fits.toml; `body` is JSON text."""

    name: str
    r: str
    body: str
    query: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    data: str = ""
    save: str = ""


_FILE = Path(__file__).with_suffix(".toml")
FITS: Final = [RawFit(**each) for each in tomllib.loads(_FILE.read_text("utf-8"))["fit"]]
