"""What the function is told of the caller, and what a route asks of one."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import requests
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as SigningKeys

from emulator.aws_lambda.emulator_process import Emulator
from emulator.aws_lambda.pool import WorkerPool
from emulator.cloudformation.resources import Jwt
from emulator.cloudformation.template import Template
from emulator.curl_examples import proof
from emulator.http_api.access import Access
from emulator.http_api.gateway import Gateway
from emulator.http_api.routing import HttpApi
from emulator.settings import REGION, Credentials, FunctionSettings
from infra.service_stack import ServiceStack

from ..fixtures import HandlerFolder
from ..support.templates import make_template

ECHO = "handler <- function(event, context) event"
ISSUER = Jwt("https://a.org/", ("r-models",))
JWT = {"auth": "jwt", "jwt.issuer": "https://a.org/", "jwt.audience": "r-models"}
ACCESS = Access(Credentials())
Serve = Callable[..., str]


@pytest.fixture
def serve(handler_folder: HandlerFolder) -> Iterator[Serve]:
    """`serve(template)` -> the URL of its API in front of a function that answers its event."""
    with ExitStack() as stack:

        def start(template: Template, access: Access | None = ACCESS) -> str:
            settings = FunctionSettings(handler_folder(ECHO), "handler.handler")
            pool = stack.enter_context(WorkerPool(lambda: Emulator(settings), 1))
            return stack.enter_context(Gateway(HttpApi(template, pool, access))).url

        yield start


@pytest.fixture(scope="module")
def with_jwt(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("cdk.out"), **JWT)


@pytest.fixture(scope="module")
def scoped(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("cdk.out"), want_a_scope, **JWT)


@pytest.fixture(scope="module")
def with_iam(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("cdk.out"))


def test_the_claims_of_a_token_arrive_as_text(serve: Serve, with_jwt: Template) -> None:
    claims = {"sub": "me", "exp": 9_999_999_999, "groups": ["a", "b"], "admin": True, "no": None}
    authorizer = authorized(serve(with_jwt), **claims, address={"city": "Bonn"})
    told = authorizer["jwt"]["claims"]
    assert authorizer["jwt"]["scopes"] is None
    assert told["iat"].isdigit() and "no" not in told
    assert {name: told[name] for name in told if name != "iat"} == {
        "iss": "https://a.org/",
        "aud": "r-models",
        "sub": "me",
        "exp": "9999999999",
        "groups": "[a b]",
        "admin": "true",
        "address": '{"city":"Bonn"}',
    }


def test_a_token_without_an_audience_is_good_for_its_client(
    serve: Serve, with_jwt: Template
) -> None:
    url = serve(with_jwt)
    assert authorized(url, aud=None, client_id="r-models")["jwt"]["claims"]["client_id"]
    assert get(url, aud=None, client_id="other").status_code == 401


@pytest.mark.parametrize("claims", [{"scope": "read predict"}, {"scp": ["read", "predict"]}])
def test_the_scopes_of_a_token_are_told_where_the_route_asks_for_one(
    serve: Serve, scoped: Template, claims: dict[str, object]
) -> None:
    assert authorized(serve(scoped), **claims)["jwt"]["scopes"] == ["read", "predict"]


def test_the_token_of_the_printed_line_has_the_scope(serve: Serve, scoped: Template) -> None:
    (header,) = re.findall(r"authorization: (Bearer \S+?)\"", proof(scoped, ACCESS))
    answer = requests.get(f"{serve(scoped)}/ping", headers={"authorization": header}, timeout=30)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("claims", [{}, {"scope": "read"}, {"scope": "predictions"}])
def test_a_token_without_a_scope_of_the_route_is_forbidden(
    serve: Serve, scoped: Template, claims: dict[str, str]
) -> None:
    answer = get(serve(scoped), **claims)
    assert (answer.status_code, answer.text) == (403, '{"message":"Forbidden"}')


def test_who_signed_is_told(serve: Serve, with_iam: Template) -> None:
    url = f"{serve(with_iam)}/ping"
    request = AWSRequest("GET", url)
    keys = Credentials()
    SigV4Auth(SigningKeys(keys.access_key, keys.secret_key), "execute-api", REGION).add_auth(
        request
    )
    answer = requests.get(url, headers=dict(request.headers.items()), timeout=30)
    assert answer.json()["requestContext"]["authorizer"] == {
        "iam": {
            "accessKey": keys.access_key,
            "accountId": "123456789012",
            "callerId": "AIDALOCALLAMBDA000001",
            "cognitoIdentity": None,
            "principalOrgId": None,
            "userArn": "arn:aws:iam::123456789012:user/local",
            "userId": "AIDALOCALLAMBDA000001",
        }
    }


def test_of_an_unchecked_caller_nothing_is_told(serve: Serve, with_iam: Template) -> None:
    event = requests.get(f"{serve(with_iam, None)}/ping", timeout=30).json()
    assert "authorizer" not in event["requestContext"]


# Helpers ----


def want_a_scope(stack: ServiceStack) -> None:
    for route in stack.api.api.node.find_all():
        if isinstance(route, apigatewayv2.CfnRoute):
            route.authorization_scopes = ["predict", "train"]


def get(url: str, **claims: object) -> requests.Response:
    headers = {"authorization": f"Bearer {ACCESS.token(ISSUER, **claims)}"}
    return requests.get(f"{url}/ping", headers=headers, timeout=30)


def authorized(url: str, **claims: object) -> Any:
    """What the function is told of the bearer of a token with these claims."""
    answer = get(url, **claims)
    assert answer.status_code == 200, answer.text
    return answer.json()["requestContext"]["authorizer"]
