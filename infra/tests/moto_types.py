"""What moto's CloudFormation lacks of this stack; it finds a type by its class.

A function's version and alias are made as Lambda's own API would make them. The rest gets only a
name, so that what refers to it can be made.
"""

import types
from typing import Any, Self

from moto.awslambda.models import LambdaBackend
from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel

from .custom_resources import Copied, Emptied
from .named import Json, Named

ONLY_NAMED = (
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::ApiGatewayV2::Stage",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::CloudWatch::Alarm",
    "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup",
)


class Version(Named, CloudFormationModel):
    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::Lambda::Version"

    @classmethod
    def make(cls, name: str, properties: Json, backend: LambdaBackend) -> Self:  # noqa: ARG003
        published = backend.publish_version(properties["FunctionName"])
        assert published
        return cls(f"{published.function_arn}:{published.version}")

    def get_cfn_attribute(self, _: str) -> str:
        return self.physical_resource_id.rpartition(":")[2]


class Alias(Named, CloudFormationModel):
    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::Lambda::Alias"

    @classmethod
    def make(cls, name: str, properties: Json, backend: LambdaBackend) -> Self:  # noqa: ARG003
        return cls(backend.create_alias(*_wanted(properties)).arn)

    def change(self, properties: Json, backend: LambdaBackend) -> None:
        backend.update_alias(*_wanted(properties))


# Helpers ----


def _wanted(alias: Json) -> tuple[str, str, str, str, str]:
    return alias["Name"], alias["FunctionName"], alias["FunctionVersion"], "", ""


def _only_named(type: str) -> Any:
    return types.new_class(
        type.replace("::", ""),
        (Named, CloudFormationModel),
        exec_body=lambda body: body.update(cloudformation_type=staticmethod(lambda: type)),
    )


def _class_of(resource_type: str) -> type[CloudFormationModel]:
    return CUSTOM.get(resource_type) or find_class(resource_type)


# moto has a way of its own with all that is custom: it waits for Docker.
CUSTOM = {it.cloudformation_type(): it for it in (Copied, Emptied)}
CLASSES = [_only_named(type) for type in ONLY_NAMED]
find_class = parsing.resource_class_from_type
parsing.resource_class_from_type = _class_of
