"""Lines to paste: a request to the default model and one to each ensemble."""

import json
import shlex
from collections.abc import Mapping
from typing import Any

from .access import Access
from .settings import REGION, Credentials
from .template import Template


def curl_lines(template: Template, port: int, access: Access | None) -> list[str]:
    """With what `access` asks for, where it asks."""
    catalogue = served_catalogue(template)
    proof = _proof(template, access) if access else ""
    if not catalogue:
        return [f"curl{proof} localhost:{port}/models"]
    models = {entry["name"]: entry for entry in catalogue["models"]}
    asked = {"/predict": _example(models, catalogue["default"])}
    for name, entry in models.items():
        if entry.get("kind") == "ensemble":
            asked[f"/models/{name}/predict"] = _example(models, name)
    return [
        f"curl{proof} -d {shlex.quote(record)} localhost:{port}{path}"
        for path, record in asked.items()
    ]


def served_catalogue(template: Template) -> dict[str, Any]:
    """The catalogue among the assets; empty where something else in S3 is served."""
    key = template.function.environment.get("S3_MODEL_URI", "").rpartition("/")[2]
    files = [asset.file for asset in template.assets if asset.key.rpartition("/")[2] == key]
    return json.loads(files[0].read_text(encoding="utf-8")) if files else {}


# Helpers ----


def _proof(template: Template, access: Access) -> str:
    route = template.routes[0]
    if route.jwt:
        scope = {"scope": " ".join(route.scopes)} if route.scopes else {}
        return f' -H "authorization: Bearer {access.token(route.jwt, **scope)}"'
    if route.auth == "NONE":
        return ""
    keys = Credentials()
    user = shlex.quote(f"{keys.access_key}:{keys.secret_key}")
    return f' --aws-sigv4 "aws:amz:{REGION}:execute-api" --user {user}'


def _example(models: Mapping[str, Any], name: str) -> str:
    """An ensemble is asked for what its members want."""
    entry = models[name]
    members = entry.get("members") or [name]
    record = {key: value for member in members for key, value in models[member]["example"].items()}
    return json.dumps(record, separators=(",", ":"))
