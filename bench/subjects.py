"""What is measured: the bare R process, the emulator's echo, and the service."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from emulator_tests.emulator.object_store import ObjectStore
from emulator_tests.emulator.settings import REPOSITORY, FunctionSettings, r_environment

MODEL = REPOSITORY / "models" / "dist" / "boston_forest"
BARE = Path(__file__).with_name("bare.R")
ECHO = Path(__file__).with_name("echo_runtime.py")


def example() -> dict[str, Any]:
    card: dict[str, Any] = json.loads((MODEL / "model.json").read_text())
    return dict(card["example"])


def http_event(body: Any) -> dict[str, Any]:
    """A payload 2.0 event, as short as one can be."""
    return {
        "version": "2.0",
        "rawPath": "/predict",
        "headers": {"content-type": "application/json"},
        "requestContext": {"http": {"method": "POST"}, "stage": "$default"},
        "body": json.dumps(body),
        "isBase64Encoded": False,
    }


def bare_command(mode: str) -> tuple[list[str], dict[str, str]]:
    """R itself, executed directly, with no default packages."""
    row = ", ".join(f"{name} = {value}" for name, value in example().items())
    environment = {**os.environ, **r_environment(), "R_DEFAULT_PACKAGES": "NULL"}
    binary = f"{environment['R_HOME']}/bin/exec/R"
    arguments = [mode, str(MODEL / "model.rds"), f"data.frame({row})"]
    options = ["--no-echo", "--vanilla", f"--file={BARE}", "--args"]
    return [binary, *options, *arguments], environment


class BarePredict:
    """A bare R process that has read the model and times one `predict()` when asked."""

    def __init__(self) -> None:
        command, environment = bare_command("warm")
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, env=environment, stdin=pipe, stdout=pipe, text=True
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def milliseconds(self) -> float:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=20)


def echo_settings(folder: Path) -> FunctionSettings:
    bootstrap = folder / "bootstrap"
    bootstrap.write_text(f"#!/bin/sh\nexec {sys.executable} -I {ECHO}\n")
    bootstrap.chmod(0o755)
    return FunctionSettings(task_root=folder, handler="none.none", bootstrap=bootstrap)


def service_settings(store: ObjectStore) -> FunctionSettings:
    """The service with its model in `store`."""
    store.create_bucket("bench")
    store.upload("bench", "boston_forest/model.rds", (MODEL / "model.rds").read_bytes())
    uri = "s3://bench/boston_forest/model.rds"
    environment = {**store.environment(), "S3_MODEL_URI": uri}
    return replace(FunctionSettings(), environment=environment)
