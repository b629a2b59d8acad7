"""One address for what the function and its clients call: Lambda's Invoke API, Step Functions."""

from typing import Self

from .aws_lambda.invoke_api import InvokeApi
from .http_api.response import error_response
from .http_server import HttpRequest, HttpResponse, HttpServer
from .step_functions.api import StepFunctions


class AwsApi:
    """Listens on 127.0.0.1; `url` is where. Answers once `serve` was called."""

    def __init__(self) -> None:
        self._server = HttpServer(
            self._respond, lambda status: error_response(status, "Bad Request"), 0
        )
        self.url = f"http://127.0.0.1:{self._server.port}"

    def serve(self, lambda_: InvokeApi, step_functions: StepFunctions) -> None:
        """Answer from now on: what is for Step Functions says so in its `X-Amz-Target`."""
        self._lambda = lambda_
        self._step_functions = step_functions
        self._server.start()

    def close(self) -> None:
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _respond(self, request: HttpRequest) -> HttpResponse:
        is_states = (request.header("x-amz-target") or "").startswith("AWSStepFunctions.")
        return (self._step_functions if is_states else self._lambda).respond(request)


# Helpers ----


def _rejection(status: int) -> HttpResponse:
    return error_response(status, "Bad Request")
