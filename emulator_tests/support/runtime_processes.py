"""The R process behind a service of one worker."""

import psutil

from emulator.aws_lambda.emulator_process import Emulator
from emulator.catalogue_service import CatalogueService


def runtime_processes(service: CatalogueService) -> list[int]:
    (emulator,) = service.workers.workers()
    assert isinstance(emulator, Emulator)
    return [child.pid for child in psutil.Process(emulator.process.pid).children()]


def megabytes(service: CatalogueService) -> float:
    """What the runtime holds of memory that no other process shares."""
    (pid,) = runtime_processes(service)
    return float(psutil.Process(pid).memory_full_info().uss / 2**20)
