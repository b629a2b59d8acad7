"""Models from S3 in the image, as on Lambda: a container's own network, names, certificates."""

import json
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.catalogue_service import CATALOGUE
from emulator.s3.store import ObjectStore
from emulator.settings import REGION, Credentials

from ..doubles.dns import NameServer
from ..doubles.tls import TlsFront
from ..support.cards import example
from ..support.pinging import FOREST, KEY, PING
from .conftest import BuildImage, StartContainer
from .engine import copy_out, run_image

CREDENTIALS = Credentials(session_token="a/token+with=signs")
OWN_AUTHORITIES = "/opt/r/share/ca-certificates.crt"
DEAD_ADDRESS = "192.0.2.53"  # from the range that is kept for documentation


@pytest.fixture(scope="module")
def bridge(bases: dict[str, str]) -> str:
    """The address of this machine in Docker's own network, where containers are by default."""
    known = ["--add-host=here:host-gateway"]
    hosts = run_image(bases["LAMBDA_BASE"], "cat", "/etc/hosts", options=known).text()
    (line,) = (line for line in hosts.splitlines() if line.endswith("\there"))
    return line.split()[0]


@pytest.fixture
def store(bridge: str) -> Iterator[ObjectStore]:
    with ObjectStore(CREDENTIALS, host=bridge) as store:
        yield store


@pytest.fixture
def bucket(store: ObjectStore) -> str:
    return store.new_bucket(versioned=True)


@pytest.fixture
def amazon(store: ObjectStore, bridge: str, tmp_path: Path) -> Iterator[TlsFront]:
    """Every name leads to this server, which is S3 at the names that S3 has."""
    names = (f"*.s3.{REGION}.amazonaws.com", f"s3.{REGION}.amazonaws.com")
    with (
        NameServer(bridge, bridge),
        TlsFront(store.url, bridge, *names, folder=tmp_path, port=443) as front,
    ):
        yield front


@pytest.mark.parametrize("key", ["plain.rds", "a folder/1+1=2 & 100%25.rds", "Modèle/日本語.rds"])
def test_any_key_is_fetched(
    image: str, start: StartContainer, store: ObjectStore, bucket: str, key: str
) -> None:
    store.upload(bucket, key, FOREST.read_bytes())
    container = start(image, *options(f"s3://{bucket}/{key}", AWS_ENDPOINT_URL_S3=store.url))
    assert container.invoke(PING)["statusCode"] == 200


def test_a_version_is_pinned(
    image: str, start: StartContainer, store: ObjectStore, bucket: str
) -> None:
    version = store.upload(bucket, KEY, FOREST.read_bytes())
    store.upload(bucket, KEY, b"a later version that is not a model")
    uri = f"s3://{bucket}/{KEY}?versionId={version}"
    assert start(image, *options(uri, AWS_ENDPOINT_URL_S3=store.url)).invoke(PING)["statusCode"]


def test_every_model_of_a_catalogue_is_fetched(
    image: str, start: StartContainer, store: ObjectStore, bucket: str
) -> None:
    models = json.loads(CATALOGUE.read_text())["models"]
    for path in ("catalogue.json", *(model["artifact"] for model in models)):
        store.upload(bucket, f"v 1/{path}", (CATALOGUE.parent / path).read_bytes())
    uri = f"s3://{bucket}/v 1/catalogue.json"
    container = start(image, *options(uri, AWS_ENDPOINT_URL_S3=store.url))
    for model in models:
        answer = container.invoke({"model": model["name"], "instances": [model["example"]]})
        assert len(answer["predictions"]) == 1


def test_an_endpoint_may_be_this_machine_by_name_whatever_proxy_docker_hands_on(
    image: str, start: StartContainer, store: ObjectStore, bucket: str, bridge: str
) -> None:
    store.upload(bucket, KEY, FOREST.read_bytes())
    name = "host.docker.internal"
    endpoint = store.url.replace(bridge, name)
    known = f"--add-host={name}:host-gateway"
    proxy = {"http_proxy": "http://127.0.0.1:1"}
    given = options(f"s3://{bucket}/{KEY}", AWS_ENDPOINT_URL_S3=endpoint, **proxy)
    assert start(image, known, *given).invoke(PING)["statusCode"] == 200


@pytest.mark.parametrize("variable", ["CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_an_endpoint_is_trusted_by_the_authority_that_the_user_names(
    image: str, start: StartContainer, store: ObjectStore, bucket: str, bridge: str,
    tmp_path: Path, variable: str,
) -> None:  # fmt: skip
    store.upload(bucket, KEY, FOREST.read_bytes())
    with TlsFront(store.url, bridge, bridge, folder=tmp_path) as front:
        variables = {"AWS_ENDPOINT_URL_S3": front.url, variable: "/authority.pem"}
        given = options(f"s3://{bucket}/{KEY}", **variables)
        container = start(image, mount(front.authority, "/authority.pem"), *given)
        assert container.invoke(PING)["statusCode"] == 200


@pytest.mark.parametrize("name", ["models-of-mine", "models.of.mine"])
def test_without_an_endpoint_it_is_amazons_s3_over_https(
    image: str, start: StartContainer, store: ObjectStore, amazon: TlsFront, bridge: str, name: str
) -> None:
    store.ensure_bucket(name)
    store.upload(name, KEY, FOREST.read_bytes())
    trust = mount(amazon.authority, OWN_AUTHORITIES)
    container = start(image, trust, f"--dns={bridge}", *options(f"s3://{name}/{KEY}"))
    assert container.invoke(PING)["statusCode"] == 200
    host = f"s3.{REGION}.amazonaws.com"
    expected = (host, f"/{name}/{KEY}") if "." in name else (f"{name}.{host}", f"/{KEY}")
    assert (store.requests[-1].headers["host"], store.requests[-1].path) == expected


def test_a_base_s_own_libraries_and_name_services_change_nothing(
    build: BuildImage, debian_12: str, store: ObjectStore, amazon: TlsFront, bridge: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    store.ensure_bucket("models-of-mine")
    store.upload("models-of-mine", KEY, FOREST.read_bytes())
    built = build({"LAMBDA_BASE": debian_12})
    built.text()
    switch = tmp_path / "nsswitch.conf"
    switch.write_text("hosts: files myhostname resolve [!UNAVAIL=return] dns\n")
    its_own = "--env=LD_LIBRARY_PATH=/lib64:/lib/x86_64-linux-gnu:/lib/aarch64-linux-gnu"
    given = [
        *(f"--dns={bridge}", its_own, mount(switch, "/etc/nsswitch.conf")),
        *(mount(amazon.authority, OWN_AUTHORITIES), *options(f"s3://models-of-mine/{KEY}")),
    ]
    done = run_image(built.tag, "predict", json.dumps(example("boston_forest")), options=given)
    assert json.loads(done.text())["model"] == "boston_forest"


@pytest.mark.usefixtures("amazon")
def test_an_authority_that_nobody_named_is_told_at_once(
    image: str, start: StartContainer, bridge: str
) -> None:
    error = start(image, f"--dns={bridge}", *options("s3://bucket/model.rds")).invoke(PING)
    assert error["errorType"] == "Model.FetchFailed"
    assert "certificate" in error["errorMessage"] and "CURL_CA_BUNDLE" in error["errorMessage"]


def test_the_image_trusts_amazons_authorities(image: str, tmp_path: Path) -> None:
    copy_out(image, OWN_AUTHORITIES, tmp_path / "authorities.pem")
    trusted = ssl.create_default_context(cafile=str(tmp_path / "authorities.pem"))
    names = {f"Amazon Root CA {number}" for number in range(1, 5)}
    # https://docs.aws.amazon.com/general/latest/gr/aws-certificates.html
    names.add("Starfield Services Root Certificate Authority - G2")
    subjects = str([one["subject"] for one in trusted.get_ca_certs()])
    assert [name for name in sorted(names) if f"'{name}'" not in subjects] == []


def test_a_name_that_is_not_known_is_one_sentence(image: str) -> None:
    given = [*options("s3://bucket/model.rds"), "--network=none"]
    done = run_image(image, "predict", "{}", options=given)
    assert done.status == 1
    host = f"bucket.s3.{REGION}.amazonaws.com"
    assert f"Could not resolve host: {host}): check the network" in done.errors


def test_a_name_server_that_is_not_there_is_told_before_lambda_ends_the_init(
    image: str, start: StartContainer
) -> None:
    given = options("s3://bucket/model.rds")
    error = start(image, f"--dns={DEAD_ADDRESS}", *given).invoke(PING)
    # Where libcurl waited for its resolver, 6 s each: two attempts, and more than 10 s.
    assert "could not be fetched in 3 attempts" in error["errorMessage"]
    assert "Resolving timed out" in error["errorMessage"]


# Helpers ----


def options(uri: str, **variables: str) -> list[str]:
    """The environment of a function that has its model at this URI."""
    environment = {"AWS_REGION": REGION, **CREDENTIALS.environment(), "S3_MODEL_URI": uri}
    return [f"--env={name}={value}" for name, value in {**environment, **variables}.items()]


def mount(file: Path, path: str) -> str:
    return f"--volume={file}:{path}:ro"
