"""Whether a model is up to date: a digest of all that its training depends on."""

import hashlib
import json
from pathlib import Path

from .errors import DataMissing
from .folders import Model


def make_stamp(model: Model, data: str | None, image: str | None) -> dict[str, str | None]:
    """The digest of the model's folder, of what it shares, of its data, and of R and modelservice.

    An image has its own: it is named in their place, and trains without data.
    """
    if image is not None:
        data = None
    digest = hashlib.sha256()
    # What the training scripts of several models share stands beside their folders.
    shared = (model.root / "models").glob("*.R")
    for file in sorted([*model.path(model.folder).rglob("*"), *shared]):
        if file.is_file():
            _add(digest, file, str(file.relative_to(model.root)))
    if data is not None:
        if not Path(data).is_file():
            raise DataMissing(model.name, data)
        _add(digest, Path(data), data)
    # Written by tools/setup-r: R's version and the digest of the sources.
    installed = model.root / ".r-library" / "modelservice.built"
    if image is not None:
        digest.update(f"{image}\0".encode())
    elif installed.is_file():
        _add(digest, installed, installed.name)
    stamp = {"stamp": digest.hexdigest(), "data": data}
    return stamp if image is None else {**stamp, "image": image}


def is_current(model: Model, stamp: dict[str, str | None]) -> bool:
    """Whether the model was trained with this stamp and its files are there."""
    files = (model.artifact, model.card)
    return read_stamp(model) == stamp and all(model.path(file).is_file() for file in files)


def is_of_an_image(model: Model) -> bool:
    """Whether an image trained it from the folder as it is now.

    Its golden rows are what that image answers.
    """
    image = read_stamp(model).get("image")
    return image is not None and is_current(model, make_stamp(model, None, image))


def read_stamp(model: Model) -> dict[str, str | None]:
    """As it was written after the last training, empty where there was none."""
    try:
        stamp = json.loads(model.path(model.stamp).read_text(encoding="utf-8"))
        return stamp if isinstance(stamp, dict) else {}
    except (OSError, ValueError):
        return {}


def write_stamp(model: Model, stamp: dict[str, str | None]) -> None:
    """After a training that succeeded."""
    model.path(model.stamp).write_text(json.dumps(stamp) + "\n", encoding="utf-8")


# Helpers ----


def _add(digest: "hashlib._Hash", file: Path, name: str) -> None:
    with file.open("rb") as opened:
        content = hashlib.file_digest(opened, "sha256").hexdigest()
    digest.update(f"{name}\0{content}\0".encode())
