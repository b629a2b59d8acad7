"""Check the Signature Version 4 of a request the way S3 does, with botocore's own arithmetic."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as SigningKeys

from .settings import REGION, Credentials

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<day>\d{8})/(?P<region>[^/]+)/"
    r"(?P<service>[^/]+)/aws4_request, ?SignedHeaders=(?P<headers>[^,]+), ?"
    r"Signature=(?P<signature>[0-9a-f]{64})"
)


@dataclass(frozen=True)
class Refusal:
    """S3's answer to a request that it does not accept."""

    status: int
    code: str
    message: str
    region: str = ""


def check_signature(
    method: str, url: str, headers: Mapping[str, str], body: bytes, credentials: Credentials
) -> Refusal | None:
    """`url` as it was on the wire, header names in lower case. None: the request is genuine."""
    claim = _AUTHORIZATION.fullmatch(headers.get("authorization", ""))
    if claim is None:
        return Refusal(403, "AccessDenied", "Access Denied")
    if claim["key"] != credentials.access_key:
        return Refusal(403, "InvalidAccessKeyId", "The AWS Access Key Id does not exist.")
    if headers.get("x-amz-security-token") != credentials.session_token:
        return Refusal(400, "InvalidToken", "The provided token is malformed or invalid.")
    if (claim["region"], claim["service"]) != (REGION, "s3"):
        message = f"The authorization header is malformed; the region is wrong; expecting {REGION}"
        return Refusal(400, "AuthorizationHeaderMalformed", message, REGION)
    if not _body_matches(headers, body):
        return Refusal(400, "XAmzContentSHA256Mismatch", "The body is not the one signed.")
    signed = claim["headers"].split(";")
    if not {"host", *(name for name in headers if name.startswith("x-amz-"))} <= set(signed):
        return Refusal(403, "AccessDenied", "There were headers present that were not signed")
    if not _is_recent(headers.get("x-amz-date", "")):
        return Refusal(403, "RequestTimeTooSkewed", "The request time is not the current time.")
    expected = _signature(method, url, headers, signed, credentials)
    if not hmac.compare_digest(expected, claim["signature"]):
        return Refusal(403, "SignatureDoesNotMatch", "The request signature does not match.")
    return None


# Helpers ----


def _signature(
    method: str, url: str, headers: Mapping[str, str], signed: list[str], keys: Credentials
) -> str:
    # S3 decodes what is on the wire and encodes it again in its one strict way, so a client
    # that sends and signs `+` for a plus sign is refused, here as there.
    parts = urlsplit(url)
    signer = S3SigV4Auth(SigningKeys(keys.access_key, keys.secret_key), "s3", REGION)
    request = AWSRequest(method=method, url=url, params=dict(parse_qsl(parts.query, True)))
    request.context["timestamp"] = headers["x-amz-date"]
    lines = [f"{name}:{' '.join(headers.get(name, '').split())}\n" for name in signed]
    canonical = [
        method,
        quote(unquote(parts.path), safe="/-._~"),
        signer.canonical_query_string(request),
        "".join(lines),
        ";".join(signed),
        headers["x-amz-content-sha256"],
    ]
    to_sign = signer.string_to_sign(request, "\n".join(canonical))
    return str(signer.signature(to_sign, request))


def _is_recent(stamp: str) -> bool:
    try:
        then = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return abs(datetime.now(UTC) - then) < timedelta(minutes=15)


def _body_matches(headers: Mapping[str, str], body: bytes) -> bool:
    declared = headers.get("x-amz-content-sha256", "")
    if declared == "UNSIGNED-PAYLOAD" or declared.startswith("STREAMING-"):
        return True
    return declared == hashlib.sha256(body).hexdigest()
