"""AWS on loopback: moto's server in a process of its own, and the CDK's command against it.

As a program it prints its port and runs until its standard input is closed.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import boto3
import requests
from moto.server import ThreadedMotoServer

from emulator.settings import REGION, Credentials
from infra.app import REPOSITORY

from . import moto_types  # noqa: F401  (moto finds them by their classes)

KEYS = Credentials()


class LoopbackAws:
    def __init__(self, home: Path) -> None:
        self._home = home
        self._log = (home / "moto.log").open("w")
        self._server = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        assert self._server.stdout
        port = self._server.stdout.readline().strip()
        assert port, self.log()
        # The CDK's parser of template addresses wants this very name.
        self.url = f"http://localhost:{port}"

    def log(self) -> str:
        return (self._home / "moto.log").read_text()

    def client(self, service: str, **keys: str) -> Any:
        named = {
            "aws_access_key_id": KEYS.access_key,
            "aws_secret_access_key": KEYS.secret_key,
        }
        session = boto3.Session(region_name=REGION, **{**named, **keys})  # type: ignore[arg-type]
        return session.client(service, endpoint_url=self.url)  # type: ignore[call-overload]

    def check_permissions(self, on: bool) -> None:
        """From now on every request needs a policy that allows it, or none does."""
        count = "0" if on else "inf"
        requests.post(f"{self.url}/moto-api/reset-auth", data=count, timeout=10).raise_for_status()

    def cdk(self, *arguments: str, folder: Path = REPOSITORY) -> str:
        """Run the CDK's command; images are not built. What it printed."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._home),
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "CDK_DISABLE_CLI_TELEMETRY": "true",
            "CDK_DOCKER": "true",
            "CI": "true",
            **KEYS.environment(),
        }
        finished = subprocess.run(
            [str(REPOSITORY / "node_modules" / ".bin" / "cdk"), "--no-notices", *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        assert finished.returncode == 0, finished.stdout + self.log()
        return finished.stdout

    def close(self) -> None:
        self._server.communicate(timeout=30)
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def main() -> None:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    port = str(server.get_host_and_port()[1])
    os.environ["MOTO_PORT"] = port
    print(port, flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
