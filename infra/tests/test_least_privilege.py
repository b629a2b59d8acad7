"""What the roles may do, as IAM reads the policies of the template."""

import json

import pytest

from emulator.cloudformation.template import Template
from emulator.settings import ACCOUNT, REGION

from .conftest import Synthesize
from .published import BUCKET, catalogue, catalogue_key

ASSETS = f"arn:aws:s3:::{BUCKET}"
SHA = "5e" * 32
FUNCTION = "AWS::Lambda::Function"


def published_keys(template: Template) -> list[str]:
    models = catalogue(template)["models"]
    return [catalogue_key(template)] + [it["artifact"] for it in models if "artifact" in it]


def test_the_function_may_read_its_catalogue_and_each_of_its_models(template: Template) -> None:
    keys = published_keys(template)
    assert len(keys) == 4
    assert all(template.function.role.allows("s3:GetObject", f"{ASSETS}/{key}") for key in keys)


def test_the_function_waits_for_the_policy_that_lets_it_read_its_models(template: Template) -> None:
    # Else CloudFormation may start a version that cannot read its models yet.
    (function,) = template.ids("AWS::Lambda::Function")
    policies = {id: str(template.properties(id)) for id in template.ids("AWS::IAM::Policy")}
    (read,) = (id for id, text in policies.items() if "s3:GetObject" in text)
    assert read in template.resources[function]["DependsOn"]


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
    assert not template.function.role.allows(action, resource)


def test_the_function_may_not_change_what_it_reads(template: Template) -> None:
    model = f"{ASSETS}/{published_keys(template)[1]}"
    for action in ("s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion", "s3:GetObjectAcl"):
        assert not template.function.role.allows(action, model)


def test_the_function_may_start_its_ensembles_and_write_its_log(template: Template) -> None:
    (machine,) = template.state_machines
    role, log = template.function.role, template.one(FUNCTION)["LoggingConfig"]["LogGroup"]
    assert role.allows("states:StartSyncExecution", machine)
    assert role.allows("logs:PutLogEvents", f"{log}.Arn")
    assert not role.allows("states:StartSyncExecution", f"{machine}2")
    assert not role.allows("logs:PutLogEvents", "another.Arn")


def test_an_ensemble_may_invoke_the_alias_and_no_other_function(template: Template) -> None:
    (machine,) = template.state_machines.values()
    arn = template.function.arn
    assert machine.role.allows("lambda:InvokeFunction", f"{arn}:live")
    assert not machine.role.allows("lambda:InvokeFunction", arn)
    assert not machine.role.allows("lambda:InvokeFunction", f"{arn}:other")
    assert not machine.role.allows("s3:GetObject", f"{ASSETS}/{published_keys(template)[0]}")


def test_only_its_own_service_may_take_a_role(template: Template) -> None:
    taken = [
        (statement["Principal"], statement["Action"], statement.get("Condition"))
        for role in template.all("AWS::IAM::Role").values()
        for statement in role["AssumeRolePolicyDocument"]["Statement"]
    ]
    own = {
        "ArnLike": {"aws:SourceArn": f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:*"},
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
    }
    assert sorted(taken, key=str) == [
        ({"Service": "codedeploy.amazonaws.com"}, "sts:AssumeRole", None),
        ({"Service": "lambda.amazonaws.com"}, "sts:AssumeRole", None),
        ({"Service": "states.amazonaws.com"}, "sts:AssumeRole", own),
    ]


def test_no_role_has_a_policy_of_aws_but_codedeploys(template: Template) -> None:
    roles = template.all("AWS::IAM::Role").values()
    managed = [arn for role in roles for arn in role.get("ManagedPolicyArns", ())]
    limited = "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"
    assert managed == [limited]


def test_a_star_stands_only_where_aws_knows_no_resource(template: Template) -> None:
    starred = {
        action
        for policy in template.all("AWS::IAM::Policy").values()
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
    assert template.function.role.allows(action, f"arn:aws:s3:::{allowed}")
    assert not template.function.role.allows(action, f"arn:aws:s3:::{refused}")
