"""Each setting, and where the template shows it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from emulator.cloudformation.template import Template
from infra.service_log import RETENTION
from infra.settings import RETENTION_DAYS, Settings

from .conftest import Synthesize
from .published import catalogue

See = Callable[[Template], Any]
SHA = "5e" * 32
EXISTING = {"model_uri": "s3://models/m.rds", "model_sha256": SHA}
JWT = {"auth": "jwt", "jwt__issuer": "https://example.org/", "jwt__audience": "a,b"}


def see(type: str, *path: str) -> See:
    def look(template: Template) -> Any:
        value: Any = next(iter(template.all(type).values()))
        for key in path:
            value = value[key]
        return value

    return look


def image(template: Template) -> Any:
    (manifest,) = template.folder.glob("*.assets.json")
    (asset,) = json.loads(manifest.read_text())["dockerImages"].values()
    return asset["source"]["dockerBuildArgs"]["LAMBDA_BASE"], asset["source"]["platform"]


def retention(template: Template) -> set[int]:
    return {group["RetentionInDays"] for group in template.all("AWS::Logs::LogGroup").values()}


def subscriber(template: Template) -> Any:
    (subscription,) = template.all("AWS::SNS::Subscription").values()
    return subscription["Protocol"], subscription["Endpoint"]


def states(template: Template) -> Any:
    (machine,) = template.state_machines.values()
    return json.loads(machine.definition)


def authorizer(template: Template) -> Any:
    return template.one("AWS::ApiGatewayV2::Authorizer")["JwtConfiguration"]


FUNCTION = "AWS::Lambda::Function"
ALIAS = "AWS::Lambda::Alias"
STAGE = "AWS::ApiGatewayV2::Stage"
STATES = "AWS::StepFunctions::StateMachine"
KNOBS: list[tuple[str, dict[str, str], See, Any]] = [
    ("name", {"name": "prices"}, see("AWS::ApiGatewayV2::Api", "Name"), "prices"),
    (
        "model_uri",
        EXISTING,
        lambda it: it.function.environment["S3_MODEL_URI"],
        "s3://models/m.rds",
    ),
    ("model_sha256", EXISTING, lambda it: it.function.environment["MODEL_SHA256"], SHA),
    (
        "models",
        {"models": "boston_svm,boston_linear,boston_forest"},
        lambda it: [model["name"] for model in catalogue(it)["models"]],
        ["boston_svm", "boston_linear", "boston_forest", "boston_blend"],
    ),
    (
        "default_model",
        {"default_model": "boston_svm"},
        lambda it: catalogue(it)["default"],
        "boston_svm",
    ),
    (
        "base",
        {"base": "al2023"},
        lambda it: image(it)[0],
        "public.ecr.aws/lambda/provided:al2023",
    ),
    ("architecture", {"architecture": "arm64"}, see(FUNCTION, "Architectures"), ["arm64"]),
    ("architecture", {"architecture": "arm64"}, lambda it: image(it)[1], "linux/arm64"),
    ("memory", {"memory": "3008"}, see(FUNCTION, "MemorySize"), 3008),
    ("timeout", {"timeout": "12"}, see(FUNCTION, "Timeout"), 12),
    ("timeout", {"timeout": "12"}, lambda it: states(it)["TimeoutSeconds"], 10),
    ("tmp", {"tmp": "1024"}, see(FUNCTION, "EphemeralStorage", "Size"), 1024),
    (
        "reserved_concurrency",
        {"reserved_concurrency": "4"},
        see(FUNCTION, "ReservedConcurrentExecutions"),
        4,
    ),
    (
        "provisioned_concurrency",
        {"provisioned_concurrency": "2"},
        see(
            "AWS::Lambda::Alias", "ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions"
        ),
        2,
    ),
    (
        "snap_start",
        {"snap_start": "true", "base": "al2023"},
        see(FUNCTION, "SnapStart", "ApplyOn"),
        "PublishedVersions",
    ),
    (
        "rollout",
        {"rollout": "linear_10_percent_every_2_minutes"},
        see("AWS::CodeDeploy::DeploymentGroup", "DeploymentConfigName"),
        "CodeDeployDefault.LambdaLinear10PercentEvery2Minutes",
    ),
    (
        "rollout",
        {"rollout": "all_at_once"},
        lambda it: it.ids("AWS::CodeDeploy::DeploymentGroup"),
        [],
    ),
    ("auth", {"auth": "none"}, see("AWS::ApiGatewayV2::Route", "AuthorizationType"), "NONE"),
    ("jwt", JWT, authorizer, {"Issuer": "https://example.org/", "Audience": ["a", "b"]}),
    (
        "cors_origins",
        {"cors_origins": "https://a.org,https://b.org"},
        see("AWS::ApiGatewayV2::Api", "CorsConfiguration", "AllowOrigins"),
        ["https://a.org", "https://b.org"],
    ),
    (
        "rate_limit",
        {"rate_limit": "7"},
        see(STAGE, "DefaultRouteSettings", "ThrottlingRateLimit"),
        7,
    ),
    (
        "burst_limit",
        {"burst_limit": "9"},
        see(STAGE, "DefaultRouteSettings", "ThrottlingBurstLimit"),
        9,
    ),
    (
        "log_level",
        {"log_level": "DEBUG"},
        see(FUNCTION, "LoggingConfig", "ApplicationLogLevel"),
        "DEBUG",
    ),
    ("log_retention_days", {"log_retention_days": "365"}, retention, {365}),
    (
        "log_payloads",
        {"log_payloads": "true"},
        see(STATES, "LoggingConfiguration", "IncludeExecutionData"),
        True,
    ),
    ("alarm_email", {"alarm_email": "me@example.org"}, subscriber, ("email", "me@example.org")),
    ("ensemble", {}, see(STATES, "StateMachineName"), "r-models-boston_blend"),
    (
        "web_page",
        {"web_page.enabled": "true", "auth": "none"},
        see("AWS::CloudFront::Distribution", "DistributionConfig", "Enabled"),
        True,
    ),
    (
        "tags",
        {"tags.team": "pricing"},
        see(FUNCTION, "Tags"),
        [{"Key": "team", "Value": "pricing"}],
    ),
]


@pytest.mark.parametrize(
    ("settings", "look", "expected"),
    [pytest.param(*rest, id=f"{name}-{number}") for number, (name, *rest) in enumerate(KNOBS)],
)
def test_a_setting_shows_in_the_template(
    synthesize: Synthesize, settings: dict[str, str], look: See, expected: Any
) -> None:
    assert look(synthesize(**settings)) == expected


def test_no_setting_is_without_such_a_test() -> None:
    assert {name for name, *_ in KNOBS} == set(Settings.model_fields)


def test_every_retention_that_may_be_asked_for_is_known() -> None:
    assert set(RETENTION) == set(RETENTION_DAYS)
