"""docs/own-model.md, followed from its first line to its last."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.catalogue_service import CatalogueService
from emulator.http_api.gateway import Gateway, catch_all
from emulator.s3.store import ObjectStore
from emulator.settings import REPOSITORY, FunctionSettings

from ..fixtures import StartEmulator
from ..support.client import Client
from ..support.walkthrough import Block, ask, assert_printed, read_blocks
from ..support.workshop import train_models

BLOCKS = read_blocks(REPOSITORY / "docs" / "own-model.md")
CONSOLE = [
    command for block in BLOCKS if block.language == "console" for command in block.commands()
]
# What the test does in its own way; every other line of a shell block is run.
IN_ITS_OWN_WAY = ("make models", "make serve", ".venv/bin/python -m models publish ")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which the reader did all that the document says, trained."""
    root = tmp_path_factory.mktemp("reader")
    for block in BLOCKS:
        follow(block, root)
    train_models(root)
    return root


@pytest.fixture(scope="module")
def address(followed: Path) -> Iterator[str]:
    with (
        CatalogueService(catalogue=followed / "models" / "dist" / "catalogue.json") as service,
        Gateway(catch_all(service.workers)) as server,
    ):
        yield server.url


def follow(block: Block, root: Path) -> None:
    if block.file:
        (root / block.file).parent.mkdir(parents=True, exist_ok=True)
        (root / block.file).write_text(block.text)
    elif block.language == "r":
        run(["Rscript", "--no-environ", "-e", block.text], root)
    elif block.language == "sh":
        lines = [line for line in block.text.splitlines() if not line.startswith(IN_ITS_OWN_WAY)]
        run(["sh", "-euc", "\n".join(lines)], root)


def run(command: list[str], root: Path) -> None:
    done = subprocess.run(command, cwd=root, env=os.environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("command", "told"), CONSOLE, ids=[command[:50] for command, _ in CONSOLE])
def test_every_command_prints_what_the_document_says(address: str, command: str, told: str) -> None:
    assert_printed(ask(command, address), told)


def test_the_default_is_the_model_that_the_document_chose(address: str) -> None:
    with Client(address) as client:
        assert client.get("/").json()["default"] == "mpg"


def test_the_file_alone_is_served_by_its_name(
    followed: Path, start_emulator: StartEmulator, object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, "mpg.rds", (followed / "models/mpg/mpg.rds").read_bytes())
    environment = {**object_store.environment(), "S3_MODEL_URI": f"s3://{model_bucket}/mpg.rds"}
    emulator = start_emulator(FunctionSettings(environment=environment))
    answer = emulator.invoke({"wt": 2.62, "hp": 110}).body
    assert answer["model"] == "mpg" and answer["predictions"] == [pytest.approx(23.5723295)]
    named = emulator.invoke({"model": "mpg", "instances": [{"wt": 2.62, "hp": 110}]}).body
    assert named == answer
