"""What is proven before a deployment: the models that it uploads, in the image that it builds."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from emulator.cloudformation.template import Template
from infra import prove
from infra.app import REPOSITORY
from infra.errors import ImageLacksPackages
from infra.read_settings import read_settings

from .project import MODELS, make_project

# Where nothing listens: no Docker answers.
NO_DOCKER = {"DOCKER_HOST": "tcp://127.0.0.1:1", "CDK_DOCKER": ""}


def test_the_image_has_the_base_of_the_template(template: Template, project: Path) -> None:
    manifest = next(template.folder.glob("*.assets.json"))
    (image,) = json.loads(manifest.read_text())["dockerImages"].values()
    arguments = prove.image_arguments(read_settings(project))
    assert image["source"]["dockerBuildArgs"] == {"LAMBDA_BASE": arguments["LAMBDA_BASE"]}
    assert image["source"]["platform"] == arguments["DOCKER_DEFAULT_PLATFORM"]


def test_the_models_of_the_settings_are_proven_from_their_files(project: Path) -> None:
    settings = read_settings(project, {"models": "boston_svm", "ensemble": ""})
    files = prove.local_files(project, settings)
    file = project / "models" / "dist" / "boston_svm" / "model.rds"
    assert files == {"boston_svm": file}
    line = prove.command(Path("/folder"), files)
    assert f"--volume={file}:/proven/boston_svm.rds:ro" in line
    assert line[-3:] == ["--entrypoint", "prove", prove.IMAGE]


def test_the_catalogue_in_the_image_names_the_files_as_they_are_mounted(
    project: Path, tmp_path: Path
) -> None:
    prove.write_catalogue(project, read_settings(project), tmp_path)
    models = json.loads((tmp_path / "catalogue.json").read_text())["models"]
    assert [model["artifact"] for model in models] == [f"{name}.rds" for name in MODELS]
    assert all(len(model["sha256"]) == 64 for model in models)


def test_a_model_in_s3_is_not_proven_here(project: Path) -> None:
    there = {"model_uri": "s3://bucket/model.rds", "model_sha256": "0" * 64}
    assert prove.local_files(project, read_settings(project, there)) == {}


def test_packages_that_the_image_lacks_are_named_before_it_is_built(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project")
    need_package(folder, "boston_svm", "gbm")
    with pytest.raises(ImageLacksPackages, match="add the line `gbm`"):
        prove.prove(folder, {})


def test_a_model_that_is_not_deployed_may_need_other_packages(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project")
    need_package(folder, "boston_svm", "gbm")
    settings = read_settings(folder, {"models": "boston_forest"})
    prove.refuse_missing_packages(folder, settings)


@pytest.mark.parametrize(
    "arguments",
    [
        ["deploy", "-c", "auth=none", "--context", "memory=512"],
        ["deploy", "--context=auth=none", "-c", "memory=512", "--verbose"],
    ],
)
def test_the_settings_are_those_of_the_command_line(arguments: list[str]) -> None:
    assert prove.given_context(arguments) == {"auth": "none", "memory": "512"}


def test_without_docker_nothing_is_deployed(tmp_path: Path) -> None:
    done = subprocess.run(
        [REPOSITORY / "tools" / "cdk", "deploy", "--output", str(tmp_path)],
        env={**os.environ, **NO_DOCKER},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and not list(tmp_path.iterdir())
    assert "Docker does not answer" in done.stderr
    assert "Nothing was deployed, since the image cannot be built" in done.stderr


def test_a_setting_that_is_wrong_is_named_before_an_image_is_built(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert prove.main(["deploy", "-c", "memory=1"]) == 1
    assert "memory is" in capsys.readouterr().err


# Helpers ----


def need_package(folder: Path, name: str, package: str) -> None:
    file = folder / "models" / "dist" / "catalogue.json"
    catalogue = json.loads(file.read_text())
    (card,) = (card for card in catalogue["models"] if card["name"] == name)
    card["versions"]["packages"] = {package: "1.0"}
    file.write_text(json.dumps(catalogue))
