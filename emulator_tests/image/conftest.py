"""Fixtures of the Docker tier.

debian_12      a base of an older Debian, with its own C library and an R 4.2.2 to install.
bases          the build arguments that name the stand-ins.
image          the tag of the image, built once from the unmodified Dockerfile on the stand-ins.
context        `context("ranger\\n")` -> a copy of the build context with that packages.txt.
packages       the text of packages.txt.
build          `build({"MODELS": "models/dist"}, context=…)` -> Built: `.tag`, `.status`,
               `.output`; the image is removed after the test.
cran           a CRAN mirror on this machine with packages of C, C++ and Fortran: `.url`.
models         a copy of models/ in which the image itself has trained the Boston forest.
start          `start(image, *options, handler=…)` -> Container: the entry point of the base, the
               emulator inside; `.invoke(event)`, `.logs()`.
"""

import itertools
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from emulator.aws_lambda.emulator_process import emulator_binary

from ..doubles.cran import CranMirror
from .container import Container
from .engine import (
    DEBIAN_12,
    LAMBDA_BASE,
    R_BASE,
    REPOSITORY,
    Build,
    Built,
    docker,
    make_context,
    make_lambda_base,
    make_r_base,
    run_image,
)

Context = Callable[[str], Path]
BuildImage = Callable[..., Built]
StartContainer = Callable[..., Container]

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def bases() -> dict[str, str]:
    engine = docker("info", "--format={{.ServerVersion}}")
    assert engine.status == 0, f"Docker's engine does not answer: {engine.errors}"
    make_r_base(R_BASE, "trixie")
    make_lambda_base(emulator_binary())
    return {"R_BASE": R_BASE, "LAMBDA_BASE": LAMBDA_BASE}


@pytest.fixture(scope="session")
def debian_12() -> str:
    make_r_base(DEBIAN_12, "bookworm")
    return DEBIAN_12


@pytest.fixture(scope="session")
def image(bases: dict[str, str]) -> str:
    built = Build("r-models:test", bases).run()
    built.text()
    return built.tag


@pytest.fixture
def context(tmp_path: Path) -> Context:
    def copy(packages: str) -> Path:
        return make_context(tmp_path / "context", packages)

    return copy


@pytest.fixture
def build(bases: dict[str, str]) -> Iterator[BuildImage]:
    tags = []

    def run(arguments: Mapping[str, str] | None = None, **settings: Any) -> Built:
        tags.append(f"r-models:test-{next(_numbers)}")
        return Build(tags[-1], {**bases, **(arguments or {})}, **settings).run()

    yield run
    for tag in tags:
        docker("rmi", "--force", tag)


@pytest.fixture(scope="session")
def packages() -> str:
    return (REPOSITORY / "lambda_image" / "packages.txt").read_text()


@pytest.fixture
def cran() -> Iterator[CranMirror]:
    with CranMirror() as mirror:
        yield mirror


@pytest.fixture
def start() -> Iterator[StartContainer]:
    with ExitStack() as stack:

        def run(image: str, *options: str, handler: str | None = None) -> Container:
            return stack.enter_context(Container(image, *options, handler=handler))

        yield run


@pytest.fixture(scope="session")
def models(image: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of models/ in which the image itself has trained the Boston forest."""
    folder = tmp_path_factory.mktemp("models")
    folder.chmod(0o777)
    forest = "boston_forest"
    shutil.copytree(REPOSITORY / "models" / forest, folder / forest)
    # What the training scripts of several models share.
    for shared in (REPOSITORY / "models").glob("*.R"):
        shutil.copy(shared, folder)
    trained = run_image(image, "train", forest, options=[f"--volume={folder}:/models"])
    assert "test MSE" in trained.text()
    return folder
