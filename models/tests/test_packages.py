"""An image that would lack a package of a model is refused before it is built."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from emulator.settings import REPOSITORY
from emulator_tests.support.r_session import ask_r
from models.errors import PackagesMissing
from models.packages import FILE, OF_R, check_packages, main, read_packages

# Where nothing listens: what is refused before Docker is asked never says that it does not answer.
NO_DOCKER = {"DOCKER_HOST": "tcp://127.0.0.1:1"}


def card(name: str, *packages: str) -> dict[str, Any]:
    return {
        "name": name,
        "artifact": "model.rds",
        "sha256": "0" * 64,
        "versions": {"r": "4.5.0", "packages": dict.fromkeys(packages, "1.0")},
    }


def refusal(root: Path, *cards: dict[str, Any]) -> str:
    with pytest.raises(PackagesMissing) as refused:
        check_packages(cards, root)
    return str(refused.value)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text("# a comment\nranger # C++\n\n  e1071\n")
    return tmp_path


def test_the_line_to_add_is_named_with_the_models_that_need_it(root: Path) -> None:
    said = refusal(root, card("a", "gbm"), card("b", "ranger", "gbm"))
    assert said == (
        "The image would lack the R package gbm, needed by the models a, b:"
        " add the line `gbm` to lambda_image/packages.txt."
    )


def test_each_missing_package_has_a_line(root: Path) -> None:
    lines = refusal(root, card("a", "gbm", "survival")).splitlines()
    assert [line.split()[7].rstrip(",") for line in lines] == ["gbm", "survival"]


def test_packages_of_the_file_and_of_r_are_there(root: Path) -> None:
    check_packages([card("a", "ranger", "e1071", "stats", "splines"), {"name": "foreign"}], root)


def test_a_package_that_r_recommends_is_not_one_of_r(root: Path) -> None:
    assert "`mgcv`" in refusal(root, card("a", "mgcv"))


def test_the_packages_of_r_are_those_that_r_calls_base() -> None:
    base = ask_r('rownames(utils::installed.packages(priority = "base"))')
    assert set(base) - {"tcltk"} == OF_R


def test_the_file_is_read_as_the_build_reads_it() -> None:
    assert read_packages("ranger # C++\n\n # x\ne 1071\n") == {"ranger", "e1071"}


def test_the_demonstration_models_need_nothing_that_the_image_lacks() -> None:
    assert main([str(REPOSITORY / "models" / "dist" / "catalogue.json")]) == 0


@pytest.mark.parametrize("variables", [{}, {"MODELS": "models/dist"}])
def test_make_image_refuses_before_it_asks_docker(tmp_path: Path, variables: Any) -> None:
    for folder in ("tools", "models"):
        ignored = shutil.ignore_patterns("dist", "__pycache__", "tests")
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / FILE).parent.mkdir()
    shutil.copy(REPOSITORY / FILE, tmp_path / FILE)
    catalogue = tmp_path / "models" / "dist" / "catalogue.json"
    catalogue.parent.mkdir()
    catalogue.write_text(json.dumps({"models": [card("mine", "gbm")]}))
    done = subprocess.run(
        [tmp_path / "tools" / "image"],
        env={**os.environ, **NO_DOCKER, **variables},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "add the line `gbm` to lambda_image/packages.txt" in done.stderr
    assert "Docker does not answer" not in done.stderr
