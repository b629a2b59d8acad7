"""Step Functions on loopback: StartSyncExecution, as the function calls it."""

import json
import time
import uuid
from collections.abc import Mapping

from ..cloudformation.resources import StateMachine
from ..errors import LocalLambdaError
from ..http_server import HttpRequest, HttpResponse
from ..iam.role import Role
from ..iam.signature import check_request
from ..settings import REGION, Credentials
from .state_machine import MOST_BYTES, StateMachineRunner

START = "AWSStepFunctions.StartSyncExecution"


class StepFunctions:
    """Answers requests whose `X-Amz-Target` is of Step Functions, and are signed.

    The credentials are those of `caller`, the function's role.
    """

    def __init__(
        self,
        machines: Mapping[str, StateMachine],
        runner: StateMachineRunner,
        credentials: Credentials,
        caller: Role,
    ) -> None:
        self._machines = machines
        self._runner = runner
        self._credentials = credentials
        self._caller = caller

    def respond(self, request: HttpRequest) -> HttpResponse:
        """The answer to one request; a failed execution is answered with status 200, as on AWS."""
        refusal = check_request(request, self._credentials, "states")
        if refusal:
            return _error(refusal.status, refusal.code, refusal.message)
        if request.header("x-amz-target") != START:
            return _error(400, "UnknownOperationException", "Only StartSyncExecution is here.")
        try:
            asked = json.loads(request.body)
            arn, text = str(asked["stateMachineArn"]), str(asked.get("input", "{}"))
        except (ValueError, KeyError, TypeError, AttributeError):
            return _error(400, "ValidationException", "stateMachineArn and input are wanted.")
        return self._start(arn, text)

    # Helpers ----

    def _start(self, arn: str, text: str) -> HttpResponse:
        if not self._caller.allows("states:StartSyncExecution", arn):
            message = self._caller.refusal("states:StartSyncExecution", arn)
            return _error(400, "AccessDeniedException", message)
        machine = self._machines.get(arn)
        if machine is None:
            message = f"State Machine Does Not Exist: '{arn}'"
            return _error(400, "StateMachineDoesNotExist", message)
        if len(text.encode()) > MOST_BYTES:
            message = "1 validation error detected: the input is longer than 262144 bytes"
            return _error(400, "ValidationException", message)
        try:
            json.loads(text)
        except ValueError:
            return _error(400, "InvalidExecutionInput", "Invalid State Machine Execution Input")
        return self._run(machine, text)

    def _run(self, machine: StateMachine, text: str) -> HttpResponse:
        start = time.time()
        try:
            execution = self._runner.run(machine, text)
        except LocalLambdaError as error:
            return _error(500, "InternalServerException", str(error))
        name = str(uuid.uuid4())
        prefix = f"arn:aws:states:{REGION}:{machine.arn.split(':')[4]}:express"
        given = {name: value for name, value in vars(execution).items() if value}
        return _json(
            200,
            {
                "executionArn": f"{prefix}:{machine.name}:{name}:{uuid.uuid4()}",
                "stateMachineArn": machine.arn,
                "name": name,
                "startDate": start,
                "stopDate": time.time(),
                "input": text,
                **given,
            },
        )


# Helpers ----


def _error(status: int, code: str, message: str) -> HttpResponse:
    return _json(status, {"__type": code, "message": message})


def _json(status: int, content: object) -> HttpResponse:
    headers = [("content-type", "application/x-amz-json-1.0")]
    return HttpResponse(status, headers, json.dumps(content).encode())
