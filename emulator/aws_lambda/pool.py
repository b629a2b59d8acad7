"""The workers of one function: a request takes a free one, or a new one."""

import queue
import threading
import time
from collections.abc import Callable, Mapping
from typing import Self

from ..errors import LocalLambdaError, NoAnswerInTime, ServiceStopped, TooManyRequests
from .invocation import Event, Invocation, Worker

PATIENCE = 15 * 60  # the longest that a Lambda function may run


class WorkerPool:
    """At most `size` workers, started when needed; one that fails is replaced.

    Where all are busy a request waits; unless `waits`, it raises TooManyRequests, as on Lambda.
    """

    def __init__(self, start: Callable[[], Worker], size: int, waits: bool = True) -> None:
        self._start = start
        self._size = size
        self._waits = waits
        self._workers: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        # The last to come back is the first to go, so that warm ones stay warm. None is a place
        # whose worker has yet to be started.
        self._free: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._free.put(None)

    def invoke(
        self, event: Event, headers: Mapping[str, str] | None = None, timeout: float | None = None
    ) -> Invocation:
        """Raises NoAnswerInTime after `timeout` seconds, the wait for a worker included."""
        end = time.monotonic() + (timeout or PATIENCE)
        worker = self._take(timeout or PATIENCE)
        try:
            worker = worker or self._new()
            invocation = worker.invoke(event, headers, max(0.001, end - time.monotonic()))
        except LocalLambdaError:
            self._discard(worker)
            raise
        self._free.put(worker)
        return invocation

    def workers(self) -> list[Worker]:
        """Those that run now."""
        with self._lock:
            return list(self._workers)

    def close(self) -> None:
        with self._lock:
            self._closed = True
        for worker in self.workers():
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self, timeout: float) -> Worker | None:
        try:
            return self._free.get(block=self._waits, timeout=timeout)
        except queue.Empty:
            error = NoAnswerInTime(timeout) if self._waits else TooManyRequests(self._size)
            raise error from None

    def _new(self) -> Worker:
        if self._closed:
            raise ServiceStopped
        worker = self._start()
        with self._lock:
            if not self._closed:
                self._workers.add(worker)
                return worker
        worker.close()
        raise ServiceStopped

    def _discard(self, worker: Worker | None) -> None:
        if worker:
            worker.close()
            with self._lock:
                self._workers.discard(worker)
        self._free.put(None)
