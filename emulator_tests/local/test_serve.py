"""`make serve`, as a person runs it."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests

from emulator.processes.guardian import find_marked
from emulator.processes.marked_process import MarkedProcess
from emulator.settings import REPOSITORY

from ..support.ensembles import MEMBERS, make_project
from ..support.waiting import eventually

COMMAND = [sys.executable, "-m", "emulator"]
Serve = Callable[..., MarkedProcess]


@pytest.fixture
def all_but_node(tmp_path: Path) -> Path:
    """A folder with every program of the PATH but Node."""
    for folder in os.environ["PATH"].split(":"):
        for program in Path(folder).glob("*"):
            link = tmp_path / program.name
            if program.name != "node" and not link.is_symlink():
                link.symlink_to(program)
    return tmp_path


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:

        def start(*arguments: str, **settings: str) -> MarkedProcess:
            environment = {**os.environ, "PORT": "0", "WORKERS": "1", **settings}
            process = MarkedProcess([*COMMAND, *arguments], environment, REPOSITORY)
            stack.callback(process.close)
            return process

        yield start


@pytest.fixture
def only_node(tmp_path: Path) -> Path:
    """A folder for the PATH with nothing but Node."""
    (tmp_path / "node").symlink_to(str(shutil.which("node")))
    return tmp_path


def test_the_printed_curl_line_answers_a_price(serve: Serve) -> None:
    line, _ = curl_lines(serve())
    (price,) = run(line)["predictions"]
    assert round(price, 4) == 25.5595


def test_the_printed_line_of_the_ensemble_answers_its_members_and_their_mean(serve: Serve) -> None:
    _, line = curl_lines(serve())
    answer = run(line)
    prices = [price for (price,) in answer["members"].values()]
    assert list(answer["members"]) == ["boston_forest", "boston_linear", "boston_svm"]
    assert answer["predictions"] == pytest.approx([sum(prices) / 3], abs=1e-12)


def test_with_enforced_auth_the_printed_line_is_signed(serve: Serve) -> None:
    line, _ = curl_lines(serve(AUTH="enforce"))
    assert "--aws-sigv4" in line and len(run(line)["predictions"]) == 1
    unsigned = line.replace("--aws-sigv4", "--user-agent")
    assert run(unsigned) == {"message": "Forbidden"}


def test_with_an_issuer_the_printed_token_is_good(serve: Serve, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", MEMBERS, JWT)
    process = serve(str(project), AUTH="enforce")
    line, _ = curl_lines(process)
    found = re.search(r"It asks for a token; .*\n(\S+)\n", process.output())
    assert found and len(run(line)["predictions"]) == 1
    url = f"http://127.0.0.1:{port(process)}"
    assert requests.get(f"{url}/ui/config.json", timeout=30).json() == {"api": "..", "auth": "jwt"}
    answers = [
        requests.get(f"{url}/ping", headers={"authorization": f"Bearer {token}"}, timeout=30)
        for token in (found[1], "another")
    ]
    assert [answer.status_code for answer in answers] == [200, 401]


def test_the_printed_page_is_served(serve: Serve) -> None:
    process = serve()
    address = f"http://localhost:{port(process)}/ui/"
    assert f"The page: {address}\n" in process.output()
    assert "<title>Try the model</title>" in requests.get(address, timeout=30).text


def test_with_enforced_signatures_it_says_why_there_is_no_page(serve: Serve) -> None:
    process = serve(AUTH="enforce")
    port(process)
    assert "There is no page: the API wants signatures (auth iam), " in process.output()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything(serve: Serve, number: int) -> None:
    process = serve(WORKERS="2")
    port(process)
    children = descendants(process.pid)
    process.send_signal(number)
    assert process.wait(30) == 0
    assert children
    assert [pid for pid in children if is_alive(pid)] == []
    assert "Traceback" not in process.output()


def test_a_killed_service_leaves_no_process_either(serve: Serve) -> None:
    process = serve()
    port(process)
    children = descendants(process.pid)
    process.send_signal(signal.SIGKILL)
    assert eventually(lambda: not any(is_alive(pid) for pid in children))


def test_requests_are_logged(serve: Serve) -> None:
    process = serve()
    requests.get(f"http://127.0.0.1:{port(process)}/ping", timeout=30)
    assert re.search(r"^GET /ping 200 ", process.output(), re.MULTILINE)


def test_a_port_in_use_is_one_sentence(serve: Serve) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        assert_refused(serve(PORT=str(number)), f"Port {number} is in use: ")


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "http"), ("PORT", "70000"), ("WORKERS", "0"), ("WORKERS", "two")]
)
def test_a_setting_out_of_range_is_one_sentence(serve: Serve, name: str, value: str) -> None:
    assert_refused(serve(**{name: value}), f"{name}={value} is not a whole number from ")


@pytest.mark.parametrize(("name", "value"), [("AUTH", "on"), ("AUTH", "iam")])
def test_auth_is_off_or_enforced(serve: Serve, name: str, value: str) -> None:
    assert_refused(serve(**{name: value}), f"{name}={value} is not off or enforce: ")


def test_no_node_is_one_sentence(serve: Serve, all_but_node: Path) -> None:
    process = serve(PATH=str(all_but_node))
    assert_refused(process, "There is no Node 20 or newer on the PATH: ")


def test_no_r_is_one_sentence(serve: Serve, only_node: Path) -> None:
    process = serve(PATH=str(only_node), FUNCTION_IMAGE="")
    assert_refused(process, "R is not on the PATH: run `make setup`")


def test_no_docker_is_one_sentence(serve: Serve, only_node: Path) -> None:
    process = serve(PATH=str(only_node), FUNCTION_IMAGE="r-models")
    assert_refused(process, "Docker does not answer: start its engine. It says: ")


# Helpers ----

JWT = """
auth = "jwt"
[jwt]
issuer = "https://example.org/"
audience = ["r-models"]
"""


def curl_lines(process: MarkedProcess) -> list[str]:
    port(process)
    return [line for line in process.output().splitlines() if line.startswith("curl ")]


def run(line: str) -> Any:
    answer = subprocess.run(line, shell=True, capture_output=True, check=True, text=True)
    return json.loads(answer.stdout)


def port(process: MarkedProcess) -> int:
    """Where it listens, once it says so."""
    ready = eventually(lambda: process.exit_code() is not None or "Ctrl-C" in process.output())
    assert ready, process.output()
    found = re.search(r"localhost:(\d+)/predict", process.output())
    assert found, process.output()
    return int(found[1])


def descendants(pid: int) -> list[int]:
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def is_alive(pid: int) -> bool:
    return pid in find_marked("")


def assert_refused(process: MarkedProcess, sentence: str) -> None:
    assert process.wait(60) == 1
    last = process.output().splitlines()[-1]
    assert last.startswith(sentence), process.output()
    assert "Traceback" not in process.output()
