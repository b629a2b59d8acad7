"""The models of a catalogue without a template: in the object store, with workers that fetch them.

What the template describes is in deployment.py.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from models.catalogue import artifacts, file_digest
from models.errors import ModelsError

from .aws_lambda.emulator_process import Emulator
from .aws_lambda.invocation import Invocation
from .aws_lambda.pool import WorkerPool
from .errors import ModelServiceFailed, ModelsMissing
from .s3.store import ObjectStore
from .settings import REPOSITORY, FunctionSettings

CATALOGUE = REPOSITORY / "models" / "dist" / "catalogue.json"


class CatalogueService:
    """An object store with the models of a catalogue and `workers` emulators that serve them."""

    def __init__(
        self,
        workers: int = 1,
        catalogue: Path = CATALOGUE,
        settings: FunctionSettings | None = None,
    ) -> None:
        files = _files(catalogue)
        self.store = ObjectStore()
        try:
            self.bucket = self.store.new_bucket()
            self.settings = self._prepare(files, catalogue, settings)
        except BaseException:
            self.store.close()
            raise
        self.workers = WorkerPool(lambda: Emulator(self.settings), workers)

    def warm_up(self) -> Invocation:
        """Start one worker and let it answer a record; raises with the log where it cannot."""
        invocation = self.workers.invoke(example_record().encode(), timeout=120)
        if invocation.error:
            raise ModelServiceFailed(invocation.error.message, invocation.logs)
        return invocation

    def close(self) -> None:
        self.workers.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(
        self, files: Mapping[str, Path], catalogue: Path, settings: FunctionSettings | None
    ) -> FunctionSettings:
        for key, file in files.items():
            self.store.upload(self.bucket, key, file.read_bytes())
        settings = settings or FunctionSettings()
        environment: Mapping[str, str] = {
            "S3_MODEL_URI": f"s3://{self.bucket}/{catalogue.name}",
            "MODEL_SHA256": file_digest(catalogue),
            **self.store.environment(),
            **settings.environment,
        }
        return replace(settings, environment=environment)


def example_record(catalogue: Path = CATALOGUE) -> str:
    """The record that the default model's card gives as an example, as compact JSON."""
    content = json.loads(catalogue.read_text(encoding="utf-8"))
    cards = {card["name"]: card for card in content["models"]}
    return json.dumps(cards[content["default"]]["example"], separators=(",", ":"))


# Helpers ----


def _files(catalogue: Path) -> dict[str, Path]:
    """The catalogue and what it names, by key."""
    try:
        return {**artifacts(catalogue), catalogue.name: catalogue}
    except ModelsError as error:
        raise ModelsMissing(str(error)) from error
