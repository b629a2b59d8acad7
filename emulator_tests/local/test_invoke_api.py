"""Lambda's Invoke API as boto3 uses it."""

import base64
import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

import boto3
import pytest
from botocore.client import Config
from botocore.exceptions import ClientError

from emulator.aws_lambda.invocation import Event, Invocation
from emulator.aws_lambda.invoke_api import InvokeApi
from emulator.aws_lambda.pool import WorkerPool
from emulator.deployment import Deployment
from emulator.http_server import HttpRequest
from emulator.settings import REGION, Credentials

from ..support.boston import PRICE, RECORD
from ..support.waiting import HANGING, eventually

Invoke = Callable[..., Any]
KEYS: Any = {
    "aws_access_key_id": "AKIALOCALLAMBDA00001",
    "aws_secret_access_key": "local/secret+key",
}
TOO_LARGE, UNKNOWN = "RequestTooLargeException", "UnknownOperationException"
ONCE = Config(retries={"total_max_attempts": 1}, inject_host_prefix=False)


class Late:
    """The workers of a deployment, once they may run."""

    def __init__(self, workers: WorkerPool, may_run: threading.Event) -> None:
        self._workers = workers
        self._may_run = may_run

    def invoke(
        self, event: Event, headers: Mapping[str, str] | None = None, timeout: float | None = None
    ) -> Invocation:
        assert self._may_run.wait(HANGING)
        return self._workers.invoke(event, headers, timeout)

    def close(self) -> None:
        """The deployment's own are stopped with it."""


@pytest.fixture
def invoke(deployment: Deployment) -> Invoke:
    url, name = deployment.aws_api.url, deployment.template.function.name
    client = boto3.client("lambda", endpoint_url=url, region_name=REGION, config=ONCE, **KEYS)

    def run(event: Any = RECORD, **options: Any) -> Any:
        asked = {"FunctionName": name, "Payload": json.dumps(event), **options}
        answer = client.invoke(**asked)
        return {**answer, "Payload": answer["Payload"].read()}

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


def test_a_dry_run_runs_nothing(deployment: Deployment) -> None:
    invoked: list[Invocation] = []
    api = InvokeApi(deployment.template.function, deployment.workers, on_invoked=invoked.append)
    answer = api.respond(invocation(deployment, "DryRun"))
    assert (answer.status, answer.body, invoked) == (204, b"", [])


def test_an_asynchronous_invocation_is_accepted_before_it_has_run(deployment: Deployment) -> None:
    invoked: list[Invocation] = []
    may_run = threading.Event()
    with WorkerPool(lambda: Late(deployment.workers, may_run), 1) as pool:
        api = InvokeApi(deployment.template.function, pool, on_invoked=invoked.append)
        answer = api.respond(invocation(deployment, "Event"))
        assert (answer.status, answer.body, invoked) == (202, b"", [])
        may_run.set()
        assert eventually(lambda: len(invoked) == 1)
    assert invoked[0].body["predictions"] == [pytest.approx(PRICE, abs=1e-4)]


def test_an_event_over_six_megabytes_is_too_large(invoke: Invoke) -> None:
    large = "a" * (6 * 1024 * 1024 + 200)
    assert refused(lambda: invoke(large)) == (413, TOO_LARGE)


def test_an_asynchronous_event_over_one_megabyte_is_too_large(invoke: Invoke) -> None:
    large = "a" * (1024 * 1024)
    assert refused(lambda: invoke(large, InvocationType="Event")) == (413, TOO_LARGE)
    assert invoke(large)["StatusCode"] == 200


def test_an_event_that_is_no_json_is_refused(invoke: Invoke) -> None:
    assert refused(lambda: invoke(Payload=b"{")) == (400, "InvalidRequestContentException")


def test_no_event_is_an_empty_object(invoke: Invoke) -> None:
    assert json.loads(invoke(Payload=b"")["Payload"])["errorType"] == "Service.InvalidInput"


def test_an_invocation_type_that_there_is_not_is_refused(invoke: Invoke) -> None:
    status, code = refused(lambda: invoke(InvocationType="Later"))
    assert (status, code) == (400, "InvalidParameterValueException")


def test_anything_else_that_lambda_can_do_is_not_here(deployment: Deployment) -> None:
    client = boto3.client(
        "lambda", endpoint_url=deployment.aws_api.url, region_name=REGION, config=ONCE, **KEYS
    )
    name = deployment.template.function.name
    assert refused(lambda: client.get_function(FunctionName=name)) == (404, UNKNOWN)
    assert refused(lambda: client.delete_function(FunctionName=name)) == (404, UNKNOWN)


def test_with_credentials_an_unsigned_invocation_is_refused(deployment: Deployment) -> None:
    function, request = deployment.template.function, invocation(deployment)
    checked = InvokeApi(function, deployment.workers, Credentials())
    assert checked.respond(request).status == 403
    assert InvokeApi(function, deployment.workers).respond(request).status == 200


# Helpers ----


def invocation(deployment: Deployment, type: str = "RequestResponse") -> HttpRequest:
    path = f"/2015-03-31/functions/{deployment.template.function.name}/invocations"
    headers = [("X-Amz-Invocation-Type", type)]
    return HttpRequest("POST", path, "HTTP/1.1", headers, json.dumps(RECORD).encode(), "127.0.0.1")


def refused(call: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(ClientError) as caught:
        call()
    response: Any = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]
