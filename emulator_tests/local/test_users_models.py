"""`make serve` of a model_uri: what is in the user's S3 is served, or one sentence says why not.

The user's S3 is an object store of this process; the service runs in another one.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from emulator.errors import ModelNotFetched
from emulator.processes.marked_process import MarkedProcess
from emulator.s3.store import ObjectStore
from emulator.settings import REGION, REPOSITORY, Credentials
from emulator.synthesis import synthesize
from emulator.users_models import fetch_users_models
from models.catalogue import file_digest

from ..doubles import faults
from ..support.cards import card
from ..support.ensembles import MEMBERS, make_project
from ..support.pinging import FOREST, KEY
from ..support.waiting import assert_said

Serve = Callable[..., MarkedProcess]
Refusal = Callable[[str, str], str]
CREDENTIALS = Credentials("AKIAOFTHEUSER0000001", "another/secret", "a token")
DIST = REPOSITORY / "models" / "dist"


@pytest.fixture
def users_s3() -> Iterator[ObjectStore]:
    with ObjectStore(CREDENTIALS) as store:
        yield store


@pytest.fixture
def bucket(users_s3: ObjectStore) -> str:
    name = users_s3.new_bucket(versioned=True)
    users_s3.requests.clear()
    return name


@pytest.fixture
def serve(users_s3: ObjectStore, tmp_path: Path) -> Iterator[Serve]:
    """`serve(uri, sha256)` runs until the test ends, with the user's credentials."""
    with ExitStack() as stack:

        def start(uri: str, sha256: str) -> MarkedProcess:
            settings = f'model_uri = "{uri}"\nmodel_sha256 = "{sha256}"\n'
            project = make_project(tmp_path / "project", MEMBERS, settings)
            own = {"AWS_DEFAULT_REGION": REGION, **users_s3.environment(), "HOME": str(tmp_path)}
            kept = {name: value for name, value in os.environ.items() if "AWS" not in name}
            command = [sys.executable, "-m", "emulator", str(project)]
            environment = {**kept, **own, "PORT": "0", "WORKERS": "1"}
            process = MarkedProcess(command, environment, REPOSITORY)
            stack.callback(process.close)
            return process

        yield start


@pytest.fixture
def refusal(users_s3: ObjectStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Refusal:
    """`refusal(uri, sha256)` -> why that is not served; the user's credentials are in place."""
    for name in (name for name in os.environ if name.startswith("AWS")):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in users_s3.environment().items():
        monkeypatch.setenv(name, value)

    def fetch(uri: str, sha256: str) -> str:
        template = deepcopy(synthesize())
        for item in template.resources.values():
            if item["Type"] == "AWS::Lambda::Function":
                named = {"S3_MODEL_URI": uri, "MODEL_SHA256": sha256}
                item["Properties"]["Environment"]["Variables"] |= named
        with ObjectStore() as store, pytest.raises(ModelNotFetched) as caught:
            fetch_users_models(template, store)
        return str(caught.value)

    return fetch


def test_a_pinned_version_of_a_model_is_served(
    serve: Serve, users_s3: ObjectStore, bucket: str
) -> None:
    key = "a folder/1+1=é.rds"
    version = users_s3.upload(bucket, key, FOREST.read_bytes())
    users_s3.upload(bucket, key, b"a later version that is not a model")
    users_s3.requests.clear()
    process = serve(f"s3://{bucket}/{key}?versionId={version}", file_digest(FOREST))
    (answer,) = (ask(line) for line in curl_lines(process))
    assert answer["version"] == file_digest(FOREST)[:12]
    assert [request.method for request in users_s3.requests] == ["GET"]


def test_every_artifact_in_a_catalogues_folder_is_served(
    serve: Serve, users_s3: ObjectStore, bucket: str
) -> None:
    for name in MEMBERS:
        users_s3.upload(bucket, f"v1/{name}/model.rds", model(name))
    artifacts = [f"{name}/model.rds" for name in MEMBERS[:2]]
    catalogue = blended([*artifacts, f"s3://{bucket}/v1/{MEMBERS[2]}/model.rds"])
    process = serve(*published(users_s3, bucket, catalogue))
    _, blend = (ask(line) for line in curl_lines(process))
    assert list(blend["members"]) == MEMBERS


def test_an_artifact_elsewhere_is_not_for_the_functions_role(
    serve: Serve, users_s3: ObjectStore, bucket: str
) -> None:
    elsewhere = users_s3.new_bucket()
    artifacts = [f"{name}/model.rds" for name in MEMBERS[:2]]
    for name, artifact in zip(MEMBERS, artifacts, strict=False):
        users_s3.upload(bucket, f"v1/{artifact}", model(name))
    users_s3.upload(elsewhere, KEY, model(MEMBERS[2]))
    artifact = f"s3://{elsewhere}/{KEY}"
    process = serve(*published(users_s3, bucket, blended([*artifacts, artifact])))
    _, blend = (ask(line) for line in curl_lines(process))
    assert blend["status"] == 502
    assert f"{artifact} may not be read (403 AccessDenied)" in process.output()


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("AWS_ACCESS_KEY_ID", "", "there are no AWS credentials: set AWS_PROFILE, or "),
        ("AWS_ACCESS_KEY_ID", "AKIAANOTHER", "S3 answered InvalidAccessKeyId: "),
        ("AWS_PROFILE", "unknown", "check the network, AWS_PROFILE and AWS_ENDPOINT_URL_S3."),
        ("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1", "Could not connect to the endpoint URL"),
    ],
)
def test_credentials_and_endpoints_that_do_not_work_are_one_sentence(
    refusal: Refusal, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert sentence in refusal("s3://models/model.rds", "0" * 64)


def test_a_missing_permission_is_named(refusal: Refusal, users_s3: ObjectStore) -> None:
    users_s3.fail_next(faults.status(403, "AccessDenied"))
    assert "allow them s3:GetObject on it." in refusal("s3://models/model.rds", "0" * 64)


@pytest.mark.parametrize("uri", ["s3://{bucket}/no.rds", "s3://no-such-bucket-here/model.rds"])
def test_an_object_that_is_not_there_is_named(refusal: Refusal, bucket: str, uri: str) -> None:
    assert "it does not exist (NoSuch" in refusal(uri.format(bucket=bucket), "0" * 64)


def test_another_digest_than_the_one_given_is_told_with_both(
    refusal: Refusal, users_s3: ObjectStore, bucket: str
) -> None:
    users_s3.upload(bucket, KEY, FOREST.read_bytes())
    said = f"its SHA-256 is {file_digest(FOREST)}, but model_sha256 says {'0' * 64}"
    assert said in refusal(f"s3://{bucket}/{KEY}", "0" * 64)


def test_an_artifact_that_is_not_there_is_named(
    refusal: Refusal, users_s3: ObjectStore, bucket: str
) -> None:
    entry = {**card("boston_linear"), "artifact": "gone.rds"}
    sentence = refusal(*published(users_s3, bucket, {"models": [entry]}))
    assert sentence.startswith(f"s3://{bucket}/v1/gone.rds cannot be served here: ")


@pytest.mark.parametrize("content", [[], {"models": [{"name": "a"}]}, {"models": 1}])
def test_what_is_no_catalogue_is_told(
    refusal: Refusal, users_s3: ObjectStore, bucket: str, content: Any
) -> None:
    sentence = refusal(*published(users_s3, bucket, content))
    assert sentence.endswith("it is not a catalogue of models: write it with `make models`.")


# Helpers ----


def model(name: str) -> bytes:
    return (DIST / name / "model.rds").read_bytes()


def blended(artifacts: list[str]) -> dict[str, Any]:
    """A catalogue of the members, whose files are these, and of an ensemble of them."""
    files = zip(MEMBERS, artifacts, strict=True)
    cards: list[dict[str, Any]] = [{**card(name), "artifact": file} for name, file in files]
    ensemble = {"name": "blend", "kind": "ensemble", "members": MEMBERS, "combine": "mean"}
    return {"models": [*cards, ensemble]}


def published(store: ObjectStore, bucket: str, catalogue: Any) -> tuple[str, str]:
    """The URI and the digest of a catalogue that is uploaded."""
    text = json.dumps(catalogue).encode()
    store.upload(bucket, "v1/catalogue.json", text)
    return f"s3://{bucket}/v1/catalogue.json", hashlib.sha256(text).hexdigest()


def curl_lines(process: MarkedProcess) -> list[str]:
    assert_said(process, "Ctrl-C")
    lines = [line for line in process.output().splitlines() if line.startswith("curl ")]
    assert lines, process.output()
    return lines


def ask(line: str) -> Any:
    answer = subprocess.run(line, shell=True, capture_output=True, check=True, text=True)
    return json.loads(answer.stdout)
