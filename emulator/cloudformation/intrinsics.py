"""CloudFormation's intrinsic functions, with a made-up account in the place of a real one."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import TemplateUnknown
from ..settings import ACCOUNT, REGION

PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::URLSuffix": "amazonaws.com",
}


@dataclass(frozen=True)
class Resolver:
    """Values of a template as they would be once it is deployed as `stack`."""

    stack: str
    resources: Mapping[str, Any]

    def resolve(self, value: Any) -> Any:
        """The value without intrinsic functions, in all its parts. Raises TemplateUnknown."""
        match value:
            case {"Ref": str(name)}:
                return self.reference(name)
            case {"Fn::GetAtt": [str(name), str(attribute)]}:
                return self.attribute(name, attribute)
            case {"Fn::Join": [str(separator), list(parts)]}:
                return separator.join(str(self.resolve(part)) for part in parts)
            case {"Fn::Sub": str(text)}:
                return self.substitute(text)
            case dict() if len(value) == 1 and next(iter(value)).startswith("Fn::"):
                raise TemplateUnknown(f"the function {next(iter(value))}")
            case dict():
                return {key: self.resolve(item) for key, item in value.items()}
            case list():
                return [self.resolve(item) for item in value]
        return value

    def reference(self, name: str) -> str:
        """A function's name, an alias's or a state machine's ARN, another's logical id."""
        if name in PSEUDO:
            return PSEUDO[name]
        properties = self._properties(name)
        match self.resources[name]["Type"]:
            case "AWS::Lambda::Function":
                return str(properties.get("FunctionName", f"{self.stack}-{name}"))
            case "AWS::Lambda::Alias":
                return f"{self._function_arn(properties)}:{properties['Name']}"
            case "AWS::Lambda::Version":
                return f"{self._function_arn(properties)}:1"
            case "AWS::StepFunctions::StateMachine":
                own = properties.get("StateMachineName", f"{self.stack}-{name}")
                return _arn("states", f"stateMachine:{self.resolve(own)}")
        return name

    def attribute(self, name: str, attribute: str) -> str:
        """ARNs of functions and state machines are whole, and domain names are such; no one looks
        at the others."""
        kind = self.resources[name]["Type"] if name in self.resources else ""
        match kind, attribute:
            case "AWS::Lambda::Function", "Arn":
                return _arn("lambda", f"function:{self.reference(name)}")
            case "AWS::StepFunctions::StateMachine", "Arn":
                return self.reference(name)
            case "AWS::StepFunctions::StateMachine", "Name":
                return self.reference(name).rpartition(":")[2]
            case "AWS::Lambda::Version", "Version":
                return "1"
            case "AWS::CloudFront::Distribution", "DomainName":
                # CloudFront draws the name; a browser writes an origin in lower case.
                return f"d{hashlib.sha256(name.encode()).hexdigest()[:13]}.cloudfront.net"
        return f"{name}.{attribute}"

    def substitute(self, text: str) -> str:
        """`${AWS::Region}`, `${Resource}` and `${Resource.Attribute}`; `${!this}` is `${this}`."""
        return re.sub(r"\$\{([^}]+)\}", self._substituted, text)

    # Helpers ----

    def _substituted(self, found: re.Match[str]) -> str:
        name, dot, attribute = found[1].partition(".")
        if name.startswith("!"):
            return "${" + found[1][1:] + "}"
        return self.attribute(name, attribute) if dot else self.reference(name)

    def _properties(self, name: str) -> Mapping[str, Any]:
        if name not in self.resources:
            raise TemplateUnknown(f"the resource {name}")
        properties: Mapping[str, Any] = self.resources[name].get("Properties", {})
        return properties

    def _function_arn(self, properties: Mapping[str, Any]) -> str:
        # The ARN itself, where a template names a function that is not its own.
        name = str(self.resolve(properties["FunctionName"]))
        return name if name.startswith("arn:") else _arn("lambda", f"function:{name}")


def execute_api_arn(api: str, route: str) -> str:
    """`route` is "stage/METHOD/path"."""
    return _arn("execute-api", f"{api}/{route}")


# Helpers ----


def _arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"
