"""What an ensemble adds to its slowest member, through the HTTP API, when all is warm."""

import json
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import requests

from emulator.deployment import Deployment
from emulator.http_api.gateway import Gateway
from emulator.synthesis import synthesize

ENSEMBLE = "boston_blend"
BUDGET = 15
WARM_UP = 30
# Seconds; the API's throttle (service.toml's rate_limit) lets 100 requests a second pass.
PAUSE = 0.01


def ensemble(runs: int) -> tuple[dict[str, list[float]], str]:
    """Milliseconds of the ensemble and of each member alone, measured in turns; the verdict."""
    with _service() as (client, members, record):
        names = [ENSEMBLE, *members]
        for _ in range(WARM_UP):
            _at_once(client, names, record)
        times: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(runs):
            for name in names:
                time.sleep(PAUSE)
                times[name].append(_milliseconds(client, name, record))
    medians = {name: statistics.median(values) for name, values in times.items()}
    slowest = max(medians[name] for name in members)
    above = medians[ENSEMBLE] - slowest
    return times, f"{above:+.1f} ms above its slowest member (budget {BUDGET})"


# Helpers ----


class _Client(requests.Session):
    """Connections that are kept, and no proxy of the environment between us and loopback."""

    def __init__(self, models: str) -> None:
        super().__init__()
        self.models = models
        self.trust_env = False


@contextmanager
def _service() -> Iterator[tuple[_Client, list[str], str]]:
    with (
        Deployment(synthesize()) as deployment,
        Gateway(deployment.http_api) as gateway,
        _Client(f"{gateway.url}/models/") as client,
    ):
        card = client.get(f"{client.models}{ENSEMBLE}", timeout=60).json()
        yield client, card["members"], json.dumps(card["example"])


def _at_once(client: _Client, names: list[str], record: str) -> None:
    """So that every worker has read every model."""
    with ThreadPoolExecutor(len(names)) as threads:
        list(threads.map(lambda name: _milliseconds(client, name, record), names))


def _milliseconds(client: _Client, name: str, record: str) -> float:
    start = time.perf_counter()
    response = client.post(f"{client.models}{name}/predict", data=record, timeout=60)
    taken = (time.perf_counter() - start) * 1000
    assert response.status_code == 200, response.text
    return taken
