"""The HTTP API in front of the function."""

import json
from collections.abc import Sequence
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from .acknowledge import acknowledge
from .service_log import ServiceLog
from .settings import Settings

GET: Final = apigatewayv2.HttpMethod.GET
POST: Final = apigatewayv2.HttpMethod.POST
ROUTES: Final = {
    "/": [GET, POST],
    "/predict": [POST],
    "/invocations": [POST],
    "/models": [GET],
    "/models/{name}": [GET],
    "/models/{name}/predict": [POST],
    "/openapi.json": [GET],
    "/ping": [GET],
}
ACCESS_LOG: Final = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "ip": "$context.identity.sourceIp",
    "route": "$context.routeKey",
    "path": "$context.path",
    "status": "$context.status",
    "bytes": "$context.responseLength",
    "latency": "$context.responseLatency",
    "integrationLatency": "$context.integrationLatency",
    "integrationStatus": "$context.integrationStatus",
    "integrationError": "$context.integrationErrorMessage",
    "authorizerError": "$context.authorizer.error",
    "error": "$context.error.message",
}


class InferenceApi(Construct):
    """`api` with its only `stage`, at the `url`; `log_group` has one line per request.

    Pages of the `origins` may call it from a browser.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        settings: Settings,
        handler: lambda_.IFunction,
        origins: Sequence[str],
    ) -> None:
        super().__init__(scope, id)
        self.api = apigatewayv2.HttpApi(
            self,
            "Api",
            api_name=settings.name,
            description="Predictions of fitted R models",
            create_default_stage=False,
            default_authorizer=_authorizer(settings),
            cors_preflight=_cors(origins),
        )
        integration = integrations.HttpLambdaIntegration(
            "Function",
            handler,
            payload_format_version=apigatewayv2.PayloadFormatVersion.VERSION_2_0,
            scope_permission_to_route=False,
        )
        for path, methods in ROUTES.items():
            self.api.add_routes(path=path, methods=methods, integration=integration)
        self.log_group = ServiceLog(
            self, "AccessLog", settings=settings, vended=f"apis/{settings.name}"
        )
        self.stage = self._stage(settings)
        if settings.auth == "none":
            self._public()
        self.url = self.stage.url.rstrip("/")

    def _public(self) -> None:
        warning = "auth is none: whoever knows the API's address can call it."
        cdk.Annotations.of(self).add_warning_v2("public-api", warning)
        acknowledge(self, "APIG4", "service.toml says that the API is public")

    def _stage(self, settings: Settings) -> apigatewayv2.HttpStage:
        stage = apigatewayv2.HttpStage(
            self,
            "Stage",
            http_api=self.api,
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=apigatewayv2.ThrottleSettings(
                rate_limit=settings.rate_limit, burst_limit=settings.burst_limit
            ),
        )
        # The L2's property is an interface that Python would have to implement.
        resource = stage.node.default_child
        assert isinstance(resource, apigatewayv2.CfnStage)
        resource.access_log_settings = apigatewayv2.CfnStage.AccessLogSettingsProperty(
            destination_arn=self.log_group.log_group_arn, format=json.dumps(ACCESS_LOG)
        )
        return stage


# Helpers ----


def _authorizer(settings: Settings) -> apigatewayv2.IHttpRouteAuthorizer | None:
    if settings.auth == "iam":
        return authorizers.HttpIamAuthorizer()
    if settings.auth == "jwt" and settings.jwt:
        return authorizers.HttpJwtAuthorizer(
            "Jwt", settings.jwt.issuer, jwt_audience=list(settings.jwt.audience)
        )
    return None


def _cors(origins: Sequence[str]) -> apigatewayv2.CorsPreflightOptions | None:
    if not origins:
        return None
    return apigatewayv2.CorsPreflightOptions(
        allow_origins=list(origins),
        allow_methods=[apigatewayv2.CorsHttpMethod.GET, apigatewayv2.CorsHttpMethod.POST],
        allow_headers=["authorization", "content-type"],
        max_age=cdk.Duration.hours(1),
    )
