"""Models that a test trains for itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from emulator.settings import REPOSITORY
from models.__main__ import main

MODEL = """
fit <- lm(dist ~ speed, cars)
cat("{name}: fitted\\n")
modelservice::save_model(fit, name = "{name}", data = cars)
"""


def train_models(root: Path, **scripts: str) -> Path:
    """The catalogue of models with these train.R, in a repository of their own."""
    if not (root / ".r-library").exists():
        (root / ".r-library").symlink_to(REPOSITORY / ".r-library")
    for name, code in scripts.items():
        script = root / "models" / name / "train.R"
        script.parent.mkdir(parents=True)
        script.write_text(code)
    assert main(["train", "--root", str(root)]) == 0
    return root / "models" / "dist" / "catalogue.json"


class Workshop:
    """A repository of its own, with the R packages of this one."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys
        self.output = self.errors = ""
        (root / ".r-library").mkdir()

    def add(self, name: str, code: str = MODEL) -> Path:
        script = self.root / "models" / name / "train.R"
        script.parent.mkdir(parents=True)
        script.write_text(code.replace("{name}", name))
        return script

    def train(self, *arguments: str) -> int:
        code = main(["train", "--root", str(self.root), *arguments])
        self.output, self.errors = self._capsys.readouterr()
        return code

    @property
    def catalogue(self) -> dict[str, Any]:
        catalogue: dict[str, Any] = json.loads(self.file("catalogue.json").read_text())
        return catalogue

    def file(self, name: str) -> Path:
        return self.root / "models" / "dist" / name
