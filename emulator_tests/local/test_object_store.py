"""The object store answers as S3 does, and checks what S3 checks."""

from dataclasses import replace

import boto3
import pytest
import requests
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError

from emulator.s3.store import ObjectStore
from emulator.settings import Credentials

from ..doubles import faults

KEY = "a folder/plus+ü.rds"


def client(store: ObjectStore, region: str = "eu-central-1", **keys: str) -> BaseClient:
    own = store.credentials
    return boto3.client(
        "s3",
        endpoint_url=store.url,
        region_name=region,
        aws_access_key_id=keys.get("access_key", own.access_key),
        aws_secret_access_key=keys.get("secret_key", own.secret_key),
        aws_session_token=keys.get("session_token", own.session_token),
        config=Config(retries={"total_max_attempts": 1}),
    )


def get(client: BaseClient, bucket: str, **more: str) -> bytes:
    body: bytes = client.get_object(Bucket=bucket, Key=KEY, **more)["Body"].read()  # type: ignore[attr-defined]
    return body


def refusal(client: BaseClient, bucket: str) -> tuple[int, str]:
    with pytest.raises(ClientError) as error:
        get(client, bucket)
    response = error.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]


def test_a_signed_request_gets_the_object_and_is_recorded(
    object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, b"model")
    assert get(client(object_store), model_bucket) == b"model"
    seen = object_store.requests[-1]
    assert (seen.method, seen.status) == ("GET", 200)
    assert seen.path == f"/{model_bucket}/a%20folder/plus%2B%C3%BC.rds"
    assert seen.headers["authorization"].startswith("AWS4-HMAC-SHA256 ")


def test_an_older_version_can_be_read(object_store: ObjectStore, model_bucket: str) -> None:
    first = object_store.upload(model_bucket, KEY, b"first")
    object_store.upload(model_bucket, KEY, b"second")
    assert get(client(object_store), model_bucket, VersionId=first) == b"first"


def test_an_unsigned_request_is_refused(object_store: ObjectStore, model_bucket: str) -> None:
    object_store.upload(model_bucket, "open.rds", b"model")
    response = requests.get(f"{object_store.url}/{model_bucket}/open.rds", timeout=10)
    assert response.status_code == 403
    assert "AccessDenied" in response.text


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"secret_key": "another"}, (403, "SignatureDoesNotMatch")),
        ({"access_key": "AKIAANOTHER"}, (403, "InvalidAccessKeyId")),
        ({"session_token": "uncalled for"}, (400, "InvalidToken")),
    ],
)
def test_wrong_credentials_are_refused(
    object_store: ObjectStore, model_bucket: str, keys: dict[str, str], expected: tuple[int, str]
) -> None:
    assert refusal(client(object_store, **keys), model_bucket) == expected


def test_a_missing_session_token_is_refused() -> None:
    with ObjectStore(Credentials(session_token="a token")) as store:
        bucket = store.new_bucket()
        store.upload(bucket, KEY, b"model")
        assert get(client(store), bucket) == b"model"
        keys = store.credentials
        store.credentials = replace(keys, session_token=None)
        without = client(store)
        store.credentials = keys
        assert refusal(without, bucket) == (400, "InvalidToken")


def test_a_request_for_another_region_is_refused_and_told_the_right_one(
    object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, b"model")
    elsewhere = client(object_store, region="us-west-2")
    get(elsewhere, model_bucket)  # boto3 reads the right region in the refusal and asks again
    assert [request.status for request in object_store.requests[-2:]] == [400, 200]


def test_the_next_requests_fail_as_told_and_then_no_more(
    object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, b"0123456789")
    object_store.fail_next(
        faults.status(503, "SlowDown"), faults.connection_cut(), faults.truncated(4)
    )
    assert refusal(client(object_store), model_bucket) == (503, "SlowDown")
    for _ in range(2):
        with pytest.raises(HTTPClientError):
            get(client(object_store), model_bucket)
    assert get(client(object_store), model_bucket) == b"0123456789"


def test_a_version_can_have_the_id_that_it_has_elsewhere(
    object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload_as(model_bucket, KEY, b"first", "of/another+store")
    object_store.upload_as(model_bucket, KEY, b"second", "")
    assert get(client(object_store), model_bucket, VersionId="of/another+store") == b"first"
    assert get(client(object_store), model_bucket) == b"second"
