"""Check the Signature Version 4 of a request as AWS does, with botocore's own arithmetic."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as SigningKeys

from ..http_server import HttpRequest
from ..settings import REGION, Credentials

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<day>\d{8})/(?P<region>[^/]+)/"
    r"(?P<service>[^/]+)/aws4_request, ?SignedHeaders=(?P<headers>[^,]+), ?"
    r"Signature=(?P<signature>[0-9a-f]{64})"
)


@dataclass(frozen=True)
class Refusal:
    """Why a request is not accepted, in AWS's words. `region`: the one to ask instead."""

    status: int
    code: str
    message: str
    region: str = ""


def check_request(request: HttpRequest, credentials: Credentials, service: str) -> Refusal | None:
    """The same for a request of our own server. None: it is genuine."""
    headers: dict[str, str] = {}
    for name, value in request.headers:
        key = name.lower()
        headers[key] = f"{headers[key]},{value}" if key in headers else value
    url = f"http://{headers.get('host', '')}{request.target}"
    return check_signature(request.method, url, headers, request.body, credentials, service)


def check_signature(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    credentials: Credentials,
    service: str = "s3",
) -> Refusal | None:
    """`url` as it was on the wire, header names in lower case. None: the request is genuine."""
    claim = _AUTHORIZATION.fullmatch(headers.get("authorization", ""))
    if claim is None:
        return Refusal(403, "AccessDenied", "Access Denied")
    if claim["key"] != credentials.access_key:
        return Refusal(403, "InvalidAccessKeyId", "The AWS Access Key Id does not exist.")
    if headers.get("x-amz-security-token") != credentials.session_token:
        return Refusal(400, "InvalidToken", "The provided token is malformed or invalid.")
    if (claim["region"], claim["service"]) != (REGION, service):
        message = f"The authorization header is malformed; the region is wrong; expecting {REGION}"
        return Refusal(400, "AuthorizationHeaderMalformed", message, REGION)
    if not _body_matches(headers, body, service):
        return Refusal(400, "XAmzContentSHA256Mismatch", "The body is not the one signed.")
    signed = claim["headers"].split(";")
    if not {"host", *(name for name in headers if name.startswith("x-amz-"))} <= set(signed):
        return Refusal(403, "AccessDenied", "There were headers present that were not signed")
    if not _is_recent(headers.get("x-amz-date", "")):
        return Refusal(403, "RequestTimeTooSkewed", "The request time is not the current time.")
    keys = SigningKeys(credentials.access_key, credentials.secret_key)
    signer = (S3SigV4Auth if service == "s3" else SigV4Auth)(keys, service, REGION)
    query = dict(parse_qsl(urlsplit(url).query, True))
    request = AWSRequest(method=method, url=url, params=query)
    request.context["timestamp"] = headers["x-amz-date"]
    digest = headers.get("x-amz-content-sha256") or hashlib.sha256(body).hexdigest()
    expected = _signature(request, headers, signed, digest, signer)
    if not hmac.compare_digest(expected, claim["signature"]):
        return Refusal(403, "SignatureDoesNotMatch", "The request signature does not match.")
    return None


# Helpers ----


def _signature(
    request: AWSRequest,
    headers: Mapping[str, str],
    signed: list[str],
    digest: str,
    signer: SigV4Auth,
) -> str:
    lines = [f"{name}:{' '.join(headers.get(name, '').split())}\n" for name in signed]
    path = urlsplit(request.url).path or "/"
    canonical = [
        str(request.method),
        # S3 decodes what is on the wire and encodes it again in its one strict way, so a client
        # that sends and signs `+` for a plus sign is refused, here as there. The other services
        # encode what is on the wire once more.
        quote(unquote(path) if isinstance(signer, S3SigV4Auth) else path, safe="/-._~"),
        signer.canonical_query_string(request),
        "".join(lines),
        ";".join(signed),
        digest,
    ]
    to_sign = signer.string_to_sign(request, "\n".join(canonical))
    return str(signer.signature(to_sign, request))


def _is_recent(stamp: str) -> bool:
    try:
        then = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return abs(datetime.now(UTC) - then) < timedelta(minutes=15)


def _body_matches(headers: Mapping[str, str], body: bytes, service: str) -> bool:
    declared = headers.get("x-amz-content-sha256", "")
    if not declared and service != "s3":
        return True  # its digest is part of the signature
    if declared == "UNSIGNED-PAYLOAD" or declared.startswith("STREAMING-"):
        return True
    return declared == hashlib.sha256(body).hexdigest()
