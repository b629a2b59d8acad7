"""The token bucket of a stage or a route: so many requests at once, then so many a second.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Throttling:
    """Requests a second over time, and how many at once before that counts."""

    rate: float
    burst: int


def read_limits(settings: Mapping[str, Any]) -> Throttling | None:
    """Of route settings in a template; None where they leave them to the account."""
    if "ThrottlingRateLimit" not in settings or "ThrottlingBurstLimit" not in settings:
        return None
    return Throttling(float(settings["ThrottlingRateLimit"]), int(settings["ThrottlingBurstLimit"]))


def read_route_limits(stage: Mapping[str, Any]) -> dict[str, Throttling]:
    """What a route's settings leave out is as the stage has it."""
    default = stage.get("DefaultRouteSettings", {})
    own = {
        key: read_limits({**default, **settings})
        for key, settings in stage.get("RouteSettings", {}).items()
        if any(name.startswith("Throttling") for name in settings)
    }
    return {key: limits for key, limits in own.items() if limits}


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
