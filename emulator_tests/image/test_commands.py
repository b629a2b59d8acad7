"""`make image`, `make serve RUNTIME=docker` and the README's lines, as a person runs them."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
import requests

from emulator.processes.marked_process import MarkedProcess, free_port

from ..support.waiting import assert_said, eventually
from .conftest import Context
from .engine import REPOSITORY, docker, run_r

README = (REPOSITORY / "README.md").read_text()
PRICE = pytest.approx(25.5595, abs=0.0001)
PATHS = ("/ping", "/models", "/models/boston_blend", "/no/such/route")
Start = Callable[..., MarkedProcess]


@pytest.fixture
def start() -> Iterator[Start]:
    """`start("command", VARIABLE="value")` runs a shell line until the test ends."""
    with ExitStack() as stack:

        def run(line: str, folder: Path = REPOSITORY, **variables: str) -> MarkedProcess:
            process = MarkedProcess(["sh", "-c", line], {**os.environ, **variables}, folder)
            stack.callback(process.close)
            return process

        yield run


def test_the_readme_s_lines_answer_the_boston_example(
    image: str, context: Context, start: Start
) -> None:
    folder = context((REPOSITORY / "lambda_image" / "packages.txt").read_text())
    shutil.rmtree(folder / "models" / "dist", ignore_errors=True)
    port = free_port()
    train, run = (as_here(line, image, port) for line in lines_with("docker run --rm"))
    subprocess.run(train, shell=True, cwd=folder, check=True)
    serving = start(run.replace("--rm", f"--rm --name readme-{port}"), folder)
    try:
        (ask,) = (as_here(line, image, port) for line in lines_with("curl -d", "function"))
        retrying = ask.replace(
            "curl", "curl --silent --retry 100 --retry-delay 0 --retry-all-errors"
        )
        answer = subprocess.run(
            retrying, shell=True, cwd=folder, capture_output=True, text=True, check=False
        )
        assert answer.returncode == 0, serving.output()
        assert json.loads(answer.stdout)["predictions"] == [PRICE]
    finally:
        docker("rm", "--force", f"readme-{port}")


def test_make_image_prints_what_the_image_adds_to_its_base(
    bases: dict[str, str], image: str, start: Start
) -> None:
    process = start("make image", IMAGE=image, DOCKER_BUILDKIT="0", **bases)
    assert process.wait(600) == 0, process.output()
    assert re.search(rf"{image} adds \d\d\.\d MB to its base, compressed", process.output())


def test_make_image_fails_above_its_limit(bases: dict[str, str], image: str, start: Start) -> None:
    process = start("make image LIMIT=40", IMAGE=image, DOCKER_BUILDKIT="0", **bases)
    assert process.wait(600) != 0
    assert "above the limit" in process.output()


def test_make_image_without_docker_says_so(start: Start) -> None:
    process = start("make image", DOCKER_HOST="tcp://127.0.0.1:1")
    assert process.wait(60) != 0
    assert "Docker does not answer: install it, start its engine" in process.output()


def test_serve_answers_from_containers_and_removes_them(image: str, start: Start) -> None:
    process = start("exec make serve", RUNTIME="docker", IMAGE=image, PORT="0", WORKERS="1")
    assert ask(process)[0]["predictions"] == [PRICE]
    assert running(image)
    process.send_signal(signal.SIGTERM)
    process.wait(60)
    assert eventually(lambda: not running(image))


def test_serve_answers_the_routes_and_the_ensemble_of_the_template(
    image: str, start: Start
) -> None:
    process = start("make serve", RUNTIME="docker", IMAGE=image, PORT="0", WORKERS="1")
    forest, blend = ask(process)
    assert list(blend["members"]) == ["boston_forest", "boston_linear", "boston_svm"]
    assert blend["members"]["boston_forest"] == forest["predictions"]
    assert blend["predictions"] == [pytest.approx(fmean(p for (p,) in blend["members"].values()))]
    (port,) = set(re.findall(r"localhost:(\d+)/", process.output()))
    answers = [requests.get(f"http://localhost:{port}{path}", timeout=30) for path in PATHS]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]


def test_serve_falls_back_to_containers_where_r_cannot_be_installed(
    image: str, start: Start, tmp_path: Path
) -> None:
    hidden = {"R", "Rscript", "apt-get", "sudo"}
    for folder in os.environ["PATH"].split(":"):
        for program in Path(folder).glob("*"):
            if program.name not in hidden and not (tmp_path / program.name).exists():
                (tmp_path / program.name).symlink_to(program)
    process = start("make serve", PATH=str(tmp_path), IMAGE=image, PORT="0", WORKERS="1")
    assert ask(process)[0]["predictions"] == [PRICE]
    assert "R cannot be installed here, but Docker answers" in process.output()


def test_models_are_trained_by_the_image_where_there_is_no_r(
    image: str, context: Context, start: Start
) -> None:
    folder = context((REPOSITORY / "lambda_image" / "packages.txt").read_text())
    shutil.rmtree(folder / "models" / "dist", ignore_errors=True)
    line = f"{sys.executable} -m models train --root {folder} --image {image}"
    process = start(line)
    assert process.wait(120) == 0, process.output()
    card = json.loads((folder / "models" / "dist" / "iris" / "model.json").read_text())
    assert card["versions"]["r"] == run_r(image, "cat(format(getRversion()))").text()


def test_an_unknown_runtime_is_one_sentence(start: Start) -> None:
    process = start("make serve", RUNTIME="podman")
    assert process.wait(60) != 0
    assert "RUNTIME=podman is not r or docker: change it and start again." in process.output()


# Helpers ----


def lines_with(*words: str) -> list[str]:
    """The README's lines of code that have all the words, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = "\n".join(blocks).splitlines()
    return [line for line in lines if all(word in line for word in words)]


def as_here(line: str, image: str, port: int) -> str:
    return line.replace("r-models", image).replace("9000", str(port))


def ask(process: MarkedProcess) -> list[Any]:
    """The answers to the curl lines that the service prints."""
    assert_said(process, "Ctrl-C")
    lines = [line for line in process.output().splitlines() if line.startswith("curl ")]
    assert lines, process.output()
    done = [subprocess.run(line, shell=True, capture_output=True, check=True) for line in lines]
    return [json.loads(one.stdout) for one in done]


def running(image: str) -> bool:
    return docker("ps", "--quiet", f"--filter=ancestor={image}").text() != ""
