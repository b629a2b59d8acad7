"""Handlers as people write them, under the real emulator."""

import json
from typing import Any

import pytest

from emulator.aws_lambda.emulator_process import Emulator
from emulator.settings import FunctionSettings

from ..fixtures import HandlerFolder, StartEmulator


@pytest.fixture
def run(start_emulator: StartEmulator, handler_folder: HandlerFolder) -> Any:
    def start(code: str, handler: str = "handler.handler", **environment: str) -> Emulator:
        settings = FunctionSettings(handler_folder(code), handler, environment=environment)
        return start_emulator(settings)

    return start


def test_a_handler_of_fields_runs_unchanged(run: Any) -> None:
    code = """
    handler <- function(body, ...) {
      list(statusCode = 200, body = paste("got", body), path = list(...)$rawPath)
    }
    """
    answer = run(code).invoke({"version": "2.0", "body": "x", "rawPath": "/p"}).body
    assert answer == {"statusCode": 200, "body": "got x", "path": "/p"}


def test_what_other_packages_mark_as_json_stays_text_in_an_envelope(run: Any) -> None:
    code = """
    handler <- function(event) list(body = structure('{"a":1}', class = "json"))
    """
    assert run(code).invoke({}).body == {"body": '{"a":1}'}


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("list(a = 1L, b = NULL, c = NA)", b'{"a":1,"b":null,"c":null}'),
        ("1/3", b"0.3333333333333333"),
        ('\'{"already": "JSON"}\'', b'"{\\"already\\": \\"JSON\\"}"'),
        ('lambdaruntime::as_json(\'{"already": "JSON"}\')', b'{"already": "JSON"}'),
        ('structure("[1, 2]", class = "json")', b"[1, 2]"),
        ("as.raw(c(0, 255, 10))", b"\x00\xff\n"),
        ("data.frame(x = 1:2)", b'[{"x":1},{"x":2}]'),
        ('"\\u00fcber \\U1F600"', '"über 😀"'.encode()),
    ],
)
def test_an_answer_is_written_as_it_is(run: Any, expression: str, answer: bytes) -> None:
    assert run(f"handler <- function(event) {expression}").invoke({}).payload == answer


def test_functions_of_stats_and_utils_are_found_and_packages_load(run: Any) -> None:
    code = """
    library(MASS)
    handler <- function(event, context) {
      fit <- lm(medv ~ lstat, Boston)
      list(stats::predict(fit, head(Boston, 1))[[1]] > 0, median(1:3), search()[2])
    }
    """
    assert run(code).invoke({}).body[:2] == [True, 2]


def test_the_context_knows_the_invocation(run: Any) -> None:
    code = """
    handler <- function(event, context) {
      list(
        id = context$request_id, arn = context$function_arn, name = context$function_name,
        version = context$function_version, memory = context$memory_mb,
        left = context$remaining_time_ms(), trace = Sys.getenv("_X_AMZN_TRACE_ID")
      )
    }
    """
    trace = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1"
    invocation = run(code).invoke({}, {"X-Amzn-Trace-Id": trace})
    context = invocation.body
    assert context["id"] == invocation.request_id
    assert (context["name"], context["version"]) == ("model-service", "$LATEST")
    assert context["arn"].startswith("arn:aws:lambda:")
    assert context["memory"] == 1769
    assert 20_000 < context["left"] <= 30_000


def test_a_handler_of_another_folder_and_name_is_found(run: Any, handler_folder: Any) -> None:
    folder = handler_folder("")
    (folder / "src").mkdir()
    (folder / "src" / "my.app.R").write_text("answer.it <- 1; answer <- function(event) 42")
    emulator = run("", "src/my.app.answer")
    assert emulator.invoke({}).body == 42


@pytest.mark.parametrize(
    ("code", "handler", "error_type", "names"),
    [
        ("", "absent.handler", "Runtime.HandlerFileMissing", "absent.R"),
        ("handler <- function(", "handler.handler", "Runtime.HandlerSyntax", "handler.R"),
        ("other <- 1", "handler.handler", "Runtime.HandlerMissing", "`handler`"),
        ("handler <- 1", "handler.handler", "Runtime.HandlerNotFunction", "numeric"),
        ("handler <- 1", "handler", "Runtime.HandlerName", "file.function"),
        ("library(absent.package)", "handler.handler", "Function.", "absent.package"),
        ("stop('no model')", "handler.handler", "Function.Error", "no model"),
    ],
)
def test_a_handler_that_cannot_be_used_is_an_init_error(
    run: Any, code: str, handler: str, error_type: str, names: str
) -> None:
    error = run(code, handler).invoke({}).error
    assert error is not None and error.kind == "init"
    assert error.type.startswith(error_type)
    assert names in error.message


def test_a_failure_is_told_with_its_calls_and_lines(run: Any) -> None:
    code = """
score <- function(x) stop("no score for ", x)
handler <- function(event, context) {
  score(event$who)
}
"""
    emulator = run(code)
    error = emulator.invoke({"who": "Ada"}).error
    assert (error.type, error.message) == ("Function.Error", "no score for Ada")
    assert error.stack_trace == (
        "handler(event = event, context = context)",
        "score(event$who) at handler.R:4",
    )
    assert emulator.invoke({"who": "Bob"}).error.message == "no score for Bob"


def test_an_init_failure_is_told_with_its_calls(run: Any) -> None:
    error = run("load_it <- function() stop('nothing there')\nload_it()").invoke({}).error
    assert any("load_it()" in line for line in error.stack_trace)
    assert not any("find_handler" in line for line in error.stack_trace)


def test_warnings_and_prints_are_logged_and_harm_nothing(run: Any) -> None:
    code = "handler <- function(event) { print('printed'); warning('careful'); 1 }"
    invocation = run(code).invoke({})
    assert invocation.body == 1
    assert "printed" in invocation.logs and "careful" in invocation.logs


def test_state_outside_the_function_stays_between_events(run: Any) -> None:
    emulator = run("n <- 0; handler <- function(event) { n <<- n + 1; n }")
    assert [emulator.invoke({}).body for _ in range(3)] == [1, 2, 3]


def test_an_event_that_is_no_json_is_an_error_of_that_event(run: Any) -> None:
    emulator = run("handler <- function(event) 1")
    assert emulator.invoke(b"{").error.type == "Runtime.InvalidJson"
    assert emulator.invoke({}).body == 1


def test_the_log_is_json_where_the_function_asks_for_it(run: Any) -> None:
    invocation = run("handler <- function(event) stop('no')", AWS_LAMBDA_LOG_FORMAT="JSON").invoke(
        {}
    )
    (line,) = [line for line in invocation.logs.splitlines() if line.startswith("{")]
    record = json.loads(line)
    assert (record["level"], record["errorMessage"]) == ("ERROR", "no")
    assert record["requestId"] == invocation.request_id
