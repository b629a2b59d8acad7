"""GET /openapi.json: valid, true of the examples, and of the running service."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from emulator.settings import REPOSITORY

from ..support.cards import NAMES, example
from ..support.client import Client

SECONDS = float(os.environ.get("FUZZ_SECONDS") or 0)
# Operations with the same schemas as another one: left for the long run.
TWINS = ("predictAtRoot", "invocations", "predict_boston_svm")


@pytest.fixture(scope="module")
def document(gateway: Client) -> dict[str, Any]:
    answer: dict[str, Any] = gateway.get("/openapi.json").json()
    return answer


def part(document: dict[str, Any], name: str) -> Draft202012Validator:
    """The judge of one of the document's schemas."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return Draft202012Validator(schema)


def test_the_document_is_valid_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    validate(document)


@pytest.mark.parametrize("name", NAMES)
def test_every_model_has_its_routes_and_schemas(document: dict[str, Any], name: str) -> None:
    assert "get" in document["paths"][f"/models/{name}"]
    operation = document["paths"][f"/models/{name}/predict"]["post"]
    assert {"200", "400", "404", "405", "413", "415", "422", "500", "503"} <= set(
        operation["responses"]
    )
    assert {"application/json", "text/csv"} == set(operation["requestBody"]["content"])


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_valid_and_so_is_its_answer(
    document: dict[str, Any], gateway: Client, name: str
) -> None:
    content = document["paths"][f"/models/{name}/predict"]["post"]["requestBody"]["content"]
    for given in content["application/json"]["examples"].values():
        part(document, f"{name}_request").validate(given["value"])
        answer = gateway.post(f"/models/{name}/predict", json=given["value"])
        part(document, f"{name}_response").validate(answer.json())
    assert not part(document, f"{name}_request").is_valid([{}])
    assert not part(document, f"{name}_response").is_valid({"predictions": ["?"]})


def test_answers_with_options_are_as_the_document_says(
    document: dict[str, Any], gateway: Client
) -> None:
    path = "/models/boston_linear/predict?interval=prediction&on_error=null"
    answer = gateway.post(path, json=[example("boston_linear"), {}]).json()
    assert answer["error_count"] == 13
    part(document, "boston_linear_response").validate(answer)


def test_a_problem_is_as_the_document_says(document: dict[str, Any], gateway: Client) -> None:
    judge = part(document, "Problem")
    bodies: list[object] = [[{}], []]
    for body in bodies:
        judge.validate(gateway.post("/predict", json=body).json())
    assert not judge.is_valid({}) and not judge.is_valid(gateway.get("/ping").json())


def test_schemathesis_finds_nothing_with_all_its_checks(
    document: dict[str, Any], gateway: Client, tmp_path: Path
) -> None:
    left_out = [] if SECONDS else [f"--exclude-operation-id={name}" for name in TWINS]
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{gateway.url}/openapi.json"),
        *("--checks", "all", "--max-examples", "10", "--no-color"),
        *(("--max-time", f"{SECONDS:.0f}") if SECONDS else ("--seed", "1", *left_out)),
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "SCHEMATHESIS_HOOKS": "emulator_tests.support.schemathesis_hooks",
    }
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    counts = re.search(r"Selected: (\d+)/(\d+)\s+Tested: (\d+)\n", done.stdout)
    assert counts, done.stdout
    selected, known, tested = map(int, counts.groups())
    assert known >= len(document["paths"])
    assert tested == selected == known - len(left_out)
