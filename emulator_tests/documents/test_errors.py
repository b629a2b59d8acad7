"""docs/errors.md: every error is found in the code and in the document, and is provoked."""

import json
import re
from typing import Any

import pytest

from emulator.s3.store import ObjectStore
from emulator.settings import REPOSITORY, FunctionSettings

from ..doubles.fake_runtime_api import FakeRuntimeApi
from ..fixtures import HandlerFolder, StartEmulator, StartRuntime
from ..support.documents import quoted, read_tables
from ..support.provocations import CODES, DIRECT, HTTP, MODEL, RUNTIME, SERVICE, Provocation
from ..support.r_session import ask_r
from ..support.waiting import eventually

pytestmark = pytest.mark.native

TABLES = read_tables("docs/errors.md")
SOURCES = ["runtime/R/*.R", "lambda_image/*.R", "lambda_image/modelservice/R/*.R"]
LAMBDA_S_OWN = {
    "Sandbox.Timedout": "handler <- function(event) Sys.sleep(60)",
    "Function.ResponseSizeTooLarge": "handler <- function(event) strrep('a', 6.1 * 2^20)",
}
# The target of a request to Step Functions, which only looks like an error type.
NO_ERRORS = {"AWSStepFunctions.StartSyncExecution"}
# What else the functions that give a code name: policies, types and classes.
NO_CODES = {"impute", "imputed", "keep", "number", "integer", "boolean", "date", "datetime"}
NO_CODES |= {"absent_cell", "big_integer"}


def documented(table: str) -> set[str]:
    return {quoted(row[0])[0] for row in TABLES[table]}


def in_code(*patterns: str) -> set[str]:
    files = [file for pattern in patterns for file in REPOSITORY.glob(pattern)]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    # diagnostic.R completes it with the class of the condition: Error for a plain stop().
    text = text.replace('"Function."', '"Function.Error"')
    return set(re.findall(r'"([A-Z][A-Za-z]+\.[A-Z][A-Za-z]+)"', text)) - NO_ERRORS


def given_codes() -> set[str]:
    """The codes in the functions that find what does not fit."""
    folder = REPOSITORY / "lambda_image" / "modelservice" / "R"
    cells, rows = ((folder / name).read_text() for name in ("rows_cells.R", "rows_checked.R"))
    functions = re.findall(r"(?ms)^(?:check_\w+|unseen) <- function.*?^}", cells)
    literals = set(re.findall(r'"([a-z_]+)"', "".join(functions))) - NO_CODES
    return literals | set(re.findall(r'code = "(\w+)"', rows))


def test_the_error_types_of_the_code_are_those_of_the_document() -> None:
    found = in_code(*SOURCES, "emulator/aws_lambda/*.py")
    assert found == documented("errorType")


def test_every_error_type_is_provoked_here() -> None:
    assert {*RUNTIME, *MODEL, *DIRECT, *LAMBDA_S_OWN} == documented("errorType")


def test_the_problem_types_of_the_code_are_those_of_the_document() -> None:
    statuses = ask_r("lapply(modelservice:::problem_types, `[[`, 'status')")
    assert statuses == {quoted(row[0])[0]: int(row[1]) for row in TABLES["type"]}
    assert set(statuses) == set(HTTP)


def test_the_codes_of_the_code_are_those_of_the_document() -> None:
    codes = ask_r("modelservice:::error_codes")
    assert set(codes) == given_codes() == documented("code") == set(CODES)


@pytest.mark.parametrize(("error_type", "provocation"), RUNTIME.items(), ids=RUNTIME)
def test_each_error_type_of_the_runtime_comes_out(
    fake_runtime_api: FakeRuntimeApi,
    start_runtime: StartRuntime,
    error_type: str,
    provocation: Provocation,
) -> None:
    prepare(fake_runtime_api, provocation)
    runtime = start_runtime(provocation.code, provocation.handler, provocation.environment)
    if provocation.goes_away:
        runtime.wait_for("next")
        fake_runtime_api.go_away()
    assert eventually(lambda: f"\t{error_type}\t" in runtime.output), runtime.output


@pytest.mark.parametrize(("error_type", "provocation"), MODEL.items(), ids=MODEL)
def test_each_error_type_of_the_model_comes_out(
    start_runtime: StartRuntime,
    object_store: ObjectStore,
    model_bucket: str,
    error_type: str,
    provocation: Provocation,
) -> None:
    # Larger than a memory of 1 MB.
    object_store.upload(model_bucket, "model.rds", bytes(2 * 2**20))
    if provocation.fault:
        object_store.fail_next(provocation.fault)
    uri = {"S3_MODEL_URI": f"s3://{model_bucket}/model.rds"}
    environment = {**object_store.environment(), **uri, **provocation.environment}
    runtime = start_runtime(provocation.code, environment=environment)
    assert runtime.wait_for("init/error").body["errorType"] == error_type


def test_each_error_type_of_a_direct_invocation_comes_out(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    runtime = start_runtime(SERVICE)
    for count, (error_type, event) in enumerate(DIRECT.items(), 1):
        fake_runtime_api.send(event)
        assert runtime.wait_for("error", count).body["errorType"] == error_type


def test_each_problem_type_comes_out(
    fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime
) -> None:
    runtime = start_runtime(SERVICE)
    for count, (name, request) in enumerate(HTTP.items(), 1):
        fake_runtime_api.send(http_event(*request))
        problem = json.loads(runtime.wait_for("response", count).body["body"])
        assert problem["type"] == f"urn:problem-type:{name}"


def test_each_code_comes_out(fake_runtime_api: FakeRuntimeApi, start_runtime: StartRuntime) -> None:
    rows = list(CODES.values())
    fake_runtime_api.send(http_event("POST", "/predict", rows, "application/json"))
    answer = start_runtime(SERVICE).wait_for("response").body
    errors = json.loads(answer["body"])["errors"]
    # Those of whole rows come first.
    found = sorted((error["pointer"].split("/")[1], error["code"]) for error in errors)
    assert [code for _, code in found] == list(CODES)


@pytest.mark.parametrize(("error_type", "code"), LAMBDA_S_OWN.items(), ids=LAMBDA_S_OWN)
def test_each_error_type_of_lambda_itself_comes_out(
    start_emulator: StartEmulator, handler_folder: HandlerFolder, error_type: str, code: str
) -> None:
    settings = FunctionSettings(handler_folder(code), "handler.handler", timeout=2)
    error = start_emulator(settings).invoke({}).error
    assert error and error.type == error_type


# Helpers ----


def prepare(api: FakeRuntimeApi, provocation: Provocation) -> None:
    if provocation.next:
        api.answer_next(provocation.next)
    if provocation.event is not None:
        api.send(provocation.event)
    if provocation.posts:
        api.answer_posts("response", provocation.posts)


def http_event(method: str, path: str, body: Any, content_type: str) -> dict[str, Any]:
    return {
        "version": "2.0",
        "rawPath": path,
        "headers": {"content-type": content_type},
        "requestContext": {"http": {"method": method}, "stage": "$default"},
        "body": body if isinstance(body, str) else json.dumps(body),
    }
