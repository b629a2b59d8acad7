"""One assertion a contract."""

from typing import Any

import requests


def assert_problem(
    response: requests.Response,
    status: int,
    *,
    detail: str | None = None,
    pointers: list[str] | None = None,
    codes: list[str] | None = None,
) -> dict[str, Any]:
    """An RFC 9457 answer: its members are right and it says what is asked; the whole body."""
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"].startswith("application/problem+json"), response.headers
    body: dict[str, Any] = response.json()
    assert body["status"] == status, body
    assert body["type"] and body["title"] and body["detail"], body
    assert body["instance"].startswith("urn:uuid:"), body
    assert "Traceback" not in response.text and "Error in " not in response.text, body
    if detail is not None:
        assert detail in body["detail"], body
    if pointers is not None:
        assert [error["pointer"] for error in body["errors"]] == pointers, body
    if codes is not None:
        assert [error["code"] for error in body["errors"]] == codes, body
    return body
