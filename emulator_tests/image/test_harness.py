"""The harness's containers where Docker has no network of this machine to share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.aws_lambda.emulator_process import Emulator
from emulator.errors import EmulatorDied
from emulator.settings import FunctionSettings

from ..support.waiting import eventually
from .engine import docker

HANDLER = """
handler <- function(event, context) {
  list(
    endpoint = Sys.getenv("AWS_ENDPOINT_URL_S3"),
    found = length(curl::nslookup("host.docker.internal", ipv4_only = TRUE))
  )
}
"""


@pytest.fixture
def settings(image: str, tmp_path: Path) -> FunctionSettings:
    (tmp_path / "handler.R").write_text(HANDLER)
    endpoint = {"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9000"}
    return FunctionSettings(
        tmp_path, "handler.handler", environment=endpoint, image=image, shares_network=False
    )


@pytest.fixture
def worker(settings: FunctionSettings) -> Iterator[Emulator]:
    with Emulator(settings) as emulator:
        yield emulator


def test_servers_of_this_machine_have_a_name_in_the_container(worker: Emulator) -> None:
    answer = worker.invoke({}).body
    assert answer == {"endpoint": "http://host.docker.internal:9000", "found": 1}


def test_a_closed_worker_leaves_no_container(settings: FunctionSettings) -> None:
    before = containers(settings.image)
    with Emulator(settings) as emulator:
        emulator.invoke({})
        assert len(containers(settings.image) - before) == 1
    # Docker itself is removing it (--rm), which a busy machine makes take a while.
    assert eventually(lambda: containers(settings.image) <= before)


def test_an_image_that_is_not_there_is_named() -> None:
    missing = FunctionSettings(image="no-such-image")
    with pytest.raises(EmulatorDied, match="no-such-image"):
        Emulator(missing)


def containers(image: str) -> set[str]:
    """The ids of the containers of an image, those that have ended too."""
    return set(docker("ps", "--all", "--quiet", f"--filter=ancestor={image}").text().split())
