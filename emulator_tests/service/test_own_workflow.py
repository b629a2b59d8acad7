"""docs/own-model-tidymodels.md, followed: neither parsnip nor workflows can be had here, so the
workflow of its first block is assembled in their shape, with hardhat and the real recipes."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.catalogue_service import CatalogueService
from emulator.http_api.gateway import Gateway, catch_all
from emulator.settings import REPOSITORY

from ..support.walkthrough import ask, assert_printed, read_blocks
from ..support.workshop import train_models

BLOCKS = read_blocks(REPOSITORY / "docs" / "own-model-tidymodels.md")
COMMANDS = [
    command for block in BLOCKS if block.language == "console" for command in block.commands()
]
HELPERS = REPOSITORY / "lambda_image" / "modelservice" / "tests" / "testthat"
TRAIN = next(block for block in BLOCKS if block.file)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("reader")
    folder = root / "models" / "mpg"
    folder.mkdir(parents=True)
    (root / str(TRAIN.file)).write_text(TRAIN.text)
    subprocess.run(
        ["Rscript", "--no-environ", "-e", assembled(folder / "mpg.rds")], check=True, env=os.environ
    )
    train_models(root)
    catalogue = root / "models" / "dist" / "catalogue.json"
    with (
        CatalogueService(catalogue=catalogue) as service,
        Gateway(catch_all(service.workers)) as server,
    ):
        yield server.url


def assembled(file: Path) -> str:
    """The recipe of the document, in a workflow that the tests' builder makes."""
    text = BLOCKS[0].text
    data = next(line for line in text.splitlines() if line.startswith("cars <- "))
    recipe = text[text.index("recipe(mpg") : text.index("\n  ) |>\n  add_model")]
    return "\n".join(
        [
            "suppressMessages(library(recipes))",
            *(
                f"source({json.dumps(str(HELPERS / name))})"
                for name in ("helper.R", "helpers-workflow.R")
            ),
            data,
            f"fit <- recipe_workflow({recipe}, data = cars)",
            f"saveRDS(fit, {json.dumps(str(file))})",
        ]
    )


@pytest.mark.native
@pytest.mark.parametrize(("command", "told"), COMMANDS, ids=[line[:60] for line, _ in COMMANDS])
def test_every_command_prints_what_the_document_says(address: str, command: str, told: str) -> None:
    assert_printed(ask(command, address), told)
