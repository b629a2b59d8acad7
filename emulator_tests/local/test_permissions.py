"""What the template's roles do not allow does not work here either."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

import pytest

from emulator.deployment import Deployment
from emulator.http_api.gateway import Gateway, Served
from emulator.synthesis import synthesize

from ..support.assertions import assert_problem
from ..support.boston import RECORD
from ..support.client import Client

POLICY, PERMISSION = "AWS::IAM::Policy", "AWS::Lambda::Permission"
Logs = list[str]
Deploy = Callable[[str, str], tuple[Client, Logs]]


@pytest.fixture
def deploy_without() -> Iterator[Deploy]:
    """`deploy_without(type, name)`: the template, but for the grants of this action or service."""
    with ExitStack() as stack:

        def run(type: str, name: str) -> tuple[Client, Logs]:
            template = synthesize()
            kept = {
                id: item
                for id, item in template.resources.items()
                if item["Type"] != type or name not in str(item["Properties"])
            }
            assert len(kept) < len(template.resources)
            deployment = stack.enter_context(Deployment(replace(template, resources=kept)))
            logs: Logs = []
            gateway = Gateway(deployment.http_api, on_served=partial(collect, logs))
            return stack.enter_context(Client(stack.enter_context(gateway).url)), logs

        yield run


def collect(logs: Logs, served: Served) -> None:
    logs.append(served.invocation.logs if served.invocation else "")


def test_models_that_the_role_may_not_read_are_not_served(deploy_without: Deploy) -> None:
    client, logs = deploy_without(POLICY, "s3:GetObject")
    assert client.post("/predict", json=RECORD).status_code == 500
    assert "AccessDenied" in logs[0] and "s3:GetObject" in logs[0]


def test_an_ensemble_that_the_role_may_not_start_is_a_bad_gateway(deploy_without: Deploy) -> None:
    client, logs = deploy_without(POLICY, "states:StartSyncExecution")
    assert_problem(client.post("/models/boston_blend/predict", json=RECORD), 502)
    assert "not authorized to perform: states:StartSyncExecution" in logs[0]


def test_a_function_that_does_not_let_the_api_in_is_an_internal_error(
    deploy_without: Deploy,
) -> None:
    client, _ = deploy_without(PERMISSION, "apigateway.amazonaws.com")
    response = client.post("/predict", json=RECORD)
    assert (response.status_code, response.json()["message"]) == (500, "Internal Server Error")


def test_members_that_the_state_machine_may_not_call_have_failed(deploy_without: Deploy) -> None:
    client, logs = deploy_without(POLICY, "lambda:InvokeFunction")
    response = client.post("/models/boston_blend/predict", json=RECORD)
    assert_problem(response, 502, detail="The member boston_forest failed.")
    assert "not authorized to perform: lambda:InvokeFunction" in logs[0]
