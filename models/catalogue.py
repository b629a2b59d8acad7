"""models/dist/catalogue.json: what the service serves, made of the models' cards."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from .errors import BadCard, NotBuilt
from .folders import ROOT, Model, default_name
from .read_catalogue import Entry, read_catalogue_file

SERVICE: Final = "R models on AWS Lambda"
FILE: Final = Path("models", "dist", "catalogue.json")


def build_catalogue(models: Sequence[Model], default: str) -> dict[str, Any]:
    """The cards with where their file is, relative to the catalogue, and its digest.

    Raises NotBuilt where a model is not trained, and BadCard where its card is not its own.
    """
    return {
        "service": SERVICE,
        "default": default,
        "models": [_entry(model) for model in models],
    }


def write_catalogue(models: Sequence[Model], root: Path = ROOT) -> Path:
    """Write models/dist/catalogue.json of these models; its path. Raises NotBuilt, BadCard."""
    catalogue = build_catalogue(models, default_name(models, root))
    text = json.dumps(catalogue, ensure_ascii=False, separators=(",", ":"))
    (root / FILE).parent.mkdir(parents=True, exist_ok=True)
    (root / FILE).write_text(text + "\n", encoding="utf-8")
    return root / FILE


def remove_catalogue(root: Path = ROOT) -> None:
    """So that nothing is served of models of which one is missing."""
    (root / FILE).unlink(missing_ok=True)


def artifacts(catalogue: Path) -> dict[str, Path]:
    """The files that a catalogue names, by their path from it; each is as it says.

    Raises NotBuilt, BadCard and NotACatalogue.
    """
    if not catalogue.is_file():
        raise NotBuilt(catalogue)
    return {
        entry.artifact: artifact_file(catalogue, entry)
        for entry in read_catalogue_file(catalogue).entries
    }


def artifact_file(catalogue: Path, entry: Entry) -> Path:
    """The file of an entry beside its catalogue, with the digest that the entry has.

    Raises NotBuilt where it is missing, and BadCard where it is another file.
    """
    file = catalogue.parent / entry.artifact
    if not file.is_file():
        raise NotBuilt(file)
    if file_digest(file) != entry.sha256:
        raise BadCard(file, f"is not the file that {catalogue.name} describes")
    return file


def file_digest(file: Path) -> str:
    """Its SHA-256 as 64 hexadecimal digits in lower case."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


# Helpers ----


def _entry(model: Model) -> dict[str, Any]:
    for file in (model.artifact, model.card):
        if not model.path(file).is_file():
            raise NotBuilt(file)
    card = _card(model)
    artifact = model.path(model.artifact)
    return {
        **card,
        "kind": "model",
        "artifact": f"{model.name}/{artifact.name}",
        "sha256": file_digest(artifact),
        "size": artifact.stat().st_size,
    }


def _card(model: Model) -> dict[str, Any]:
    try:
        card = json.loads(model.path(model.card).read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadCard(model.card, f"is not JSON ({error})") from None
    if not isinstance(card, dict) or card.get("name") != model.name:
        raise BadCard(model.card, f'is not the card of "{model.name}"')
    return card
