"""The reader of catalogue.json, whoever wrote it: the models that it lists and where they are.

R reads the same in lambda_image/modelservice/R/catalogue.R.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import NotACatalogue


@dataclass(frozen=True)
class Entry:
    """A model of a catalogue. `card` is all that the catalogue has of it.

    `artifact` is a path from the catalogue or a whole s3:// or file:// URI; `sha256` is the digest
    of that file, in lower case.
    """

    name: str
    card: Mapping[str, Any]
    artifact: str
    sha256: str


@dataclass(frozen=True)
class Catalogue:
    """`entries` are the models, the ensembles not among them; `default` may be the name of one."""

    service: str | None
    default: str
    entries: tuple[Entry, ...]


def read_catalogue(text: bytes) -> Catalogue:
    """The catalogue of this JSON text. Raises NotACatalogue, which says what is wrong with it."""
    try:
        content = json.loads(text)
        cards = content["models"]
        names = [str(card["name"]) for card in cards]
        default = str(content.get("default", names[0]))
        entries = tuple(_entry(card) for card in cards if not is_ensemble(card))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise NotACatalogue(f"is not a catalogue ({error!r})") from None
    return Catalogue(content.get("service"), default, entries)


def is_ensemble(card: Mapping[str, Any]) -> bool:
    """Whether an entry, in a catalogue or as GET /models lists it, is of several models."""
    return card.get("kind") == "ensemble"


def read_catalogue_file(file: Path) -> Catalogue:
    """The catalogue in this file, which must exist. Raises NotACatalogue."""
    return read_catalogue(file.read_bytes())


# Helpers ----


def _entry(card: Mapping[str, Any]) -> Entry:
    artifact, sha256 = card.get("artifact"), card.get("sha256")
    if not isinstance(artifact, str) or not isinstance(sha256, str):
        raise NotACatalogue(f'has no artifact and sha256 of the model "{card["name"]}"')
    return Entry(str(card["name"]), card, artifact, sha256.lower())
