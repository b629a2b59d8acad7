"""An HTTP request as the event that an HTTP API makes of it: payload format 2.0."""

import base64
import json
import time
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from ..http_server import HttpRequest
from ..settings import ACCOUNT

API_ID = "local0http"
TEXT_TYPES = {"application/json", "application/xml", "application/javascript"}
OF_THE_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "te", "expect", "upgrade"}


def request_path(request: HttpRequest) -> str:
    """The path as an HTTP API hands it on: percent-decoded, unlike with function URLs."""
    return unquote(request.target.partition("?")[0]) or "/"


def build_event(
    request: HttpRequest,
    route_key: str,
    path_parameters: Mapping[str, str] | None = None,
    caller: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The event of a request. `route_key` is such as "GET /ping"; `caller` is who asks, if known.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    """
    path = request_path(request)
    query = request.target.partition("?")[2]
    cookies = [value for name, value in request.headers if name.lower() == "cookie"]
    parameters = _joined(parse_qsl(query, keep_blank_values=True))
    body, is_base64 = _body(request)
    return {
        "version": "2.0",
        "routeKey": route_key,
        "rawPath": path,
        "rawQueryString": query,
        **_given("cookies", [one for line in cookies for one in line.split("; ")]),
        "headers": _headers(request),
        **_given("queryStringParameters", parameters),
        "requestContext": _context(request, route_key, path, caller),
        **_given("pathParameters", path_parameters),
        **_given("body", body),
        "isBase64Encoded": is_base64,
    }


def encode_event(event: Mapping[str, Any]) -> bytes:
    """As an HTTP API sends it: JSON in UTF-8 without spaces."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


# Helpers ----


def _given(name: str, value: object) -> dict[str, object]:
    """What a request does not have, its event does not name."""
    return {name: value} if value else {}


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, value in pairs:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def _headers(request: HttpRequest) -> dict[str, str]:
    skipped = OF_THE_CONNECTION | {"cookie"}
    pairs = [(name.lower(), value) for name, value in request.headers]
    headers = _joined([pair for pair in pairs if pair[0] not in skipped])
    headers["content-length"] = str(len(request.body))
    headers.setdefault("x-amzn-trace-id", f"Root=1-{int(time.time()):08x}-{uuid.uuid4().hex[:24]}")
    forwarded = headers.get("x-forwarded-for")
    headers["x-forwarded-for"] = ", ".join(filter(None, [forwarded, request.source_ip]))
    headers.setdefault("x-forwarded-proto", "http")
    headers.setdefault("x-forwarded-port", headers.get("host", "").rpartition(":")[2] or "80")
    return headers


def _body(request: HttpRequest) -> tuple[str, bool]:
    media_type = (request.header("content-type") or "").partition(";")[0].strip().lower()
    if not request.body:
        return "", False
    is_text = media_type.startswith("text/") or media_type in TEXT_TYPES
    # Compressed bytes are not text, whatever they are the compressed form of.
    if is_text and not request.header("content-encoding"):
        return request.body.decode(errors="replace"), False
    return base64.b64encode(request.body).decode(), True


def _context(
    request: HttpRequest, route_key: str, path: str, caller: Mapping[str, Any] | None
) -> dict[str, Any]:
    now = time.time()
    domain = (request.header("host") or "localhost").partition(":")[0]
    return {
        "accountId": ACCOUNT,
        "apiId": API_ID,
        **_given("authorizer", caller),
        "domainName": domain,
        "domainPrefix": domain.partition(".")[0],
        "http": {
            "method": request.method,
            "path": path,
            "protocol": request.protocol,
            "sourceIp": request.source_ip,
            "userAgent": request.header("user-agent") or "",
        },
        "requestId": base64.urlsafe_b64encode(uuid.uuid4().bytes[:11]).decode(),
        "routeKey": route_key,
        "stage": "$default",
        "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
        "timeEpoch": int(now * 1000),
    }
