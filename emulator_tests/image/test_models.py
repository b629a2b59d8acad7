"""Models in the image: fitted by it, served by it, baked into it."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from .boston import card, serve_boston
from .conftest import BuildImage, Context, StartContainer
from .engine import REPOSITORY, run_image, run_r

PACKAGES = (REPOSITORY / "lambda_image" / "packages.txt").read_text()
WRITER = slice(6, 10)  # of a serialized object: the version of the R that wrote it


def test_the_boston_example_is_answered(image: str, models: Path, start: StartContainer) -> None:
    container = start(image, *serve_boston(models))
    answer = container.invoke(card(models)["example"])
    assert answer["model"] == "boston_forest"
    assert answer["predictions"] == [pytest.approx(25.5, abs=1)]


def test_predict_prints_what_the_service_answers(
    image: str, models: Path, start: StartContainer
) -> None:
    printed = run_image(
        image, "predict", json.dumps(card(models)["example"]), options=serve_boston(models)
    )
    answer = start(image, *serve_boston(models)).invoke(card(models)["example"])
    assert json.loads(printed.text()) == answer


def test_predict_says_what_is_wrong_with_a_record(image: str, models: Path) -> None:
    done = run_image(image, "predict", '{"crim": "high"}', options=serve_boston(models))
    assert (done.status, done.output) == (1, "")
    assert "`crim` must be a number" in done.errors


def test_predict_without_a_record_says_how(image: str) -> None:
    done = run_image(image, "predict")
    assert (done.status, done.output) == (1, "")
    assert "give one record as JSON" in done.errors


def test_prove_predicts_the_golden_rows_of_every_model(image: str) -> None:
    volume = f"--volume={REPOSITORY / 'models' / 'dist'}:/models:ro"
    uri = "--env=S3_MODEL_URI=file:///models/catalogue.json"
    proven = run_image(image, "prove", options=[volume, uri]).text().splitlines()
    names = [model["name"] for model in catalogue()["models"]]
    assert proven == [f"{name}: predicts its golden rows (5)." for name in names]


def test_prove_fails_with_the_sentence_of_a_model_that_answers_something_else(
    image: str, tmp_path: Path
) -> None:
    content = catalogue()
    content["models"] = content["models"][:1]
    content["default"] = content["models"][0]["name"]
    content["models"][0]["golden"]["predictions"][0] = None
    tmp_path.chmod(0o755)
    (tmp_path / "catalogue.json").write_text(json.dumps(content))
    name = content["models"][0]["artifact"]
    volumes = [
        f"--volume={tmp_path / 'catalogue.json'}:/models/catalogue.json:ro",
        f"--volume={REPOSITORY / 'models' / 'dist' / name}:/models/{name}:ro",
    ]
    uri = "--env=S3_MODEL_URI=file:///models/catalogue.json"
    done = run_image(image, "prove", options=[*volumes, uri])
    assert done.status == 1
    assert f"prove: The model {content['models'][0]['name']} answers the golden row" in done.errors


def test_train_without_a_mounted_folder_says_how(image: str) -> None:
    done = run_image(image, "train", "boston_forest")
    assert done.status == 1
    assert "there is no /models/boston_forest/train.R: mount your models" in done.errors


def test_a_factor_level_in_utf_8_is_understood(
    image: str, start: StartContainer, tmp_path: Path
) -> None:
    tmp_path.chmod(0o777)
    fit = """
    data <- data.frame(rent = c(10, 20, 30), city = factor(c("K\u00f6ln", "\u6771\u4eac", "Bonn")))
    saveRDS(lm(rent ~ city, data), "/out/model.rds")
    """
    run_r(image, fit, options=[f"--volume={tmp_path}:/out"]).text()
    container = start(
        image, f"--volume={tmp_path}:/out:ro", "--env=S3_MODEL_URI=file:///out/model.rds"
    )
    answer = container.invoke([{"city": "東京"}, {"city": "Köln"}])
    assert answer["predictions"] == [pytest.approx(20), pytest.approx(10)]


def test_an_image_without_a_model_says_what_to_set(image: str, start: StartContainer) -> None:
    assert "S3_MODEL_URI" in start(image).invoke({})["errorMessage"]


def test_models_that_are_baked_in_are_served_without_a_uri(
    build: BuildImage, context: Context, models: Path, start: StartContainer
) -> None:
    folder = context(PACKAGES)
    shutil.rmtree(folder / "models")
    shutil.copytree(models, folder / "models")
    entry = {**card(models), "artifact": "boston_forest/model.rds"}
    catalogue = folder / "models" / "dist" / "catalogue.json"
    catalogue.write_text(json.dumps({"models": [entry]}))
    built = build({"MODELS": "models/dist"}, context=folder)
    built.text()
    assert start(built.tag).invoke(card(models)["example"])["model"] == "boston_forest"


def test_a_model_of_the_same_r_is_served_without_a_warning(
    image: str, models: Path, start: StartContainer
) -> None:
    container = start(image, *serve_boston(models))
    container.invoke(card(models)["example"])
    assert "was written with" not in container.logs()


def test_a_model_of_another_r_draws_one_warning_that_names_both(
    image: str, models: Path, start: StartContainer, tmp_path: Path
) -> None:
    content = bytearray(gzip.decompress((models / "dist/boston_forest/model.rds").read_bytes()))
    content[WRITER] = bytes([0, 4, 4, 3])
    (tmp_path / "model.rds").write_bytes(gzip.compress(content))
    tmp_path.chmod(0o755)
    uri = "--env=S3_MODEL_URI=file:///other/model.rds"
    container = start(image, f"--volume={tmp_path}:/other:ro", uri)
    container.invoke(card(models)["example"])
    here = run_r(image, "cat(format(getRversion()))").text()
    assert container.logs().count(f"was written with R 4.4.3 (here {here})") == 1


# Helpers ----


def catalogue() -> Any:
    return json.loads((REPOSITORY / "models" / "dist" / "catalogue.json").read_text())
