"""The token bucket: a burst at once, then as many a second as the rate says."""

import pytest

from emulator.cloudformation.resources import Throttling
from emulator.cloudformation.throttling import read_limits, read_route_limits
from emulator.http_api.throttle import Throttle


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_burst_passes_at_once_and_no_more(clock: Clock) -> None:
    throttle = Throttle(Throttling(rate=2, burst=3), clock)
    assert [throttle.admits() for _ in range(5)] == [True, True, True, False, False]


def test_the_bucket_refills_as_fast_as_the_rate(clock: Clock) -> None:
    throttle = Throttle(Throttling(rate=2, burst=1), clock)
    throttle.admits()
    admitted = []
    for _ in range(6):
        clock.now += 0.25
        admitted.append(throttle.admits())
    assert admitted == [False, True] * 3


def test_a_pause_fills_the_bucket_to_its_burst_and_no_further(clock: Clock) -> None:
    throttle = Throttle(Throttling(rate=2, burst=3), clock)
    clock.now += 3600
    assert [throttle.admits() for _ in range(4)] == [True, True, True, False]


def test_a_refused_request_costs_nothing(clock: Clock) -> None:
    throttle = Throttle(Throttling(rate=1, burst=1), clock)
    assert [throttle.admits() for _ in range(10)].count(True) == 1
    clock.now += 1
    assert throttle.admits()


@pytest.mark.parametrize("settings", [{}, {"ThrottlingRateLimit": 1}, {"ThrottlingBurstLimit": 1}])
def test_a_stage_that_leaves_a_limit_to_the_account_has_none(settings: dict[str, int]) -> None:
    assert read_limits(settings) is None


def test_a_route_takes_what_it_does_not_say_from_its_stage() -> None:
    default = {"ThrottlingRateLimit": 5, "ThrottlingBurstLimit": 9}
    routes = {"GET /a": {"ThrottlingRateLimit": 1}, "GET /b": {"DetailedMetricsEnabled": True}}
    stage = {"DefaultRouteSettings": default, "RouteSettings": routes}
    assert read_route_limits(stage) == {"GET /a": Throttling(1, 9)}
