"""The token bucket of a stage: so many requests at once, and so many a second after that."""

import threading
import time
from collections.abc import Callable

from .template import Throttling


class Throttle:
    def __init__(self, limits: Throttling, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens = float(limits.burst)
        self._filled = clock()

    def admits(self) -> bool:
        """Whether one more request may pass now."""
        with self._lock:
            now = self._clock()
            gained = (now - self._filled) * self._limits.rate
            self._tokens = min(self._limits.burst, self._tokens + gained)
            self._filled = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True
