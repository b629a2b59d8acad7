"""What is published of models/dist/catalogue.json: the models that the settings ask for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.catalogue import FILE as CATALOGUE
from models.catalogue import artifact_file
from models.errors import BadCard, BadS3Uri, NotACatalogue, NotBuilt
from models.read_catalogue import Catalogue, Entry, read_catalogue_file
from models.s3_uri import SCHEME, S3Uri

from .errors import BadCatalogue, BadSettings, NoModels
from .settings import Settings


@dataclass(frozen=True)
class ServedModel:
    """An entry of the catalogue, and where its artifact is: a file here, or in S3 already."""

    entry: Entry
    source: Path | S3Uri

    @property
    def name(self) -> str:
        """By which requests and ensembles ask for it."""
        return self.entry.name


@dataclass(frozen=True)
class ServedCatalogue:
    """The models to publish, in the order of the settings or of the catalogue.

    `default` is one of them or an ensemble; `service` is None where the catalogue names none.
    """

    service: str | None
    default: str
    models: tuple[ServedModel, ...]

    @property
    def example(self) -> Any:
        """A record that the default model answers; None where its card has none."""
        examples = {model.name: model.entry.card.get("example") for model in self.models}
        return examples.get(self.default)


def choose_models(repository: Path, settings: Settings) -> ServedCatalogue:
    """The models that are built and that the settings ask for; their files are as catalogued.

    Raises NoModels where none are built, BadCatalogue where the catalogue does not fit its files,
    and BadSettings where the settings ask for others.
    """
    catalogue = _read(repository / CATALOGUE)
    entries = {entry.name: entry for entry in catalogue.entries}
    default = settings.default_model or catalogue.default
    chosen = settings.models or tuple(entries)
    if settings.models and default not in chosen and not settings.default_model:
        default = chosen[0]
    _refuse_unknown(settings, default, entries)
    models = tuple(_served(repository / CATALOGUE, entries[name]) for name in chosen)
    return ServedCatalogue(catalogue.service, default, models)


def published(catalogue: ServedCatalogue, settings: Settings, artifacts: Mapping[str, str]) -> str:
    """The catalogue as it is uploaded: its artifacts where they were put, ensembles added."""
    models = [{**model.entry.card, "artifact": artifacts[model.name]} for model in catalogue.models]
    ensembles = [
        {
            "name": ensemble.name,
            **({"title": ensemble.title} if ensemble.title else {}),
            "kind": "ensemble",
            "members": list(ensemble.members),
            "combine": ensemble.combine,
        }
        for ensemble in settings.ensemble
    ]
    content = {
        "service": catalogue.service or settings.name,
        "default": catalogue.default,
        "models": models + ensembles,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


# Helpers ----


def _read(path: Path) -> Catalogue:
    if not path.is_file():
        raise NoModels(str(CATALOGUE))
    try:
        return read_catalogue_file(path)
    except NotACatalogue as error:
        raise BadCatalogue(str(CATALOGUE), error.reason) from None


def _refuse_unknown(settings: Settings, default: str, known: Mapping[str, Any]) -> None:
    ensembles = {ensemble.name for ensemble in settings.ensemble}
    wanted = [("models", name) for name in settings.models or ()]
    wanted += [("default_model", default)] if default not in ensembles else []
    for ensemble in settings.ensemble:
        wanted += [(f'ensemble "{ensemble.name}": members', name) for name in ensemble.members]
    sentences = [
        f'{key} has "{name}", but the models in models/dist are {", ".join(known) or "none"}:'
        " add its folder under models/ and run `make models`, or leave it out."
        for key, name in wanted
        if name not in known
    ]
    sentences += [
        f'ensemble "{ensemble.name}": name is that of a model, but must be one of its own.'
        for ensemble in settings.ensemble
        if ensemble.name in known
    ]
    if sentences:
        raise BadSettings(sentences)


def _served(catalogue: Path, entry: Entry) -> ServedModel:
    try:
        if entry.artifact.startswith(SCHEME):
            return ServedModel(entry, S3Uri.parse(entry.artifact))
        return ServedModel(entry, artifact_file(catalogue, entry))
    except BadS3Uri:
        reason = f"names {entry.artifact}, which is not the address of an object"
    except NotBuilt:
        reason = f"names {entry.artifact}, which is not there"
    except BadCard:
        reason = f"has another sha256 than {entry.artifact}"
    raise BadCatalogue(str(CATALOGUE), reason)
