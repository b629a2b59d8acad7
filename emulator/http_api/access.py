"""Who may call a route, a signature for AWS_IAM, a token for JWT, and what is known of them.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
"""

import json
import time
from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from ..cloudformation.resources import ApiRoute, Jwt
from ..http_server import HttpRequest, HttpResponse
from ..iam.signature import check_request
from ..settings import ACCOUNT, Credentials
from .response import error_response

# What the event says of the caller: requestContext.authorizer.
Caller = Mapping[str, Any]

KEY_ID = "local"
ALGORITHM = "RS256"
HOUR = 3600


class Access:
    """The one key of the made-up issuer, and the credentials that signatures are made with."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._key = RSAKey.generate_key(2048, {"kid": KEY_ID})

    def check(self, route: ApiRoute, request: HttpRequest) -> Caller | HttpResponse:
        """The caller, of whom nothing is known where nothing is asked, or the refusal."""
        if route.auth == "AWS_IAM":
            refused = check_request(request, self._credentials, "execute-api")
            return error_response(403, "Forbidden") if refused else {"iam": self._user()}
        if route.jwt:
            return self._bearer(route.jwt, route.scopes, request)
        return {}

    def token(self, wanted: Jwt, **claims: object) -> str:
        """One that is good for an hour, unless `claims` say otherwise."""
        now = int(time.time())
        good = {"iss": wanted.issuer, "aud": wanted.audience[0], "iat": now, "exp": now + HOUR}
        return jwt.encode({"alg": ALGORITHM, "kid": KEY_ID}, {**good, **claims}, self._key)

    # Helpers ----

    def _user(self) -> dict[str, str | None]:
        id = "AIDALOCALLAMBDA000001"
        return {
            "accessKey": self._credentials.access_key,
            "accountId": ACCOUNT,
            "callerId": id,
            "cognitoIdentity": None,
            "principalOrgId": None,
            "userArn": f"arn:aws:iam::{ACCOUNT}:user/local",
            "userId": id,
        }

    def _bearer(
        self, wanted: Jwt, scopes: tuple[str, ...], request: HttpRequest
    ) -> Caller | HttpResponse:
        claims = self._claims(wanted, request)
        if claims is None:
            return error_response(401, "Unauthorized")
        granted = _scopes(claims)
        if scopes and not set(scopes) & set(granted):
            return error_response(403, "Forbidden")
        texts = {name: _text(value) for name, value in claims.items() if value is not None}
        return {"jwt": {"claims": texts, "scopes": granted if scopes else None}}

    def _claims(self, wanted: Jwt, request: HttpRequest) -> dict[str, Any] | None:
        """Of a good token, else None."""
        token = (request.header("authorization") or "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims
            jwt.JWTClaimsRegistry(
                iss={"essential": True, "value": wanted.issuer},
                aud={"essential": True, "values": list(wanted.audience)},
                exp={"essential": True},
                # An access token of Cognito has no audience, but a client.
            ).validate({**claims, "aud": claims.get("aud") or claims.get("client_id")})
        except (JoseError, ValueError):
            return None
        return claims


# Helpers ----


def _scopes(claims: Mapping[str, Any]) -> list[str]:
    value = claims.get("scp", claims.get("scope", ""))
    return value.split() if isinstance(value, str) else list(value)


def _text(value: object) -> str:
    """A claim as the event has it: `[a b]` for a list, JSON for what is in braces."""
    match value:
        case str():
            return value
        case list():
            return f"[{' '.join(map(_text, value))}]"
    return json.dumps(value, separators=(",", ":"))
