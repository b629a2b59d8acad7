"""The synthesized template: what `cdk deploy` would make, as the local service needs it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from ..errors import TemplateUnknown
from ..iam.role import Role
from .intrinsics import Resolver, execute_api_arn
from .resources import ApiRoute, Asset, Cors, Function, Jwt, StateMachine, Throttling
from .throttling import read_limits, read_route_limits

# An HTTP API's own limit, where an integration names none.
LONGEST_INTEGRATION = 30.0


@dataclass(frozen=True)
class Template:
    """One stack of a cloud assembly."""

    stack: str
    folder: Path
    resources: Mapping[str, Any] = field(repr=False)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The only stack of what `cdk synth` wrote to `folder`."""
        files = sorted(folder.glob("*.template.json"))
        if len(files) != 1:
            raise TemplateUnknown(f"{len(files)} stacks in {folder}, where one is served")
        content = json.loads(files[0].read_text(encoding="utf-8"))
        return cls(files[0].name.removesuffix(".template.json"), folder, content["Resources"])

    @cached_property
    def function(self) -> Function:
        id, properties = self._served()
        qualifiers = [alias["Name"] for _, alias in self._all("Lambda::Alias")]
        qualifiers += ["1" for _ in self._all("Lambda::Version")]
        variables = properties.get("Environment", {}).get("Variables", {})
        return Function(
            name=self._resolver.reference(id),
            arn=self._resolver.attribute(id, "Arn"),
            environment={name: str(value) for name, value in variables.items()},
            timeout=int(properties.get("Timeout", 3)),
            memory=int(properties.get("MemorySize", 128)),
            concurrency=properties.get("ReservedConcurrentExecutions"),
            qualifiers=tuple(qualifiers),
            role=self._role(properties["Role"]),
        )

    @cached_property
    def routes(self) -> tuple[ApiRoute, ...]:
        integrations = dict(self._all("ApiGatewayV2::Integration"))
        return tuple(
            self._route(item, integrations) for _, item in self._all("ApiGatewayV2::Route")
        )

    @cached_property
    def cors(self) -> Cors | None:
        _, api = self._one("ApiGatewayV2::Api")
        given = api.get("CorsConfiguration")
        if given is None:
            return None
        names = ("AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders")
        origins, methods, headers, exposed = (tuple(given.get(name, ())) for name in names)
        credentials = bool(given.get("AllowCredentials"))
        return Cors(origins, methods, headers, exposed, given.get("MaxAge"), credentials)

    @cached_property
    def throttling(self) -> Throttling | None:
        _, stage = self._one("ApiGatewayV2::Stage")
        return read_limits(stage.get("DefaultRouteSettings", {}))

    @cached_property
    def route_throttling(self) -> Mapping[str, Throttling]:
        """By the key of the route, for those that have limits of their own."""
        _, stage = self._one("ApiGatewayV2::Stage")
        return read_route_limits(stage)

    @cached_property
    def state_machines(self) -> Mapping[str, StateMachine]:
        """By ARN."""
        machines = [
            StateMachine(
                name=arn.rpartition(":")[2],
                arn=arn,
                definition=properties["DefinitionString"],
                role=self._role(properties["RoleArn"]),
            )
            for id, properties in self._all("StepFunctions::StateMachine")
            for arn in [self._resolver.reference(id)]
        ]
        return {machine.arn: machine for machine in machines}

    @cached_property
    def assets(self) -> tuple[Asset, ...]:
        """The file assets, the template's own file not among them."""
        manifest = json.loads((self.folder / f"{self.stack}.assets.json").read_text("utf-8"))
        return tuple(
            Asset(
                self._resolver.substitute(destination["bucketName"]),
                self._resolver.substitute(destination["objectKey"]),
                self.folder / item["source"]["path"],
            )
            for item in manifest["files"].values()
            for destination in item["destinations"].values()
            if item["source"]["packaging"] == "file"
            and not item["source"]["path"].endswith(".template.json")
        )

    # Helpers ----

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.stack, self.resources)

    def _all(self, type: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for id, item in self.resources.items():
            if item["Type"] == f"AWS::{type}":
                yield id, self._resolver.resolve(item.get("Properties", {}))

    def _one(self, type: str) -> tuple[str, dict[str, Any]]:
        found = list(self._all(type))
        if len(found) != 1:
            raise TemplateUnknown(f"{len(found)} resources AWS::{type}, where one is served")
        return found[0]

    def _role(self, arn: str) -> Role:
        """`arn` is as the resolver gives it, the logical id in it."""
        name = arn.removesuffix(".Arn")
        attached = [item for _, item in self._all("IAM::Policy") if name in item.get("Roles", ())]
        attached += dict(self._all("IAM::Role"))[name].get("Policies", [])
        return Role(name, tuple(json.dumps(item["PolicyDocument"]) for item in attached))

    def _served(self) -> tuple[str, dict[str, Any]]:
        """The function behind the API; there may be others, that work for CloudFormation alone."""
        uris = {item["IntegrationUri"] for _, item in self._all("ApiGatewayV2::Integration")}
        found = [
            (id, properties)
            for id, properties in self._all("Lambda::Function")
            for arn in [self._resolver.attribute(id, "Arn")]
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
            for _, granted in self._all("Lambda::Permission")
        )

    def _jwt(self, authorizer: str) -> Jwt:
        given = dict(self._all("ApiGatewayV2::Authorizer"))[authorizer]["JwtConfiguration"]
        return Jwt(given["Issuer"], tuple(given["Audience"]))
