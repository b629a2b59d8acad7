"""What a function answered as the HTTP response that an HTTP API makes of it."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from ..http_server import HttpResponse

JSON = ("content-type", "application/json")
SET_BY_THE_SERVER = {"content-length", "connection", "transfer-encoding", "keep-alive"}


def error_response(status: int, text: str) -> HttpResponse:
    """The error body of an HTTP API."""
    return HttpResponse(
        status, [JSON], json.dumps({"message": text}, separators=(",", ":")).encode()
    )


INTERNAL_ERROR = error_response(500, "Internal Server Error")


def build_response(payload: bytes) -> HttpResponse:
    """An answer that is not of the form an HTTP API reads is an internal error there too."""
    try:
        answer = json.loads(payload)
        if not isinstance(answer, dict) or "statusCode" not in answer:
            return HttpResponse(200, [JSON], payload)
        return HttpResponse(_status(answer["statusCode"]), _headers(answer), _body(answer))
    except (ValueError, TypeError):
        return INTERNAL_ERROR


# Helpers ----


def _status(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError("statusCode is not a number")
    if not 100 <= int(value) <= 599:
        raise ValueError("statusCode is not an HTTP status")
    return int(value)


def _headers(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    # Format 2.0 has no multiValueHeaders: the HTTP API passes over them, and so does this.
    named = [(name, _text(value)) for name, value in (answer.get("headers") or {}).items()]
    kept = [(name, value) for name, value in named if name.lower() not in SET_BY_THE_SERVER]
    if not any(name.lower() == "content-type" for name, _ in kept):
        kept.append(("content-type", "text/plain; charset=utf-8"))
    kept += [("set-cookie", _text(cookie)) for cookie in answer.get("cookies") or []]
    return kept


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value) if isinstance(value, str | int | float) else None
    if text is None or "\n" in text or "\r" in text:
        raise ValueError("a header is not one line of text")
    return text


def _body(answer: Mapping[str, Any]) -> bytes:
    body = answer.get("body")
    if body is None:
        return b""
    if not isinstance(body, str):
        raise TypeError("body is not text")
    if answer.get("isBase64Encoded") is True:
        try:
            return base64.b64decode(body, validate=True)
        except binascii.Error as error:
            raise ValueError("body is not base64") from error
    return body.encode()
