"""The ensemble's definition as it is run: by aws-local-stepfunctions, over Lambda's Invoke API."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.app import REPOSITORY

from .invoke_api import FunctionError, InvokeApi
from .template import Template

MEMBERS = ["boston_forest", "boston_linear", "boston_svm"]
ROWS = [{"lstat": 4.98}, {"lstat": 9.14}]
# The alias stands in the resolved template as its logical id.
ARN = "arn:aws:lambda:eu-central-1:123456789012:function:inference:live"


def run(template: Template, api: InvokeApi) -> Any:
    (alias,) = template.ids("AWS::Lambda::Alias")
    definition = json.loads(json.dumps(template.states()).replace(alias, ARN))
    finished = subprocess.run(
        ["node", "--no-warnings", str(Path(__file__).with_name("run_state_machine.mjs"))],
        input=json.dumps({"definition": definition, "input": {"instances": ROWS}}),
        env={"PATH": os.environ["PATH"], "AWS_ENDPOINT_URL_LAMBDA": api.url, **CREDENTIALS},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "AKIALOCALLAMBDA00001",
    "AWS_SECRET_ACCESS_KEY": "local/secret+key",
    "AWS_REGION": "eu-central-1",
}


def price(event: Any) -> Any:
    return {"model": event["model"], "version": "1", "predictions": [24.0, 21.6]}


def fails(member: str, error: Exception, times: int = 1) -> Callable[[Any], Any]:
    left = [times]

    def function(event: Any) -> Any:
        if event["model"] == member and left[0] > 0:
            left[0] -= 1
            raise error
        return price(event)

    return function


def test_each_member_gets_the_rows_and_answers_in_its_place(template: Template) -> None:
    with InvokeApi(price) as api:
        assert run(template, api) == [price({"model": member}) for member in MEMBERS]
    events = [(ARN, {"model": member, "instances": ROWS}) for member in MEMBERS]
    assert sorted(api.invocations, key=str) == events


def test_a_failed_member_is_told_apart_from_those_that_answered(template: Template) -> None:
    error = FunctionError("Service.ModelUnavailable", "There is no such object.")
    with InvokeApi(fails("boston_linear", error)) as api:
        first, failed, last = run(template, api)
    assert first == price({"model": "boston_forest"}) and last == price({"model": "boston_svm"})
    assert failed["model"] == "boston_linear"
    assert failed["error"]["Error"] == "Service.ModelUnavailable"
    assert "There is no such object." in failed["error"]["Cause"]


def test_the_models_own_refusal_is_not_tried_again(template: Template) -> None:
    with InvokeApi(fails("boston_svm", FunctionError("Service.InvalidInput", "no"), 9)) as api:
        run(template, api)
    assert len(api.invocations) == 3


def test_a_transient_error_of_lambda_is_tried_again(template: Template) -> None:
    with InvokeApi(fails("boston_svm", FunctionError("Lambda.ServiceException", "later"))) as api:
        assert run(template, api)[2] == price({"model": "boston_svm"})
    assert len(api.invocations) == 4
