"""When a model is fetched, how long it stays, and what is left of it on disk."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from emulator.catalogue_service import CATALOGUE, CatalogueService
from emulator.http_api.gateway import Gateway, catch_all
from emulator.settings import FunctionSettings

from ..fixtures import MakeModels, ServeModels
from ..support.assertions import assert_problem
from ..support.boston import TEST_RECORDS
from ..support.cards import example
from ..support.client import Client
from ..support.runtime_processes import runtime_processes

MEGABYTE = """
modelservice::save_model(
  list(numeric(2^17)), name = "{name}", data = data.frame(x = 1), inputs = "x",
  predict = function(fit, rows) rows$x
)
"""


@pytest.fixture
def small(make_models: MakeModels) -> Iterator[tuple[Client, CatalogueService]]:
    """Models `a`, `b` and `c` of a megabyte each, where two have room."""
    catalogue = make_models(**{name: MEGABYTE.format(name=name) for name in "abc"})
    with (
        CatalogueService(catalogue=catalogue, settings=FunctionSettings(memory=5)) as service,
        Gateway(catch_all(service.workers)) as server,
        Client(server.url) as client,
    ):
        yield client, service


def test_a_model_is_fetched_at_its_first_use_and_once(serve_models: ServeModels) -> None:
    client, service = serve_models(CATALOGUE)
    for path in ("/ping", "/", "/models", "/models/iris", "/openapi.json"):
        assert client.get(path).status_code == 200
    assert fetched(service) == ["catalogue.json", "boston_forest/model.rds"]
    service.store.requests.clear()
    for _ in range(3):
        predict(client, "iris", example("iris"))
        predict(client, "boston_forest", TEST_RECORDS)
    assert fetched(service) == ["iris/model.rds"]


def test_the_model_that_was_not_used_for_longest_makes_room(
    small: tuple[Client, CatalogueService],
) -> None:
    client, service = small
    client.get("/ping")
    service.store.requests.clear()
    for name in "ba" + "ca" + "b":
        predict(client, name, {"x": 1})
    assert fetched(service) == [f"{name}/model.rds" for name in "bcb"]


def test_a_model_that_leaves_no_room_for_another_is_served_alone(
    make_models: MakeModels,
) -> None:
    catalogue = make_models(a=MEGABYTE.format(name="a"), b=MEGABYTE.format(name="b"))
    with (
        CatalogueService(catalogue=catalogue, settings=FunctionSettings(memory=1)) as service,
        Gateway(catch_all(service.workers)) as server,
        Client(server.url) as client,
    ):
        for name in "abba":
            predict(client, name, {"x": 1})
        assert fetched(service) == ["catalogue.json"] + [f"{name}/model.rds" for name in "aba"]


@pytest.mark.native
def test_nothing_that_was_fetched_stays_on_disk(serve_models: ServeModels) -> None:
    client, service = serve_models(CATALOGUE)
    service.store.upload(service.bucket, "boston_linear/model.rds", b"another file by now")
    predict(client, "iris", example("iris"))
    client.post("/models/boston_linear/predict", json=example("boston_linear"))
    client.post("/models/boston_svm/predict", json=example("boston_svm"))
    assert len(fetched(service)) == 5
    (process,) = runtime_processes(service)
    scratch = Path(psutil.Process(process).environ()["TMPDIR"])
    assert list(scratch.iterdir()) and not [file for file in scratch.rglob("*") if file.is_file()]


def test_a_model_with_another_digest_is_unavailable_until_it_is_as_catalogued(
    serve_models: ServeModels,
) -> None:
    client, service = serve_models(CATALOGUE)
    service.store.upload(service.bucket, "boston_linear/model.rds", b"another file by now")
    path, house = "/models/boston_linear/predict", example("boston_linear")
    assert_problem(client.post(path, json=house), 503, detail="boston_linear")
    assert client.get("/models/boston_linear").status_code == 200
    predict(client, "iris", example("iris"))
    genuine = CATALOGUE.parent / "boston_linear" / "model.rds"
    service.store.upload(service.bucket, "boston_linear/model.rds", genuine.read_bytes())
    predict(client, "boston_linear", house)


# Helpers ----


def fetched(service: CatalogueService) -> list[str]:
    return [r.path.split("/", 2)[2] for r in service.store.requests if r.method == "GET"]


def predict(client: Client, name: str, body: object) -> None:
    answer = client.post(f"/models/{name}/predict", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["model"] == name
