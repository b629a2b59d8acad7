"""A resource of moto's CloudFormation that is only a name."""

from typing import Any, Self

from moto.awslambda.models import LambdaBackend, lambda_backends

Json = dict[str, Any]


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
