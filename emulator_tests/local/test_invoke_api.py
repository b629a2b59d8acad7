"""Lambda's Invoke API as boto3 uses it, and Step Functions as the function does."""

import base64
import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.client import Config
from botocore.exceptions import ClientError

from emulator.deployment import Deployment
from emulator.settings import REGION

from ..support.boston import PRICE, RECORD

Invoke = Callable[..., Any]
Start = Callable[..., Any]
KEYS: Any = {
    "aws_access_key_id": "AKIALOCALLAMBDA00001",
    "aws_secret_access_key": "local/secret+key",
}
ONCE = Config(retries={"total_max_attempts": 1}, inject_host_prefix=False)


@pytest.fixture
def invoke(deployment: Deployment) -> Invoke:
    url, name = deployment.aws_api.url, deployment.template.function.name
    client = boto3.client("lambda", endpoint_url=url, region_name=REGION, config=ONCE, **KEYS)

    def run(event: Any = RECORD, **options: Any) -> Any:
        asked = {"FunctionName": name, "Payload": json.dumps(event), **options}
        answer = client.invoke(**asked)
        return {**answer, "Payload": answer["Payload"].read()}

    return run


@pytest.fixture
def start(deployment: Deployment) -> Start:
    """`start(input)` -> the execution of the ensemble's state machine."""
    prefix = deployment.template.function.environment["STATE_MACHINE_ARN_PREFIX"]

    def run(input: str, name: str = "boston_blend", **keys: str) -> Any:
        client = boto3.client(
            "stepfunctions",
            endpoint_url=deployment.aws_api.url,
            region_name=REGION,
            config=ONCE,
            **{**KEYS, **keys},
        )
        return client.start_sync_execution(stateMachineArn=f"{prefix}{name}", input=input)

    return run


def test_a_record_is_answered_with_its_price(invoke: Invoke) -> None:
    answer = invoke()
    assert answer["StatusCode"] == 200 and "FunctionError" not in answer
    (price,) = json.loads(answer["Payload"])["predictions"]
    assert round(price, 4) == PRICE


def test_a_function_error_is_marked_as_one(invoke: Invoke) -> None:
    answer = invoke({"rm": "six"})
    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    assert json.loads(answer["Payload"])["errorType"] == "Service.InvalidInput"


@pytest.mark.parametrize("form", ["{arn}", "{arn}:live", "{name}:live", "123456789012:{name}"])
def test_the_function_has_many_names(invoke: Invoke, deployment: Deployment, form: str) -> None:
    function = deployment.template.function
    name = form.format(arn=function.arn, name=function.name)
    assert invoke(FunctionName=name)["StatusCode"] == 200


@pytest.mark.parametrize("options", [{"FunctionName": "other"}, {"Qualifier": "other"}])
def test_another_function_or_alias_is_not_found(invoke: Invoke, options: dict[str, str]) -> None:
    assert refused(lambda: invoke(**options)) == (404, "ResourceNotFoundException")


def test_the_end_of_the_log_comes_along_where_it_is_asked_for(invoke: Invoke) -> None:
    assert "LogResult" not in invoke()
    log = base64.b64decode(invoke({"rm": "six"}, LogType="Tail")["LogResult"])
    assert b"Service.InvalidInput" in log


def test_a_dry_run_runs_nothing(invoke: Invoke) -> None:
    answer = invoke({"rm": "six"}, InvocationType="DryRun")
    assert (answer["StatusCode"], answer["Payload"]) == (204, b"")


def test_an_asynchronous_invocation_is_accepted_without_its_answer(invoke: Invoke) -> None:
    answer = invoke({"rm": "six"}, InvocationType="Event")
    assert (answer["StatusCode"], answer["Payload"]) == (202, b"")


def test_an_event_over_six_megabytes_is_too_large(invoke: Invoke) -> None:
    large = "a" * (6 * 1024 * 1024 + 200)
    assert refused(lambda: invoke(large)) == (413, "RequestTooLargeException")


def test_an_execution_answers_what_the_members_do(start: Start) -> None:
    execution = start(json.dumps({"instances": [RECORD]}))
    assert execution["status"] == "SUCCEEDED"
    models = [answer["model"] for answer in json.loads(execution["output"])]
    assert models == ["boston_forest", "boston_linear", "boston_svm"]


def test_an_execution_that_fails_says_so_with_status_200(start: Start) -> None:
    execution = start("{}")
    assert execution["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert execution["status"] == "FAILED" and execution["error"]


def test_an_input_over_256_kib_is_refused(start: Start) -> None:
    text = json.dumps({"instances": ["a" * 262_144]})
    assert refused(lambda: start(text)) == (400, "ValidationException")


def test_a_state_machine_that_the_role_may_not_start_is_denied(start: Start) -> None:
    assert refused(lambda: start("{}", "other")) == (400, "AccessDeniedException")


def test_an_execution_that_is_wrongly_signed_is_refused(start: Start) -> None:
    status, code = refused(lambda: start("{}", aws_secret_access_key="other"))
    assert (status, code) == (403, "SignatureDoesNotMatch")


# Helpers ----


def refused(call: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(ClientError) as caught:
        call()
    response: Any = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]
