"""Signature Version 4: what is old, half signed or changed on its way is refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPMessage
from typing import Any

import pytest
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as SigningKeys

from emulator.http_server import HttpRequest
from emulator.iam.signature import check_request
from emulator.settings import REGION, Credentials

CREDENTIALS = Credentials()
KEYS = SigningKeys(CREDENTIALS.access_key, CREDENTIALS.secret_key)
Change = Callable[[dict[str, str]], object]


class SigningAllBut(SigV4Auth):
    """botocore's own signer, which leaves one header out of what it signs."""

    omitted = ""

    def headers_to_sign(self, request: AWSRequest) -> HTTPMessage:
        headers: HTTPMessage = super().headers_to_sign(request)
        del headers[self.omitted]
        return headers


def test_a_request_that_was_just_signed_is_genuine() -> None:
    assert refusal(signed()) is None


@pytest.mark.parametrize("minutes", [-14, 14])
def test_clocks_may_be_a_quarter_of_an_hour_apart(minutes: int) -> None:
    assert refusal(signed(minutes=minutes)) is None


@pytest.mark.parametrize("minutes", [-16, 16, -24 * 60])
def test_a_signature_of_another_time_is_refused(minutes: int) -> None:
    assert refusal(signed(minutes=minutes)) == (403, "RequestTimeTooSkewed")


def test_a_date_that_is_none_is_refused() -> None:
    request = signed()
    request["x-amz-date"] = "yesterday"
    assert refusal(request) == (403, "RequestTimeTooSkewed")


def test_a_header_of_aws_that_was_added_to_a_signed_request_is_refused() -> None:
    assert refusal({**signed(), "x-amz-added": "later"}) == (403, "AccessDenied")


@pytest.mark.parametrize("omitted", ["host", "x-amz-target", "x-amz-date"])
def test_a_signature_that_leaves_out_a_header_of_aws_is_refused(omitted: str) -> None:
    signer = SigningAllBut(KEYS, "execute-api", REGION)
    signer.omitted = omitted
    assert refusal(signed(signer)) == (403, "AccessDenied")


@pytest.mark.parametrize(
    "change",
    [
        lambda headers: headers.update({"x-amz-target": "another"}),
        lambda headers: headers.update({"host": "another:1"}),
    ],
    ids=["header", "host"],
)
def test_a_signed_header_that_was_changed_is_refused(change: Change) -> None:
    request = signed()
    change(request)
    assert refusal(request) == (403, "SignatureDoesNotMatch")


def test_another_body_than_the_signed_one_is_refused() -> None:
    assert refusal(signed(), body=b"b") == (403, "SignatureDoesNotMatch")


def test_another_body_than_its_declared_digest_is_refused() -> None:
    request = signed(S3SigV4Auth(KEYS, "s3", REGION))
    assert refusal(request, service="s3") is None
    assert refusal(request, service="s3", body=b"b") == (400, "XAmzContentSHA256Mismatch")


def test_s3_is_given_the_digest_of_each_body() -> None:
    request = signed(SigV4Auth(KEYS, "s3", REGION))
    assert refusal(request, service="s3") == (400, "XAmzContentSHA256Mismatch")


# Helpers ----

URL = "http://localhost:1234"


def signed(signer: Any = None, minutes: int = 0) -> dict[str, str]:
    """The headers of a POST of `a` to /predict, signed by `signer` so many minutes from now."""
    request = AWSRequest("POST", f"{URL}/predict", {"x-amz-target": "one"}, b"a")
    signer = signer or SigV4Auth(KEYS, "execute-api", REGION)
    # What add_auth() does, whose only time is now.
    then = datetime.now(UTC) + timedelta(minutes=minutes)
    request.context["timestamp"] = then.strftime("%Y%m%dT%H%M%SZ")
    signer._modify_request_before_signing(request)
    text = signer.string_to_sign(request, signer.canonical_request(request))
    signer._inject_signature_to_request(request, signer.signature(text, request))
    headers = {name.lower(): value for name, value in request.headers.items()}
    return {"host": URL.removeprefix("http://"), **headers}


def refusal(
    headers: dict[str, str], service: str = "execute-api", body: bytes = b"a"
) -> tuple[int, str] | None:
    pairs = list(headers.items())
    request = HttpRequest("POST", "/predict", "HTTP/1.1", pairs, body, "127.0.0.1")
    refused = check_request(request, CREDENTIALS, service)
    return (refused.status, refused.code) if refused else None
