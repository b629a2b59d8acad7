"""What one invocation gave, read from the emulator's answer and from its log."""

import http.client
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from ..errors import EmulatorDied

Kind = Literal["function", "init", "exit", "timeout", "too_large"]
Event = Mapping[str, Any] | list[Any] | bytes
# Bytes that a synchronous invocation may send: 6 MB and what Lambda allows for its own envelope.
# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
MAX_EVENT = 6 * 1024 * 1024 + 100


@dataclass(frozen=True)
class FunctionError:
    """Why there is no answer: what the runtime reported, or what the platform saw."""

    kind: Kind
    type: str
    message: str
    stack_trace: tuple[str, ...] = ()


@dataclass(frozen=True)
class Invocation:
    """What one invocation gave. `logs` is what the function wrote, `platform_log` everything."""

    status: int
    payload: bytes
    error: FunctionError | None
    platform_log: str

    @property
    def body(self) -> Any:
        """The payload, which must be JSON."""
        return json.loads(self.payload)

    @property
    def logs(self) -> str:
        """What the function itself wrote, without the lines of the platform."""
        lines = self.platform_log.splitlines(keepends=True)
        return "".join(line for line in lines if not _PLATFORM_LINE.match(line))

    @property
    def request_id(self) -> str:
        """As the platform's START line has it; empty where there is none."""
        found = re.search(r"^START RequestId: (\S+)", self.platform_log, re.MULTILINE)
        return found[1] if found else ""


class Worker(Protocol):
    """What answers one event at a time: a process here, a container in the Docker tests."""

    def invoke(
        self, event: Event, headers: Mapping[str, str] | None = None, timeout: float | None = None
    ) -> Invocation:
        """One event to its end: `event` is JSON or its bytes, `timeout` is in seconds.

        Raises LocalLambdaError where there is no answer; a function's own error is in the
        Invocation.
        """

    def close(self) -> None: ...


def read_invocation(status: int, payload: bytes, log: str) -> Invocation:
    """Raises EmulatorDied for a status that the emulator has no answer with."""
    return Invocation(status, payload, _error(status, payload, log), log)


# Helpers ----

_RAPID = r"^\d+ \w+ \d+ [\d:,]+ \[[A-Z]+\] \(rapid\) "
_PLATFORM_LINE = re.compile(_RAPID + r"|^(START|END|REPORT) RequestId: ")
_REPORTED = re.compile(_RAPID + r"Sending Error Response: (\S+)", re.MULTILINE)
_TIMED_OUT = re.compile(_RAPID + r"Reset initiated: Timeout", re.MULTILINE)
_INIT_FAILED = re.compile(_RAPID + r"INIT RTDONE\(status: error\)", re.MULTILINE)


def _error(status: int, payload: bytes, log: str) -> FunctionError | None:
    if status == http.client.BAD_GATEWAY:
        return _reported("init" if _INIT_FAILED.search(log) else "exit", payload)
    if status != http.client.OK:
        raise EmulatorDied(f"answered {status}", log)
    if _TIMED_OUT.search(log):
        return FunctionError("timeout", "Sandbox.Timedout", payload.decode())
    if reported := _REPORTED.search(log):
        too_large = reported[1] == "Function.ResponseSizeTooLarge"
        return _reported("too_large" if too_large else "function", payload)
    return None


def _reported(kind: Kind, payload: bytes) -> FunctionError:
    try:
        body = json.loads(payload)
        trace = tuple(str(line) for line in body.get("stackTrace") or ())
        return FunctionError(kind, str(body["errorType"]), str(body["errorMessage"]), trace)
    except (ValueError, KeyError, AttributeError, TypeError):
        return FunctionError(kind, "Unknown", payload.decode(errors="replace"))
