"""Upload the catalogue and its models to S3, where a function finds them."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from .catalogue import artifacts, file_digest
from .errors import StoreRefused, WouldOverwrite
from .s3_uri import S3Prefix, S3Uri

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

Say = Callable[[str], None]


@dataclass(frozen=True)
class Published:
    """What a function's S3_MODEL_URI and MODEL_SHA256 must be."""

    uri: str
    sha256: str


@dataclass(frozen=True)
class _Upload:
    uri: S3Uri
    file: Path
    sha256: str

    @property
    def checksum(self) -> str:
        return base64.b64encode(bytes.fromhex(self.sha256)).decode()


def publish(uri: str, catalogue: Path, say: Say) -> Published:
    """Upload what is not there yet, the models before the catalogue that names them.

    `uri` is s3://bucket or s3://bucket/prefix; `say` is told each step. Nothing is uploaded where a
    file of the same name has other contents: that raises WouldOverwrite. Raises BadUri, NotBuilt
    and BadCard for what is asked, StoreRefused for what S3 says.
    """
    target = S3Prefix.parse(uri)
    files = {**artifacts(catalogue), catalogue.name: catalogue}
    uploads = [
        _Upload(target.object(name), file, file_digest(file)) for name, file in files.items()
    ]
    client = boto3.client("s3")
    stored = {upload: _stored_digest(client, upload) for upload in uploads}
    different = [
        str(upload.uri) for upload in uploads if stored[upload] not in (None, upload.sha256)
    ]
    if different:
        raise WouldOverwrite(different)
    for i, upload in enumerate(uploads, 1):
        step = f"[{i}/{len(uploads)}] {upload.uri}, {_size(upload.file)}"
        if stored[upload] is None:
            say(f"{step}: uploading ...")
            _put(client, upload)
        else:
            say(f"{step}: is there already")
    return Published(_versioned_uri(client, uploads[-1]), uploads[-1].sha256)


# Helpers ----


def _stored_digest(client: "S3Client", upload: _Upload) -> str | None:
    """The SHA-256 of the object that is there, None where there is none."""
    try:
        head = client.head_object(
            Bucket=upload.uri.bucket, Key=upload.uri.key, ChecksumMode="ENABLED"
        )
        checksum = head.get("ChecksumSHA256", "")
        # One of an upload in parts ends in "-N" and is not a digest of the file.
        if checksum and "-" not in checksum:
            return base64.b64decode(checksum).hex()
        digest = hashlib.sha256()
        for chunk in client.get_object(Bucket=upload.uri.bucket, Key=upload.uri.key)[
            "Body"
        ].iter_chunks():
            digest.update(chunk)
        return digest.hexdigest()
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return None
        raise _refusal(upload, error) from error
    except BotoCoreError as error:
        raise _refusal(upload, error) from error


def _put(client: "S3Client", upload: _Upload) -> None:
    try:
        with upload.file.open("rb") as body:
            client.put_object(
                Bucket=upload.uri.bucket,
                Key=upload.uri.key,
                Body=body,
                ChecksumSHA256=upload.checksum,
                # Somebody else may have published since it was looked for.
                IfNoneMatch="*",
            )
    except (BotoCoreError, ClientError) as error:
        raise _refusal(upload, error) from error


def _versioned_uri(client: "S3Client", upload: _Upload) -> str:
    try:
        head = client.head_object(Bucket=upload.uri.bucket, Key=upload.uri.key)
    except (BotoCoreError, ClientError) as error:
        raise _refusal(upload, error) from error
    version = head.get("VersionId", "null")
    return str(upload.uri if version == "null" else replace(upload.uri, version=version))


def _refusal(upload: _Upload, error: Exception) -> StoreRefused | WouldOverwrite:
    if not isinstance(error, ClientError):
        return StoreRefused(str(upload.uri), str(error).rstrip("."))
    code = error.response["Error"].get("Code", "")
    if code == "PreconditionFailed":
        return WouldOverwrite([str(upload.uri)])
    if code in ("403", "AccessDenied"):
        needs = "s3:PutObject and s3:GetObject on the prefix and s3:ListBucket on the bucket"
        return StoreRefused(str(upload.uri), f"access denied: publishing needs {needs}")
    if code == "NoSuchBucket":
        make = f"make it with `aws s3 mb s3://{upload.uri.bucket}`"
        return StoreRefused(str(upload.uri), f"there is no such bucket: {make}")
    return StoreRefused(str(upload.uri), f"{code}: {error.response['Error'].get('Message', '')}")


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
