"""Print the floors and ours, measured in turns in one run: `python -m bench`."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from emulator_tests.emulator.object_store import ObjectStore
from emulator_tests.emulator.rie import Emulator
from emulator_tests.emulator.settings import FunctionSettings

from .subjects import (
    BarePredict,
    bare_command,
    echo_settings,
    example,
    http_event,
    service_settings,
)

COLD_RUNS = int(os.environ.get("COLD_RUNS", "15"))
WARM_RUNS = int(os.environ.get("WARM_RUNS", "1000"))


def main() -> None:
    with ObjectStore() as store, tempfile.TemporaryDirectory() as folder:
        settings = service_settings(store)
        cold(settings)
        warm(settings, echo_settings(Path(folder)))


def cold(settings: FunctionSettings) -> None:
    """From the spawn to the first answer; the model comes from S3."""
    bare, ours = [], []
    for _ in range(COLD_RUNS):
        bare.append(timed(run_bare))
        ours.append(first_answer(settings))
    floor = statistics.median(bare)
    show("cold, bare R process", bare)
    show("cold, service", ours, f"{statistics.median(ours) / floor:.2f} x bare (budget 2)")


def warm(settings: FunctionSettings, echo: FunctionSettings) -> None:
    """One row; `predict()` in a bare process, the emulator's echo and the service in turns."""
    predict, echoed, ours = [], [], []
    event = http_event(example())
    with BarePredict() as bare, Emulator(echo) as floor, Emulator(settings) as service:
        for _ in range(WARM_RUNS):
            predict.append(bare.milliseconds())
            echoed.append(timed(lambda: floor.invoke(event)))
            ours.append(timed(lambda: service.invoke(event)))
        above = statistics.median(ours) - statistics.median(predict) - statistics.median(echoed)
        show("warm, bare predict()", predict)
        show("warm, emulator echo", echoed)
        show("warm, service", ours, f"{above:+.2f} ms above both floors (budget 1.5)")
        memory(bare.pid, service)


def memory(bare: int, service: Emulator) -> None:
    floor = psutil.Process(bare).memory_info().rss / 2**20
    (runtime,) = psutil.Process(service.process.pid).children()
    ours = runtime.memory_info().rss / 2**20
    print(
        f"memory after {WARM_RUNS} requests: bare {floor:.0f} MiB, service {ours:.0f} MiB, "
        f"{ours / floor:.2f} x (budget 1.25)"
    )


def run_bare() -> None:
    command, environment = bare_command("cold")
    subprocess.run(command, env=environment, check=True, capture_output=True)


def first_answer(settings: FunctionSettings) -> float:
    """Milliseconds from the emulator's spawn to the first answer."""
    start = time.perf_counter()
    with Emulator(settings) as emulator:
        answer = emulator.invoke(http_event(example()))
        milliseconds = (time.perf_counter() - start) * 1000
    assert answer.body["statusCode"] == 200, answer.payload
    return milliseconds


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def show(what: str, times: list[float], remark: str = "") -> None:
    quartiles = statistics.quantiles(times, n=4)
    print(
        f"{what:24} median {statistics.median(times):7.2f} ms"
        f"  quartiles {quartiles[0]:.2f} to {quartiles[2]:.2f}  {remark}",
        flush=True,
    )


if __name__ == "__main__":
    main()
