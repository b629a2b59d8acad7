"""The CDK's own command: bootstrap, deploy, update with a new model, destroy, against moto."""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from .conftest import ENSEMBLE, Synthesize
from .loopback_aws import ACCOUNT, REGION, LoopbackAws
from .project import MODELS, make_project, write_models
from .template import BUCKET


@dataclass(frozen=True)
class Seen:
    """What AWS has after a step."""

    output: str
    function: Any
    alias: Any
    machines: list[Any]
    keys: set[str]
    role_policies: list[str]

    @property
    def environment(self) -> dict[str, str]:
        return dict(self.function["Environment"]["Variables"])

    @property
    def catalogue(self) -> str:
        return self.environment["S3_MODEL_URI"].removeprefix(f"s3://{BUCKET}/")


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoopbackAws]:
    home = tmp_path_factory.mktemp("home")
    with LoopbackAws(home) as aws:
        aws.cdk("bootstrap", f"aws://{ACCOUNT}/{REGION}", folder=home)
        yield aws


@pytest.fixture(scope="module")
def own_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project") / "project", settings=ENSEMBLE)


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
    out = aws.cdk("deploy", "--app", str(synthesize(own_project).folder), *DIRECT, *YES)
    return deployed, look(aws, out)


YES = ("--require-approval", "never")
# Without the CDK's notes in the template, as this process synthesizes it: moto takes a changed note
# for a changed resource.
PLAIN = ("--no-path-metadata", "--no-asset-metadata", "--no-version-reporting")
# moto loses the change set of a stack that is there already, and the values of its parameters.
DIRECT = ("--method", "direct", "--no-previous-parameters")


def look(aws: LoopbackAws, output: str) -> Seen:
    functions = aws.client("lambda")
    (function,) = functions.list_functions()["Functions"]
    (alias,) = functions.list_aliases(FunctionName=function["FunctionName"])["Aliases"]
    states = aws.client("stepfunctions")
    arns = [machine["stateMachineArn"] for machine in states.list_state_machines()["stateMachines"]]
    role = function["Role"].rpartition("/")[2]
    return Seen(
        output,
        function,
        alias,
        [states.describe_state_machine(stateMachineArn=arn) for arn in arns],
        {item["Key"] for item in aws.client("s3").list_objects_v2(Bucket=BUCKET)["Contents"]},
        aws.client("iam").list_role_policies(RoleName=role)["PolicyNames"],
    )


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
    assert aws.client("lambda").list_functions()["Functions"] == []
    assert aws.client("stepfunctions").list_state_machines()["stateMachines"] == []
    assert not [
        role
        for role in aws.client("iam").list_roles()["Roles"]
        if role["RoleName"].startswith("r-models")
    ]
