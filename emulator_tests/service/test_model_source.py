"""Where the model comes from: S3_MODEL_URI, fetched over S3 and checked before it is read."""

import hashlib

import pytest

from emulator.s3.store import ObjectStore
from emulator.settings import Credentials, FunctionSettings

from ..doubles.container_credentials import ContainerCredentials
from ..fixtures import Ping, StartEmulator
from ..support.pinging import FOREST, KEY, PING, init_error

NO_KEYS = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}


def test_the_model_is_fetched_by_a_signed_request(
    ping: Ping, object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, FOREST.read_bytes())
    object_store.requests.clear()
    assert ping(f"s3://{model_bucket}/{KEY}").body["statusCode"] == 200
    (request,) = object_store.requests
    assert request.headers["authorization"].startswith("AWS4-HMAC-SHA256 ")
    assert (request.method, request.status) == ("GET", 200)


@pytest.mark.parametrize(
    "key",
    [
        "plain.rds",
        "a folder/my model.rds",
        "a+b=c&d.rds",
        "Modèle/日本語-ß.rds",
        "100%/50%25.rds",
        "it's (a) *key*!~,;:@$.rds",
        "twice//slashed.rds",
    ],
)
def test_any_key_is_fetched(
    ping: Ping, object_store: ObjectStore, model_bucket: str, key: str
) -> None:
    object_store.upload(model_bucket, key, FOREST.read_bytes())
    assert ping(f"s3://{model_bucket}/{key}").error is None


def test_a_version_is_pinned(ping: Ping, object_store: ObjectStore, model_bucket: str) -> None:
    version = object_store.upload(model_bucket, KEY, FOREST.read_bytes())
    object_store.upload(model_bucket, KEY, b"a later version that is not a model")
    assert ping(f"s3://{model_bucket}/{KEY}?versionId={version}").error is None
    assert "saveRDS" in init_error(ping(f"s3://{model_bucket}/{KEY}")).message


def test_a_session_token_is_sent_and_signed(start_emulator: StartEmulator) -> None:
    credentials = Credentials(session_token="a/token+with=signs")
    with ObjectStore(credentials) as store:
        store.create_bucket("with-token")
        store.upload("with-token", KEY, FOREST.read_bytes())
        environment = {**store.environment(), "S3_MODEL_URI": f"s3://with-token/{KEY}"}
        assert start_emulator(FunctionSettings(environment=environment)).invoke(PING).error is None


@pytest.mark.parametrize("session_token", [None, "a/token+with=signs"])
def test_credentials_come_from_the_container_where_no_variable_has_them(
    ping: Ping, session_token: str | None
) -> None:
    with (
        ObjectStore(Credentials(session_token=session_token)) as store,
        ContainerCredentials(store.credentials) as container,
    ):
        uri = f"s3://{store.new_bucket()}/{KEY}"
        store.upload(uri.split("/")[2], KEY, FOREST.read_bytes())
        given = {**NO_KEYS, **container.environment(), "AWS_ENDPOINT_URL_S3": store.url}
        assert ping(uri, **given).error is None
        nowhere = {"http_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"}
        assert ping(uri, **given, **nowhere).error is None


@pytest.mark.parametrize("token", ["another", ""])
def test_a_container_that_gives_no_credentials_is_named(
    ping: Ping, object_store: ObjectStore, token: str
) -> None:
    with ContainerCredentials(object_store.credentials) as container:
        given = {**container.environment(), "AWS_CONTAINER_AUTHORIZATION_TOKEN": token}
        error = init_error(ping("s3://bucket/model.rds", **NO_KEYS, **given))
    assert error.type == "Model.NoCredentials" and container.url in error.message


def test_credentials_in_variables_go_before_those_of_the_container(
    ping: Ping, object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, FOREST.read_bytes())
    with ContainerCredentials(Credentials("AKIAANOTHER", "another")) as container:
        assert ping(f"s3://{model_bucket}/{KEY}", **container.environment()).error is None


def test_the_general_endpoint_serves_where_s3_has_none(
    ping: Ping, object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, FOREST.read_bytes())
    uri = f"s3://{model_bucket}/{KEY}"
    assert ping(uri, AWS_ENDPOINT_URL_S3="", AWS_ENDPOINT_URL=object_store.url).error is None


def test_proxy_variables_do_not_come_between_this_machine_and_itself(
    ping: Ping, object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, FOREST.read_bytes())
    nowhere = {"http_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"}
    assert ping(f"s3://{model_bucket}/{KEY}", **nowhere).error is None


def test_a_model_on_disk_needs_no_network(ping: Ping, object_store: ObjectStore) -> None:
    object_store.requests.clear()
    assert ping(f"file://{FOREST}").body["statusCode"] == 200
    assert object_store.requests == []


def test_an_object_arrives_as_it_is_stored(
    ping: Ping, object_store: ObjectStore, model_bucket: str
) -> None:
    body = FOREST.read_bytes()
    object_store.upload(model_bucket, KEY, body, ContentEncoding="gzip")
    digest = hashlib.sha256(body).hexdigest()
    assert ping(f"s3://{model_bucket}/{KEY}", MODEL_SHA256=digest).error is None


def test_a_wrong_digest_is_refused_before_anything_is_read(
    ping: Ping, object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, b"not an RDS: reading it would be another error")
    error = init_error(ping(f"s3://{model_bucket}/{KEY}", MODEL_SHA256="0" * 64))
    assert error.type == "Model.WrongDigest"


def test_the_right_digest_is_accepted(
    ping: Ping, object_store: ObjectStore, model_bucket: str
) -> None:
    body = FOREST.read_bytes()
    object_store.upload(model_bucket, KEY, body)
    digest = hashlib.sha256(body).hexdigest()
    assert ping(f"s3://{model_bucket}/{KEY}", MODEL_SHA256=digest).error is None


def test_a_model_larger_than_the_memory_is_refused(
    start_emulator: StartEmulator, object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, bytes(2 * 2**20))
    environment = {**object_store.environment(), "S3_MODEL_URI": f"s3://{model_bucket}/{KEY}"}
    settings = FunctionSettings(memory=1, environment=environment)
    error = init_error(start_emulator(settings).invoke(PING))
    assert error.type == "Model.TooLarge" and "raise the memory" in error.message


@pytest.mark.parametrize(
    ("environment", "error_type"),
    [
        ({"S3_MODEL_URI": ""}, "Model.NoUri"),
        ({"S3_MODEL_URI": "https://bucket/model.rds"}, "Model.BadUri"),
        ({"S3_MODEL_URI": "file:///no/such.rds"}, "Model.NotFound"),
        ({"AWS_REGION": "", "AWS_DEFAULT_REGION": ""}, "Model.NoRegion"),
        ({"AWS_ACCESS_KEY_ID": ""}, "Model.NoCredentials"),
        ({"MODEL_SHA256": "abc"}, "Model.BadDigest"),
    ],
)
def test_a_setting_that_cannot_work_is_one_sentence(
    ping: Ping,
    object_store: ObjectStore,
    model_bucket: str,
    environment: dict[str, str],
    error_type: str,
) -> None:
    object_store.upload(model_bucket, KEY, FOREST.read_bytes())
    settings = {"S3_MODEL_URI": f"s3://{model_bucket}/{KEY}", **environment}
    error = init_error(ping(settings.pop("S3_MODEL_URI"), **settings))
    assert error.type == error_type and error.message.endswith(".")
