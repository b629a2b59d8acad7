"""A fit of several outcomes, from its file alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from emulator.aws_lambda.emulator_process import Emulator
from emulator.aws_lambda.pool import WorkerPool
from emulator.http_api.gateway import Gateway, catch_all
from emulator.s3.store import ObjectStore
from emulator.settings import FunctionSettings

from ..support.client import Client
from ..support.r_session import ask_r
from ..support.tables import AS_CSV, read_csv

FIT = "lm(cbind(mpg, hp) ~ wt, mtcars)"
CARS = [{"wt": 2.62}, {"wt": 3.44}]


@pytest.fixture(scope="module")
def cars(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The service of a file that saveRDS() wrote."""
    file = tmp_path_factory.mktemp("cars") / "cars.rds"
    ask_r(f'saveRDS({FIT}, "{file}")')
    with ObjectStore() as store:
        yield from serve(store, file)


def test_each_row_is_an_object_of_what_predict_says(cars: Client) -> None:
    expected = ask_r(f"apply(predict({FIT}, data.frame(wt = c(2.62, 3.44))), 1, as.list)")
    answer = cars.post("/predict", json=CARS).json()["predictions"]
    rows = [pytest.approx(row, rel=1e-12) for row in expected.values()]
    assert answer == rows and list(answer[0]) == ["mpg", "hp"]


def test_each_outcome_is_a_column_of_a_csv(cars: Client) -> None:
    rows = read_csv(cars.post("/predict", json=CARS, headers=AS_CSV))
    exact = cars.post("/predict", json=CARS).json()["predictions"]
    assert [{name: float(cell) for name, cell in row.items()} for row in rows] == exact


def test_a_bad_row_is_null_and_na_in_each_outcome(cars: Client) -> None:
    body = [{"wt": "heavy"}, CARS[0]]
    assert cars.post("/predict?on_error=null", json=body).json()["predictions"][0] is None
    first, _ = read_csv(cars.post("/predict?on_error=null", json=body, headers=AS_CSV))
    assert first == {"mpg": "NA", "hp": "NA"}


def test_the_answer_is_as_the_schemas_say(cars: Client) -> None:
    (row,) = cars.post("/predict", json=CARS[0]).json()["predictions"]
    name = cars.get("/models").json()["models"][0]["name"]
    schema = cars.get(f"/models/{name}").json()["output_schema"]
    Draft202012Validator(schema).validate(row)
    assert list(schema["properties"]) == ["mpg", "hp"]
    document = cars.get("/openapi.json").json()
    response = document["components"]["schemas"][f"{name}_response"]
    assert response["properties"]["predictions"]["items"] == schema


# Helpers ----


def serve(store: ObjectStore, file: Path) -> Iterator[Client]:
    bucket = store.new_bucket()
    store.upload(bucket, file.name, file.read_bytes())
    uri = {"S3_MODEL_URI": f"s3://{bucket}/{file.name}"}
    settings = FunctionSettings(environment={**store.environment(), **uri})
    workers = WorkerPool(lambda: Emulator(settings), 1)
    try:
        with Gateway(catch_all(workers)) as server, Client(server.url) as client:
            yield client
    finally:
        workers.close()
