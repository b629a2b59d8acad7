"""CORS as an HTTP API does it: it answers OPTIONS itself, and what the function says is dropped.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

from dataclasses import replace

from ..cloudformation.resources import Cors
from ..http_server import HttpRequest, HttpResponse


def preflight(cors: Cors, request: HttpRequest) -> HttpResponse:
    """The answer to OPTIONS: nothing but headers, and not even these for another origin."""
    headers = _origin_headers(cors, request)
    if headers:
        headers += [("access-control-allow-methods", ",".join(cors.methods))]
        headers += [("access-control-allow-headers", ",".join(cors.headers))]
        if cors.max_age is not None:
            headers.append(("access-control-max-age", str(cors.max_age)))
    return HttpResponse(204, headers)


def with_cors(cors: Cors, request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What the page of an allowed origin may read."""
    own = [pair for pair in response.headers if not pair[0].lower().startswith("access-control-")]
    added = _origin_headers(cors, request)
    if added and cors.exposed:
        added.append(("access-control-expose-headers", ",".join(cors.exposed)))
    return replace(response, headers=[*own, *added])


# Helpers ----


def _origin_headers(cors: Cors, request: HttpRequest) -> list[tuple[str, str]]:
    origin = request.header("origin")
    if origin is None or not {"*", origin} & set(cors.origins):
        return []
    allowed = "*" if "*" in cors.origins else origin
    headers = [("access-control-allow-origin", allowed), ("vary", "Origin")]
    if cors.credentials:
        headers.append(("access-control-allow-credentials", "true"))
    return headers
