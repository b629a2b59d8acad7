"""Lines to paste: a request to the default model and one to each ensemble."""

import json
import shlex
from typing import Any

from models.read_catalogue import is_ensemble

from .cloudformation.resources import ApiRoute
from .cloudformation.template import Template
from .deployment import Deployment
from .http_api.access import Access
from .settings import REGION, Credentials


def curl_lines(deployment: Deployment, port: int) -> list[str]:
    """With what the API asks for, where it asks; the records are the cards' own examples."""
    shown = proof(deployment.template, deployment.access)
    known = _ask(deployment, "/models")
    asked = {"/predict": known["default"]}
    for model in known["models"]:
        if is_ensemble(model):
            asked[model["links"]["predict"]] = model["name"]
    return [
        f"curl{shown} -d {shlex.quote(_example(deployment, name))} localhost:{port}{path}"
        for path, name in asked.items()
    ]


def proof(template: Template, access: Access | None) -> str:
    """The options of curl that show who asks; none where nobody looks."""
    route = template.routes[0]
    if access is None or route.auth == "NONE":
        return ""
    if token := token_for(route, access):
        return f' -H "authorization: Bearer {token}"'
    keys = Credentials()
    user = shlex.quote(f"{keys.access_key}:{keys.secret_key}")
    return f' --aws-sigv4 "aws:amz:{REGION}:execute-api" --user {user}'


def token_for(route: ApiRoute, access: Access) -> str:
    """One that the route accepts; none where it wants none."""
    if route.jwt is None:
        return ""
    scope = {"scope": " ".join(route.scopes)} if route.scopes else {}
    return access.token(route.jwt, **scope)


# Helpers ----


def _example(deployment: Deployment, name: str) -> str:
    record = _ask(deployment, f"/models/{name}")["example"]
    return json.dumps(record, separators=(",", ":"))


def _ask(deployment: Deployment, path: str) -> Any:
    """What the function itself answers: it knows its models wherever they came from."""
    request = {"http": {"method": "GET"}, "stage": "$default"}
    event = {"version": "2.0", "rawPath": path, "headers": {}, "requestContext": request}
    return json.loads(deployment.workers.invoke(event).body["body"])
