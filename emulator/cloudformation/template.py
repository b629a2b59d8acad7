"""The synthesized template: what `cdk deploy` would make, as the local service needs it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from ..errors import TemplateUnknown
from .intrinsics import execute_api_arn
from .resources import ApiRoute, Cors, Function, Jwt, StateMachine, Throttling
from .stack import Stack
from .throttling import read_limits, read_route_limits

# Seconds: an HTTP API's own limit, where an integration names none.
LONGEST_INTEGRATION = 30.0
INTEGRATION = "AWS::ApiGatewayV2::Integration"


@dataclass(frozen=True)
class Template(Stack):
    """The parts of the one service: its function, the API before it and its state machines."""

    @cached_property
    def function(self) -> Function:
        """The function behind the API, with its aliases and versions."""
        id, properties = self._served()
        aliases = self.all("AWS::Lambda::Alias").values()
        versions = self.ids("AWS::Lambda::Version")
        variables = properties.get("Environment", {}).get("Variables", {})
        return Function(
            name=self.reference(id),
            arn=self.attribute(id, "Arn"),
            environment={name: str(value) for name, value in variables.items()},
            timeout=int(properties.get("Timeout", 3)),
            memory=int(properties.get("MemorySize", 128)),
            concurrency=properties.get("ReservedConcurrentExecutions"),
            qualifiers=(*(alias["Name"] for alias in aliases), *("1" for _ in versions)),
            role=self.role(properties["Role"]),
        )

    @cached_property
    def routes(self) -> tuple[ApiRoute, ...]:
        """Those of the API, with who may call each and for how many seconds it waits."""
        integrations = self.all(INTEGRATION)
        routes = self.all("AWS::ApiGatewayV2::Route").values()
        return tuple(self._route(route, integrations) for route in routes)

    @cached_property
    def cors(self) -> Cors | None:
        """None where the API leaves CORS to the function."""
        given = self.one("AWS::ApiGatewayV2::Api").get("CorsConfiguration")
        if given is None:
            return None
        names = ("AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders")
        origins, methods, headers, exposed = (tuple(given.get(name, ())) for name in names)
        credentials = bool(given.get("AllowCredentials"))
        return Cors(origins, methods, headers, exposed, given.get("MaxAge"), credentials)

    @cached_property
    def throttling(self) -> Throttling | None:
        """The limits of the stage; None where they are the account's."""
        return read_limits(self._stage.get("DefaultRouteSettings", {}))

    @cached_property
    def route_throttling(self) -> Mapping[str, Throttling]:
        """By the key of the route, for those that have limits of their own."""
        return read_route_limits(self._stage)

    @cached_property
    def state_machines(self) -> Mapping[str, StateMachine]:
        """By ARN."""
        machines = [
            StateMachine(
                name=self.attribute(id, "Name"),
                arn=self.reference(id),
                definition=properties["DefinitionString"],
                role=self.role(properties["RoleArn"]),
            )
            for id, properties in self.all("AWS::StepFunctions::StateMachine").items()
        ]
        return {machine.arn: machine for machine in machines}

    # Helpers ----

    @cached_property
    def _stage(self) -> Mapping[str, Any]:
        return self.one("AWS::ApiGatewayV2::Stage")

    def _served(self) -> tuple[str, Mapping[str, Any]]:
        """The function behind the API; there may be others, that work for CloudFormation alone."""
        uris = {item["IntegrationUri"] for item in self.all(INTEGRATION).values()}
        found = [
            (id, properties)
            for id, properties in self.all("AWS::Lambda::Function").items()
            for arn in [self.attribute(id, "Arn")]
            if any(uri == arn or uri.startswith(f"{arn}:") for uri in uris)
        ]
        if len(found) != 1:
            raise TemplateUnknown(f"{len(found)} functions behind its API, where one is served")
        return found[0]

    def _route(self, route: Mapping[str, Any], integrations: Mapping[str, Any]) -> ApiRoute:
        integration = integrations[re.sub("^integrations/", "", route["Target"])]
        seconds = integration.get("TimeoutInMillis", LONGEST_INTEGRATION * 1000) / 1000
        auth = route.get("AuthorizationType", "NONE")
        jwt = self._jwt(route["AuthorizerId"]) if auth == "JWT" else None
        permitted = self._may_invoke(route, integration["IntegrationUri"])
        scopes = tuple(route.get("AuthorizationScopes", ()))
        return ApiRoute(route["RouteKey"], seconds, auth, jwt, permitted, scopes)

    def _may_invoke(self, route: Mapping[str, Any], function: str) -> bool:
        method, _, path = route["RouteKey"].partition(" ")
        source = execute_api_arn(route["ApiId"], f"$default/{method}{path}")
        return any(
            granted["Principal"] == "apigateway.amazonaws.com"
            and granted["Action"] in ("lambda:InvokeFunction", "lambda:*")
            and granted["FunctionName"] == function
            and fnmatchcase(source, granted.get("SourceArn", "*"))
            for granted in self.all("AWS::Lambda::Permission").values()
        )

    def _jwt(self, authorizer: str) -> Jwt:
        given = self.properties(authorizer)["JwtConfiguration"]
        return Jwt(given["Issuer"], tuple(given["Audience"]))
