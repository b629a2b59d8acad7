"""Start real processes whose descendants never outlive the run."""

import atexit
import functools
import os
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from .guardian import MARK, kill_marked

# A run inside a run is found with the outer one's mark too.
RUN = "/".join(filter(None, [os.environ.get(MARK), uuid.uuid4().hex]))
FOLDER = Path(tempfile.gettempdir(), f"local-lambda-{uuid.uuid4().hex}")


class MarkedProcess:
    """A process, its output in memory or in the file `log`, and everything that it starts."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        cwd: Path,
        log: int | None = None,
    ) -> None:
        start_guardian()
        name = uuid.uuid4().hex
        self._mark = f"{RUN}/{name}"
        scratch = FOLDER / name
        scratch.mkdir(parents=True)
        self._log = os.memfd_create("output", os.MFD_CLOEXEC) if log is None else log
        writer = os.open(f"/proc/self/fd/{self._log}", os.O_WRONLY | os.O_APPEND)
        try:
            self._process = subprocess.Popen(
                command,
                # What is killed cannot remove its temporary files.
                env={**environment, MARK: self._mark, "TMPDIR": str(scratch)},
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=writer,
                stderr=writer,
                start_new_session=True,
            )
        finally:
            os.close(writer)

    @property
    def pid(self) -> int:
        return self._process.pid

    def output_size(self) -> int:
        """Bytes written so far."""
        return os.fstat(self._log).st_size

    def output(self, start: int = 0) -> str:
        """What the process has written from byte `start` on, both streams in order."""
        return os.pread(self._log, self.output_size() - start, start).decode(errors="replace")

    def forget_output(self) -> None:
        """Make room: what was written is gone, and positions count from 0 again."""
        os.ftruncate(self._log, 0)

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    def wait(self, timeout: float) -> int:
        """Its exit code. Raises subprocess.TimeoutExpired after `timeout` seconds."""
        return self._process.wait(timeout)

    def send_signal(self, number: int) -> None:
        self._process.send_signal(number)

    def close(self) -> None:
        """Stop the process and all its descendants; the output stays readable."""
        kill_marked(self._mark)
        self._process.wait()

    def __del__(self) -> None:
        os.close(self._log)


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@functools.cache
def start_guardian() -> None:
    """Start the program that cleans up when this process ends without saying so."""
    program = str(Path(__file__).with_name("guardian.py"))
    guardian = subprocess.Popen(
        [sys.executable, "-I", "-S", program, RUN, str(FOLDER)],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    atexit.register(guardian.communicate)
