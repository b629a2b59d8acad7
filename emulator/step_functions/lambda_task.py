"""A task of a state machine: an invocation, and what Step Functions calls its errors.

https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
"""

from ..aws_lambda.invoke_api import InvokeApi, response_payload
from ..cloudformation.resources import StateMachine
from ..errors import FunctionUnknown, LocalLambdaError, TooManyRequests
from .state_machine import TaskResult

INVOKE = "lambda:InvokeFunction"


class LambdaTask:
    """`task(machine, resource, input)`; the resource is the ARN of a function or of its alias."""

    def __init__(self, api: InvokeApi) -> None:
        self._api = api

    def __call__(self, machine: StateMachine, resource: str, input: str) -> TaskResult:
        if not machine.role.allows(INVOKE, resource):
            cause = machine.role.refusal(INVOKE, resource)
            return TaskResult(error="Lambda.AccessDeniedException", cause=cause)
        try:
            invocation = self._api.invoke(resource, input.encode())
        except LocalLambdaError as error:
            return TaskResult(error=_name(error), cause=str(error))
        payload = response_payload(invocation).decode()
        if invocation.error is None:
            return TaskResult(output=payload)
        return TaskResult(error=invocation.error.type, cause=payload)


# Helpers ----


def _name(error: LocalLambdaError) -> str:
    names: dict[type[LocalLambdaError], str] = {
        FunctionUnknown: "Lambda.ResourceNotFoundException",
        TooManyRequests: "Lambda.TooManyRequestsException",
    }
    return names.get(type(error), "Lambda.ServiceException")
