"""What a function runs with: its files, limits, credentials and environment."""

import functools
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .errors import RMissing

REPOSITORY = Path(__file__).resolve().parents[1]
REGION: Final = "eu-central-1"
ACCOUNT: Final = "123456789012"


@dataclass(frozen=True)
class Credentials:
    """Made-up AWS credentials that the object store knows."""

    access_key: str = "AKIALOCALLAMBDA00001"
    secret_key: str = "local/secret+key"
    session_token: str | None = None

    def environment(self) -> dict[str, str]:
        """The variables in which the AWS SDKs look for them."""
        token = {"AWS_SESSION_TOKEN": self.session_token} if self.session_token else {}
        return {
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
            **token,
        }


@dataclass(frozen=True)
class FunctionSettings:
    """One Lambda function. `environment` wins over everything that is set here."""

    task_root: Path = REPOSITORY / "lambda_image"
    handler: str = "predict.handler"
    bootstrap: Path = REPOSITORY / "runtime" / "bootstrap"
    name: str = "model-service"
    memory: int = 1769
    timeout: int = 30
    credentials: Credentials = field(default_factory=Credentials)
    environment: Mapping[str, str] = field(default_factory=dict)
    # The image to run it in; without one it runs with this machine's R.
    image: str = field(default_factory=lambda: os.environ.get("FUNCTION_IMAGE", ""))
    shares_network: bool | None = None  # of the image's container; None: as Docker can

    def function_environment(self) -> dict[str, str]:
        """What Lambda and the user set, on this machine and in a container."""
        return {
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_LAMBDA_FUNCTION_NAME": self.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(self.memory),
            "AWS_LAMBDA_FUNCTION_TIMEOUT": str(self.timeout),
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            **self.credentials.environment(),
            **self.environment,
        }

    def full_environment(self) -> dict[str, str]:
        """Nothing of this process's own environment reaches the function but the PATH."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "TZ": ":UTC",
            "LAMBDA_TASK_ROOT": str(self.task_root),
            "LAMBDA_RUNTIME_DIR": str(self.bootstrap.parent),
            **r_environment(),
            **self.function_environment(),
        }


@functools.cache
def r_environment() -> dict[str, str]:
    """R's home and libraries, the project's own library first."""
    if shutil.which("R") is None:
        raise RMissing
    home = _output("R", "RHOME")
    libraries = _output("R", "--vanilla", "-s", "-e", 'cat(.libPaths(), sep = ":")')
    return {"R_HOME": home, "R_LIBS": f"{REPOSITORY / '.r-library'}:{libraries}"}


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
