"""docs/postman: made from the OpenAPI document, and run by Postman's own runner."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools.postman import FOLDER, generate

from .cards import NAMES
from .client import Client
from .emulator.gateway import Gateway, Served, catch_all
from .emulator.local_service import LocalService
from .emulator.settings import REPOSITORY

FILES = ["collection.json", "local.environment.json", "deployed.environment.json"]


@pytest.fixture(scope="module")
def generated(gateway: Client) -> dict[str, str]:
    return generate(gateway.get("/openapi.json").json())


@pytest.mark.parametrize("name", FILES)
def test_the_committed_files_are_those_of_the_service(generated: dict[str, str], name: str) -> None:
    remedy = "write it anew: .venv/bin/python -m tools.postman"
    assert (FOLDER / name).read_text(encoding="utf-8") == generated[name], remedy


def test_the_collection_asks_every_model(generated: dict[str, str]) -> None:
    folders = {folder["name"] for folder in json.loads(generated["collection.json"])["item"]}
    assert set(NAMES) < folders


def test_requests_are_signed_for_the_api_with_the_keys_of_the_environment() -> None:
    collection = json.loads((FOLDER / "collection.json").read_text())
    signed = {pair["key"]: pair["value"] for pair in collection["auth"]["awsv4"]}
    used = {value.strip("{}") for value in signed.values() if value.startswith("{{")}
    for name in FILES[1:]:
        known = json.loads((FOLDER / name).read_text())["values"]
        assert used <= {value["key"] for value in known}
    assert signed["service"] == "execute-api"


def test_newman_runs_the_collection_without_a_failure(gateway: Client, tmp_path: Path) -> None:
    report = run_newman(gateway.url, tmp_path / "report.json")["run"]
    assert report["failures"] == []
    assert report["stats"]["requests"]["total"] >= 30
    assert report["stats"]["assertions"]["total"] > report["stats"]["requests"]["total"]


def test_every_request_carries_an_aws_signature(
    local_service: LocalService, tmp_path: Path
) -> None:
    seen: list[Served] = []
    with Gateway(catch_all(local_service.workers), on_served=seen.append) as server:
        run_newman(server.url, tmp_path / "report.json", "--folder", "The service")
    signed = [served.request.header("authorization") or "" for served in seen]
    assert len(signed) == 4
    assert all("/eu-central-1/execute-api/aws4_request" in header for header in signed), signed


# Helpers ----


def run_newman(url: str, report: Path, *options: str) -> dict[str, Any]:
    command = [
        *(str(REPOSITORY / "node_modules" / ".bin" / "newman"), "run", "collection.json"),
        *("--environment", "local.environment.json", "--env-var", f"url={url}"),
        *("--reporters", "cli,json", "--reporter-json-export", str(report), "--color", "off"),
        *options,
    ]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    content: dict[str, Any] = json.loads(report.read_text())
    return content
