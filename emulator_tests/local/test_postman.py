"""docs/postman: made from the OpenAPI document, and run by Postman's own runner."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from emulator.deployment import Deployment
from emulator.http_api.access import Access
from emulator.http_api.gateway import Gateway
from emulator.http_api.routing import HttpApi
from emulator.settings import REPOSITORY, Credentials
from tools.postman import FOLDER, collection, generate

from ..support.cards import NAMES
from ..support.client import Client

FILES = ["collection.json", "local.environment.json", "deployed.environment.json"]


@pytest.fixture(scope="module")
def generated(deployed: Client) -> dict[str, str]:
    return generate(deployed.get("/openapi.json").json())


@pytest.mark.parametrize("name", FILES)
def test_the_committed_files_are_those_of_the_service(generated: dict[str, str], name: str) -> None:
    remedy = "write it anew: .venv/bin/python -m tools.postman"
    assert (FOLDER / name).read_text(encoding="utf-8") == generated[name], remedy


def test_the_collection_asks_every_model(generated: dict[str, str]) -> None:
    folders = {folder["name"] for folder in json.loads(generated["collection.json"])["item"]}
    assert {*NAMES, "boston_blend"} < folders


def test_several_outcomes_are_checked_by_their_names(deployed: Client) -> None:
    document = deployed.get("/openapi.json").json()
    answer = document["components"]["schemas"]["boston_svm_response"]["properties"]
    answer["predictions"]["items"] = {"properties": {"mpg": {}, "hp": {}}}
    folders = {folder["name"]: folder["item"] for folder in collection(document)["item"]}
    (script, *_) = [item["event"][0]["script"]["exec"] for item in folders["boston_svm"][1:]]
    assert any('to.eql(["mpg", "hp"])' in line for line in script)


def test_requests_are_signed_for_the_api_with_the_keys_of_the_environment() -> None:
    collection = json.loads((FOLDER / "collection.json").read_text())
    signed = {pair["key"]: pair["value"] for pair in collection["auth"]["awsv4"]}
    used = {value.strip("{}") for value in signed.values() if value.startswith("{{")}
    for name in FILES[1:]:
        known = json.loads((FOLDER / name).read_text())["values"]
        assert used <= {value["key"] for value in known}
    assert signed["service"] == "execute-api"


def test_newman_runs_the_collection_without_a_failure(deployed: Client, tmp_path: Path) -> None:
    report = run_newman(deployed.url, tmp_path / "report.json")["run"]
    assert report["failures"] == []
    assert report["stats"]["requests"]["total"] >= 30
    assert report["stats"]["assertions"]["total"] > report["stats"]["requests"]["total"]


def test_its_signatures_are_what_the_api_wants(deployment: Deployment, tmp_path: Path) -> None:
    api = HttpApi(deployment.template, deployment.workers, Access(Credentials()))
    with Gateway(api) as server:
        report = run_newman(server.url, tmp_path / "report.json")["run"]
    assert report["failures"] == []


def test_another_secret_key_is_forbidden(deployment: Deployment, tmp_path: Path) -> None:
    api = HttpApi(deployment.template, deployment.workers, Access(Credentials(secret_key="other")))
    with Gateway(api) as server:
        options = ["--folder", "The service", "--suppress-exit-code"]
        report = run_newman(server.url, tmp_path / "report.json", *options)["run"]
    assert {one["response"]["code"] for one in report["executions"]} == {403}


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
