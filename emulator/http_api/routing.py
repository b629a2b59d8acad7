"""The HTTP API of the template: which request reaches the function, and which does not."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from ..aws_lambda.pool import WorkerPool
from ..cloudformation.resources import ApiRoute
from ..cloudformation.template import Template
from ..http_server import HttpRequest, HttpResponse
from .access import Access
from .cors import preflight, with_cors
from .gateway import MatchedRoute
from .response import INTERNAL_ERROR, error_response
from .throttle import Throttle


class HttpApi:
    """A router for the gateway. With `access`, routes want what the template says they do."""

    def __init__(
        self, template: Template, workers: WorkerPool, access: Access | None = None
    ) -> None:
        self._workers = workers
        self._access = access
        self._cors = template.cors
        self._throttle = Throttle(template.throttling) if template.throttling else None
        own = template.route_throttling
        self._throttles = {key: Throttle(limits) for key, limits in own.items()}
        # A route without variables goes before one with, a method's own before any.
        self._routes = sorted(map(_compile, template.routes), key=lambda route: route.rank)

    def __call__(self, request: HttpRequest) -> MatchedRoute | HttpResponse:
        found = self._find(request)
        if self._cors and request.method == "OPTIONS" and not (found and found[0].method):
            return preflight(self._cors, request)
        if found is None:
            return error_response(404, "Not Found")
        pattern, parameters = found
        route = pattern.route
        throttle = self._throttles.get(route.key, self._throttle)
        if throttle and not throttle.admits():
            return error_response(429, "Too Many Requests")
        caller = self._access.check(route, request) if self._access else {}
        if isinstance(caller, HttpResponse):
            return caller
        if not route.permitted:
            return INTERNAL_ERROR
        return MatchedRoute(self._workers, route.key, parameters, route.timeout, caller)

    def finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What every answer gets on its way out."""
        if self._cors is None or request.method == "OPTIONS":
            return response
        return with_cors(self._cors, request, response)

    # Helpers ----

    def _find(self, request: HttpRequest) -> tuple["_Pattern", dict[str, str]] | None:
        path = request.target.partition("?")[0] or "/"
        for pattern in self._routes:
            matched = pattern.path.fullmatch(path)
            if matched and pattern.method in ("", request.method):
                values = {name: unquote(value) for name, value in matched.groupdict().items()}
                return pattern, values
        return None


# Helpers ----


@dataclass(frozen=True)
class _Pattern:
    """A route as it is matched; `method` is empty where any will do."""

    route: ApiRoute
    method: str
    path: re.Pattern[str]
    rank: tuple[bool, int, int, bool]


def _compile(route: ApiRoute) -> _Pattern:
    if route.key == "$default":
        return _Pattern(route, "", re.compile(".*"), (True, 0, 0, True))
    method, path = route.key.split(" ", 1)
    method = "" if method == "ANY" else method
    parts = re.split(r"(\{[^}]+\})", path)
    pattern = "".join(_part(part) for part in parts)
    greedy, variables = path.count("+}"), path.count("{")
    return _Pattern(route, method, re.compile(pattern), (False, greedy, variables, not method))


def _part(part: str) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    name = part.strip("{}+")
    return f"(?P<{name}>.+)" if part.endswith("+}") else f"(?P<{name}>[^/]+)"
