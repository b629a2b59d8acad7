"""Step Functions as the function uses it: StartSyncExecution, signed."""

import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.client import Config
from botocore.credentials import Credentials as SigningKeys
from botocore.exceptions import ClientError

from emulator.deployment import Deployment
from emulator.settings import REGION
from emulator.step_functions.api import START

from ..support.boston import RECORD

Start = Callable[..., Any]
Post = Callable[[str, str], Any]
KEYS: Any = {
    "aws_access_key_id": "AKIALOCALLAMBDA00001",
    "aws_secret_access_key": "local/secret+key",
}
ONCE = Config(retries={"total_max_attempts": 1}, inject_host_prefix=False)


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


@pytest.fixture
def post(deployment: Deployment) -> Post:
    """`post(target, body)` -> status and type of the refusal of what boto3 would not send."""

    def run(target: str, body: str) -> tuple[int, str]:
        headers = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.0"}
        request = AWSRequest("POST", f"{deployment.aws_api.url}/", headers, body.encode())
        SigV4Auth(SigningKeys(*KEYS.values()), "states", REGION).add_auth(request)
        sent = dict(request.headers.items())
        answer = requests.post(str(request.url), body.encode(), headers=sent, timeout=30)
        return answer.status_code, answer.json()["__type"]

    return run


def test_an_execution_answers_what_the_members_do(start: Start) -> None:
    execution = start(json.dumps({"instances": [RECORD]}))
    assert execution["status"] == "SUCCEEDED"
    models = [answer["model"] for answer in json.loads(execution["output"])]
    assert models == ["boston_forest", "boston_linear", "boston_svm"]


def test_an_execution_that_fails_says_so_with_status_200(start: Start) -> None:
    execution = start("{}")
    assert execution["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert execution["status"] == "FAILED" and execution["error"]


def test_an_input_that_is_no_json_is_refused(start: Start) -> None:
    assert refused(lambda: start("{")) == (400, "InvalidExecutionInput")


def test_an_input_of_256_kib_is_taken_and_a_longer_one_refused(start: Start) -> None:
    text = json.dumps({"instances": [RECORD]})
    assert start(text.ljust(262_144))["status"] == "SUCCEEDED"
    assert refused(lambda: start(text.ljust(262_145))) == (400, "ValidationException")


def test_a_state_machine_that_the_role_may_not_start_is_denied(start: Start) -> None:
    assert refused(lambda: start("{}", "other")) == (400, "AccessDeniedException")


def test_an_execution_that_is_wrongly_signed_is_refused(start: Start) -> None:
    status, code = refused(lambda: start("{}", aws_secret_access_key="other"))
    assert (status, code) == (403, "SignatureDoesNotMatch")


def test_another_action_than_start_sync_execution_is_not_here(post: Post) -> None:
    refusal = post("AWSStepFunctions.ListStateMachines", "{}")
    assert refusal == (400, "UnknownOperationException")


@pytest.mark.parametrize("body", ["", "{", "[]", "7", "null", '"text"', "{}", '{"input":"{}"}'])
def test_a_call_that_names_no_state_machine_is_invalid(post: Post, body: str) -> None:
    assert post(START, body) == (400, "ValidationException")


# Helpers ----


def refused(call: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(ClientError) as caught:
        call()
    response: Any = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]
