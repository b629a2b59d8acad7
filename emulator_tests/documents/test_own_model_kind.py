"""docs/own-model-kind.md, followed: methods for a class that `modelservice` does not know."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.aws_lambda.emulator_process import Emulator
from emulator.aws_lambda.pool import WorkerPool
from emulator.http_api.gateway import Gateway, catch_all
from emulator.s3.store import ObjectStore
from emulator.settings import REPOSITORY, FunctionSettings, r_environment

from ..fixtures import HandlerFolder, StartEmulator
from ..support.walkthrough import ask, assert_printed, read_blocks

BLOCKS = read_blocks(REPOSITORY / "docs" / "own-model-kind.md")
FILES = {block.file: block.text for block in BLOCKS if block.file}
# The blocks that stand for a line or two in a file: the one that fits, the one that inherits.
SNIPPETS = [block.text for block in BLOCKS if block.language == "r" and not block.file]
FIT, INHERIT = SNIPPETS
CONSOLE = [
    command for block in BLOCKS if block.language == "console" for command in block.commands()
]
PREDICT = FILES["lambda_image/predict.R"]
METHODS, START, HANDLER = PREDICT.partition("service <- ")
DESCRIPTION = "Package: kinds\nVersion: 1.0\nTitle: Kinds\nImports: modelservice\n"


def run_r(code: str, folder: Path) -> None:
    environment = {**os.environ, **r_environment()}
    command = ["Rscript", "--no-environ", "-e", code]
    subprocess.run(command, cwd=folder, env=environment, check=True, timeout=60)


@pytest.fixture(scope="module")
def fit(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("fit")
    run_r(FIT, folder)
    return (folder / "feed.rds").read_bytes()


@pytest.fixture(scope="module")
def served(fit: bytes) -> Iterator[dict[str, str]]:
    """The environment of a function whose model is that fit."""
    with ObjectStore() as store:
        bucket = store.new_bucket()
        store.upload(bucket, "feed.rds", fit)
        yield {**store.environment(), "S3_MODEL_URI": f"s3://{bucket}/feed.rds"}


@pytest.fixture(scope="module")
def address(served: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("handler")
    (folder / "predict.R").write_text(PREDICT)
    settings = FunctionSettings(folder, environment=served)
    with (
        WorkerPool(lambda: Emulator(settings), 1) as pool,
        Gateway(catch_all(pool)) as server,
    ):
        yield server.url


@pytest.mark.parametrize(("command", "printed"), CONSOLE, ids=[line[:60] for line, _ in CONSOLE])
def test_a_command_prints_what_the_page_says(address: str, command: str, printed: str) -> None:
    assert_printed(ask(command, address), printed)


def test_a_fit_of_an_unknown_class_is_refused_without_the_methods(
    served: dict[str, str], handler_folder: HandlerFolder, start_emulator: StartEmulator
) -> None:
    folder = handler_folder(START + HANDLER)
    settings = FunctionSettings(folder, "handler.handler", environment=served)
    error = start_emulator(settings).invoke({"feed": "linseed"}).error
    assert error and error.type == "Model.UnknownKind" and "group_median" in error.message


def test_a_class_in_front_changes_one_method_and_inherits_the_others(
    object_store: ObjectStore,
    model_bucket: str,
    handler_folder: HandlerFolder,
    start_emulator: StartEmulator,
    tmp_path: Path,
) -> None:
    code = 'fit <- lm(dist ~ speed, cars); class(fit) <- c("in_dollars", class(fit))'
    run_r(f'{code}; saveRDS(fit, "cars.rds")', tmp_path)
    object_store.upload(model_bucket, "cars.rds", (tmp_path / "cars.rds").read_bytes())
    folder = handler_folder(INHERIT + START + HANDLER)
    environment = {**object_store.environment(), "S3_MODEL_URI": f"s3://{model_bucket}/cars.rds"}
    emulator = start_emulator(FunctionSettings(folder, "handler.handler", environment=environment))
    answer = emulator.invoke({"speed": 10}).body["predictions"]
    assert answer == [pytest.approx(1000 * 21.744993)]


# In a package ----


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An R library with the page's methods in a package."""
    root = tmp_path_factory.mktemp("package")
    (root / "kinds" / "R").mkdir(parents=True)
    (root / "kinds" / "DESCRIPTION").write_text(DESCRIPTION)
    (root / "kinds" / "NAMESPACE").write_text(FILES["kinds/NAMESPACE"])
    (root / "kinds" / "R" / "kinds.R").write_text(METHODS)
    (root / "library").mkdir()
    command = ["R", "CMD", "INSTALL", "--no-docs", "-l", str(root / "library"), str(root / "kinds")]
    environment = {**os.environ, **r_environment()}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return root / "library"


@pytest.fixture
def r_libs(library: Path) -> str:
    return f"{library}:{r_environment()['R_LIBS']}"


@pytest.mark.native
def test_methods_of_a_package_are_found_once_it_is_loaded(
    served: dict[str, str],
    r_libs: str,
    handler_folder: HandlerFolder,
    start_emulator: StartEmulator,
) -> None:
    folder = handler_folder(f'loadNamespace("kinds")\n{START}{HANDLER}')
    environment = {**served, "R_LIBS": r_libs}
    settings = FunctionSettings(folder, "handler.handler", environment=environment)
    answer = start_emulator(settings).invoke({"feed": "linseed"})
    assert answer.body["predictions"] == [221]


@pytest.mark.native
def test_save_model_writes_the_card_with_the_methods_of_a_package(
    r_libs: str, tmp_path: Path
) -> None:
    code = """
    loadNamespace("kinds")
    weights <- split(chickwts$weight, chickwts$feed)
    fit <- structure(list(values = weights), class = "group_median")
    modelservice::save_model(fit, name = "feed", data = chickwts, dir = ".")
    """
    command = ["Rscript", "--no-environ", "-e", code]
    environment = {**os.environ, **r_environment(), "R_LIBS": r_libs}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=60)
    assert '"casein"' in (tmp_path / "model.json").read_text()
