"""Models that are in the user's own S3: fetched into the embedded store, under the same names."""

import hashlib
from collections.abc import Iterator
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from models.errors import BadS3Uri, NotACatalogue
from models.read_catalogue import read_catalogue
from models.s3_uri import S3Uri

from .cloudformation.template import Template
from .errors import ModelNotFetched
from .s3.store import ObjectStore

PATIENCE = Config(connect_timeout=5, read_timeout=20, retries={"total_max_attempts": 2})


def fetch_users_models(template: Template, store: ObjectStore) -> None:
    """Everything the function will read that `template` uploads nowhere; nothing else.

    It is fetched with the user's own AWS credentials and endpoint, as boto3 finds them.
    Raises ModelNotFetched.
    """
    variables = template.function.environment
    if "S3_MODEL_URI" not in variables:
        return
    files = {(asset.bucket, asset.key): asset.file for asset in template.assets}
    source = S3Uri.parse(variables["S3_MODEL_URI"])
    if (source.bucket, source.key) in files:
        content = files[source.bucket, source.key].read_bytes()
    else:
        content = _bring(source, variables.get("MODEL_SHA256", ""), "model_sha256", store)
    if source.is_catalogue:
        for artifact, sha256 in _artifacts(source, content):
            if (artifact.bucket, artifact.key) not in files:
                _bring(artifact, sha256, "the catalogue", store)


# Helpers ----


def _artifacts(source: S3Uri, content: bytes) -> Iterator[tuple[S3Uri, str]]:
    """Those in S3, with the digest that the catalogue has of each."""
    try:
        entries = read_catalogue(content).entries
    except NotACatalogue:
        what = "it is not a catalogue of models: write it with `make models`"
        raise ModelNotFetched(str(source), what) from None
    for entry in entries:
        if not entry.artifact.startswith("file://"):
            yield _beside(source, entry.artifact), entry.sha256


def _beside(source: S3Uri, artifact: str) -> S3Uri:
    try:
        return source.beside(artifact)
    except BadS3Uri as error:
        raise ModelNotFetched(str(source), f"of its artifacts, {error}".rstrip(".")) from None


def _bring(uri: S3Uri, sha256: str, told_by: str, store: ObjectStore) -> bytes:
    content = _fetch(uri)
    digest = hashlib.sha256(content).hexdigest()
    if sha256 and digest != sha256.lower():
        what = f"its SHA-256 is {digest}, but {told_by} says {sha256}: name the file you mean"
        raise ModelNotFetched(str(uri), what)
    store.ensure_bucket(uri.bucket)
    store.upload_as(uri.bucket, uri.key, content, uri.version)
    return content


def _fetch(uri: S3Uri) -> bytes:
    version: Any = {"VersionId": uri.version} if uri.version else {}
    try:
        # A session of its own: the default one keeps the first credentials it found.
        client = boto3.Session().client("s3", config=PATIENCE)
        return client.get_object(Bucket=uri.bucket, Key=uri.key, **version)["Body"].read()
    except (BotoCoreError, ClientError) as error:
        raise ModelNotFetched(str(uri), _advice(error)) from error


def _advice(error: BotoCoreError | ClientError) -> str:
    if isinstance(error, NoCredentialsError):
        return "there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret"
    if not isinstance(error, ClientError):
        reason = str(error).rstrip(".")
        return f"{reason}: check the network, AWS_PROFILE and AWS_ENDPOINT_URL_S3"
    code = error.response["Error"].get("Code", "")
    if code in ("403", "AccessDenied"):
        return f"your AWS credentials may not read it ({code}): allow them s3:GetObject on it"
    if code in ("NoSuchKey", "NoSuchBucket", "NoSuchVersion", "404"):
        return f"it does not exist ({code}): check its bucket, key and version"
    return f"S3 answered {code}: {error.response['Error'].get('Message', '').rstrip('.')}"
