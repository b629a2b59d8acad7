"""With AUTH=enforce the HTTP API wants the signature or token that the template asks for."""

import json
import subprocess
from collections.abc import Iterator

import pytest
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as SigningKeys
from joserfc import jwt

from emulator.cloudformation.resources import ApiRoute, Jwt
from emulator.deployment import Deployment
from emulator.http_api.access import Access
from emulator.http_api.gateway import Gateway
from emulator.http_api.routing import HttpApi
from emulator.http_server import HttpRequest, HttpResponse
from emulator.settings import REGION, Credentials

from ..support.boston import RECORD

SIGV4 = "aws:amz:eu-central-1:execute-api"
KEYS = "AKIALOCALLAMBDA00001:local/secret+key"


@pytest.fixture
def enforced(deployment: Deployment) -> Iterator[str]:
    """The URL of the same deployment behind an API that checks signatures."""
    api = HttpApi(deployment.template, deployment.workers, Access(Credentials()))
    with Gateway(api) as server:
        yield server.url


def test_a_signed_request_is_answered(enforced: str) -> None:
    status, body = curl(f"{enforced}/predict", "-d", json.dumps(RECORD), *signed())
    assert status == 200 and len(json.loads(body)["predictions"]) == 1


def test_query_and_path_are_part_of_the_signature(enforced: str) -> None:
    # With botocore: curl before version 8 signs an encoded path as S3 alone wants it.
    url = f"{enforced}/models/no%20such?b=x%20y&a=1"
    request = AWSRequest("GET", url)
    SigV4Auth(SigningKeys(*KEYS.split(":")), "execute-api", REGION).add_auth(request)
    headers = dict(request.headers.items())
    genuine = requests.get(url, headers=headers, timeout=30)
    changed = requests.get(url.replace("a=1", "a=2"), headers=headers, timeout=30)
    assert (genuine.status_code, changed.status_code) == (404, 403)


def test_an_unsigned_request_is_forbidden(enforced: str) -> None:
    assert curl(f"{enforced}/predict", "-d", "{}") == (403, '{"message":"Forbidden"}')


@pytest.mark.parametrize(
    ("scope", "keys"),
    [
        (SIGV4, "AKIALOCALLAMBDA00001:another"),
        (SIGV4, "AKIAUNKNOWN000000001:local/secret+key"),
        ("aws:amz:eu-central-1:lambda", KEYS),
        ("aws:amz:us-east-1:execute-api", KEYS),
    ],
)
def test_a_wrongly_signed_request_is_forbidden(enforced: str, scope: str, keys: str) -> None:
    assert curl(f"{enforced}/ping", *signed(scope, keys))[0] == 403


def test_a_path_without_a_route_is_not_found_and_not_forbidden(enforced: str) -> None:
    assert curl(f"{enforced}/nothing") == (404, '{"message":"Not Found"}')


def test_a_good_token_passes(access: Access) -> None:
    assert not isinstance(access.check(JWT_ROUTE, with_token(access.token(WANTED))), HttpResponse)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://other.org/"},
        {"aud": "other"},
        {"exp": 1},
        {"nbf": 9999999999},
    ],
)
def test_a_token_that_is_not_for_us_is_unauthorized(
    access: Access, claims: dict[str, object]
) -> None:
    refusal = access.check(JWT_ROUTE, with_token(access.token(WANTED, **claims)))
    assert isinstance(refusal, HttpResponse)
    assert (refusal.status, refusal.body) == (401, b'{"message":"Unauthorized"}')


@pytest.mark.parametrize("claim", ["iss", "aud", "exp"])
def test_a_token_that_leaves_out_what_is_asked_for_is_unauthorized(
    access: Access, claim: str
) -> None:
    claims: dict[str, object] = {"iss": WANTED.issuer, "aud": WANTED.audience[0], "exp": 2**33}
    genuine = access.check(JWT_ROUTE, with_token(encoded(access, claims)))
    del claims[claim]
    refusal = access.check(JWT_ROUTE, with_token(encoded(access, claims)))
    assert not isinstance(genuine, HttpResponse)
    assert isinstance(refusal, HttpResponse) and refusal.status == 401


def test_a_token_of_another_key_or_none_is_unauthorized(access: Access) -> None:
    for token in (Access(Credentials()).token(WANTED), "no.token", ""):
        refusal = access.check(JWT_ROUTE, with_token(token))
        assert isinstance(refusal, HttpResponse) and refusal.status == 401


# Helpers ----

WANTED = Jwt("https://a.org/", ("r-models",))
JWT_ROUTE = ApiRoute("GET /ping", 30, "JWT", WANTED)


@pytest.fixture(scope="module")
def access() -> Access:
    return Access(Credentials())


def encoded(access: Access, claims: dict[str, object]) -> str:
    """These claims and no others; Access.token() completes them."""
    return jwt.encode({"alg": "RS256"}, claims, access._key)


def with_token(token: str) -> HttpRequest:
    headers = [("authorization", f"Bearer {token}")]
    return HttpRequest("GET", "/ping", "HTTP/1.1", headers, b"", "127.0.0.1")


def signed(scope: str = SIGV4, keys: str = KEYS) -> list[str]:
    return ["--aws-sigv4", scope, "--user", keys]


def curl(url: str, *options: str) -> tuple[int, str]:
    command = ["curl", "-sS", "--noproxy", "*", "-w", "\n%{http_code}", *options, url]
    output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    body, _, status = output.rpartition("\n")
    return int(status), body
