"""The models' folders: which there are, and where what is built from them goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .errors import BadDefault, BadName, NoModels, UnknownModel
from .names import is_name

ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Model:
    """`models/<name>`, as its train.R and save_model() know it: from the root on."""

    root: Path
    name: str

    @property
    def folder(self) -> Path:
        return Path("models", self.name)

    @property
    def script(self) -> Path:
        return self.folder / "train.R"

    @property
    def built(self) -> Path:
        return Path("models", "dist", self.name)

    @property
    def artifact(self) -> Path:
        return self.built / "model.rds"

    @property
    def card(self) -> Path:
        return self.built / "model.json"

    @property
    def log(self) -> Path:
        return self.built / "train.log"

    @property
    def stamp(self) -> Path:
        return self.built / "train.json"

    def path(self, file: Path) -> Path:
        return self.root / file


def find_models(root: Path = ROOT) -> list[Model]:
    """Every folder of models/ with a train.R, by name."""
    scripts = sorted((root / "models").glob("*/train.R"))
    if not scripts:
        raise NoModels(root / "models")
    for script in scripts:
        if not is_name(script.parent.name):
            raise BadName(script.parent.relative_to(root))
    return [Model(root, script.parent.name) for script in scripts]


def named(models: Sequence[Model], names: Sequence[str]) -> list[Model]:
    """Those of these names, all where no name is given."""
    by_name = {model.name: model for model in models}
    for name in names:
        if name not in by_name:
            raise UnknownModel(name, list(by_name))
    return [by_name[name] for name in names] or list(models)


def default_name(models: Sequence[Model], root: Path = ROOT) -> str:
    """What models/default says, the first by name where there is no such file."""
    file = Path("models", "default")
    names = [model.name for model in models]
    if not (root / file).is_file():
        return names[0]
    name = (root / file).read_text(encoding="utf-8").strip()
    if name not in names:
        raise BadDefault(file, name, names)
    return name
