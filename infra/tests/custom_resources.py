"""What CloudFormation asks of the CDK's own functions, for moto, which runs no function.

The one that copies files runs as it is, with its layer, its role and that role's permissions. The
one that empties a bucket needs the SDK of Lambda's Node and is played.
"""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import boto3
from moto import settings
from moto.awslambda.models import LambdaBackend, LambdaFunction
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.common_models import CloudFormationModel
from moto.s3.models import s3_backends

from .named import Json, Named

# It answers here, where there is no CloudFormation that waits for it.
DRIVER = """
import json, sys, index
def cfn_send(event, context, status, *_, reason=None, **__):
    print(json.dumps([status, reason]))
index.cfn_send = cfn_send
index.handler(json.load(sys.stdin), None)
"""


class Copied(Named, CloudFormationModel):
    @staticmethod
    def cloudformation_type() -> str:
        return "Custom::CDKBucketDeployment"

    @classmethod
    def make(cls, name: str, properties: Json, backend: LambdaBackend) -> "Copied":
        _invoke("Create", name, properties, backend)
        return cls(name)

    def change(self, properties: Json, backend: LambdaBackend) -> None:
        _invoke("Update", self.physical_resource_id, properties, backend)


class Emptied(Named, CloudFormationModel):
    bucket = ""

    @staticmethod
    def cloudformation_type() -> str:
        return "Custom::S3AutoDeleteObjects"

    @classmethod
    def make(cls, name: str, properties: Json, backend: LambdaBackend) -> "Emptied":  # noqa: ARG003
        resource = cls(name)
        resource.bucket = properties["BucketName"]
        return resource

    def delete(self, account_id: str, region_name: str) -> None:  # noqa: ARG002
        # moto deletes in no order and tries again: an empty bucket may be gone by now.
        if bucket := s3_backends[account_id]["aws"].buckets.get(self.bucket):
            bucket.keys.clear()


# Helpers ----


def _invoke(request: str, name: str, properties: Json, backend: LambdaBackend) -> None:
    function = backend.get_function(properties["ServiceToken"])
    event = {
        "RequestType": request,
        "PhysicalResourceId": name,
        "ResourceProperties": _as_text(properties),
    }
    with tempfile.TemporaryDirectory() as folder:
        _unpack(function, backend, Path(folder))
        environment = _environment(function, folder)
        with _permissions_checked():
            finished = subprocess.run(
                [sys.executable, "-c", DRIVER],
                cwd=Path(folder) / "task",
                env=environment,
                input=json.dumps(event),
                capture_output=True,
                text=True,
            )
    if '["SUCCESS"' not in finished.stdout:
        raise RuntimeError(f"{finished.stdout}\n{finished.stderr}")


def _as_text(value: Any) -> Any:
    """CloudFormation sends a custom resource nothing but texts."""
    match value:
        case dict():
            return {key: _as_text(item) for key, item in value.items()}
        case list():
            return [_as_text(item) for item in value]
        case bool():
            return str(value).lower()
    return str(value)


def _unpack(function: LambdaFunction, backend: LambdaBackend, folder: Path) -> None:
    zipfile.ZipFile(BytesIO(function.code_bytes)).extractall(folder / "task")
    # moto's CloudFormation does not tell the function its layers; all there are is the CDK's.
    for named in backend.list_layers():
        layer = backend.layers_versions_by_arn(named["LatestMatchingVersion"]["LayerVersionArn"])
        assert layer
        zipfile.ZipFile(BytesIO(layer.code_bytes)).extractall(folder / "opt")
    code = folder / "task" / "index.py"
    code.write_text(code.read_text().replace('"/opt/', f'"{folder}/opt/'))
    command = folder / "opt" / "awscli" / "aws"
    command.write_text(command.read_text().replace("/var/lang/bin/python", sys.executable, 1))
    command.chmod(0o755)


def _environment(function: LambdaFunction, folder: str) -> dict[str, str]:
    url = f"http://127.0.0.1:{settings.moto_server_port()}"
    sts = boto3.client(
        "sts",
        endpoint_url=url,
        region_name=function.region,
        aws_access_key_id="any",
        aws_secret_access_key="any",
    )
    keys = sts.assume_role(RoleArn=function.role, RoleSessionName="function")["Credentials"]
    return {
        "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
        "AWS_SESSION_TOKEN": keys["SessionToken"],
        "AWS_REGION": function.region,
        "AWS_DEFAULT_REGION": function.region,
        "AWS_ENDPOINT_URL": url,
        "HOME": folder,
        "PATH": os.environ["PATH"],
        "TMPDIR": folder,
    }


@contextmanager
def _permissions_checked() -> Iterator[None]:
    """Whoever deploys waits meanwhile and asks nothing that would be refused."""
    before = settings.INITIAL_NO_AUTH_ACTION_COUNT
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    try:
        yield
    finally:
        settings.INITIAL_NO_AUTH_ACTION_COUNT = before
        ActionAuthenticatorMixin.request_count = 0
