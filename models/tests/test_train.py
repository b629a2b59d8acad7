"""`python -m models train`: adding a model is adding a folder."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from emulator.settings import REPOSITORY
from emulator_tests.support.workshop import MODEL, Workshop


@pytest.fixture
def workshop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Workshop:
    monkeypatch.setenv("R_LIBS", str(REPOSITORY / ".r-library"))
    return Workshop(tmp_path, capsys)


def test_a_folder_with_a_train_script_is_found_trained_and_listed(workshop: Workshop) -> None:
    workshop.add("brakes")
    workshop.add("another")
    assert workshop.train() == 0
    assert "Training another (1 of 2) ...\n  another: fitted\n" in workshop.output
    assert [entry["name"] for entry in workshop.catalogue["models"]] == ["another", "brakes"]


def test_the_catalogue_holds_each_card_with_the_file_and_its_digest(workshop: Workshop) -> None:
    workshop.add("brakes")
    workshop.train()
    (entry,) = workshop.catalogue["models"]
    content = workshop.file("brakes/model.rds").read_bytes()
    assert (entry["kind"], entry["artifact"]) == ("model", "brakes/model.rds")
    assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    card = json.loads(workshop.file("brakes/model.json").read_text())
    assert {**entry, **card} == entry


def test_the_default_is_the_first_model_or_the_one_that_the_file_names(workshop: Workshop) -> None:
    workshop.add("a")
    workshop.add("b")
    workshop.train()
    assert workshop.catalogue["default"] == "a"
    (workshop.root / "models" / "default").write_text("b\n")
    workshop.train()
    assert workshop.catalogue["default"] == "b"


def test_a_default_that_is_no_model_is_one_sentence(workshop: Workshop) -> None:
    workshop.add("a")
    (workshop.root / "models" / "default").write_text("c\n")
    assert workshop.train() == 1
    assert workshop.errors == (
        'models/default names "c", which is not a model: write one of a into it.\n'
    )


def test_what_is_up_to_date_is_not_trained_again(workshop: Workshop) -> None:
    workshop.add("brakes")
    workshop.train()
    workshop.train()
    assert workshop.output.startswith("brakes is up to date.\n")
    workshop.train("--quiet")
    assert workshop.output == ""


def change_script(workshop: Workshop) -> None:
    script = workshop.root / "models" / "brakes" / "train.R"
    script.write_text(script.read_text() + "# another line\n")


def add_a_file_beside_it(workshop: Workshop) -> None:
    (workshop.root / "models" / "brakes" / "data.csv").write_text("x\n1\n")


def install_another_modelservice(workshop: Workshop) -> None:
    (workshop.root / ".r-library" / "modelservice.built").write_text("R 5.0.0 and other sources")


def lose_the_model(workshop: Workshop) -> None:
    workshop.file("brakes/model.rds").unlink()


@pytest.mark.parametrize(
    "change",
    [change_script, add_a_file_beside_it, install_another_modelservice, lose_the_model],
)
def test_what_changed_is_trained_again(
    workshop: Workshop, change: Callable[[Workshop], None]
) -> None:
    workshop.add("brakes")
    workshop.train()
    change(workshop)
    workshop.train()
    assert workshop.output.startswith("Training brakes ")


def test_only_the_named_models_are_trained(workshop: Workshop) -> None:
    workshop.add("a")
    workshop.add("b")
    workshop.train()
    workshop.file("b/model.rds").unlink()
    assert workshop.train("b") == 0
    assert "a is up to date" not in workshop.output and "Training b (1 of 1)" in workshop.output


def test_a_script_that_fails_is_told_with_its_last_error_and_the_log(workshop: Workshop) -> None:
    workshop.add("bad", 'cat("so far\\n")\nstop("The data are at\\n  the dentist.")')
    workshop.add("good")
    assert workshop.train() == 1
    assert workshop.errors == (
        "models/bad/train.R failed: Error: The data are at the dentist."
        " (its whole output: models/dist/bad/train.log)\n"
    )
    assert "so far" in workshop.file("bad/train.log").read_text()
    assert workshop.file("good/model.rds").is_file()
    assert not workshop.file("catalogue.json").exists()


def test_a_script_that_fails_leaves_no_older_model(workshop: Workshop) -> None:
    script = workshop.add("brakes")
    workshop.train()
    script.write_text("library(nosuchpackage)")
    assert workshop.train() == 1
    assert "there is no package called" in workshop.errors
    assert not workshop.file("brakes/model.rds").exists()


@pytest.mark.parametrize("code", ["fit <- lm(dist ~ speed, cars)", MODEL.replace("{name}", "x")])
def test_a_script_that_saves_no_model_of_its_name_is_told(workshop: Workshop, code: str) -> None:
    workshop.add("brakes", code)
    assert workshop.train() == 1
    assert workshop.errors == (
        "models/brakes/train.R ran through, but did not write models/dist/brakes/model.rds:"
        ' end it with modelservice::save_model(fit, name = "brakes", data = ...).\n'
    )


@pytest.mark.parametrize("name", ["my model", "größe", "-x", "a.b"])
def test_a_folder_that_no_url_can_name_is_told(workshop: Workshop, name: str) -> None:
    workshop.add(name)
    assert workshop.train() == 1
    assert workshop.errors.startswith(f'A model\'s name stands in URLs, and "{name}" cannot: ')


def test_no_folder_at_all_is_told(workshop: Workshop) -> None:
    assert workshop.train() == 1
    assert "add a folder with a train.R" in workshop.errors


def test_a_name_of_no_model_is_told(workshop: Workshop) -> None:
    workshop.add("brakes")
    assert workshop.train("clutch") == 1
    assert workshop.errors == 'There is no model "clutch": the models are brakes.\n'


def test_no_r_is_one_sentence(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workshop.add("brakes")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert workshop.train() == 1
    assert workshop.errors == "R is not on the PATH: run `make setup`, which installs it.\n"


DOCKER = """#!/bin/sh
echo "$@" >"$(dirname "$0")/arguments"
for name; do :; done
exec Rscript --no-environ "models/$name/train.R"
"""


@pytest.fixture
def docker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A stand-in that trains with this machine's R and writes down its arguments."""
    docker = tmp_path / "bin" / "docker"
    docker.parent.mkdir()
    docker.write_text(DOCKER)
    docker.chmod(0o755)
    monkeypatch.setenv("PATH", f"{docker.parent}:{os.environ['PATH']}")
    return docker


def test_a_model_is_trained_with_the_r_of_an_image(
    workshop: Workshop, docker: Path, tmp_path: Path
) -> None:
    workshop.add("brakes")
    assert workshop.train("--image", "r-models") == 0
    assert (docker.parent / "arguments").read_text() == (
        f"run --rm --user {os.getuid()} --volume {tmp_path}/models:/models"
        " --entrypoint train r-models brakes\n"
    )
    workshop.train("--image", "r-models")
    assert "brakes is up to date" in workshop.output
    workshop.train("--keep-image")
    assert "brakes is up to date" in workshop.output
    workshop.train()
    assert "Training brakes" in workshop.output


@pytest.mark.usefixtures("docker")
def test_what_an_image_has_trained_is_not_kept_once_its_folder_has_changed(
    workshop: Workshop,
) -> None:
    script = workshop.add("brakes")
    assert workshop.train("--image", "r-models") == 0
    script.write_text(script.read_text() + "# changed\n")
    workshop.train("--keep-image")
    assert "Training brakes" in workshop.output
