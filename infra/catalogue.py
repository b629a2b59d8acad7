"""models/dist/catalogue.json: what there is to serve, and what is published of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import BadCatalogue, BadSettings, NoModels
from .settings import Settings

CATALOGUE = Path("models/dist/catalogue.json")


@dataclass(frozen=True)
class Model:
    """A model of the catalogue. `file` is None where the artifact is an s3:// URI."""

    name: str
    card: Mapping[str, Any]
    file: Path | None

    @property
    def artifact(self) -> str:
        return str(self.card["artifact"])


@dataclass(frozen=True)
class Catalogue:
    service: Any
    default: str
    models: tuple[Model, ...]

    @property
    def example(self) -> Any:
        """A record that the default model answers."""
        examples = {model.name: model.card.get("example") for model in self.models}
        return examples.get(self.default)


def read_catalogue(repository: Path, settings: Settings) -> Catalogue:
    """The models that are built and that the settings ask for; their files are as catalogued."""
    path = repository / CATALOGUE
    if not path.is_file():
        raise NoModels(str(CATALOGUE))
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cards = {card["name"]: card for card in content["models"] if card.get("kind") != "ensemble"}
        default = settings.default_model or content["default"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadCatalogue(str(CATALOGUE), f"is not a catalogue ({error!r})") from None
    chosen = settings.models or tuple(cards)
    if settings.models and default not in chosen and not settings.default_model:
        default = chosen[0]
    _refuse_unknown(settings, default, cards)
    models = tuple(_model(path.parent, name, cards[name]) for name in chosen)
    return Catalogue(content.get("service"), default, models)


def published(catalogue: Catalogue, settings: Settings, artifacts: Mapping[str, str]) -> str:
    """The catalogue as it is uploaded: its artifacts where they were put, ensembles added."""
    models = [{**model.card, "artifact": artifacts[model.name]} for model in catalogue.models]
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


def _model(folder: Path, name: str, card: Mapping[str, Any]) -> Model:
    artifact, sha256 = card.get("artifact"), card.get("sha256")
    if not isinstance(artifact, str) or not isinstance(sha256, str):
        raise BadCatalogue(str(CATALOGUE), f'has no artifact and sha256 of the model "{name}"')
    if artifact.startswith("s3://"):
        return Model(name, card, None)
    file = folder / artifact
    if not file.is_file():
        raise BadCatalogue(str(CATALOGUE), f"names {artifact}, which is not there")
    if hashlib.sha256(file.read_bytes()).hexdigest() != sha256.lower():
        raise BadCatalogue(str(CATALOGUE), f"has another sha256 than {artifact}")
    return Model(name, card, file)
