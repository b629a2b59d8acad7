"""The function in a container of the image, where the native harness has processes.

The container has what Lambda gives: a root that is not writable, no rights, a /tmp. It shares the
host's network, so that it reaches the servers of the tests; Docker Desktop's virtual machine has
none to share, so there a port is published and the host is called by a name.
"""

import functools
import http.client
import os
import subprocess
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import DockerFailed, EmulatorDied
from ..processes.guardian import MARK
from ..processes.marked_process import FOLDER, MarkedProcess, free_port
from ..settings import REPOSITORY, FunctionSettings

EMULATOR = "/usr/local/bin/aws-lambda-rie"
BOOTSTRAP = "/var/runtime/bootstrap"
TASK_ROOT = "/var/task"
START_SECONDS = 60
LOOPBACK = "127.0.0.1"
HOST_NAME = "host.docker.internal"


class ContainerProcess(MarkedProcess):
    """`docker run` of one command, and what that writes.

    The command writes straight to the file of the output: Docker's own log comes late, and an
    answer is read together with the log that explains it.
    """

    def __init__(
        self,
        settings: FunctionSettings,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        options: Sequence[str] = (),
    ) -> None:
        self._name = f"function-{uuid.uuid4().hex}"
        FOLDER.mkdir(exist_ok=True)
        log, self._log_path = tempfile.mkstemp(dir=FOLDER)
        os.fchmod(log, 0o666)
        variables = {**settings.function_environment(), **(environment or {})}
        docker = [
            *("docker", "run", "--rm", f"--name={self._name}"),
            *("--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", f"--user={os.getuid()}"),
            f"--volume={self._log_path}:/lambda-output",
            *_network_options(settings),
            *_mounts(settings, variables),
            *(f"--env={name}={_reachable(value, settings)}" for name, value in variables.items()),
            f"--env={MARK}",  # its value is this process's
            *options,
            *(
                "--entrypoint=/bin/sh",
                settings.image,
                "-c",
                'exec "$@" >>/lambda-output 2>&1',
                "sh",
            ),
            *command,
        ]
        super().__init__(docker, os.environ, REPOSITORY, log)

    @property
    def pid(self) -> int:
        """The command's, seen from outside the container; 0 before it runs."""
        found = _docker("inspect", "--format={{.State.Pid}}", self._name)
        return int(found) if found else 0

    def send_signal(self, number: int) -> None:
        """To the command in the container, not to Docker's client."""
        _docker("kill", f"--signal={number}", self._name)

    def close(self) -> None:
        super().close()
        _docker("rm", "--force", self._name)
        Path(self._log_path).unlink(missing_ok=True)


def start_emulator(settings: FunctionSettings) -> tuple[ContainerProcess, int]:
    """The emulator inside the image, and its port on this machine."""
    for _ in range(5):
        port, runtime_port = free_port(), free_port()
        own = f"{LOOPBACK}:{port}" if shares_network(settings) else f"0.0.0.0:{port}"
        command = [
            *(EMULATOR, "--log-level", "debug"),
            *("--runtime-interface-emulator-address", own),
            *("--runtime-api-address", f"{LOOPBACK}:{runtime_port}"),
            *(BOOTSTRAP, settings.handler),
        ]
        published = [] if shares_network(settings) else [f"--publish={LOOPBACK}:{port}:{port}"]
        process = ContainerProcess(settings, command, options=published)
        try:
            if _answers(process, port):
                return process, port
        except BaseException:
            process.close()
            raise
        process.close()
        if "address already in use" not in process.output():
            break
    raise EmulatorDied("did not start", process.output())


def shares_network(settings: FunctionSettings) -> bool:
    """Whether a container can have this machine's own network."""
    if settings.shares_network is None:
        return _operating_system() != "Docker Desktop"
    return settings.shares_network


# Helpers ----


def _network_options(settings: FunctionSettings) -> list[str]:
    if shares_network(settings):
        return ["--network=host"]
    return [f"--add-host={HOST_NAME}:host-gateway"]


def _reachable(value: str, settings: FunctionSettings) -> str:
    """A URL of this machine, as the container sees this machine."""
    if shares_network(settings):
        return value
    return value.replace(f"//{LOOPBACK}:", f"//{HOST_NAME}:")


def _mounts(settings: FunctionSettings, variables: Mapping[str, str]) -> list[str]:
    """The handler's folder, unless it is the image's own, and the folders of files in variables."""
    mounts = []
    if settings.task_root != FunctionSettings.task_root:
        mounts.append(f"--volume={settings.task_root}:{TASK_ROOT}:ro")
    paths = [Path(value.removeprefix("file://")) for value in variables.values()]
    folders = {str(path.parent) for path in paths if path.is_absolute() and path.parent.is_dir()}
    return mounts + [f"--volume={folder}:{folder}:ro" for folder in sorted(folders - {"/"})]


def _answers(process: ContainerProcess, port: int) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while process.exit_code() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(LOOPBACK, port, timeout=START_SECONDS)
        try:
            connection.request("GET", "/")
            connection.getresponse()
            return True
        except (OSError, http.client.HTTPException):
            time.sleep(0.005)
        finally:
            connection.close()
    return False


@functools.cache
def _operating_system() -> str:
    command = ["docker", "info", "--format={{.OperatingSystem}}"]
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except OSError as error:
        raise DockerFailed(str(error)) from None
    except subprocess.CalledProcessError as error:
        raise DockerFailed(error.stderr.strip()) from None


def _docker(*arguments: str) -> str:
    """What Docker printed; nothing where it knows no such container."""
    return subprocess.run(["docker", *arguments], capture_output=True, text=True).stdout.strip()
