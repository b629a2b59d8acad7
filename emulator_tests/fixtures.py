"""Fixtures: real servers and real processes, on ports that the kernel chose.

object_store       S3 (moto) that refuses every request whose signature is not right.
                   `.create_bucket`, `.upload`, `.fail_next(faults.status(503))`, `.requests`.
model_bucket       the name of a new bucket in that store, which keeps versions.
start_emulator     `start_emulator(settings)` -> Emulator, stopped after the test.
                   `.invoke(event)` -> Invocation: `.body`, `.payload`, `.error`, `.logs`.
ping               `ping("s3://bucket/key.rds", VARIABLE="value")` -> Invocation of a function with
                   that S3_MODEL_URI and environment, asked for /ping.
handler_folder     `handler_folder("handler <- function(event, context) 1")` -> a task root with
                   that handler.R; further files as keyword arguments.
catalogue_service      the model service with all models, one worker for the whole run:
                   `.store`, `.settings`.
worker             its worker: `.invoke(event)` -> Invocation.
gateway            the same behind the HTTP API: `.url`; `gateway.post("/predict", json=row)`.
deployment         what the template describes, for the whole run: `.aws_api.url`, `.template`.
deployed           client of its HTTP API; `deployed.post("/predict", json=row)`.
serve_models       `serve_models(catalogue)` -> (client, local service) of another catalogue;
                   `make_models(name=R code)` -> the catalogue of models trained for a test.
serve_handler      `serve_handler(r_code, workers=1, timeout=30)` -> client of a gateway in front
                   of that handler; `.pool` are its workers.
fake_runtime_api   a Runtime API for what the emulator cannot do; `.send(event)`,
                   `.answer_posts("response", Answer(500))`, `.answer_next(CUT)`, `.go_away()`.
start_runtime      `start_runtime(r_code)` -> RuntimeProcess against fake_runtime_api;
                   `.wait_for("response")`, `.wait_for_exit()`, `.output`.

`assertions.assert_problem(response, 422, ...)` checks an RFC 9457 answer.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from emulator.aws_lambda.emulator_process import Emulator
from emulator.aws_lambda.invocation import Invocation, Worker
from emulator.aws_lambda.pool import WorkerPool
from emulator.catalogue_service import CatalogueService
from emulator.deployment import Deployment
from emulator.http_api.gateway import Gateway, catch_all
from emulator.processes.guardian import find_marked
from emulator.processes.marked_process import RUN
from emulator.s3.store import ObjectStore
from emulator.settings import FunctionSettings
from emulator.synthesis import synthesize

from .doubles.fake_runtime_api import FakeRuntimeApi
from .support.client import Client
from .support.pinging import PING
from .support.runtime_process import RuntimeProcess
from .support.workshop import train_models

HandlerFolder = Callable[..., Path]
StartEmulator = Callable[[FunctionSettings], Emulator]
Ping = Callable[..., Invocation]
MakeModels = Callable[..., Path]
ServeHandler = Callable[..., Client]
ServeModels = Callable[[Path], tuple[Client, CatalogueService]]
StartRuntime = Callable[..., RuntimeProcess]


@pytest.fixture(scope="session", autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    assert find_marked(RUN) == []


@pytest.fixture
def object_store() -> Iterator[ObjectStore]:
    with ObjectStore() as store:
        yield store


@pytest.fixture
def model_bucket(object_store: ObjectStore) -> str:
    name = object_store.new_bucket(versioned=True)
    object_store.requests.clear()
    return name


@pytest.fixture
def start_emulator() -> Iterator[StartEmulator]:
    with ExitStack() as stack:
        yield lambda settings: stack.enter_context(Emulator(settings))


@pytest.fixture
def ping(start_emulator: StartEmulator, object_store: ObjectStore) -> Ping:
    def start(uri: str, **environment: str) -> Invocation:
        everything = {**object_store.environment(), "S3_MODEL_URI": uri, **environment}
        return start_emulator(FunctionSettings(environment=everything)).invoke(PING)

    return start


@pytest.fixture(scope="session")
def catalogue_service() -> Iterator[CatalogueService]:
    with CatalogueService() as service:
        yield service


@pytest.fixture(scope="session")
def worker(catalogue_service: CatalogueService) -> Worker:
    return catalogue_service.workers


@pytest.fixture(scope="session")
def gateway(catalogue_service: CatalogueService) -> Iterator[Client]:
    with Gateway(catch_all(catalogue_service.workers)) as server, Client(server.url) as client:
        yield client


@pytest.fixture(scope="session")
def deployment() -> Iterator[Deployment]:
    with Deployment(synthesize()) as deployment:
        yield deployment


@pytest.fixture(scope="session")
def deployed(deployment: Deployment) -> Iterator[Client]:
    with Gateway(deployment.http_api) as server, Client(server.url) as client:
        yield client


@pytest.fixture
def make_models(tmp_path: Path) -> MakeModels:
    return functools.partial(train_models, tmp_path)


@pytest.fixture
def serve_models() -> Iterator[ServeModels]:
    with ExitStack() as stack:

        def serve(catalogue: Path) -> tuple[Client, CatalogueService]:
            service = stack.enter_context(CatalogueService(catalogue=catalogue))
            server = stack.enter_context(Gateway(catch_all(service.workers)))
            service.store.requests.clear()
            return stack.enter_context(Client(server.url)), service

        yield serve


@pytest.fixture
def serve_handler(handler_folder: HandlerFolder) -> Iterator[ServeHandler]:
    with ExitStack() as stack:

        def serve(code: str, workers: int = 1, timeout: float = 30) -> Client:
            settings = FunctionSettings(handler_folder(code), "handler.handler")
            pool = stack.enter_context(WorkerPool(lambda: Emulator(settings), workers))
            server = stack.enter_context(Gateway(catch_all(pool, timeout)))
            return stack.enter_context(Client(server.url, pool))

        yield serve


@pytest.fixture
def handler_folder(tmp_path: Path) -> HandlerFolder:
    def write(handler: str, **others: str) -> Path:
        for name, text in {"handler": handler, **others}.items():
            (tmp_path / f"{name}.R").write_text(text)
        return tmp_path

    return write


@pytest.fixture
def fake_runtime_api() -> Iterator[FakeRuntimeApi]:
    with FakeRuntimeApi() as api:
        yield api


@pytest.fixture
def start_runtime(
    fake_runtime_api: FakeRuntimeApi, handler_folder: HandlerFolder
) -> Iterator[StartRuntime]:
    with ExitStack() as stack:

        def start(
            code: str,
            handler: str = "handler.handler",
            environment: Mapping[str, str] | None = None,
        ) -> RuntimeProcess:
            process = RuntimeProcess(fake_runtime_api, handler_folder(code), handler, environment)
            return stack.enter_context(process)

        yield start
