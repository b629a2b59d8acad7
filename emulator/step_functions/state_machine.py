"""Express state machines: the template's own definitions, run in one warm Node process.

Node interprets; for each task it asks back over the pipe, as a call of its own over HTTP would
take longer than the task.
"""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from ..cloudformation.resources import StateMachine
from ..errors import NodeMissing, NodeToolsMissing, StateMachineFailed
from ..processes.guardian import MARK
from ..processes.marked_process import RUN, start_guardian
from ..settings import REPOSITORY

PROGRAM = Path(__file__).with_suffix(".mjs")
RUNNER = REPOSITORY / "node_modules" / "aws-local-stepfunctions"
# The most that an Express execution takes or gives.
# https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
MOST_BYTES = 262_144
MOST_TASKS = 64


@dataclass(frozen=True)
class TaskResult:
    """What a task gave: JSON text, or the error's name and its cause."""

    output: str = ""
    error: str = ""
    cause: str = ""


# The machine whose task it is, the task's Resource, and its input as JSON text.
RunTask = Callable[[StateMachine, str, str], TaskResult]


@dataclass(frozen=True)
class Execution:
    """How an execution ended. `output` is JSON text where it succeeded."""

    status: Literal["SUCCEEDED", "FAILED", "TIMED_OUT"]
    output: str = ""
    error: str = ""
    cause: str = ""


class StateMachineRunner:
    """Starts at once and is ready some time later; executions wait for that."""

    def __init__(self, run_task: RunTask) -> None:
        node = shutil.which("node")
        if node is None:
            raise NodeMissing
        if not RUNNER.is_dir():
            raise NodeToolsMissing
        start_guardian()
        self._run_task = run_task
        self._tasks = ThreadPoolExecutor(MOST_TASKS)
        self._lock = threading.Lock()
        self._pending: dict[int, Future[Execution]] = {}
        self._machines: dict[str, StateMachine] = {}
        self._count = 0
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 # closed in close()
        self._process = subprocess.Popen(
            [node, "--no-warnings", str(PROGRAM)],
            cwd=REPOSITORY,
            env={"PATH": os.environ.get("PATH", os.defpath), MARK: RUN},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def run(self, machine: StateMachine, input: str) -> Execution:
        """One execution to its end; the input is JSON text."""
        future: Future[Execution] = Future()
        with self._lock:
            self._count += 1
            number = self._count
            self._pending[number] = future
            self._machines[machine.arn] = machine
            given = {"machine": machine.arn, "definition": machine.definition, "input": input}
            try:
                self._send({"id": number, **given})
            except OSError:
                raise StateMachineFailed(self._output()) from None
        return _within_limits(future.result())

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._reader.join()
        # Tasks that still run end with their workers; nobody waits for their results.
        self._tasks.shutdown(wait=False, cancel_futures=True)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Helpers ----

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            if line != "ready\n":
                self._take(json.loads(line))
        for number in list(self._pending):
            self._pending.pop(number).set_exception(StateMachineFailed(self._output()))

    def _take(self, message: dict[str, Any]) -> None:
        if "task" in message:
            self._tasks.submit(self._answer, **message)
        else:
            self._pending.pop(message.pop("id")).set_result(Execution(**message))

    def _answer(self, task: int, machine: str, resource: str, input: str) -> None:
        result = self._run_task(self._machines[machine], resource, input)
        given = {name: value for name, value in vars(result).items() if value}
        # Node is gone, or its pipe is closed, where the service stops.
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._send({"task": task, **given})

    def _output(self) -> str:
        size = os.fstat(self._log.fileno()).st_size
        return os.pread(self._log.fileno(), size, 0).decode(errors="replace")


# Helpers ----


def _within_limits(execution: Execution) -> Execution:
    if len(execution.output.encode()) > MOST_BYTES:
        cause = "The state returned a result with a size exceeding the maximum number of bytes."
        return Execution("FAILED", error="States.DataLimitExceeded", cause=cause)
    return execution
