"""Wait for what another process does, without a fixed pause."""

import time
from collections.abc import Callable

from emulator.processes.marked_process import MarkedProcess

# Only what hangs takes so long: a busy machine needs minutes for what takes seconds alone.
HANGING = 600


def eventually(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether the condition came to hold in time; once is enough, it may not last."""
    end = time.monotonic() + seconds
    while not (holds := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return holds


def assert_said(process: MarkedProcess, words: str) -> None:
    """The process comes to write these words, however long it takes, before it ends."""
    eventually(lambda: process.exit_code() is not None or words in process.output(), HANGING)
    assert words in process.output(), process.output()
