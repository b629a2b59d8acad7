"""Workers are started as Lambda starts them: a new one when none is free, then no more."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from emulator.aws_lambda.emulator_process import Emulator
from emulator.aws_lambda.invocation import Event, Invocation
from emulator.aws_lambda.pool import WorkerPool
from emulator.errors import TooManyRequests
from emulator.http_api.gateway import Gateway, catch_all
from emulator.settings import FunctionSettings

from ..fixtures import HandlerFolder
from ..support.client import Client
from ..support.waiting import eventually


class Meeting:
    """A worker that answers once all are busy at the same time."""

    def __init__(self, all_busy: threading.Barrier) -> None:
        self._all_busy = all_busy

    def invoke(
        self,
        event: Event,  # noqa: ARG002
        headers: Mapping[str, str] | None = None,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002
    ) -> Invocation:
        self._all_busy.wait(timeout=30)
        return Invocation(200, b"{}", None, "")

    def close(self) -> None:
        """Nothing to stop."""


def test_a_new_worker_starts_where_none_is_free() -> None:
    barrier = threading.Barrier(3)
    with WorkerPool(lambda: Meeting(barrier), 3, waits=False) as pool:
        answer_at_once(pool, 3)
        assert len(pool.workers()) == 3


def test_a_free_worker_is_taken_before_a_new_one_starts(handler_folder: HandlerFolder) -> None:
    settings = FunctionSettings(handler_folder("handler <- function(event) 1"), "handler.handler")
    with WorkerPool(lambda: Emulator(settings), 3, waits=False) as pool:
        for _ in range(3):
            pool.invoke({})
        assert len(pool.workers()) == 1


def test_one_more_than_the_limit_is_too_many() -> None:
    barrier = threading.Barrier(2)
    with WorkerPool(lambda: Meeting(barrier), 1, waits=False) as pool:
        with ThreadPoolExecutor(1) as threads:
            first = threads.submit(pool.invoke, {})
            assert eventually(lambda: barrier.n_waiting == 1)
            with pytest.raises(TooManyRequests):
                pool.invoke({})
            barrier.wait(timeout=30)
        assert first.result().payload == b"{}"


def test_too_many_requests_have_status_429() -> None:
    with (
        WorkerPool(lambda: pytest.fail("no worker is wanted"), 0, waits=False) as pool,
        Gateway(catch_all(pool)) as server,
        Client(server.url) as client,
    ):
        response = client.get("/ping")
    assert (response.status_code, response.json()) == (429, {"message": "Too Many Requests"})


# Helpers ----


def answer_at_once(pool: WorkerPool, count: int) -> None:
    with ThreadPoolExecutor(count) as threads:
        list(threads.map(pool.invoke, [{}] * count))
