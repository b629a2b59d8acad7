"""Stop every process of a run, found by a mark in its environment, whatever its parent.

The emulator starts the runtime in a session of its own and the runtime may start processes
too: neither a process group nor a parent id finds them all, the inherited environment does.
Run as a program it waits until its standard input closes, which happens when the process that
started it ends in any way, and then stops what is left and removes its temporary files.
"""

import contextlib
import os
import shutil
import signal
import sys
import time

MARK = "LOCAL_LAMBDA_MARK"
EXEC_SECONDS = 0.02


def find_marked(mark: str) -> list[int]:
    """The ids of the processes whose mark begins with this one."""
    wanted = f"{MARK}={mark}".encode()
    return [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and _has(pid, wanted)]


def kill_marked(mark: str) -> None:
    """Kill them, and those that they start meanwhile."""
    _kill_found(mark)
    # In the middle of its exec a process has no environment to be found by: hence a second look.
    time.sleep(EXEC_SECONDS)
    _kill_found(mark)


def _kill_found(mark: str) -> None:
    while pids := find_marked(mark):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _has(pid: str, wanted: bytes) -> bool:
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            return any(entry.startswith(wanted) for entry in file.read().split(b"\0"))
    except OSError:
        return False


if __name__ == "__main__":
    sys.stdin.buffer.read()
    kill_marked(sys.argv[1])
    shutil.rmtree(sys.argv[2], ignore_errors=True)
