"""One stack of what `cdk synth` wrote: its resources by type, with the values they will have."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from ..errors import TemplateUnknown
from ..iam.role import Role
from .intrinsics import Resolver
from .resources import Asset

Json = dict[str, Any]


@dataclass(frozen=True)
class Stack:
    """`resources` and `outputs` are as in the template; what the methods answer is resolved.

    A `type` is whole, such as "AWS::Lambda::Function"; an `id` is a logical id. Every method
    raises TemplateUnknown for what this reader does not know.
    """

    stack: str
    folder: Path
    resources: Mapping[str, Any] = field(repr=False)
    outputs: Mapping[str, Any] = field(repr=False, default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The only stack of what `cdk synth` wrote to `folder`."""
        files = sorted(folder.glob("*.template.json"))
        if len(files) != 1:
            raise TemplateUnknown(f"{len(files)} stacks in {folder}, where one is served")
        content = json.loads(files[0].read_text(encoding="utf-8"))
        name = files[0].name.removesuffix(".template.json")
        return cls(name, folder, content["Resources"], content.get("Outputs", {}))

    def ids(self, type: str) -> list[str]:
        """The logical ids of the resources of a type."""
        return [id for id, item in self.resources.items() if item["Type"] == type]

    def all(self, type: str) -> dict[str, Json]:
        """The properties of the resources of a type, by their logical ids."""
        return {id: self.properties(id) for id in self.ids(type)}

    def one(self, type: str) -> Json:
        """The properties of the only resource of a type."""
        found = list(self.all(type).values())
        if len(found) != 1:
            raise TemplateUnknown(f"{len(found)} resources {type}, where one is served")
        return found[0]

    def properties(self, id: str) -> Json:
        """The properties of one resource."""
        return dict(self._resolver.resolve(self.resources[id].get("Properties", {})))

    def reference(self, id: str) -> str:
        """What `Ref` gives: a name or an ARN where it is known, else the logical id."""
        return self._resolver.reference(id)

    def attribute(self, id: str, name: str) -> str:
        """What `Fn::GetAtt` gives; "<id>.<name>" where nothing depends on the value."""
        return self._resolver.attribute(id, name)

    def output(self, name: str) -> str:
        """What `cdk deploy` prints under this name."""
        return str(self._resolver.resolve(self.outputs[name]["Value"]))

    def role(self, arn: str) -> Role:
        """The role of this ARN, as a property of another resource gives it."""
        name = arn.removesuffix(".Arn")
        policies = self.all("AWS::IAM::Policy").values()
        attached = [policy for policy in policies if name in policy.get("Roles", ())]
        attached += self.properties(name).get("Policies", [])
        return Role(name, tuple(json.dumps(item["PolicyDocument"]) for item in attached))

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

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.stack, self.resources)
