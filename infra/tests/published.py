"""What a deployment publishes: the files in the CDK's bucket, and the catalogue among them."""

import json
from typing import Any

from emulator.cloudformation.template import Template
from emulator.settings import ACCOUNT, REGION
from models.s3_uri import S3Uri

BUCKET = f"cdk-hnb659fds-assets-{ACCOUNT}-{REGION}"


def published(template: Template, key: str) -> bytes:
    """The content under this key of the CDK's bucket."""
    files = {asset.key: asset.file for asset in template.assets if asset.bucket == BUCKET}
    return files[key].read_bytes()


def catalogue_key(template: Template) -> str:
    uri = S3Uri.parse(template.function.environment["S3_MODEL_URI"])
    assert uri.bucket == BUCKET
    return uri.key


def catalogue(template: Template) -> Any:
    """The catalogue that the function is told to read."""
    return json.loads(published(template, catalogue_key(template)))
