"""The ensemble's definition as it is run, with tasks that a test answers."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from emulator.cloudformation.resources import StateMachine
from emulator.cloudformation.template import Template
from emulator.step_functions.state_machine import StateMachineRunner, TaskResult

MEMBERS = ["boston_forest", "boston_linear", "boston_svm"]
ROWS = [{"lstat": 4.98}, {"lstat": 9.14}]


class Members:
    """The tasks of the members: `fails` names the errors of a member, one each time it is called.

    `called` are (resource, event), in the order of arrival.
    """

    def __init__(self) -> None:
        self.fails: dict[str, list[str]] = {}
        self.called: list[tuple[str, Any]] = []

    def __call__(self, _: StateMachine, resource: str, input: str) -> TaskResult:
        event = json.loads(input)
        self.called.append((resource, event))
        if errors := self.fails.get(event["model"]):
            return TaskResult(error=errors.pop(), cause="There is no such object.")
        return TaskResult(output=json.dumps(price(event["model"])))


def price(model: str) -> Mapping[str, Any]:
    return {"model": model, "version": "1", "predictions": [24.0, 21.6]}


@pytest.fixture
def members() -> Members:
    return Members()


@pytest.fixture
def run(template: Template, members: Members) -> Iterator[Callable[[], Any]]:
    """`run()` -> the output of an execution with the rows."""
    (machine,) = template.state_machines.values()
    with StateMachineRunner(members) as runner:

        def execute() -> Any:
            execution = runner.run(machine, json.dumps({"instances": ROWS}))
            assert execution.status == "SUCCEEDED", execution
            return json.loads(execution.output)

        yield execute


def test_each_member_gets_the_rows_and_answers_in_its_place(
    template: Template, members: Members, run: Callable[[], Any]
) -> None:
    assert run() == [price(member) for member in MEMBERS]
    alias = f"{template.function.arn}:live"
    events = [(alias, {"model": member, "instances": ROWS}) for member in MEMBERS]
    assert sorted(members.called, key=str) == events


def test_a_failed_member_is_told_apart_from_those_that_answered(
    members: Members, run: Callable[[], Any]
) -> None:
    members.fails = {"boston_linear": ["Service.ModelUnavailable"]}
    first, failed, last = run()
    assert first == price("boston_forest") and last == price("boston_svm")
    assert failed["model"] == "boston_linear"
    error = {"Error": "Service.ModelUnavailable", "Cause": "There is no such object."}
    assert failed["error"] == error


def test_the_models_own_refusal_is_not_tried_again(
    members: Members, run: Callable[[], Any]
) -> None:
    members.fails = {"boston_svm": ["Service.InvalidInput"]}
    assert run()[2]["error"]["Error"] == "Service.InvalidInput"
    assert len(members.called) == 3


def test_a_transient_error_of_lambda_is_tried_again(
    members: Members, run: Callable[[], Any]
) -> None:
    members.fails = {"boston_svm": ["Lambda.ServiceException"]}
    assert run()[2] == price("boston_svm")
    assert len(members.called) == 4
