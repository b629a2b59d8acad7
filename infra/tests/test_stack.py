"""What stands in the template when every setting has its default."""

import json
import shlex

import pytest

from emulator.cloudformation.template import Template
from infra.app import REPOSITORY
from infra.inference_function import BASES

from .conftest import Synthesize


def test_every_route_goes_to_the_alias_with_payload_2(template: Template) -> None:
    (integration,) = template.ids("AWS::ApiGatewayV2::Integration")
    properties = template.properties(integration)
    assert properties["IntegrationUri"] == f"{template.function.arn}:live"
    assert properties["PayloadFormatVersion"] == "2.0"
    targets = {route["Target"] for route in template.all("AWS::ApiGatewayV2::Route").values()}
    assert targets == {f"integrations/{integration}"}


def test_the_routes_are_those_of_the_design(template: Template) -> None:
    # Written out: a list made from the one that the API is made from would agree with anything.
    keys = [route["RouteKey"] for route in template.all("AWS::ApiGatewayV2::Route").values()]
    assert sorted(keys) == [
        "GET /",
        "GET /models",
        "GET /models/{name}",
        "GET /openapi.json",
        "GET /ping",
        "POST /",
        "POST /invocations",
        "POST /models/{name}/predict",
        "POST /predict",
    ]


def test_every_route_wants_a_signature(template: Template) -> None:
    routes = template.all("AWS::ApiGatewayV2::Route").values()
    assert {route["AuthorizationType"] for route in routes} == {"AWS_IAM"}


def test_every_route_wants_a_token_with_jwt(synthesize: Synthesize) -> None:
    template = synthesize(auth="jwt", jwt__issuer="https://a.org/", jwt__audience="r")
    (authorizer,) = template.ids("AWS::ApiGatewayV2::Authorizer")
    routes = template.all("AWS::ApiGatewayV2::Route").values()
    assert {route["AuthorizationType"] for route in routes} == {"JWT"}
    assert {route["AuthorizerId"] for route in routes} == {authorizer}


def test_only_this_api_may_invoke_the_function(template: Template) -> None:
    (api,) = template.ids("AWS::ApiGatewayV2::Api")
    permission = template.one("AWS::Lambda::Permission")
    assert permission["Principal"] == "apigateway.amazonaws.com"
    assert permission["SourceArn"].startswith(
        f"arn:aws:execute-api:eu-central-1:123456789012:{api}/"
    )
    assert permission["FunctionName"] == f"{template.function.arn}:live"


def test_the_access_log_has_request_id_latency_and_integration_error(template: Template) -> None:
    line = json.loads(template.one("AWS::ApiGatewayV2::Stage")["AccessLogSettings"]["Format"])
    assert line["requestId"] == "$context.requestId"
    assert line["latency"] == "$context.responseLatency"
    assert line["integrationError"] == "$context.integrationErrorMessage"
    others = {"time", "ip", "route", "path", "status", "bytes", "authorizerError", "error"}
    assert others < line.keys() and all(value.startswith("$context.") for value in line.values())


def test_without_origins_there_is_no_cors(template: Template) -> None:
    assert "CorsConfiguration" not in template.one("AWS::ApiGatewayV2::Api")


def test_cors_allows_a_browser_to_post_json_with_a_token(synthesize: Synthesize) -> None:
    template = synthesize(cors_origins="https://a.org")
    cors = template.one("AWS::ApiGatewayV2::Api")["CorsConfiguration"]
    assert cors["AllowHeaders"] == ["authorization", "content-type"]
    assert cors["AllowMethods"] == ["GET", "POST"]


def test_the_function_logs_json_to_its_own_group_and_is_traced(template: Template) -> None:
    function = template.one("AWS::Lambda::Function")
    assert function["LoggingConfig"]["LogFormat"] == "JSON"
    assert function["LoggingConfig"]["LogGroup"] in template.ids("AWS::Logs::LogGroup")
    assert function["TracingConfig"] == {"Mode": "Active"}
    assert function["Timeout"] == 29 and function["PackageType"] == "Image"


def test_the_image_is_built_from_its_sources_and_nothing_else(template: Template) -> None:
    (folder,) = (path for path in template.folder.glob("asset.*") if path.is_dir())
    assert {path.name for path in folder.iterdir()} == {"lambda_image", ".dockerignore"}


def test_the_dockerfile_takes_the_base_that_the_settings_name() -> None:
    dockerfile = (REPOSITORY / "lambda_image" / "Dockerfile").read_text()
    assert f"ARG LAMBDA_BASE={BASES['al2']}\n" in dockerfile


def test_a_new_version_gets_its_traffic_step_by_step_and_loses_it_on_an_alarm(
    template: Template,
) -> None:
    group = template.one("AWS::CodeDeploy::DeploymentGroup")
    assert group["DeploymentConfigName"] == "CodeDeployDefault.LambdaCanary10Percent5Minutes"
    assert len(group["AlarmConfiguration"]["Alarms"]) == 4
    assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, '--aws-sigv4 "aws:amz:eu-central-1:execute-api"'),
        (
            {"auth": "jwt", "jwt__issuer": "https://a.org/", "jwt__audience": "r"},
            '-H "authorization: Bearer $TOKEN"',
        ),
        ({"auth": "none"}, "curl -H 'content-type: application/json' -d '{\"crim\":0.00632"),
    ],
)
def test_the_outputs_have_a_line_to_try_it_with(
    synthesize: Synthesize, settings: dict[str, str], words: str
) -> None:
    template = synthesize(**settings)
    assert words in template.output("Try")
    *_, example, url = shlex.split(template.output("Try"))
    assert json.loads(example) == {"crim": 0.00632, "lstat": 4.98}
    assert url == f"{template.output('Url')}/predict"
