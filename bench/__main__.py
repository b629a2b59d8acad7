"""Print the floors and ours, measured in turns in one run: `python -m bench`."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from emulator.aws_lambda.emulator_process import Emulator
from emulator.s3.store import ObjectStore
from emulator.settings import FunctionSettings

from . import image
from .ensemble import ENSEMBLE, ensemble
from .subjects import (
    BarePredict,
    as_columns,
    bare_cold,
    echo_settings,
    example,
    http_event,
    many_rows,
    service_settings,
)

COLD_RUNS = int(os.environ.get("COLD_RUNS", "15"))
WARM_RUNS = int(os.environ.get("WARM_RUNS", "1000"))
BATCH_RUNS = int(os.environ.get("BATCH_RUNS", "15"))
ENSEMBLE_RUNS = int(os.environ.get("ENSEMBLE_RUNS", "200"))
BATCH = 10_000


def main() -> None:
    with ObjectStore() as store, tempfile.TemporaryDirectory() as folder:
        settings = service_settings(store)
        cold(settings)
        in_image(settings)
        rows = many_rows(BATCH)
        echo = echo_settings(Path(folder))
        with (
            BarePredict(rows, Path(folder)) as bare,
            Emulator(echo) as floor,
            Emulator(settings) as service,
        ):
            warm(bare, floor, service)
            memory(bare, service)
            batch(bare, floor, service, rows)
    members()


def cold(settings: FunctionSettings) -> None:
    """From the spawn to the first answer; the model comes from S3."""
    bare, ours = [], []
    for _ in range(COLD_RUNS):
        bare.append(timed(bare_cold))
        ours.append(first_answer(settings))
    floor = statistics.median(bare)
    show("cold, bare R process", bare)
    show("cold, service", ours, f"{statistics.median(ours) / floor:.2f} x bare (budget 2)")


def in_image(settings: FunctionSettings) -> None:
    """The same start inside a container, and what of the image it reads."""
    if not image.is_there():
        print(f"There is no image {image.IMAGE} to measure: run `make image` first.")
        return
    native, inside = image.cold_starts(settings, COLD_RUNS)
    show("cold, native runtime", native)
    show("cold, in a container", inside, f"{image.ratio(native, inside):.2f} x native (budget 1.2)")
    print(image.report(settings), flush=True)


def warm(bare: BarePredict, floor: Emulator, service: Emulator) -> None:
    """One row; `predict()` in a bare process, the emulator's echo and the service in turns."""
    predict, echoed, ours = [], [], []
    event = http_event(example())
    for _ in range(WARM_RUNS):
        predict.append(bare.milliseconds())
        echoed.append(timed(lambda: floor.invoke(event)))
        ours.append(timed(lambda: service.invoke(event)))
    above = statistics.median(ours) - statistics.median(predict) - statistics.median(echoed)
    show("warm, bare predict()", predict)
    show("warm, emulator echo", echoed)
    show("warm, service", ours, f"{above:+.2f} ms above both floors (budget 1.5)")


def batch(
    bare: BarePredict, floor: Emulator, service: Emulator, rows: list[dict[str, float]]
) -> None:
    """Many rows in one request, as columns and as objects."""
    forms = {
        "columns": (http_event(as_columns(rows)), 1.15),
        "objects": (http_event(rows), 1.5),
    }
    for form, (event, budget) in forms.items():
        predict, echoed, ours = [], [], []
        for _ in range(BATCH_RUNS):
            predict.append(bare.milliseconds(len(rows)))
            echoed.append(timed(lambda event=event: floor.invoke(event)))  # type: ignore[misc]
            ours.append(timed(lambda event=event: service.invoke(event)))  # type: ignore[misc]
        ratio = statistics.median(ours) / statistics.median(predict)
        show(f"{len(rows)} rows, bare predict()", predict)
        show(f"{len(rows)} rows, emulator echo", echoed)
        show(f"{len(rows)} rows, {form}", ours, f"{ratio:.2f} x bare (budget {budget})")


def members() -> None:
    """An ensemble beside each of its members, through the HTTP API."""
    times, verdict = ensemble(ENSEMBLE_RUNS)
    for name, values in times.items():
        show(f"warm, {name}", values, verdict if name == ENSEMBLE else "")


def memory(bare: BarePredict, service: Emulator) -> None:
    """Resident memory of both R processes after the warm requests."""
    floor = psutil.Process(bare.pid).memory_info().rss / 2**20
    (runtime,) = psutil.Process(service.process.pid).children()
    ours = runtime.memory_info().rss / 2**20
    print(
        f"memory after {WARM_RUNS} requests: bare {floor:.0f} MiB, service {ours:.0f} MiB, "
        f"{ours / floor:.2f} x (budget 1.25)"
    )


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
        f"{what:26} median {statistics.median(times):7.2f} ms"
        f"  quartiles {quartiles[0]:.2f} to {quartiles[2]:.2f}  {remark}",
        flush=True,
    )


if __name__ == "__main__":
    main()
