"""The token bucket of a stage or a route: so many requests at once, then so many a second.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
"""

import threading
import time
from collections.abc import Callable

from ..cloudformation.resources import Throttling


class Throttle:
    """One bucket: full at first, and filled again at the rate of its limits."""

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
