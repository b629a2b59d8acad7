"""What `cdk deploy` prints at its end: the address, and a line to try it with."""

import json
import shlex
from typing import Final

import aws_cdk as cdk

from .catalogue import ServedCatalogue
from .model_store import ModelStore
from .settings import Settings
from .web_page.web_page import WebPage

AUTH: Final = {
    "iam": (
        f' --aws-sigv4 "aws:amz:{cdk.Aws.REGION}:execute-api"'
        ' --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"'
        ' -H "x-amz-security-token: $AWS_SESSION_TOKEN"'
    ),
    "jwt": ' -H "authorization: Bearer $TOKEN"',
    "none": "",
}
# The CloudFormation console shows no more than 1,024 characters of an output.
LONGEST_EXAMPLE: Final = 600


def add_outputs(
    stack: cdk.Stack,
    *,
    settings: Settings,
    catalogue: ServedCatalogue | None,
    url: str,
    models: ModelStore,
    page: WebPage | None,
) -> None:
    """`catalogue` is None where the settings name an object in S3, `page` where there is none."""
    cdk.CfnOutput(stack, "Url", value=url, description="The service")
    cdk.CfnOutput(
        stack,
        "Try",
        value=f"curl{AUTH[settings.auth]} -H 'content-type: application/json'"
        f" -d {_example(catalogue)} {url}/predict",
        description="A request to the default model",
    )
    if page:
        cdk.CfnOutput(stack, "PageUrl", value=page.url, description="The page to try it by hand")
        if settings.web_page.domain:
            target = page.distribution.distribution_domain_name
            says = "What the DNS record of the page's domain must name"
            cdk.CfnOutput(stack, "PageCname", value=target, description=says)
    cdk.CfnOutput(stack, "ModelUri", value=models.uri, description="What is served")
    cdk.CfnOutput(stack, "ModelSha256", value=models.sha256, description="Its digest")


# Helpers ----


def _example(catalogue: ServedCatalogue | None) -> str:
    text = json.dumps(catalogue.example if catalogue else None, separators=(",", ":"))
    return shlex.quote(text) if text != "null" and len(text) <= LONGEST_EXAMPLE else "@record.json"
