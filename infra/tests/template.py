"""A synthesized template, as the tests read it: by resource type, never by logical id."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from moto.iam.access_control import IAMPolicy, PermissionResult

Json = dict[str, Any]

PSEUDO = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "eu-central-1",
    "AWS::URLSuffix": "amazonaws.com",
}
BUCKET = "cdk-hnb659fds-assets-123456789012-eu-central-1"


@dataclass(frozen=True)
class Template:
    content: Json
    folder: Path = field(default_factory=Path)

    def ids(self, type: str) -> list[str]:
        return [id for id, item in self.content["Resources"].items() if item["Type"] == type]

    def all(self, type: str) -> list[Json]:
        """The resolved properties of the resources of a type, such as "Lambda::Function"."""
        whole = type if type.startswith("Custom::") else f"AWS::{type}"
        return [self.properties(id) for id in self.ids(whole)]

    def properties(self, id: str) -> Json:
        return dict(resolve(self.content["Resources"][id].get("Properties", {})))

    def one(self, type: str) -> Json:
        (item,) = self.all(type)
        return item

    def output(self, name: str) -> str:
        return str(resolve(self.content["Outputs"][name]["Value"]))

    def function(self) -> Json:
        """The one that serves; those that the CDK brings are no images."""
        (function,) = (it for it in self.all("Lambda::Function") if "ImageUri" in it["Code"])
        return function

    def environment(self) -> dict[str, str]:
        return dict(self.function()["Environment"]["Variables"])

    def states(self) -> Json:
        return dict(json.loads(self.one("StepFunctions::StateMachine")["DefinitionString"]))

    def policies(self, role: str) -> Iterator[Json]:
        """The policy documents of the role whose logical id starts so."""
        for policy in self.all("IAM::Policy"):
            if any(name.startswith(role) for name in policy["Roles"]):
                yield policy["PolicyDocument"]

    def allows(self, role: str, action: str, resource: str) -> bool:
        """Whether the role's policies permit this, as moto's IAM reads them."""
        return any(
            IAMPolicy(json.dumps(document)).is_action_permitted(action, resource)
            == PermissionResult.PERMITTED
            for document in self.policies(role)
        )

    def asset(self, key: str) -> bytes:
        """The content that is published under a key of the asset bucket."""
        return (self.folder / f"asset.{key}").read_bytes()


def resolve(value: Any) -> Any:
    """Without intrinsic functions. A resource stands as its logical id, `id.Arn` as its ARN."""
    match value:
        case {"Ref": str(name)}:
            return PSEUDO.get(name, name)
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"{name}.{attribute}"
        case {"Fn::Join": [str(separator), list(parts)]}:
            return separator.join(resolve(part) for part in parts)
        case {"Fn::Sub": str(text)}:
            for name, known in PSEUDO.items():
                text = text.replace(f"${{{name}}}", known)
            return text
        case dict():
            return {key: resolve(item) for key, item in value.items()}
        case list():
            return [resolve(item) for item in value]
    return value
