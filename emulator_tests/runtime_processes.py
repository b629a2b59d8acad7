"""The R process behind a service of one worker."""

import psutil

from .emulator.local_service import LocalService
from .emulator.rie import Emulator


def runtime_processes(service: LocalService) -> list[int]:
    (emulator,) = service.workers.workers()
    assert isinstance(emulator, Emulator)
    return [child.pid for child in psutil.Process(emulator.process.pid).children()]


def megabytes(service: LocalService) -> float:
    """What the runtime holds of memory that no other process shares."""
    (pid,) = runtime_processes(service)
    return float(psutil.Process(pid).memory_full_info().uss / 2**20)
