"""Lambda's Invoke API: boto3, the AWS CLI and the state machines call the function by name.

https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
"""

import base64
import json
import re
import threading
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, unquote, urlsplit

from ..cloudformation.resources import Function
from ..errors import FunctionUnknown, LocalLambdaError, TooManyRequests
from ..http_server import HttpRequest, HttpResponse
from ..iam.signature import check_request
from ..settings import Credentials
from .invocation import MAX_EVENT, Invocation
from .pool import WorkerPool

PATH = re.compile(r"/2015-03-31/functions/(?P<name>[^/]+)/invocations")
# A name, or one with its account before it, or an ARN; after it perhaps a qualifier.
NAME = re.compile(
    r"(?:(?:arn:[^:]+:lambda:[^:]+:)?\d{12}:(?:function:)?|function:)?"
    r"(?P<name>[A-Za-z0-9_-]+)(?::(?P<qualifier>[$A-Za-z0-9_-]+))?"
)
OnInvoked = Callable[[Invocation], None]
MOST_ASYNCHRONOUS = 1024 * 1024
LOG_TAIL = 4096


class InvokeApi:
    """Invocations of one function. With `credentials`, only those signed with them.

    `on_invoked` is told of each, for a log.
    """

    def __init__(
        self,
        function: Function,
        workers: WorkerPool,
        credentials: Credentials | None = None,
        on_invoked: OnInvoked | None = None,
    ) -> None:
        self._function = function
        self._workers = workers
        self._credentials = credentials
        self._on_invoked = on_invoked

    def respond(self, request: HttpRequest) -> HttpResponse:
        """The answer to one request, refusals in the form that AWS gives them."""
        if self._credentials:
            refusal = check_request(request, self._credentials, "lambda")
            if refusal:
                return _error(refusal.status, refusal.code, refusal.message)
        url = urlsplit(request.target)
        found = PATH.fullmatch(url.path)
        if found is None or request.method != "POST":
            return _error(404, "UnknownOperationException", "Only Invoke is here.")
        name = unquote(found["name"])
        qualifier = parse_qs(url.query).get("Qualifier", [""])[0]
        if not self._is_known(name, qualifier):
            return _error(404, "ResourceNotFoundException", str(FunctionUnknown(name)))
        return self._invoke(request)

    def invoke(self, name: str, payload: bytes) -> Invocation:
        """For those who are in this process. Raises LocalLambdaError where there is no answer."""
        if not self._is_known(name):
            raise FunctionUnknown(name)
        return self._run(payload, {})

    # Helpers ----

    def _run(self, payload: bytes, headers: Mapping[str, str]) -> Invocation:
        invocation = self._workers.invoke(payload, headers)
        if self._on_invoked:
            self._on_invoked(invocation)
        return invocation

    def _is_known(self, name: str, qualifier: str = "") -> bool:
        found = NAME.fullmatch(name)
        wanted = (found["qualifier"] if found else None) or qualifier or "$LATEST"
        known = ("$LATEST", *self._function.qualifiers)
        return found is not None and found["name"] == self._function.name and wanted in known

    def _invoke(self, request: HttpRequest) -> HttpResponse:
        payload = request.body or b"{}"
        try:
            json.loads(payload)
        except ValueError as error:
            message = f"Could not parse request body into json: {error}"
            return _error(400, "InvalidRequestContentException", message)
        invocation_type = request.header("x-amz-invocation-type") or "RequestResponse"
        if len(payload) > (MOST_ASYNCHRONOUS if invocation_type == "Event" else MAX_EVENT):
            message = f"Request of {len(payload)} bytes is over the limit."
            return _error(413, "RequestTooLargeException", message)
        match invocation_type:
            case "DryRun":
                return HttpResponse(204)
            case "Event":
                threading.Thread(target=self._answer, args=(request, payload), daemon=True).start()
                return HttpResponse(202)
            case "RequestResponse":
                return self._answer(request, payload)
        return _error(
            400, "InvalidParameterValueException", f"No InvocationType is {invocation_type}."
        )

    def _answer(self, request: HttpRequest, payload: bytes) -> HttpResponse:
        passed = ("x-amzn-trace-id", "x-amz-client-context")
        headers = {name: value for name in passed if (value := request.header(name))}
        try:
            invocation = self._run(payload, headers)
        except TooManyRequests:
            return _error(429, "TooManyRequestsException", "Rate Exceeded.")
        except LocalLambdaError as error:
            return _error(500, "ServiceException", str(error))
        wants_log = request.header("x-amz-log-type") == "Tail"
        return _response(invocation, wants_log)


def response_payload(invocation: Invocation) -> bytes:
    """The payload as Lambda gives it: of a timeout the emulator answers with the text alone."""
    if invocation.error is None or invocation.error.kind != "timeout":
        return invocation.payload
    told = {"errorType": invocation.error.type, "errorMessage": invocation.error.message}
    return json.dumps(told).encode()


# Helpers ----


def _response(invocation: Invocation, wants_log: bool) -> HttpResponse:
    headers = [
        ("content-type", "application/json"),
        ("x-amz-executed-version", "1"),
        ("x-amzn-requestid", invocation.request_id),
    ]
    if invocation.error:
        headers.append(("x-amz-function-error", "Unhandled"))
    if wants_log:
        tail = base64.b64encode(invocation.logs.encode()[-LOG_TAIL:]).decode()
        headers.append(("x-amz-log-result", tail))
    return HttpResponse(200, headers, response_payload(invocation))


def _error(status: int, code: str, message: str) -> HttpResponse:
    headers = [("content-type", "application/json"), ("x-amzn-errortype", code)]
    body = {"Type": "User" if status < 500 else "Service", "Message": message}
    return HttpResponse(status, headers, json.dumps(body).encode())
