"""Thousands of requests that nobody means; for longer with FUZZ_SECONDS=600."""

import itertools
import os
import random
import time
from collections.abc import Iterator

import requests

from emulator.catalogue_service import CatalogueService

from ..support.boston import PRICE, RECORD
from ..support.client import Client
from ..support.fuzz import Request, random_request
from ..support.runtime_processes import megabytes, runtime_processes

SECONDS = float(os.environ.get("FUZZ_SECONDS") or 0)
REQUESTS = 2000
FINE = {200, 400, 404, 405, 413, 415, 422}


def numbers() -> Iterator[int]:
    """The seeds: a fixed count, or new ones for some time."""
    if not SECONDS:
        yield from range(REQUESTS)
        return
    end = time.monotonic() + SECONDS
    first = random.randrange(2**60)
    yield from itertools.takewhile(lambda _: time.monotonic() < end, itertools.count(first))


def send(client: Client, request: Request) -> requests.Response:
    return client.request(request.method, request.path, data=request.body, headers=request.headers)


def assert_fine(request: Request, answer: requests.Response, seed: int) -> None:
    assert answer.status_code in FINE, (seed, request, answer.text)
    kind = answer.headers["Content-Type"]
    if not kind.startswith("text/csv"):
        assert answer.json() is not None, (seed, request)
    if answer.status_code != 200 and answer.status_code != 413:
        assert kind == "application/problem+json", (seed, request, answer.text)


def test_no_request_brings_the_service_down_or_makes_it_grow(
    gateway: Client, catalogue_service: CatalogueService
) -> None:
    for seed in range(500):  # every model is loaded, and R's heap has its size
        send(gateway, random_request(random.Random(-seed - 1)))
    processes, before = runtime_processes(catalogue_service), megabytes(catalogue_service)
    for seed in numbers():
        request = random_request(random.Random(seed))
        assert_fine(request, send(gateway, request), seed)
    assert runtime_processes(catalogue_service) == processes != []
    assert megabytes(catalogue_service) < before + 10
    answer = gateway.post("/predict", json=RECORD).json()
    assert round(answer["predictions"][0], 4) == PRICE
