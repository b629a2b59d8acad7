"""Write docs/postman/ from the OpenAPI document of the local service: `python -m tools.postman`."""

import json
import sys
import uuid
from pathlib import Path
from typing import Any, Final

import requests

from emulator.deployment import Deployment
from emulator.http_api.gateway import Gateway
from emulator.settings import REGION, Credentials
from emulator.synthesis import synthesize

from . import postman_checks as checks

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "postman"
SCHEMA: Final = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
Json = dict[str, Any]


def main() -> int:
    with Deployment(synthesize()) as deployment, Gateway(deployment.http_api) as gateway:
        document = requests.get(f"{gateway.url}/openapi.json", timeout=60).json()
    for name, content in generate(document).items():
        (FOLDER / name).write_text(content, encoding="utf-8")
        print(f"Wrote {FOLDER / name}")
    return 0


def generate(document: Json) -> dict[str, str]:
    """The files of docs/postman by name; nothing in them changes with a model's digest."""
    local = Credentials()
    files = {
        "collection.json": collection(document),
        "local.environment.json": environment(
            "Local",
            url="http://localhost:8080",
            region=REGION,
            access_key=local.access_key,
            secret_key=local.secret_key,
        ),
        "deployed.environment.json": environment("Deployed"),
    }
    return {
        name: json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        for name, content in files.items()
    }


def collection(document: Json) -> Json:
    """A Postman collection (v2.1) of all that the OpenAPI document describes, with tests."""
    title = document["info"]["title"]
    return {
        "info": {"_postman_id": _id(title), "name": title, "schema": SCHEMA},
        # A service without IAM passes over the signature.
        "auth": {
            "type": "awsv4",
            "awsv4": [
                {"key": key, "value": value, "type": "string"}
                for key, value in {
                    "accessKey": "{{access_key}}",
                    "secretKey": "{{secret_key}}",
                    "sessionToken": "{{session_token}}",
                    "region": "{{region}}",
                    "service": "execute-api",
                }.items()
            ],
        },
        "item": [
            {"name": name, "item": items} for name, items in _folders(document).items() if items
        ],
    }


def environment(name: str, **values: str) -> Json:
    """A Postman environment of these values, the secret ones marked."""
    names = ["url", "region", "access_key", "secret_key", "session_token"]
    return {
        "id": _id(name),
        "name": name,
        "values": [
            {
                "key": key,
                "value": values.get(key, ""),
                "type": "secret" if key in names[3:] else "default",
                "enabled": True,
            }
            for key in names
        ],
        "_postman_variable_scope": "environment",
    }


# Helpers ----


def _folders(document: Json) -> dict[str, list[Json]]:
    folders: dict[str, list[Json]] = {"The service": [], "The default model": []}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            parts = path.split("/")
            model = parts[2] if parts[1] == "models" and len(parts) > 2 else None
            general = "The service" if method == "get" else "The default model"
            items = folders.setdefault(model or general, [])
            items += _requests(document, method, path, operation)
    return folders


def _requests(document: Json, method: str, path: str, operation: Json) -> list[Json]:
    if method == "get":
        return [_request("GET", path, operation["summary"], tests=[checks.STATUS % 200])]
    (example, *_) = operation["requestBody"]["content"]["application/json"]["examples"].values()
    record, summary = example["value"], operation["summary"]
    predict = [checks.STATUS % 200, checks.ROWS % 1, *_kind_checks(document, operation)]
    refused = [checks.STATUS % 422, checks.PROBLEM]
    table = "\n".join([",".join(record), *[",".join(map(str, record.values()))] * 2])
    items = [
        _request("POST", path, summary, predict, record),
        _request("POST", path, "Two rows as CSV", [checks.STATUS % 200, checks.ROWS % 2], table),
        _request("POST", path, "Refuse an empty record", refused, {}),
    ]
    if any(parameter["name"] == "interval" for parameter in operation["parameters"]):
        query = "?interval=prediction&level=0.9"
        judged = [checks.STATUS % 200, checks.INTERVAL]
        items.append(_request("POST", path + query, "With a 90% interval", judged, record))
    if any(parameter["name"] == "times" for parameter in operation["parameters"]):
        judged = [checks.STATUS % 200, checks.SURVIVAL]
        items.append(_request("POST", path + "?times=30,60", "At other times", judged, record))
    return items


def _request(
    method: str, path: str, name: str, tests: list[str], body: Json | str | None = None
) -> Json:
    request: Json = {"method": method, "header": [], "url": _url(path)}
    if body is not None:
        is_csv = isinstance(body, str)
        text = body if isinstance(body, str) else json.dumps(body, indent=2, ensure_ascii=False)
        kind = "text/csv" if is_csv else "application/json"
        request["header"] = [{"key": "Content-Type", "value": kind}]
        request["body"] = {"mode": "raw", "raw": text}
    script = {"type": "text/javascript", "exec": "\n".join(tests).splitlines()}
    return {"name": name, "event": [{"listen": "test", "script": script}], "request": request}


def _url(path: str) -> Json:
    route, _, query = path.partition("?")
    url: Json = {"raw": "{{url}}" + path, "host": ["{{url}}"], "path": route.split("/")[1:]}
    if query:
        pairs = [pair.split("=") for pair in query.split("&")]
        url["query"] = [{"key": key, "value": value} for key, value in pairs]
    return url


def _kind_checks(document: Json, operation: Json) -> list[str]:
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    schema = document["components"]["schemas"][answer.rpartition("/")[2]]
    properties = schema["properties"]
    # Without options an element has the first of the forms that a request may choose.
    items = properties["predictions"]["items"]
    form = items.get("anyOf", [items])[0]
    is_class = "label" in form.get("properties", {})
    outcomes = [] if is_class else list(form.get("properties", {}))
    if " ".join(outcomes) in checks.CURVES:
        return [checks.CURVES[" ".join(outcomes)]]
    combined = schema.get("x-combine")
    value = checks.OUTCOMES % json.dumps(outcomes) if outcomes else checks.NUMBER
    found = [] if combined == "none" else [checks.CLASS if is_class else value]
    if "members" in properties:
        found.append(checks.MEMBERS % json.dumps(list(properties["members"]["properties"])))
    if combined == "mean" and not is_class:
        found.append(checks.MEAN)
    return found


def _id(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


if __name__ == "__main__":
    sys.exit(main())
