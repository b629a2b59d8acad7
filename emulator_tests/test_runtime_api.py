"""What the runtime does when the Runtime API answers as the emulator never does."""

import pytest

from .conftest import StartRuntime
from .emulator.fake_runtime_api import CUT, Answer, FakeRuntimeApi

ECHO = "handler <- function(event, context) event"


def test_an_event_is_answered_under_its_request_id(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    request_id = fake_runtime_api.send({"x": 0.1})
    response = start_runtime(ECHO).wait_for("response")
    assert response.request_id == request_id
    assert response.body == {"x": 0.1}


@pytest.mark.parametrize("kind", ["response", "error"])
def test_a_container_error_of_the_api_ends_the_runtime(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime, kind: str
) -> None:
    fake_runtime_api.answer_posts(kind, Answer(500))
    fake_runtime_api.send({"fail": kind == "error"})
    runtime = start_runtime(FAIL_ON_REQUEST)
    assert runtime.wait_for_exit() != 0
    assert "500" in runtime.output


def test_an_answer_that_is_too_large_becomes_an_error_of_that_invocation(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    fake_runtime_api.answer_posts("response", Answer(413))
    request_id = fake_runtime_api.send({})
    runtime = start_runtime(ECHO)
    assert runtime.wait_for("error").request_id == request_id
    fake_runtime_api.send({"x": 2})
    assert runtime.wait_for("response", 2).body == {"x": 2}


def test_a_stale_answer_is_passed_over(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    fake_runtime_api.answer_posts("response", Answer(410))
    fake_runtime_api.send({"x": 1})
    fake_runtime_api.send({"x": 2})
    runtime = start_runtime(ECHO)
    assert runtime.wait_for("response", 2).body == {"x": 2}
    assert fake_runtime_api.of_kind("error") == []


def test_an_api_that_goes_away_ends_the_runtime(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    runtime = start_runtime(ECHO)
    runtime.wait_for("next")
    fake_runtime_api.go_away()
    assert runtime.wait_for_exit() != 0


def test_a_connection_cut_on_an_answer_never_spins(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    fake_runtime_api.answer_posts("response", *[CUT] * 20)
    fake_runtime_api.send({})
    runtime = start_runtime(ECHO)
    assert runtime.wait_for_exit() != 0
    assert len(fake_runtime_api.of_kind("response")) <= 5


FAIL_ON_REQUEST = """
handler <- function(event, context) if (isTRUE(event$fail)) stop("no") else event
"""
