"""Who may call a route: a signature for AWS_IAM, a token for JWT.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
"""

import time

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from .http_answer import message
from .http_server import HttpRequest, HttpResponse
from .settings import Credentials
from .signature import check_request
from .template import ApiRoute, Jwt

KEY_ID = "local"
ALGORITHM = "RS256"
HOUR = 3600


class Access:
    """The one key of the made-up issuer, and the credentials that signatures are made with."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._key = RSAKey.generate_key(2048, {"kid": KEY_ID})

    def refusal(self, route: ApiRoute, request: HttpRequest) -> HttpResponse | None:
        """None: the request may pass."""
        if route.auth == "AWS_IAM" and check_request(request, self._credentials, "execute-api"):
            return message(403, "Forbidden")
        if route.jwt and not self._has_token(route.jwt, request):
            return message(401, "Unauthorized")
        return None

    def token(self, wanted: Jwt, **claims: object) -> str:
        """One that is good for an hour, unless `claims` say otherwise."""
        now = int(time.time())
        good = {"iss": wanted.issuer, "aud": wanted.audience[0], "iat": now, "exp": now + HOUR}
        return jwt.encode({"alg": ALGORITHM, "kid": KEY_ID}, {**good, **claims}, self._key)

    # Helpers ----

    def _has_token(self, wanted: Jwt, request: HttpRequest) -> bool:
        token = (request.header("authorization") or "").removeprefix("Bearer ")
        rules = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": wanted.issuer},
            aud={"essential": True, "values": list(wanted.audience)},
            exp={"essential": True},
        )
        try:
            rules.validate(jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims)
        except (JoseError, ValueError):
            return False
        return True
