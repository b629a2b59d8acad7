"""Golden rows: a process that would answer otherwise than the proven model does not start."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from emulator.catalogue_service import CatalogueService
from emulator.settings import FunctionSettings

from ..fixtures import MakeModels
from ..support.pinging import PING, init_error

STOPS = """
fit <- lm(dist ~ speed, cars)
modelservice::save_model(fit, name = "stops", data = cars)
"""


@pytest.fixture
def catalogue(make_models: MakeModels) -> Path:
    return make_models(stops=STOPS)


def start(catalogue: Path, **environment: str) -> Any:
    """What a new process answers to /ping."""
    settings = FunctionSettings(environment=environment)
    with CatalogueService(catalogue=catalogue, settings=settings) as service:
        return service.workers.invoke(PING)


def change(catalogue: Path, what: Callable[[dict[str, Any]], None]) -> None:
    content = json.loads(catalogue.read_text())
    what(content["models"][0])
    catalogue.write_text(json.dumps(content))


def off_by(factor: float) -> Callable[[dict[str, Any]], None]:
    def apply(card: dict[str, Any]) -> None:
        card["golden"]["predictions"][-1] *= factor

    return apply


def test_a_process_that_answers_the_golden_rows_as_proven_starts(catalogue: Path) -> None:
    golden = json.loads(catalogue.read_text())["models"][0]["golden"]
    assert len(golden["instances"]) == len(golden["predictions"]) >= 2
    assert start(catalogue).body["statusCode"] == 200


def test_a_process_that_answers_another_number_does_not_start(catalogue: Path) -> None:
    change(catalogue, off_by(1 + 1e-8))
    error = init_error(start(catalogue))
    assert error.type == "Model.GoldenDiffers"
    assert 'the golden row {"speed":' in error.message
    assert "It was saved with R 4" in error.message and "GOLDEN=warn" in error.message


def test_the_last_digits_may_differ(catalogue: Path) -> None:
    change(catalogue, off_by(1 + 1e-11))
    assert start(catalogue).body["statusCode"] == 200


def test_golden_warn_starts_all_the_same_and_logs_the_difference(catalogue: Path) -> None:
    change(catalogue, off_by(1 + 1e-6))
    invocation = start(catalogue, GOLDEN="warn")
    assert invocation.body["statusCode"] == 200
    (line,) = [line for line in invocation.logs.splitlines() if "golden row" in line]
    assert "WARN" in line and "It was saved with R 4" in line


def test_any_other_word_of_golden_refuses_the_difference(catalogue: Path) -> None:
    change(catalogue, off_by(1 + 1e-6))
    assert init_error(start(catalogue, GOLDEN="off")).type == "Model.GoldenDiffers"
