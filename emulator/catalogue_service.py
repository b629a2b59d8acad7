"""The models of a catalogue without a template: in the object store, with a worker that reads it.

What the template describes is in deployment.py.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from models.catalogue import artifacts, file_digest
from models.errors import ModelsError

from .aws_lambda.emulator_process import Emulator
from .aws_lambda.pool import WorkerPool
from .errors import ModelsMissing
from .s3.store import ObjectStore
from .settings import REPOSITORY, FunctionSettings

CATALOGUE = REPOSITORY / "models" / "dist" / "catalogue.json"


class CatalogueService:
    """An object store with the models of a catalogue, and one worker that serves them."""

    def __init__(
        self, catalogue: Path = CATALOGUE, settings: FunctionSettings | None = None
    ) -> None:
        files = _files(catalogue)
        self.store = ObjectStore()
        try:
            self.bucket = self.store.new_bucket()
            self.settings = self._prepare(files, catalogue, settings or FunctionSettings())
        except BaseException:
            self.store.close()
            raise
        self.workers = WorkerPool(lambda: Emulator(self.settings), 1)

    def close(self) -> None:
        self.workers.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(
        self, files: Mapping[str, Path], catalogue: Path, settings: FunctionSettings
    ) -> FunctionSettings:
        for key, file in files.items():
            self.store.upload(self.bucket, key, file.read_bytes())
        environment = {
            "S3_MODEL_URI": f"s3://{self.bucket}/{catalogue.name}",
            "MODEL_SHA256": file_digest(catalogue),
            **self.store.environment(),
            **settings.environment,
        }
        return replace(settings, environment=environment)


# Helpers ----


def _files(catalogue: Path) -> dict[str, Path]:
    """The catalogue and what it names, by key."""
    try:
        return {**artifacts(catalogue), catalogue.name: catalogue}
    except ModelsError as error:
        raise ModelsMissing(str(error)) from error
