"""What AWS has of the deployed stack, asked through its APIs."""

from dataclasses import dataclass
from typing import Any

from .loopback_aws import LoopbackAws
from .published import BUCKET


@dataclass(frozen=True)
class Seen:
    """What AWS has after a step."""

    output: str
    function: Any
    alias: Any
    machines: list[Any]
    keys: set[str]
    role_policies: list[str]
    page: dict[str, Any]

    @property
    def environment(self) -> dict[str, str]:
        return dict(self.function["Environment"]["Variables"])

    def document(self, name: str) -> str:
        return str(self.page[name]["Text"])

    @property
    def catalogue(self) -> str:
        return self.environment["S3_MODEL_URI"].removeprefix(f"s3://{BUCKET}/")


def look(aws: LoopbackAws, output: str) -> Seen:
    functions = aws.client("lambda")
    (function,) = (
        it
        for it in functions.list_functions()["Functions"]
        if "S3_MODEL_URI" in it.get("Environment", {}).get("Variables", {})
    )
    (alias,) = functions.list_aliases(FunctionName=function["FunctionName"])["Aliases"]
    states = aws.client("stepfunctions")
    arns = [machine["stateMachineArn"] for machine in states.list_state_machines()["stateMachines"]]
    role = function["Role"].rpartition("/")[2]
    return Seen(
        output,
        function,
        alias,
        [states.describe_state_machine(stateMachineArn=arn) for arn in arns],
        {item["Key"] for item in aws.client("s3").list_objects_v2(Bucket=BUCKET)["Contents"]},
        aws.client("iam").list_role_policies(RoleName=role)["PolicyNames"],
        _page(aws),
    )


# Helpers ----


def _page(aws: LoopbackAws) -> dict[str, Any]:
    """Each object of the page's bucket as S3 answers it, with its content as `Text`."""
    s3 = aws.client("s3")
    (bucket,) = (it["Name"] for it in s3.list_buckets()["Buckets"] if it["Name"] != BUCKET)
    keys = [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]]
    answers = {key: s3.get_object(Bucket=bucket, Key=key) for key in keys}
    return {
        key: {**answer, "Text": answer["Body"].read().decode()} for key, answer in answers.items()
    }
