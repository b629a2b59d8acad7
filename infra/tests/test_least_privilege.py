"""What the roles may do, as IAM reads the policies of the template."""

import json

import pytest

from .conftest import Synthesize
from .template import BUCKET, Template

FUNCTION = "InferenceRole"
STATES = "Ensemblebostonblend"
ASSETS = f"arn:aws:s3:::{BUCKET}"
SHA = "5e" * 32


def published_keys(template: Template) -> list[str]:
    catalogue = template.environment()["S3_MODEL_URI"].rpartition("/")[2]
    models = json.loads(template.asset(catalogue))["models"]
    return [catalogue] + [model["artifact"] for model in models if "artifact" in model]


def test_the_function_may_read_its_catalogue_and_each_of_its_models(template: Template) -> None:
    keys = published_keys(template)
    assert len(keys) == 4
    assert all(template.allows(FUNCTION, "s3:GetObject", f"{ASSETS}/{key}") for key in keys)


def test_the_function_waits_for_the_policy_that_lets_it_read_its_models(template: Template) -> None:
    # Else CloudFormation may start a version that cannot read its models yet.
    (function,) = template.ids("AWS::Lambda::Function")
    policies = {id: str(template.properties(id)) for id in template.ids("AWS::IAM::Policy")}
    (read,) = (id for id, text in policies.items() if "s3:GetObject" in text)
    assert read in template.content["Resources"][function]["DependsOn"]


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("s3:GetObject", f"{ASSETS}/{'0' * 64}.rds"),
        ("s3:ListBucket", ASSETS),
        ("s3:GetObject", "arn:aws:s3:::another/m.rds"),
        ("lambda:InvokeFunction", "arn:aws:lambda:eu-central-1:123456789012:function:any"),
        ("states:StartExecution", "any"),
        ("logs:CreateLogGroup", "any"),
        ("iam:PassRole", "any"),
        ("sts:AssumeRole", "any"),
    ],
)
def test_the_function_may_do_nothing_else(template: Template, action: str, resource: str) -> None:
    assert not template.allows(FUNCTION, action, resource)


def test_the_function_may_not_change_what_it_reads(template: Template) -> None:
    model = f"{ASSETS}/{published_keys(template)[1]}"
    for action in ("s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion", "s3:GetObjectAcl"):
        assert not template.allows(FUNCTION, action, model)


def test_the_function_may_start_its_ensembles_and_write_its_log(template: Template) -> None:
    (machine,) = template.ids("AWS::StepFunctions::StateMachine")
    (log,) = (id for id in template.ids("AWS::Logs::LogGroup") if id.startswith("Inference"))
    assert template.allows(FUNCTION, "states:StartSyncExecution", machine)
    assert template.allows(FUNCTION, "logs:PutLogEvents", f"{log}.Arn")
    assert not template.allows(FUNCTION, "states:StartSyncExecution", "another")
    assert not template.allows(FUNCTION, "logs:PutLogEvents", "another.Arn")


def test_an_ensemble_may_invoke_the_alias_and_no_other_function(template: Template) -> None:
    (alias,) = template.ids("AWS::Lambda::Alias")
    (function,) = template.ids("AWS::Lambda::Function")
    assert template.allows(STATES, "lambda:InvokeFunction", alias)
    assert not template.allows(STATES, "lambda:InvokeFunction", function)
    assert not template.allows(STATES, "lambda:InvokeFunction", f"{function}.Arn")
    assert not template.allows(STATES, "s3:GetObject", f"{ASSETS}/{published_keys(template)[0]}")


def test_a_star_stands_only_where_aws_knows_no_resource(template: Template) -> None:
    starred = {
        action
        for policy in template.all("IAM::Policy")
        for statement in policy["PolicyDocument"]["Statement"]
        if "*" in json.dumps(statement["Resource"])
        for action in statement["Action"]
    }
    assert {action for action in starred if not action.startswith("xray:")} == {
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
    }


@pytest.mark.parametrize(
    ("uri", "action", "allowed", "refused"),
    [
        ("s3://b/a/m.rds", "s3:GetObject", "b/a/m.rds", "b/a/n.rds"),
        ("s3://b/m.rds?versionId=7", "s3:GetObjectVersion", "b/m.rds", "b/n.rds"),
        ("s3://b/v1/catalogue.json", "s3:GetObject", "b/v1/svm.rds", "b/v2/svm.rds"),
    ],
)
def test_an_existing_object_may_be_read_and_its_neighbours_not(
    synthesize: Synthesize, uri: str, action: str, allowed: str, refused: str
) -> None:
    template = synthesize(model_uri=uri, model_sha256=SHA)
    assert template.allows(FUNCTION, action, f"arn:aws:s3:::{allowed}")
    assert not template.allows(FUNCTION, action, f"arn:aws:s3:::{refused}")
