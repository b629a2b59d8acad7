"""What is measured: the bare R process, the emulator's echo, and the service."""

import csv
import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from emulator.s3.store import ObjectStore
from emulator.settings import REPOSITORY, FunctionSettings, r_environment

MODEL = REPOSITORY / "models" / "dist" / "boston_forest"
BARE = Path(__file__).with_name("bare.R")
ECHO = Path(__file__).with_name("echo_runtime.py")


def example() -> dict[str, Any]:
    """The record that the model's card gives as an example."""
    card: dict[str, Any] = json.loads((MODEL / "model.json").read_text())
    return dict(card["example"])


def many_rows(count: int) -> list[dict[str, float]]:
    """Boston houses, drawn with replacement from the 506 there are; always the same ones."""
    code = "write.csv(MASS::Boston[names(MASS::Boston) != 'medv'], row.names = FALSE)"
    command = ["Rscript", "--vanilla", "-e", code]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    houses = [
        {name: float(value) for name, value in row.items()}
        for row in csv.DictReader(text.splitlines())
    ]
    return random.Random(1).choices(houses, k=count)


def as_columns(rows: list[dict[str, float]]) -> dict[str, dict[str, list[float]]]:
    """The rows as a body of columns, `{"inputs": {name: [value, …]}}`."""
    return {"inputs": {name: [row[name] for row in rows] for name in rows[0]}}


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


def bare_command(mode: str, rows: str) -> tuple[list[str], dict[str, str]]:
    """R itself, executed directly, with no default packages."""
    environment = {**os.environ, **r_environment(), "R_DEFAULT_PACKAGES": "NULL"}
    binary = f"{environment['R_HOME']}/bin/exec/R"
    options = ["--no-echo", "--vanilla", f"--file={BARE}", "--args"]
    return [binary, *options, mode, str(MODEL / "model.rds"), rows], environment


def bare_cold() -> None:
    """One prediction in a new R process."""
    row = ", ".join(f"{name} = {value}" for name, value in example().items())
    command, environment = bare_command("cold", f"data.frame({row})")
    subprocess.run(command, env=environment, check=True, capture_output=True)


class BarePredict:
    """A bare R process that has read the model and times a `predict()` when asked."""

    def __init__(self, rows: list[dict[str, float]], folder: Path) -> None:
        file = folder / "rows.csv"
        with file.open("w") as output:
            writer = csv.DictWriter(output, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        command, environment = bare_command("warm", str(file))
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, env=environment, stdin=pipe, stdout=pipe, text=True
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def milliseconds(self, rows: int = 1) -> float:
        """Of one `predict()` of this many rows, as R's own clock has it."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{rows}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=20)


def echo_settings(folder: Path) -> FunctionSettings:
    """A function whose runtime is echo_runtime.py; its bootstrap is written to `folder`."""
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
