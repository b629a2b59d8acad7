"""What the tests of the template deploy and ask."""

import json
import shutil
from pathlib import Path
from typing import Any

from emulator.catalogue_service import CATALOGUE
from models.catalogue import file_digest

from .cards import card

MEMBERS = ["boston_forest", "boston_linear", "boston_svm"]


def make_project(folder: Path, members: list[str], settings: str = "", **cards: Any) -> Path:
    """A repository with Boston's models, further `cards`, and an ensemble named blend."""
    dist = folder / "models" / "dist"
    (folder / "lambda_image").mkdir(parents=True)
    (folder / "lambda_image" / "Dockerfile").write_text("ARG LAMBDA_BASE\nFROM ${LAMBDA_BASE}\n")
    ensemble = f'[[ensemble]]\nname = "blend"\nmembers = {json.dumps(members)}\n'
    (folder / "service.toml").write_text(f"{settings}\n{ensemble}")
    for name in MEMBERS:
        shutil.copytree(CATALOGUE.parent / name, dist / name)
    models = [card(name) for name in MEMBERS] + list(cards.values())
    catalogue = {"service": "test", "default": MEMBERS[0], "models": models}
    (dist / "catalogue.json").write_text(json.dumps(catalogue))
    return folder


def broken_card(folder: Path) -> dict[str, Any]:
    """Of a model whose file is as catalogued, and no model."""
    file = folder / "models" / "dist" / "broken" / "model.rds"
    file.parent.mkdir(parents=True)
    file.write_text("no model")
    return {
        **card("boston_linear"),
        "name": "broken",
        "artifact": "broken/model.rds",
        "sha256": file_digest(file),
        "size": file.stat().st_size,
    }


def copied_card(catalogue: Path, name: str, folder: Path) -> dict[str, Any]:
    """Of a model of another catalogue, whose files are copied to that repository."""
    shutil.copytree(catalogue.parent / name, folder / "models" / "dist" / name)
    entries = json.loads(catalogue.read_text(encoding="utf-8"))["models"]
    return next(dict(entry) for entry in entries if entry["name"] == name)
