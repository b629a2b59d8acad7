"""A container of the image as a user starts it: the base's entry point, the emulator's port."""

import time
from typing import Any, Self

import requests

from .engine import docker

START_SECONDS = 30
ANSWER_SECONDS = 60


class Container:
    """Runs until closed, with a root that is not writable and a user without rights."""

    def __init__(self, image: str, *options: str, handler: str | None = None) -> None:
        lambda_like = ["--read-only", "--tmpfs=/tmp", "--user=993", "--publish=127.0.0.1::8080"]
        command = [image, *([handler] if handler else [])]
        self._id = docker("run", "--detach", *lambda_like, *options, *command).text().strip()
        try:
            address = docker("port", self._id, "8080").text().split()[0]
            self._url = f"http://{address}/2015-03-31/functions/function/invocations"
        except BaseException:
            self.close()
            raise

    def invoke(self, event: Any) -> Any:
        """Send one event; Docker's proxy hangs up until the emulator listens."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                response = requests.post(self._url, json=event, timeout=ANSWER_SECONDS)
                return response.json()
            except requests.ConnectionError as error:
                if time.monotonic() > deadline:
                    raise AssertionError(self.logs()) from error
                time.sleep(0.01)

    def logs(self) -> str:
        found = docker("logs", self._id)
        return found.output + found.errors

    def close(self) -> None:
        docker("rm", "--force", self._id).text()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
