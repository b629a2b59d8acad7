"""The CDK's own command: bootstrap, deploy, update with a new model, destroy, against moto."""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from emulator.settings import ACCOUNT, REGION
from infra.web_page import web_page
from infra.web_page.build import build_page

from .conftest import ENSEMBLE, Synthesize
from .loopback_aws import LoopbackAws
from .project import MODELS, make_project, write_models
from .published import BUCKET
from .seen import Seen, look


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoopbackAws]:
    home = tmp_path_factory.mktemp("home")
    with LoopbackAws(home) as aws:
        aws.cdk("bootstrap", f"aws://{ACCOUNT}/{REGION}", folder=home)
        yield aws


@pytest.fixture(scope="module")
def own_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = 'auth = "none"\n[web_page]\nenabled = true\n' + ENSEMBLE
    return make_project(tmp_path_factory.mktemp("project") / "project", settings=settings)


@pytest.fixture(scope="module")
def deployed(aws: LoopbackAws, own_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    app = f"{sys.executable} -m infra.app {own_project}"
    out = tmp_path_factory.mktemp("cdk.out")
    return look(aws, aws.cdk("deploy", "--app", app, "--output", str(out), *YES, *PLAIN))


@pytest.fixture(scope="module")
def updated(
    aws: LoopbackAws, own_project: Path, deployed: Seen, synthesize: Synthesize
) -> tuple[Seen, Seen]:
    write_models(own_project, {name: f"{name}, trained again" for name in MODELS})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_page, "build_page", build_next_page)
        folder = synthesize(own_project).folder
    return deployed, look(aws, aws.cdk("deploy", "--app", str(folder), *DIRECT, *YES))


def build_next_page(target: Path) -> None:
    """The page again, with its assets under other digests."""
    build_page(target)
    for folder in list((target / "assets").iterdir()):
        folder.rename(folder.with_name(f"{folder.name}-next"))
        for file in target.glob("*.html"):
            file.write_text(file.read_text().replace(folder.name, f"{folder.name}-next"))


YES = ("--require-approval", "never")
# Without the CDK's notes in the template, as this process synthesizes it: moto takes a changed note
# for a changed resource.
PLAIN = ("--no-path-metadata", "--no-asset-metadata", "--no-version-reporting")
# moto loses the change set of a stack that is there already, and the values of its parameters.
DIRECT = ("--method", "direct", "--no-previous-parameters")


def test_the_command_publishes_the_catalogue_and_the_models(
    aws: LoopbackAws, deployed: Seen
) -> None:
    stored = aws.client("s3").get_object(Bucket=BUCKET, Key=deployed.catalogue)["Body"].read()
    assert hashlib.sha256(stored).hexdigest() == deployed.environment["MODEL_SHA256"]
    artifacts = {model["artifact"] for model in json.loads(stored)["models"][:3]}
    assert len(artifacts) == 3 and artifacts < deployed.keys


def test_the_function_is_as_the_settings_say_behind_its_alias(deployed: Seen) -> None:
    assert deployed.function["Timeout"] == 29 and deployed.function["MemorySize"] == 1769
    assert deployed.alias["Name"] == "live" and deployed.alias["FunctionVersion"] == "1"


def test_the_ensemble_has_the_name_that_the_function_is_told_and_calls_the_alias(
    deployed: Seen,
) -> None:
    (machine,) = deployed.machines
    prefix = deployed.environment["STATE_MACHINE_ARN_PREFIX"]
    assert machine["stateMachineArn"] == f"{prefix}boston_blend"
    assert f'"Resource":"{deployed.alias["AliasArn"]}"' in machine["definition"]


def test_as_the_functions_role_one_reads_its_models_and_nothing_else(
    aws: LoopbackAws, deployed: Seen
) -> None:
    role = aws.client("sts").assume_role(RoleArn=deployed.function["Role"], RoleSessionName="test")
    keys = role["Credentials"]
    s3 = aws.client(
        "s3",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    aws.check_permissions(True)
    try:
        catalogue = s3.get_object(Bucket=BUCKET, Key=deployed.catalogue)["Body"].read()
        for model in json.loads(catalogue)["models"][:3]:
            s3.get_object(Bucket=BUCKET, Key=model["artifact"])
        templates = deployed.keys - {deployed.catalogue}
        template = next(key for key in templates if key.endswith(".json"))
        with pytest.raises(ClientError, match="AccessDenied"):
            s3.get_object(Bucket=BUCKET, Key=template)
        with pytest.raises(ClientError, match="AccessDenied"):
            s3.put_object(Bucket=BUCKET, Key=deployed.catalogue, Body=b"{}")
        with pytest.raises(ClientError, match="AccessDenied"):
            s3.list_objects_v2(Bucket=BUCKET)
    finally:
        aws.check_permissions(False)


def test_the_page_is_told_the_address_of_the_api_and_may_call_no_other(deployed: Seen) -> None:
    config = json.loads(deployed.document("config.json"))
    # moto gives the API the name that everything gets there.
    api = rf"https://r-models-Api\w+-\w+\.execute-api\.{REGION}\.amazonaws\.com"
    assert re.fullmatch(api, config["api"]) and config["auth"] == "none"
    for name in ("index.html", "reference.html"):
        assert f"content=\"connect-src 'self' {config['api']}\">" in deployed.document(name)
        assert deployed.page[name]["ContentType"] == "text/html"


def test_the_pages_assets_are_kept_for_ever_and_its_documents_asked_for_anew(
    deployed: Seen,
) -> None:
    controls = {name: it["CacheControl"] for name, it in deployed.page.items()}
    assets = {name for name in controls if name.startswith("assets/")}
    assert {controls[name] for name in assets} == {"public, max-age=31536000, immutable"}
    assert {controls[name] for name in controls.keys() - assets} == {"no-cache"}


def test_a_new_page_is_beside_the_assets_of_the_one_before(updated: tuple[Seen, Seen]) -> None:
    before, after = updated
    assert before.page.keys() < after.page.keys()
    assert "-next/" in after.document("index.html") and "-next/" not in before.document(
        "index.html"
    )


def test_a_new_model_reaches_the_function_behind_the_same_alias(
    updated: tuple[Seen, Seen],
) -> None:
    before, after = updated
    assert before.environment["MODEL_SHA256"] != after.environment["MODEL_SHA256"]
    assert before.catalogue != after.catalogue and before.keys < after.keys
    assert after.alias["AliasArn"] == before.alias["AliasArn"]


def test_an_update_leaves_no_permission_for_the_models_before(updated: tuple[Seen, Seen]) -> None:
    before, after = updated
    assert len(after.role_policies) == len(before.role_policies) == 3


@pytest.mark.usefixtures("updated")
def test_destroying_leaves_nothing_that_runs(
    aws: LoopbackAws, synthesize: Synthesize, own_project: Path
) -> None:
    aws.cdk("destroy", "--force", "--app", str(synthesize(own_project).folder))
    assert [it["Name"] for it in aws.client("s3").list_buckets()["Buckets"]] == [BUCKET]
    assert aws.client("lambda").list_functions()["Functions"] == []
    assert aws.client("stepfunctions").list_state_machines()["stateMachines"] == []
    assert not [
        role
        for role in aws.client("iam").list_roles()["Roles"]
        if role["RoleName"].startswith("r-models")
    ]
