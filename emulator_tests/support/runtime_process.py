"""The runtime as a real process against a fake Runtime API."""

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from emulator.aws_lambda.container import BOOTSTRAP, ContainerProcess
from emulator.processes.marked_process import MarkedProcess
from emulator.settings import FunctionSettings

from ..doubles.fake_runtime_api import FakeRuntimeApi, RuntimeRequest


class RuntimeNeverCalled(AssertionError):
    """The runtime made no such request in time; the message has its output."""

    def __init__(self, what: str, seconds: float, output: str) -> None:
        super().__init__(f"The runtime sent no {what} within {seconds:g} s; its output:\n{output}")


class RuntimeProcess:
    """`runtime/bootstrap` serving the handler in `task_root`."""

    def __init__(
        self,
        api: FakeRuntimeApi,
        task_root: Path,
        handler: str = "handler.handler",
        environment: Mapping[str, str] | None = None,
        settings: FunctionSettings | None = None,
    ) -> None:
        used = replace(settings or FunctionSettings(), task_root=task_root, handler=handler)
        self.api = api
        given = {
            "_HANDLER": handler,
            "AWS_LAMBDA_RUNTIME_API": api.address,
            **(environment or {}),
        }
        self._process = _start(used, given)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def output(self) -> str:
        return self._process.output()

    def wait_for(self, kind: str, count: int = 1, timeout: float = 30) -> RuntimeRequest:
        """The `count`-th request of this kind, as soon as the runtime has made it."""
        end = time.monotonic() + timeout
        with self.api.changed:
            while len(found := self.api.of_kind(kind)) < count:
                exited = self._process.exit_code() is not None
                if exited or time.monotonic() > end:
                    raise RuntimeNeverCalled(f"{kind} number {count}", timeout, self.output)
                self.api.changed.wait(0.1)
        return found[count - 1]

    def wait_for_exit(self, timeout: float = 30) -> int:
        """The exit code; raises where the runtime goes on."""
        return self._process.wait(timeout)

    def is_running(self) -> bool:
        return self._process.exit_code() is None

    def close(self) -> None:
        self._process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# Helpers ----


def _start(settings: FunctionSettings, environment: Mapping[str, str]) -> MarkedProcess:
    if settings.image:
        return ContainerProcess(settings, [BOOTSTRAP], environment)
    everything = {**settings.full_environment(), **environment}
    return MarkedProcess([str(settings.bootstrap)], everything, settings.task_root)
