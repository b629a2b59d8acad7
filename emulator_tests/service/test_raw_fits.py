"""A file that saveRDS(fit) wrote: what predict() says is answered, or one sentence refuses it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from emulator.settings import r_environment

from ..support.r_session import run_r
from .raw_fits import FITS, RawFit

SERVED = [case for case in FITS if not case.refusal]
REFUSED = [case for case in FITS if case.refusal]
SAVED = [case for case in FITS if case.data]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every fit as `<number>.rds`, and what predict() says of its row as `<number>.json`."""
    folder = tmp_path_factory.mktemp("fits")
    run_r("\n".join(_script(folder, number, case) for number, case in enumerate(FITS)))
    return folder


@pytest.mark.native
@pytest.mark.parametrize("case", SERVED, ids=lambda case: case.name)
def test_a_raw_fit_answers_what_predict_says(folder: Path, case: RawFit) -> None:
    number = FITS.index(case)
    status, body = ask(folder / f"{number}.rds", case)
    assert status == 200, body
    assert values(body["predictions"]) == truth(folder, number)


@pytest.mark.native
@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_cannot_be_known_is_refused_at_the_start(folder: Path, case: RawFit) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        ask(folder / f"{FITS.index(case)}.rds", case)
    assert case.refusal in failed.value.stderr


@pytest.mark.native
@pytest.mark.parametrize("case", SAVED, ids=lambda case: case.name)
def test_a_refused_fit_is_right_once_it_is_saved_with_its_data(folder: Path, case: RawFit) -> None:
    number = FITS.index(case)
    status, body = ask(folder / f"saved-{number}" / "model.rds", case)
    assert status == 200, body
    assert values(body["predictions"]) == truth(folder, number)


def ask(file: Path, case: RawFit) -> tuple[int, Any]:
    """One request to the model in an R of its own, started as the runtime starts it."""
    event = {
        "version": "2.0",
        "rawPath": "/predict",
        "queryStringParameters": case.query,
        "headers": {},
        "body": case.body,
        "requestContext": {"http": {"method": "POST"}},
    }
    code = (
        f'service <- modelservice::start_service(c(S3_MODEL_URI = "file://{file}"));'
        " event <- lambdaruntime::parse_json(commandArgs(TRUE));"
        ' answer <- modelservice::answer(service, event, list(request_id = "r"));'
        " cat(answer$statusCode, answer$body)"
    )
    command = ["R", "--vanilla", "--no-echo", "-e", code, "--args", json.dumps(event)]
    environment = {
        "R_DEFAULT_PACKAGES": "utils,stats",
        "LC_ALL": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run(
        command, env={**environment, **r_environment()}, check=True, capture_output=True, text=True
    )
    status, _, body = done.stdout.partition(" ")
    return int(status), json.loads(body)


def truth(folder: Path, number: int) -> Any:
    """Labels as they are, numbers to twelve digits."""
    said = json.loads((folder / f"{number}.json").read_text())
    return said if isinstance(said[0], str) else pytest.approx(said, rel=1e-12)


def values(predictions: list[Any]) -> list[Any]:
    """Outcome by outcome, as R unrolls a matrix; of a classification the labels."""
    if not isinstance(predictions[0], dict):
        return predictions
    if "label" in predictions[0]:
        return [element["label"] for element in predictions]
    return [element[name] for name in predictions[0] for element in predictions]


# Helpers ----


def _script(folder: Path, number: int, case: RawFit) -> str:
    save = (
        f'modelservice::save_model(fit, "m", {case.data}, dir = "{folder}/saved-{number}"'
        f"{', ' + case.save if case.save else ''})"
        if case.data
        else ""
    )
    said = f'writeLines(lambdaruntime::to_json(I(unname(c(truth)))), "{folder}/{number}.json")'
    return f"""
      evalq({{
        {case.r}
        saveRDS(fit, "{folder}/{number}.rds")
        if (exists("truth", inherits = FALSE)) {said}
        {save}
      }}, globalenv())
      rm(list = ls(globalenv()), envir = globalenv())
    """
