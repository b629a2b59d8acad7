"""What is made when every setting has its default, type by type, and in what order."""

import json
from collections import Counter
from typing import Any

from emulator.cloudformation.template import Template

FUNCTION = "AWS::Lambda::Function"
VERSION = "AWS::Lambda::Version"
STATE_MACHINE = "AWS::StepFunctions::StateMachine"
GROUP = "AWS::CodeDeploy::DeploymentGroup"


def test_nothing_else_is_made(template: Template) -> None:
    assert Counter(item["Type"] for item in template.resources.values()) == {
        "AWS::ApiGatewayV2::Api": 1,
        "AWS::ApiGatewayV2::Integration": 1,
        "AWS::ApiGatewayV2::Route": 9,
        "AWS::ApiGatewayV2::Stage": 1,
        "AWS::CloudWatch::Alarm": 5,
        "AWS::CloudWatch::Dashboard": 1,
        "AWS::CodeDeploy::Application": 1,
        GROUP: 1,
        "AWS::IAM::Policy": 4,
        "AWS::IAM::Role": 3,
        "AWS::Lambda::Alias": 1,
        FUNCTION: 1,
        "AWS::Lambda::Permission": 1,
        VERSION: 1,
        "AWS::Logs::LogGroup": 3,
        STATE_MACHINE: 1,
    }


def test_each_output_is_printed(template: Template) -> None:
    assert template.outputs.keys() == {"Url", "Try", "ModelUri", "ModelSha256"}
    assert template.output("ModelUri") == template.function.environment["S3_MODEL_URI"]
    assert template.output("ModelSha256") == template.function.environment["MODEL_SHA256"]


def test_the_function_has_the_size_and_the_log_of_the_defaults(template: Template) -> None:
    function = template.one(FUNCTION)
    assert (function["MemorySize"], function["EphemeralStorage"]) == (1769, {"Size": 512})
    assert function["Architectures"] == ["x86_64"]
    assert not {"ReservedConcurrentExecutions", "SnapStart"} & function.keys()
    levels = function["LoggingConfig"]
    # The dashboard counts cold starts in the platform's own reports, which INFO has.
    assert (levels["ApplicationLogLevel"], levels["SystemLogLevel"]) == ("INFO", "INFO")


def test_the_alias_is_of_the_new_version_and_only_codedeploy_moves_it(template: Template) -> None:
    (alias,), (version,) = template.ids("AWS::Lambda::Alias"), template.ids(VERSION)
    assert template.properties(alias) == {
        "Description": "What the API and the ensembles call",
        "FunctionName": template.function.name,
        "FunctionVersion": template.attribute(version, "Version"),
        "Name": "live",
    }
    (group,), (application,) = template.ids(GROUP), template.ids("AWS::CodeDeploy::Application")
    moved_by = {"ApplicationName": {"Ref": application}, "DeploymentGroupName": {"Ref": group}}
    assert template.resources[alias]["UpdatePolicy"] == {"CodeDeployLambdaAliasUpdate": moved_by}


def test_a_release_shifts_traffic_and_goes_back_whenever_it_fails(template: Template) -> None:
    group = template.one(GROUP)
    assert group["DeploymentStyle"]["DeploymentOption"] == "WITH_TRAFFIC_CONTROL"
    assert group["AlarmConfiguration"]["Enabled"] and group["AutoRollbackConfiguration"] == {
        "Enabled": True,
        "Events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST", "DEPLOYMENT_STOP_ON_ALARM"],
    }
    assert template.one("AWS::CodeDeploy::Application") == {"ComputePlatform": "Lambda"}


def test_the_stage_is_deployed_by_itself_and_counts_each_route(template: Template) -> None:
    stage = template.one("AWS::ApiGatewayV2::Stage")
    assert stage["StageName"] == "$default" and stage["AutoDeploy"] is True
    assert stage["DefaultRouteSettings"] == {
        "DetailedMetricsEnabled": True,
        "ThrottlingBurstLimit": 200,
        "ThrottlingRateLimit": 100,
    }


def test_what_aws_writes_goes_to_vended_log_groups(template: Template) -> None:
    groups = template.all("AWS::Logs::LogGroup")
    api = template.one("AWS::ApiGatewayV2::Stage")["AccessLogSettings"]["DestinationArn"]
    (states,) = template.one(STATE_MACHINE)["LoggingConfiguration"]["Destinations"]
    states_arn = states["CloudWatchLogsLogGroup"]["LogGroupArn"]
    names = [groups[arn.removesuffix(".Arn")]["LogGroupName"] for arn in (api, states_arn)]
    assert names == [
        "/aws/vendedlogs/apis/r-models",
        "/aws/vendedlogs/states/r-models-boston_blend",
    ]


def test_logs_are_kept_for_30_days_and_go_with_the_stack(template: Template) -> None:
    groups = template.all("AWS::Logs::LogGroup")
    assert {group["RetentionInDays"] for group in groups.values()} == {30}
    assert {template.resources[id]["DeletionPolicy"] for id in groups} == {"Delete"}


def test_an_ensemble_is_an_express_state_machine_that_is_traced_and_logged(
    template: Template,
) -> None:
    machine = template.one(STATE_MACHINE)
    assert machine["StateMachineType"] == "EXPRESS"
    assert machine["TracingConfiguration"] == {"Enabled": True}
    assert machine["LoggingConfiguration"]["Level"] == "ALL"
    assert machine["LoggingConfiguration"]["IncludeExecutionData"] is False


def test_a_member_has_less_time_than_the_execution_and_that_less_than_the_function(
    template: Template,
) -> None:
    (machine,) = template.state_machines.values()
    definition = json.loads(machine.definition)
    assert definition["TimeoutSeconds"] == template.function.timeout - 2
    assert {task["TimeoutSeconds"] for task in tasks(template)} == {template.function.timeout - 3}


def test_what_may_pass_is_tried_twice_more_and_any_failure_is_caught(template: Template) -> None:
    (retry,) = {json.dumps(retry) for task in tasks(template) for retry in task["Retry"]}
    assert json.loads(retry) == {
        "ErrorEquals": [
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.TooManyRequestsException",
        ],
        "IntervalSeconds": 1,
        "MaxAttempts": 2,
        "BackoffRate": 2,
        "JitterStrategy": "FULL",
    }
    assert [[it["ErrorEquals"] for it in task["Catch"]] for task in tasks(template)] == [
        [["States.ALL"]]
    ] * 3


def test_the_roles_policies_are_there_before_what_needs_them(template: Template) -> None:
    policies = template.all("AWS::IAM::Policy").items()
    reads = {id for id, policy in policies if "s3:GetObject" in json.dumps(policy)}
    invokes = {id for id, policy in policies if "lambda:InvokeFunction" in json.dumps(policy)}
    for type, needed in [
        (FUNCTION, reads),
        ("AWS::Lambda::Version", reads),
        (STATE_MACHINE, invokes),
    ]:
        (id,) = template.ids(type)
        assert needed and needed <= set(template.resources[id]["DependsOn"])


# Helpers ----


def tasks(template: Template) -> list[dict[str, Any]]:
    """The states of the ensemble that call the function."""
    (machine,) = template.state_machines.values()
    (parallel,) = json.loads(machine.definition)["States"].values()
    states = [state for branch in parallel["Branches"] for state in branch["States"].values()]
    return [state for state in states if state["Type"] == "Task"]
