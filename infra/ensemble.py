"""The same rows to several models at once: an Express state machine.

Its input is `{"instances": [row, …]}`; its output is a list with one element a member, in the
order of service.toml: the member's own answer, `{"model", "version", "predictions"}`, or, where
it failed, `{"model", "error": {"Error", "Cause"}}` as Lambda reported it.
"""

from typing import Any, Final

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from .acknowledge import acknowledge
from .service_log import ServiceLog
from .settings import EnsembleSettings, Settings

# What may pass by itself.
# https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
TRANSIENT: Final = [
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
]


class Ensemble(Construct):
    """`state_machine`, named `<stack>-<ensemble>`, and its `log_group`."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        ensemble: EnsembleSettings,
        settings: Settings,
        handler: lambda_.IFunction,
    ) -> None:
        super().__init__(scope, id)
        name = f"{settings.name}-{ensemble.name}"
        # A model may have any name that has no space in it: these do not get in its way.
        ask = sfn.Parallel(
            self,
            "Ask",
            state_name="Ask the members",
            comment=f"The rows to each member of {ensemble.name}",
        )
        for member in ensemble.members:
            ask.branch(self._branch(member, settings, handler))
        self.log_group = ServiceLog(self, "Log", settings=settings, vended=f"states/{name}")
        self.state_machine = sfn.StateMachine(
            self,
            "StateMachine",
            state_machine_name=name,
            state_machine_type=sfn.StateMachineType.EXPRESS,
            definition_body=sfn.DefinitionBody.from_chainable(ask),
            comment=f"The ensemble {ensemble.name} of {settings.name}",
            # The function that waits for it must have time left to answer.
            timeout=cdk.Duration.seconds(settings.timeout - 2),
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=self.log_group,
                level=sfn.LogLevel.ALL,
                include_execution_data=settings.log_payloads,
            ),
        )
        acknowledge(
            self.state_machine.role,
            "IAM5[Resource::*]",
            "X-Ray and the delivery of logs know no resources, so both are allowed on *",
        )

    def _branch(
        self, member: str, settings: Settings, handler: lambda_.IFunction
    ) -> sfn.IChainable:
        task = tasks.LambdaInvoke(
            self,
            f"Member-{member}",
            state_name=member,
            lambda_function=handler,
            # Resource is then the function's ARN, and the answer comes without an envelope.
            payload_response_only=True,
            payload=sfn.TaskInput.from_object(
                {"model": member, "instances": sfn.JsonPath.object_at("$.instances")}
            ),
            # Before the execution's own end, which would not tell which member was slow.
            task_timeout=sfn.Timeout.duration(cdk.Duration.seconds(max(1, settings.timeout - 3))),
            # Its six retries from 2 s on are longer than the API waits.
            retry_on_service_exceptions=False,
        )
        task.add_retry(
            errors=TRANSIENT,
            interval=cdk.Duration.seconds(1),
            max_attempts=2,
            backoff_rate=2,
            jitter_strategy=sfn.JitterType.FULL,
        )
        failed: dict[str, Any] = {"model": member, "error": sfn.JsonPath.object_at("$.error")}
        tell = sfn.Pass(self, f"Failed-{member}", state_name=f"{member} failed", parameters=failed)
        return task.add_catch(tell, result_path="$.error")


def arn_prefix(stack: cdk.Stack, settings: Settings) -> str:
    """An ensemble's name completes it to the ARN of its state machine.

    Made of the names, since the state machines need the function and it needs this.
    """
    return stack.format_arn(
        service="states",
        resource="stateMachine",
        resource_name=f"{settings.name}-",
        arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
    )
