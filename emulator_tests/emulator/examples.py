"""Lines to paste: a request to the default model and one to each ensemble."""

import json
import shlex
from collections.abc import Mapping
from typing import Any

from .settings import REGION, Credentials
from .template import Template


def curl_lines(template: Template, port: int, signed: bool) -> list[str]:
    catalogue = served_catalogue(template)
    if not catalogue:
        return [f"curl{_signing(signed)} localhost:{port}/models"]
    models = {entry["name"]: entry for entry in catalogue["models"]}
    asked = {"/predict": _example(models, catalogue["default"])}
    for name, entry in models.items():
        if entry.get("kind") == "ensemble":
            asked[f"/models/{name}/predict"] = _example(models, name)
    return [
        f"curl{_signing(signed)} -d {shlex.quote(record)} localhost:{port}{path}"
        for path, record in asked.items()
    ]


def served_catalogue(template: Template) -> dict[str, Any]:
    """The catalogue among the assets; empty where something else in S3 is served."""
    key = template.function.environment.get("S3_MODEL_URI", "").rpartition("/")[2]
    files = [asset.file for asset in template.assets if asset.key.rpartition("/")[2] == key]
    return json.loads(files[0].read_text(encoding="utf-8")) if files else {}


# Helpers ----


def _signing(signed: bool) -> str:
    keys = Credentials()
    user = shlex.quote(f"{keys.access_key}:{keys.secret_key}")
    return f' --aws-sigv4 "aws:amz:{REGION}:execute-api" --user {user}' if signed else ""


def _example(models: Mapping[str, Any], name: str) -> str:
    """An ensemble is asked for what its members want."""
    entry = models[name]
    members = entry.get("members") or [name]
    record = {key: value for member in members for key, value in models[member]["example"].items()}
    return json.dumps(record, separators=(",", ":"))
