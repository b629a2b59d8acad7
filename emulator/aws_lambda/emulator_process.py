"""One real AWS Lambda Runtime Interface Emulator process and the runtime that it starts."""

import http.client
import importlib.util
import json
import platform
import socket
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import psutil

from ..errors import EmulatorDied, EmulatorMissing, NoAnswerInTime
from ..processes.marked_process import MarkedProcess, free_port
from ..settings import FunctionSettings
from . import container
from .invocation import Event, Invocation, read_invocation

INVOKE_PATH = "/2015-03-31/functions/function/invocations"
START_SECONDS = 20
LOG_KEPT = 4 * 1024 * 1024


class Emulator:
    """One emulator process; a second request waits for the first, as it would crash it."""

    def __init__(self, settings: FunctionSettings) -> None:
        # An init under the function's timeout, the invocation, and room for a busy machine.
        self._patience = 2.0 * settings.timeout + START_SECONDS
        self._lock = threading.Lock()
        self._read = 0
        self._connection: http.client.HTTPConnection | None = None
        self.process, self.port = _start(settings)

    def invoke(
        self, event: Event, headers: Mapping[str, str] | None = None, timeout: float | None = None
    ) -> Invocation:
        """Send one event. Raises EmulatorDied where the emulator itself gives no answer.

        After `timeout` seconds it raises NoAnswerInTime, and is of no more use: close it.
        """
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        with self._lock:
            status, payload = self._post(body, headers or {}, timeout or self._patience)
            return read_invocation(status, payload, self._new_log())

    def logs(self) -> str:
        """Everything written that no invocation has taken yet."""
        return self.process.output(self._read)

    def close(self) -> None:
        self.process.close()
        if self._connection:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _post(self, body: bytes, headers: Mapping[str, str], wait: float) -> tuple[int, bytes]:
        try:
            connection = self._connect()
            connection.sock.settimeout(wait)
            connection.request("POST", INVOKE_PATH, body, dict(headers))
            response = connection.getresponse()
            return response.status, response.read()
        except TimeoutError:
            raise NoAnswerInTime(wait) from None
        except (OSError, http.client.HTTPException) as error:
            self.close()
            what = f"gave no answer ({type(error).__name__}: {error})"
            raise EmulatorDied(what, self.logs()) from error

    def _connect(self) -> http.client.HTTPConnection:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port)
            self._connection.connect()
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._connection

    def _new_log(self) -> str:
        text = self.process.output(self._read)
        self._read = self.process.output_size()
        if self._read > LOG_KEPT:
            self.process.forget_output()
            self._read = 0
        return text


def emulator_binary() -> Path:
    """The binary of AWS that aws-sam-cli carries; the package itself is never imported."""
    spec = importlib.util.find_spec("samcli")
    folder = Path(next(iter(spec.submodule_search_locations or ["samcli"]))) if spec else Path()
    machine = "arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64"
    binary = folder / "local" / "rapid" / f"aws-lambda-rie-{machine}"
    if not binary.is_file():
        raise EmulatorMissing(str(binary))
    if not binary.stat().st_mode & 0o100:
        binary.chmod(0o755)
    return binary


# Helpers ----


def _start(settings: FunctionSettings) -> tuple[MarkedProcess, int]:
    if settings.image:
        return container.start_emulator(settings)
    # The emulator tells the runtime the address that it was given, so the kernel cannot choose
    # that port at the bind. When something else took it in between, another is tried.
    for _ in range(5):
        runtime_port = free_port()
        command = _command(settings, runtime_port)
        process = MarkedProcess(command, settings.full_environment(), settings.task_root)
        try:
            if port := _await_port(process, runtime_port):
                return process, port
        except BaseException:
            process.close()
            raise
        process.close()
    raise EmulatorDied("did not start", process.output())


def _await_port(process: MarkedProcess, runtime_port: int) -> int | None:
    """The port of the emulator's own API, once it and the runtime's both accept; None if dead."""
    deadline = time.monotonic() + START_SECONDS
    while process.exit_code() is None and time.monotonic() < deadline:
        ports = _listening(process.pid)
        if runtime_port in ports and len(ports) == 2:
            return (ports - {runtime_port}).pop()
        time.sleep(0.002)
    return None


def _command(settings: FunctionSettings, runtime_port: int) -> list[str]:
    # The debug log is the only place that tells an error from an answer that looks like one.
    return [
        str(emulator_binary()),
        *("--log-level", "debug"),
        *("--runtime-interface-emulator-address", "127.0.0.1:0"),
        *("--runtime-api-address", f"127.0.0.1:{runtime_port}"),
        str(settings.bootstrap),
        settings.handler,
    ]


def _listening(pid: int) -> set[int]:
    try:
        connections = psutil.Process(pid).net_connections(kind="tcp4")
    except psutil.Error:
        return set()
    return {c.laddr.port for c in connections if c.status == psutil.CONN_LISTEN}
