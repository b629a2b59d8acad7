"""`python -m models publish`: the catalogue and its models to S3, never over others."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from emulator.s3.store import ObjectStore
from emulator.settings import REGION, REPOSITORY, FunctionSettings
from emulator_tests.doubles import faults
from emulator_tests.fixtures import StartEmulator
from emulator_tests.support.cards import example
from models.__main__ import main

DIST = REPOSITORY / "models" / "dist"

Publish = Callable[[str], int]


@pytest.fixture(autouse=True)
def account(object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person's shell says of their AWS account."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    for name, value in object_store.environment().items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A catalogue of two small models that a test may change."""
    catalogue = json.loads((DIST / "catalogue.json").read_text())
    kept = [entry for entry in catalogue["models"] if entry["name"] in ("admission", "iris")]
    for entry in kept:
        (tmp_path / entry["artifact"]).parent.mkdir()
        shutil.copy(DIST / entry["artifact"], tmp_path / entry["artifact"])
    changed = {**catalogue, "default": "iris", "models": kept}
    (tmp_path / "catalogue.json").write_text(json.dumps(changed))
    return tmp_path


@pytest.fixture
def publish(dist: Path) -> Publish:
    return lambda uri: main(["publish", uri, "--catalogue", str(dist / "catalogue.json")])


def puts(store: ObjectStore) -> list[str]:
    return [unquote(r.path).partition("?")[0] for r in store.requests if r.method == "PUT"]


def printed(output: str) -> dict[str, str]:
    lines = [line.partition("=") for line in output.splitlines() if line[:2] in ("S3", "MO")]
    return {name: value for name, _, value in lines}


def test_the_models_are_uploaded_before_the_catalogue_that_names_them(
    publish: Publish, object_store: ObjectStore, model_bucket: str
) -> None:
    assert publish(f"s3://{model_bucket}/a prefix/2026/") == 0
    folder = f"/{model_bucket}/a prefix/2026"
    assert puts(object_store) == [
        f"{folder}/admission/model.rds",
        f"{folder}/iris/model.rds",
        f"{folder}/catalogue.json",
    ]


def test_each_upload_carries_its_checksum(
    publish: Publish, object_store: ObjectStore, model_bucket: str
) -> None:
    publish(f"s3://{model_bucket}")
    sent = [r.headers["x-amz-checksum-sha256"] for r in object_store.requests if r.method == "PUT"]
    assert len(set(sent)) == 3


def test_progress_is_told_a_line_a_file(
    publish: Publish, model_bucket: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(f"s3://{model_bucket}/p")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"[1/3] s3://{model_bucket}/p/admission/model.rds, 43.5 kB: uploading ..."
    assert lines[2].startswith(f"[3/3] s3://{model_bucket}/p/catalogue.json, ")


def test_the_printed_variables_serve_the_models(
    publish: Publish,
    object_store: ObjectStore,
    model_bucket: str,
    start_emulator: StartEmulator,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publish(f"s3://{model_bucket}/p")
    variables = printed(capsys.readouterr().out)
    assert variables["S3_MODEL_URI"].startswith(f"s3://{model_bucket}/p/catalogue.json?versionId=")
    environment = {**object_store.environment(), **variables}
    settings = FunctionSettings(environment=environment)
    answer = start_emulator(settings).invoke(example("iris"))
    assert answer.body["model"] == "iris"


def test_the_digest_is_that_of_the_catalogue(
    publish: Publish, dist: Path, model_bucket: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(f"s3://{model_bucket}")
    digest = hashlib.sha256((dist / "catalogue.json").read_bytes()).hexdigest()
    assert printed(capsys.readouterr().out)["MODEL_SHA256"] == digest


def test_a_bucket_that_keeps_no_versions_gets_a_uri_without_one(
    publish: Publish, object_store: ObjectStore, capsys: pytest.CaptureFixture[str]
) -> None:
    bucket = object_store.new_bucket()
    publish(f"s3://{bucket}")
    assert printed(capsys.readouterr().out)["S3_MODEL_URI"] == f"s3://{bucket}/catalogue.json"


def test_what_is_there_already_is_not_uploaded_again(
    publish: Publish,
    object_store: ObjectStore,
    model_bucket: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publish(f"s3://{model_bucket}")
    first = printed(capsys.readouterr().out)
    object_store.requests.clear()
    assert publish(f"s3://{model_bucket}") == 0
    output = capsys.readouterr().out
    assert puts(object_store) == []
    assert output.count("is there already") == 3 and printed(output) == first


def test_an_object_without_a_checksum_is_compared_by_its_contents(
    publish: Publish, object_store: ObjectStore, model_bucket: str, dist: Path
) -> None:
    same = (dist / "iris" / "model.rds").read_bytes()
    object_store.upload(model_bucket, "iris/model.rds", same)
    assert publish(f"s3://{model_bucket}") == 0
    assert f"/{model_bucket}/iris/model.rds" not in puts(object_store)[1:]


def test_a_different_file_of_the_same_name_is_not_overwritten_and_nothing_is_uploaded(
    publish: Publish,
    object_store: ObjectStore,
    model_bucket: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    object_store.upload(model_bucket, "p/iris/model.rds", b"the model of somebody else")
    object_store.requests.clear()
    assert publish(f"s3://{model_bucket}/p") == 1
    assert puts(object_store) == []
    assert capsys.readouterr().err.startswith(
        f"s3://{model_bucket}/p/iris/model.rds is there with other contents"
    )


def test_a_file_that_appears_in_between_is_not_overwritten(
    publish: Publish,
    object_store: ObjectStore,
    model_bucket: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # To look, the answer was that there is none.
    object_store.upload(model_bucket, "admission/model.rds", b"the model of somebody else")
    object_store.fail_next(faults.status(404, "NoSuchKey"))
    assert publish(f"s3://{model_bucket}") == 1
    assert "is there with other contents" in capsys.readouterr().err


def test_a_model_that_is_not_the_one_of_the_catalogue_is_not_published(
    publish: Publish,
    object_store: ObjectStore,
    model_bucket: str,
    dist: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (dist / "iris" / "model.rds").write_bytes(b"trained since")
    assert publish(f"s3://{model_bucket}") == 1
    assert puts(object_store) == [] and "`make models`" in capsys.readouterr().err


@pytest.mark.parametrize(
    "uri", ["bucket/prefix", "s3://", "https://bucket", "s3://A_B/x", "s3://bucket//x", "s3://b/x?"]
)
def test_a_place_that_is_none_is_one_sentence(
    publish: Publish, uri: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(uri) == 1
    assert "give s3://bucket or s3://bucket/prefix" in capsys.readouterr().err


def test_a_missing_bucket_is_one_sentence(
    publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish("s3://no-such-bucket-here/p") == 1
    error = capsys.readouterr().err
    assert "there is no such bucket: make it with `aws s3 mb s3://no-such-bucket-here`" in error


def test_a_missing_permission_is_one_sentence(
    publish: Publish,
    object_store: ObjectStore,
    model_bucket: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    object_store.fail_next(faults.status(403, "AccessDenied"))
    assert publish(f"s3://{model_bucket}") == 1
    assert "access denied: publishing needs s3:PutObject" in capsys.readouterr().err


def test_no_credentials_are_one_sentence(model_bucket: str, tmp_path: Path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    command = [sys.executable, "-m", "models", "publish", f"s3://{model_bucket}"]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.endswith("Unable to locate credentials.\n") and "Trace" not in done.stderr


def test_no_catalogue_is_one_sentence(
    tmp_path: Path, model_bucket: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "catalogue.json"
    assert main(["publish", f"s3://{model_bucket}", "--catalogue", str(file)]) == 1
    assert capsys.readouterr().err == (
        f"{file} is missing: run `make models`, which trains and writes it.\n"
    )
