"""What the image's command `prove` runs, with this machine's R: each model, its golden rows."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from emulator.settings import REPOSITORY, r_environment

pytestmark = pytest.mark.native

DIST = REPOSITORY / "models" / "dist"
CATALOGUE: dict[str, Any] = json.loads((DIST / "catalogue.json").read_text())


def prove(uri: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["R", "--vanilla", "--no-echo", "--file=prove.R"],
        cwd=REPOSITORY / "lambda_image",
        env={**os.environ, **r_environment(), "S3_MODEL_URI": uri},
        capture_output=True,
        text=True,
    )


def write_catalogue(folder: Path, **changed: Any) -> str:
    """The catalogue of models/dist with other first golden answers; its URI."""
    content = json.loads(json.dumps(CATALOGUE))
    for model in content["models"]:
        model["artifact"] = f"file://{DIST / model['artifact']}"
        if model["name"] in changed:
            model["golden"]["predictions"][0] = changed[model["name"]]
    file = folder / "catalogue.json"
    file.write_text(json.dumps(content))
    return f"file://{file}"


def test_every_model_of_the_catalogue_predicts_its_golden_rows() -> None:
    done = prove(f"file://{DIST / 'catalogue.json'}")
    assert done.returncode == 0, done.stderr
    names = [model["name"] for model in CATALOGUE["models"]]
    assert re.findall(r"^(\w+): predicts its golden rows \(\d\)\.$", done.stdout, re.M) == names


def test_models_that_answer_something_else_are_named_and_the_others_are_proven(
    tmp_path: Path,
) -> None:
    done = prove(write_catalogue(tmp_path, boston_svm=1.5, iris=None))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == len(CATALOGUE["models"]) - 2
    assert re.search(r"^prove: The model boston_svm answers the golden row .* 1\.5", done.stderr)
    assert re.search(r"^prove: The model iris answers the golden row", done.stderr, re.M)


def test_a_default_that_answers_something_else_is_named(tmp_path: Path) -> None:
    done = prove(write_catalogue(tmp_path, boston_forest=1.5))
    assert done.returncode == 1
    assert done.stderr.startswith("prove: The model boston_forest answers the golden row")
    assert "but it was saved with the answer 1.5" in done.stderr


def test_a_model_without_golden_rows_predicts_its_example() -> None:
    done = prove(f"file://{DIST / 'boston_linear' / 'model.rds'}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "boston_linear: predicts an example, but has no golden rows.\n"
