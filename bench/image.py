"""The image: a cold start inside a container beside a native one, and what that reads."""

import os
import statistics
import subprocess
import time
from dataclasses import replace

from emulator.aws_lambda.emulator_process import Emulator
from emulator.settings import FunctionSettings

from .chunks import CHUNK, touched_chunks
from .subjects import example, http_event

IMAGE = os.environ.get("IMAGE", "r-models")


def is_there() -> bool:
    """Whether Docker answers and has the image."""
    try:
        command = ["docker", "image", "inspect", IMAGE]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def cold_starts(settings: FunctionSettings, runs: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the first event to its answer, natively and in containers, in turns."""
    native = replace(settings, image="")
    inside = replace(settings, image=IMAGE)
    times = [(_first_answer(native), _first_answer(inside)) for _ in range(runs)]
    return [time[0] for time in times], [time[1] for time in times]


def ratio(native: list[float], inside: list[float]) -> float:
    """How much longer it takes inside, at the median."""
    return statistics.median(inside) / statistics.median(native)


def report(settings: FunctionSettings) -> str:
    """What a cold start reads of the image."""
    touched, all_chunks = touched_chunks(IMAGE, settings, http_event(example()))
    megabytes = touched * CHUNK / 2**20
    return f"cold, image: {touched} of {all_chunks} chunks of 512 KiB touched ({megabytes:.0f} MiB)"


# Helpers ----


def _first_answer(settings: FunctionSettings) -> float:
    # The emulator runs already and starts the runtime at the first event: Docker's own start is
    # not Lambda's.
    with Emulator(settings) as emulator:
        start = time.perf_counter()
        answer = emulator.invoke(http_event(example()))
        milliseconds = (time.perf_counter() - start) * 1000
    assert answer.body["statusCode"] == 200, answer.payload
    return milliseconds
