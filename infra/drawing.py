"""The architecture as a Mermaid drawing, made from the synthesized template.

`python -m infra.drawing cdk.out/r-models.template.json` prints it. An arrow that a policy allows
has that policy's actions on it.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Resources = Mapping[str, Json]

# What a box says. A type that is not here is part of another box, or of no interest.
BOXES = {
    "AWS::ApiGatewayV2::Api": "HTTP API",
    "AWS::Lambda::Alias": "alias {Name}",
    "AWS::Lambda::Function": "Lambda function<br/>{MemorySize} MB, {Timeout} s",
    "AWS::StepFunctions::StateMachine": "Step Functions, {StateMachineType}<br/>{StateMachineName}",
    "AWS::CodeDeploy::DeploymentGroup": "CodeDeploy<br/>{DeploymentConfigName}",
    "AWS::CloudFront::Distribution": "CloudFront",
    "AWS::S3::Bucket": "S3: the page",
}
# Many of a kind, one box.
CROWDS = {
    "AWS::Logs::LogGroup": "{} log groups",
    "AWS::CloudWatch::Alarm": "{} alarms",
    "AWS::CloudWatch::Dashboard": "dashboard",
    "AWS::SNS::Topic": "alarm topic",
}


def draw(resources: Resources) -> str:
    """The drawing of a template's resources, by logical id, as Mermaid's text."""
    names = _names(resources)
    lines = [f'  {name}["{text}"]' for name, text in _boxes(resources, names)]
    edges = dict.fromkeys(_edges(resources, names))
    return "\n".join(["flowchart LR", *lines, *(f"  {edge}" for edge in edges)]) + "\n"


# Helpers ----


def _names(resources: Resources) -> dict[str, str]:
    """Logical id -> the box that stands for it. No logical id gets into the drawing."""
    names = {}
    seen: dict[str, int] = {}
    for id, resource in resources.items():
        type = resource["Type"]
        short = type.rpartition("::")[2].lower()
        if _works_for_cloudformation(resource):
            continue
        if type in CROWDS:
            names[id] = short
        elif type in BOXES:
            seen[short] = seen.get(short, 0) + 1
            names[id] = f"{short}{seen[short]}"
    return names


def _works_for_cloudformation(resource: Json) -> bool:
    """The CDK's own functions, which run while a stack is deployed, are no images."""
    is_function = resource["Type"] == "AWS::Lambda::Function"
    return is_function and "ImageUri" not in resource["Properties"]["Code"]


def _boxes(resources: Resources, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield "client", "client"
    for id, name in names.items():
        resource = resources[id]
        if resource["Type"] in BOXES:
            yield name, BOXES[resource["Type"]].format(**resource["Properties"])
    for type, text in CROWDS.items():
        count = sum(resource["Type"] == type for resource in resources.values())
        if count:
            yield type.rpartition("::")[2].lower(), text.format(count)
    yield "image", "ECR: the image"
    yield "models", "S3: catalogue and models"
    yield "xray", "X-Ray"


def _edges(resources: Resources, names: dict[str, str]) -> Iterator[str]:
    for id, resource in resources.items():
        properties = resource.get("Properties", {})
        match resource["Type"]:
            case "AWS::ApiGatewayV2::Route":
                auth = properties["AuthorizationType"]
                yield f'client -- "{auth}" --> {_box(names, properties["ApiId"])}'
            case "AWS::ApiGatewayV2::Integration":
                target = _box(names, properties["IntegrationUri"])
                yield f"{_box(names, properties['ApiId'])} --> {target}"
            case "AWS::ApiGatewayV2::Stage":
                target = _box(names, properties["AccessLogSettings"])
                yield f"{_box(names, properties['ApiId'])} --> {target}"
            case "AWS::Lambda::Alias":
                yield f"{names[id]} --> {_box(names, properties['FunctionName'])}"
                for shifter in _found(names, resource.get("UpdatePolicy")):
                    yield f"{shifter} -. shifts .-> {names[id]}"
            case "AWS::Lambda::Function" if id in names:
                yield f"image --> {names[id]}"
            case "AWS::IAM::Policy":
                yield from _allowed(resources, names, properties)
            case "AWS::CloudWatch::Alarm":
                watched = _references(properties)
                yield from (
                    f"{names[id]} -. watch .-> {names[it]}" for it in watched if it in names
                )
            case "AWS::CloudFront::Distribution":
                yield f"client --> {names[id]}"
                origins = properties["DistributionConfig"]["Origins"]
                yield from (f"{names[id]} --> {origin}" for origin in _found(names, origins))
            case "AWS::CodeDeploy::DeploymentGroup":
                yield f"{_box(names, properties['AlarmConfiguration'])} -. stop .-> {names[id]}"


def _allowed(resources: Resources, names: dict[str, str], policy: Json) -> Iterator[str]:
    """From whoever has the policy's role to what the policy lets it do."""
    roles = set(_references(policy["Roles"]))
    owners = [id for id in names if roles & set(_references(resources[id].get("Properties")))]
    for statement in policy["PolicyDocument"]["Statement"]:
        actions = statement["Action"]
        first = actions if isinstance(actions, str) else sorted(actions)[-1]
        for owner in owners:
            for target in _targets(names, first, statement["Resource"]):
                yield f'{names[owner]} -- "{first}" --> {target}'


def _targets(names: dict[str, str], action: str, resource: object) -> Iterator[str]:
    service = action.partition(":")[0]
    if service == "s3":
        yield "models"
    elif resource == "*":
        yield "xray"
    else:
        yield from _found(names, resource)


def _box(names: dict[str, str], value: object) -> str:
    return next(_found(names, value))


def _found(names: dict[str, str], value: object) -> Iterator[str]:
    """The boxes that a value refers to."""
    return (names[id] for id in _references(value) if id in names)


def _references(value: object) -> Iterator[str]:
    """The logical ids that a value refers to."""
    match value:
        case {"Ref": str(id)}:
            yield id
        case {"Fn::GetAtt": [str(id), _]}:
            yield id
        case dict():
            for item in value.values():
                yield from _references(item)
        case list():
            for item in value:
                yield from _references(item)


if __name__ == "__main__":
    template = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(draw(template["Resources"]), end="")
