"""What the runtime does when the Runtime API answers as the emulator never does."""

import json
from pathlib import Path

import pytest

from ..doubles.fake_runtime_api import CUT, Answer, FakeRuntimeApi
from ..fixtures import HandlerFolder, StartRuntime
from ..support.runtime_process import RuntimeProcess

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


@pytest.mark.parametrize("status", [400, 403, 410])
@pytest.mark.parametrize("kind", ["response", "error"])
def test_a_refused_post_costs_that_event_alone(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime, kind: str, status: int
) -> None:
    fake_runtime_api.answer_posts(kind, Answer(status))
    fake_runtime_api.send({"fail": kind == "error"})
    fake_runtime_api.send({"x": 2})
    runtime = start_runtime(FAIL_ON_REQUEST)
    answered = runtime.wait_for("response", 2 if kind == "response" else 1)
    assert answered.body == {"x": 2}
    assert f"answered {status}" in runtime.output


@pytest.mark.parametrize("answer", [Answer(403), Answer(500), Answer(200)])
def test_a_poll_that_is_not_answered_with_an_event_ends_the_runtime(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime, answer: Answer
) -> None:
    fake_runtime_api.answer_next(answer)
    runtime = start_runtime(ECHO)
    assert runtime.wait_for_exit() == 1
    assert len(fake_runtime_api.of_kind("next")) == 1
    assert "Runtime.ApiRefused" in runtime.output


def test_every_header_of_an_event_reaches_the_handler(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    fake_runtime_api.send(
        {},
        headers={
            "lambda-runtime-trace-id": "Root=1-a",
            "Lambda-Runtime-Client-Context": '{"custom":{"a":"1"}}',
            "Lambda-Runtime-Cognito-Identity": '{"cognitoIdentityId":"i"}',
            "Lambda-Runtime-Aws-Tenant-Id": "tenant-7",
        },
    )
    context = start_runtime(SHOW_CONTEXT).wait_for("response").body
    assert context["tenant"] == "tenant-7"
    assert context["client"] == {"custom": {"a": "1"}}
    assert context["identity"] == {"cognitoIdentityId": "i"}
    assert (context["trace"], context["variable"]) == ("Root=1-a", "Root=1-a")


def test_the_trace_id_is_unset_where_an_event_has_none(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    fake_runtime_api.send({}, headers={"Lambda-Runtime-Trace-Id": "Root=1-a"})
    fake_runtime_api.send({})
    context = start_runtime(SHOW_CONTEXT).wait_for("response", 2).body
    assert context["variable"] == "unset" and context["trace"] is None


@pytest.mark.parametrize("kind", ["response", "error"])
def test_the_invocation_id_is_echoed(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime, kind: str
) -> None:
    event = {"fail": kind == "error"}
    fake_runtime_api.send(event, headers={"Lambda-Runtime-Invocation-Id": "inv-1"})
    request = start_runtime(FAIL_ON_REQUEST).wait_for(kind)
    assert request.headers["lambda-runtime-invocation-id"] == "inv-1"


def test_an_error_is_told_in_body_and_headers(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    fake_runtime_api.send({"fail": True})
    request = start_runtime(FAIL_ON_REQUEST).wait_for("error")
    assert request.body["errorType"] == "Function.Error"
    assert request.headers["lambda-runtime-function-error-type"] == "Function.Error"
    cause = json.loads(request.headers["lambda-runtime-function-xray-error-cause"])
    assert cause["exceptions"][0]["message"] == "nö 😀"


@pytest.mark.parametrize("status", [202, 403, 500])
def test_an_init_error_is_reported_and_ends_the_runtime(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime, status: int
) -> None:
    fake_runtime_api.answer_posts("init/error", Answer(status))
    runtime = start_runtime("stop('no model')")
    assert runtime.wait_for("init/error").body["errorMessage"] == "no model"
    assert runtime.wait_for_exit() == 1
    assert fake_runtime_api.of_kind("next") == []


SNAP_START = {"AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"}


def test_a_snapshot_is_waited_for_between_init_and_the_first_event(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    fake_runtime_api.send({})
    runtime = start_runtime(HOOKS, environment=SNAP_START)
    assert runtime.wait_for("response").body == ["before", "after"]
    assert [request.kind for request in fake_runtime_api.requests[:2]] == ["restore/next", "next"]


def test_without_a_snapshot_no_hook_runs(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    fake_runtime_api.send({})
    assert start_runtime(HOOKS).wait_for("response").body == []
    assert fake_runtime_api.of_kind("restore/next") == []


def test_restored_processes_draw_other_random_numbers(handler_folder: HandlerFolder) -> None:
    folder = handler_folder(SEEDED)
    assert draw(folder) != draw(folder)


@pytest.mark.parametrize(
    ("hook", "kind", "error_type"),
    [
        ("before_snapshot", "init/error", "Runtime.BeforeSnapshotError"),
        ("after_restore", "restore/error", "Runtime.AfterRestoreError"),
    ],
)
def test_a_failing_hook_is_reported_and_ends_the_runtime(
    fake_runtime_api: FakeRuntimeApi,
    start_runtime: StartRuntime,
    hook: str,
    kind: str,
    error_type: str,
) -> None:
    code = f"lambdaruntime::{hook}(function() stop('no')); handler <- function(event) 1"
    runtime = start_runtime(code, environment=SNAP_START)
    assert runtime.wait_for(kind).body["errorType"] == error_type
    assert runtime.wait_for_exit() == 1
    assert fake_runtime_api.of_kind("next") == []


def test_proxy_variables_do_not_come_between(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    fake_runtime_api.send({"x": 1})
    nowhere = {"http_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"}
    assert start_runtime(ECHO, environment=nowhere).wait_for("response").body == {"x": 1}


def test_an_event_of_six_megabytes_is_answered(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    event = {"text": "ä" * 3_000_000}
    fake_runtime_api.send(json.dumps(event, ensure_ascii=False).encode())
    assert start_runtime(ECHO).wait_for("response").body == event


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
handler <- function(event, context) if (isTRUE(event$fail)) stop("nö 😀") else event
"""

SHOW_CONTEXT = """
handler <- function(event, context) list(
  trace = context$trace_id, variable = Sys.getenv("_X_AMZN_TRACE_ID", "unset"),
  client = context$client_context, identity = context$cognito_identity,
  tenant = context$tenant_id
)
"""

HOOKS = """
seen <- list()
lambdaruntime::before_snapshot(function() seen <<- c(seen, "before"))
lambdaruntime::after_restore(function() seen <<- c(seen, "after"))
handler <- function(event) seen
"""

SEEDED = """
set.seed(1)
handler <- function(event) runif(1)
"""


# Helpers ----


def draw(folder: Path) -> float:
    """What a new process answers; its API is its own, as a killed one's poll may take an event."""
    with FakeRuntimeApi() as api:
        api.send({})
        with RuntimeProcess(api, folder, environment=SNAP_START) as runtime:
            return float(runtime.wait_for("response").body)
