"""The model service as it is deployed: the model in the object store, workers that fetch it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from .errors import FileMissing, ModelServiceFailed
from .invocation import Invocation
from .object_store import ObjectStore
from .pool import WorkerPool
from .rie import Emulator
from .settings import REPOSITORY, FunctionSettings

MODEL_FOLDER = REPOSITORY / "models" / "dist" / "boston_forest"
BUCKET = "models"
KEY = "boston_forest/model.rds"


class LocalService:
    """An object store with the model and `workers` emulators that serve it."""

    def __init__(
        self, workers: int = 1, model: Path = MODEL_FOLDER, settings: FunctionSettings | None = None
    ) -> None:
        file = model / "model.rds"
        if not file.is_file():
            raise FileMissing(str(file), "run `make setup`, which trains it")
        self.store = ObjectStore()
        try:
            self.settings = self._prepare(file.read_bytes(), settings)
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

    def _prepare(self, model: bytes, settings: FunctionSettings | None) -> FunctionSettings:
        self.store.create_bucket(BUCKET)
        self.store.upload(BUCKET, KEY, model)
        settings = settings or FunctionSettings()
        environment: Mapping[str, str] = {
            "S3_MODEL_URI": f"s3://{BUCKET}/{KEY}",
            "MODEL_SHA256": hashlib.sha256(model).hexdigest(),
            **self.store.environment(),
            **settings.environment,
        }
        return replace(settings, environment=environment)


def example_record(folder: Path = MODEL_FOLDER) -> str:
    """The record that the model's card gives as an example, as compact JSON."""
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return json.dumps(card["example"], separators=(",", ":"))
