"""A small repository to deploy: a Dockerfile, models of a few bytes, their catalogue."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from infra.app import REPOSITORY

MODELS = ("boston_forest", "boston_linear", "boston_svm")


def make_project(folder: Path, models: Iterable[str] = MODELS, settings: str = "") -> Path:
    (folder / "lambda_image").mkdir(parents=True)
    (folder / "lambda_image" / "Dockerfile").write_text("ARG LAMBDA_BASE\nFROM ${LAMBDA_BASE}\n")
    (folder / "lambda_image" / "packages.txt").write_text("e1071\n")
    shutil.copy(REPOSITORY / ".dockerignore", folder)
    (folder / "service.toml").write_text(settings)
    write_models(folder, {name: f"the model {name}" for name in models})
    return folder


def write_models(folder: Path, contents: dict[str, str]) -> None:
    """models/dist as `make models` leaves it; the first model is the default."""
    dist = folder / "models" / "dist"
    cards = []
    for name, content in contents.items():
        file = dist / name / "model.rds"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
        cards.append(card(name, content))
    catalogue = {"service": "demo", "default": next(iter(contents)), "models": cards}
    (dist / "catalogue.json").write_text(json.dumps(catalogue))


def card(name: str, content: str) -> dict[str, object]:
    return {
        "name": name,
        "task": "regression",
        "artifact": f"{name}/model.rds",
        "sha256": hashlib.sha256(content.encode()).hexdigest(),
        "example": {"crim": 0.00632, "lstat": 4.98},
        "versions": {"r": "4.5.0", "packages": {"stats": "4.5.0"}},
    }
