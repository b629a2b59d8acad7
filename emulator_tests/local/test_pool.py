"""Workers are started as Lambda starts them: a new one when none is free, then no more."""

import itertools
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from emulator.aws_lambda.emulator_process import Emulator
from emulator.aws_lambda.invocation import Event, Invocation
from emulator.aws_lambda.pool import WorkerPool
from emulator.errors import NoAnswerInTime, ServiceStopped, TooManyRequests
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


class Gate:
    """A worker that answers where its gate is open, and fails after `timeout` where it is not."""

    def __init__(self, is_open: bool = True) -> None:
        self.gate = threading.Event()
        if is_open:
            self.gate.set()
        self.asked = 0
        self.closed = False

    def invoke(
        self,
        event: Event,  # noqa: ARG002
        headers: Mapping[str, str] | None = None,  # noqa: ARG002
        timeout: float | None = None,
    ) -> Invocation:
        self.asked += 1
        patience = min(timeout or 30, 30)
        if not self.gate.wait(patience):
            raise NoAnswerInTime(patience)
        return Invocation(200, b"{}", None, "")

    def close(self) -> None:
        self.closed = True


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


def test_the_worker_that_came_back_last_is_taken_first() -> None:
    first, second = Gate(is_open=False), Gate(is_open=False)
    waiting = iter([first, second])
    running = []
    with WorkerPool(lambda: next(waiting), 3, waits=False) as pool, ThreadPoolExecutor() as threads:
        for worker in (first, second):
            running.append(threads.submit(pool.invoke, {}))
            assert eventually(lambda worker=worker: worker.asked == 1)  # type: ignore[misc]
        for worker, ended in zip((first, second), running, strict=True):
            worker.gate.set()
            ended.result()
        pool.invoke({})
    assert (first.asked, second.asked) == (1, 2)


def test_a_worker_that_gives_no_answer_is_stopped_and_replaced() -> None:
    stuck, fresh = Gate(is_open=False), Gate()
    waiting = iter([stuck, fresh])
    with WorkerPool(lambda: next(waiting), 1) as pool:
        with pytest.raises(NoAnswerInTime):
            pool.invoke({}, timeout=0.01)
        assert stuck.closed and pool.workers() == []
        assert pool.invoke({}, timeout=30).payload == b"{}"
        assert pool.workers() == [fresh] and not fresh.closed


def test_a_worker_that_does_not_start_leaves_its_place_to_another() -> None:
    def start() -> Gate:
        if next(attempts) == 0:
            raise NoAnswerInTime(1)
        return Gate()

    attempts = itertools.count()
    with WorkerPool(start, 1, waits=False) as pool:
        with pytest.raises(NoAnswerInTime):
            pool.invoke({})
        assert pool.invoke({}).payload == b"{}"


def test_a_closed_pool_stops_its_workers_and_starts_no_more() -> None:
    first = Gate()
    waiting = iter([first])
    pool = WorkerPool(lambda: next(waiting), 2, waits=False)
    pool.invoke({})
    with ThreadPoolExecutor(1) as threads:
        first.gate.clear()
        running = threads.submit(pool.invoke, {})
        assert eventually(lambda: first.asked == 2)
        pool.close()
        with pytest.raises(ServiceStopped):
            pool.invoke({})
        first.gate.set()
        assert running.result().payload == b"{}"
    assert first.closed


def test_a_worker_that_starts_while_its_pool_closes_is_stopped() -> None:
    late = Gate()

    def start() -> Gate:
        pool.close()
        return late

    pool = WorkerPool(start, 1)
    with pytest.raises(ServiceStopped):
        pool.invoke({})
    assert late.closed and late.asked == 0


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
