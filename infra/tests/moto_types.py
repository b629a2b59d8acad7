"""What moto's CloudFormation lacks of this stack; it finds a type by its class.

A function's version and alias are made as Lambda's own API would make them. The rest gets only a
name, so that what refers to it can be made.
"""

import types
from typing import Any, Self

from moto.awslambda.models import LambdaBackend, lambda_backends
from moto.core.common_models import CloudFormationModel

Json = dict[str, Any]
ONLY_NAMED = (
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::ApiGatewayV2::Stage",
    "AWS::CloudWatch::Alarm",
    "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup",
)


class Named:
    def __init__(self, name: str) -> None:
        self.physical_resource_id = name

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,
        cloudformation_json: Json,
        account_id: str,
        region_name: str,
        **_: Any,
    ) -> Self:
        backend = lambda_backends[account_id][region_name]
        return cls.make(resource_name, cloudformation_json["Properties"], backend)

    @classmethod
    def update_from_cloudformation_json(
        cls,
        original_resource: Self,
        new_resource_name: str,  # noqa: ARG003
        cloudformation_json: Json,
        account_id: str,
        region_name: str,
    ) -> Self:
        backend = lambda_backends[account_id][region_name]
        original_resource.change(cloudformation_json["Properties"], backend)
        return original_resource

    @classmethod
    def make(cls, name: str, properties: Json, backend: LambdaBackend) -> Self:  # noqa: ARG003
        return cls(name)

    def change(self, properties: Json, backend: LambdaBackend) -> None:
        """A name stays."""

    def get_cfn_attribute(self, attribute: str) -> str:
        return f"{self.physical_resource_id}.{attribute}"


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


CLASSES = [_only_named(type) for type in ONLY_NAMED]
