"""The HTTP API in front of the workers: the same event, limits and error bodies as on AWS."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Protocol, Self

from ..aws_lambda.invocation import MAX_EVENT, Invocation
from ..aws_lambda.pool import WorkerPool
from ..errors import LocalLambdaError, NoAnswerInTime, PortInUse, TooManyRequests
from ..http_server import HttpRequest, HttpResponse, HttpServer
from .event import build_event, encode_event
from .response import INTERNAL_ERROR, build_response, error_response


@dataclass(frozen=True)
class MatchedRoute:
    """Where a request goes: the key that the event names, and the workers that answer it.

    `caller` is what the event tells of who asks, where the API has looked.
    """

    workers: WorkerPool
    key: str = "$default"
    path_parameters: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 30
    caller: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Served:
    """One request and what became of it, for a log."""

    request: HttpRequest
    response: HttpResponse
    invocation: Invocation | None
    failure: str
    seconds: float


class Router(Protocol):
    """Where a request goes, or the answer that it gets without the function."""

    def __call__(self, request: HttpRequest) -> MatchedRoute | HttpResponse: ...

    def finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What every answer gets on its way out."""


@dataclass(frozen=True)
class CatchAll:
    """The `$default` route alone."""

    route: MatchedRoute

    def __call__(self, request: HttpRequest) -> MatchedRoute | HttpResponse:  # noqa: ARG002
        return self.route

    def finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # noqa: ARG002
        return response


def catch_all(workers: WorkerPool, timeout: float = 30) -> CatchAll:
    """A router that hands every request to these workers and waits `timeout` seconds."""
    return CatchAll(MatchedRoute(workers, timeout=timeout))


class Gateway:
    """Listens on 127.0.0.1; `url` is where."""

    def __init__(
        self, router: Router, port: int = 0, on_served: Callable[[Served], None] | None = None
    ) -> None:
        self._router = router
        self._on_served = on_served
        try:
            self._server = HttpServer(self._respond, _rejection, port)
        except OSError as error:
            raise PortInUse(port) from error
        self.url = f"http://127.0.0.1:{self._server.port}"
        self.port = self._server.port
        self._server.start()

    def close(self) -> None:
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _respond(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        answer, invocation, failure = self._answer(request)
        response = self._router.finish(request, answer)
        if self._on_served:
            seconds = time.perf_counter() - start
            self._on_served(Served(request, response, invocation, failure, seconds))
        return response

    def _answer(self, request: HttpRequest) -> tuple[HttpResponse, Invocation | None, str]:
        route = self._router(request)
        if isinstance(route, HttpResponse):
            return route, None, ""
        event = build_event(request, route.key, route.path_parameters, route.caller)
        payload = encode_event(event)
        if len(payload) > MAX_EVENT:
            return _rejection(HTTPStatus.REQUEST_ENTITY_TOO_LARGE), None, "the event is too large"
        trace = {"X-Amzn-Trace-Id": event["headers"]["x-amzn-trace-id"]}
        try:
            invocation = route.workers.invoke(payload, trace, route.timeout)
        except NoAnswerInTime as error:
            return error_response(503, "Service Unavailable"), None, str(error)
        except TooManyRequests as error:
            return error_response(429, "Too Many Requests"), None, str(error)
        except LocalLambdaError as error:
            return INTERNAL_ERROR, None, str(error)
        if invocation.error:
            return INTERNAL_ERROR, invocation, invocation.error.message
        return build_response(invocation.payload), invocation, ""


# Helpers ----


def _rejection(status: int) -> HttpResponse:
    return error_response(status, _REJECTIONS[status])


_REJECTIONS: dict[int, str] = {
    400: "Bad Request",
    413: "Request Entity Too Large",
    431: "Request Header Fields Too Large",
}
