"""What the template describes, running on this machine."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Self

from .aws_api import AwsApi
from .aws_lambda.emulator_process import Emulator
from .aws_lambda.invoke_api import InvokeApi, OnInvoked
from .aws_lambda.pool import WorkerPool
from .cloudformation.template import Template
from .errors import ModelServiceFailed
from .http_api.access import Access
from .http_api.routing import HttpApi
from .s3.store import ObjectStore
from .settings import FunctionSettings
from .step_functions.api import StepFunctions
from .step_functions.lambda_task import LambdaTask
from .step_functions.state_machine import StateMachineRunner
from .users_models import fetch_users_models

# How many workers there may be where the function has no reserved concurrency.
CONCURRENCY = 10
PING = b'{"version":"2.0","rawPath":"/ping","requestContext":{"http":{"method":"GET"}}}'


class Deployment:
    """The object store with the models, the workers, Lambda's API and Step Functions.

    `http_api` routes for a gateway. With `enforce`, signatures and tokens are checked as on AWS;
    without, only what the function itself signs is. `on_invoked` is told of the invocations that
    do not come through the HTTP API.
    """

    def __init__(
        self,
        template: Template,
        *,
        concurrency: int = CONCURRENCY,
        enforce: bool = False,
        on_invoked: OnInvoked | None = None,
    ) -> None:
        self.template = template
        with ExitStack() as stack:
            self.store = stack.enter_context(ObjectStore(reader=template.function.role))
            self.aws_api = stack.enter_context(AwsApi())
            self._upload()
            fetch_users_models(template, self.store)
            self.settings = self._function_settings()
            credentials = self.settings.credentials
            size = template.function.concurrency or concurrency
            self.workers = stack.enter_context(
                WorkerPool(lambda: Emulator(self.settings), size, waits=False)
            )
            checked = credentials if enforce else None
            lambda_ = InvokeApi(template.function, self.workers, checked, on_invoked)
            self.runner = stack.enter_context(StateMachineRunner(LambdaTask(lambda_)))
            self.access = Access(credentials) if enforce else None
            self.http_api = HttpApi(template, self.workers, self.access)
            step_functions = StepFunctions(
                template.state_machines, self.runner, credentials, template.function.role
            )
            self.aws_api.serve(lambda_, step_functions)
            self._stack = stack.pop_all()

    def warm_up(self, workers: int = 1) -> None:
        """Start this many workers and let each read its model; raises with the log on failure."""
        with ThreadPoolExecutor(workers) as threads:
            invocations = list(threads.map(lambda _: self.workers.invoke(PING), range(workers)))
        for invocation in invocations:
            if invocation.error:
                raise ModelServiceFailed(invocation.error.message, invocation.logs)

    def close(self) -> None:
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Helpers ----

    def _upload(self) -> None:
        for bucket in {asset.bucket for asset in self.template.assets}:
            self.store.ensure_bucket(bucket)
        for asset in self.template.assets:
            self.store.upload(asset.bucket, asset.key, asset.file.read_bytes())

    def _function_settings(self) -> FunctionSettings:
        function = self.template.function
        environment = {
            **function.environment,
            **self.store.environment(),
            "AWS_ENDPOINT_URL_SFN": self.aws_api.url,
        }
        return FunctionSettings(
            name=function.name,
            memory=function.memory,
            timeout=function.timeout,
            environment=environment,
        )
