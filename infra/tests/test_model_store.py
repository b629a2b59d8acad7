"""Which models are published, where, and what the function is told of them."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from emulator.cloudformation.template import Template
from infra.errors import BadCatalogue, NoModels

from .conftest import ENSEMBLE, Synthesize
from .project import make_project, write_models
from .published import catalogue, catalogue_key, published

SHA = "5e" * 32
FUNCTION = "AWS::Lambda::Function"


def test_the_function_is_told_where_the_catalogue_is_and_its_digest(template: Template) -> None:
    text = published(template, catalogue_key(template))
    assert catalogue_key(template).endswith(".json")
    assert template.function.environment["MODEL_SHA256"] == hashlib.sha256(text).hexdigest()


def test_each_artifact_is_published_beside_the_catalogue(template: Template) -> None:
    models = catalogue(template)["models"][:3]
    contents = [published(template, model["artifact"]) for model in models]
    assert [hashlib.sha256(content).hexdigest() for content in contents] == [
        model["sha256"] for model in models
    ]


def test_the_published_catalogue_has_the_cards_and_the_ensembles(template: Template) -> None:
    content = catalogue(template)
    assert content["service"] == "demo" and content["default"] == "boston_forest"
    assert content["models"][0]["example"] == {"crim": 0.00632, "lstat": 4.98}
    assert content["models"][3] == {
        "name": "boston_blend",
        "title": "Mean of three",
        "kind": "ensemble",
        "members": ["boston_forest", "boston_linear", "boston_svm"],
        "combine": "mean",
    }


def test_only_the_models_that_are_asked_for_are_published(
    synthesize: Synthesize, tmp_path: Path
) -> None:
    template = synthesize(make_project(tmp_path / "project"), models="boston_svm")
    assert [model["name"] for model in catalogue(template)["models"]] == ["boston_svm"]
    assert catalogue(template)["default"] == "boston_svm"
    assert len(list(template.folder.glob("asset.*.rds"))) == 1


def test_a_changed_model_is_a_new_version_of_the_function(
    synthesize: Synthesize, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project", ["boston_svm"])
    before = synthesize(project)
    write_models(project, {"boston_svm": "trained again"})
    after = synthesize(project)
    assert before.function.environment["MODEL_SHA256"] != after.function.environment["MODEL_SHA256"]
    assert before.ids("AWS::Lambda::Version") != after.ids("AWS::Lambda::Version")
    assert before.one(FUNCTION)["Code"] == after.one(FUNCTION)["Code"]


def test_the_same_models_are_the_same_release_wherever_they_lie(
    synthesize: Synthesize, template: Template, tmp_path: Path
) -> None:
    elsewhere = synthesize(make_project(tmp_path / "elsewhere", settings=ENSEMBLE))
    assert elsewhere.function.environment == template.function.environment
    assert elsewhere.ids("AWS::Lambda::Version") == template.ids("AWS::Lambda::Version")


def test_while_traffic_shifts_the_old_version_still_reads_its_models(
    synthesize: Synthesize, tmp_path: Path
) -> None:
    # CloudFormation deletes what has left the template only after the alias has moved.
    project = make_project(tmp_path / "project", ["boston_svm"])
    before = set(synthesize(project).ids("AWS::IAM::Policy"))
    write_models(project, {"boston_svm": "trained again"})
    after = set(synthesize(project).ids("AWS::IAM::Policy"))
    assert len(before - after) == len(after - before) == 1


def test_a_model_in_s3_is_served_as_it_is_and_nothing_is_uploaded(
    synthesize: Synthesize, tmp_path: Path
) -> None:
    template = synthesize(tmp_path_with_image(tmp_path), model_uri="s3://b/m.rds", model_sha256=SHA)
    assert template.function.environment["S3_MODEL_URI"] == "s3://b/m.rds"
    assert template.function.environment["MODEL_SHA256"] == SHA
    assert not list(template.folder.glob("asset.*.rds"))
    assert not list(template.folder.glob("asset.*.json"))


def test_a_single_model_in_s3_leaves_the_ensembles_out(synthesize: Synthesize) -> None:
    template = synthesize(model_uri="s3://b/m.rds", model_sha256=SHA)
    assert not template.state_machines


def test_a_catalogue_in_s3_keeps_the_ensembles(synthesize: Synthesize) -> None:
    template = synthesize(model_uri="s3://b/v1/catalogue.json", model_sha256=SHA)
    assert len(template.state_machines) == 1


def test_without_models_the_sentence_says_make_models(
    synthesize: Synthesize, tmp_path: Path
) -> None:
    with pytest.raises(
        NoModels, match=r"There is no models/dist/catalogue.json: run `make models`"
    ):
        synthesize(tmp_path_with_image(tmp_path))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda it: it["models"][0].update(sha256="0" * 64), "has another sha256 than"),
        (lambda it: it["models"][0].update(artifact="gone.rds"), "names gone.rds, which is not"),
        (lambda it: it["models"][0].pop("sha256"), "has no artifact and sha256 of the model"),
        (lambda it: it.pop("models"), "is not a catalogue"),
    ],
)
def test_a_catalogue_that_does_not_fit_its_models_is_refused(
    synthesize: Synthesize, tmp_path: Path, change: Any, reason: str
) -> None:
    project = make_project(tmp_path / "project", ["boston_svm"])
    file = project / "models" / "dist" / "catalogue.json"
    content = json.loads(file.read_text())
    change(content)
    file.write_text(json.dumps(content))
    with pytest.raises(BadCatalogue, match=reason):
        synthesize(project)


def test_an_artifact_with_a_whole_uri_stays_where_it_is(
    synthesize: Synthesize, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project", ["boston_svm"])
    file = project / "models" / "dist" / "catalogue.json"
    file.write_text(file.read_text().replace("boston_svm/model.rds", "s3://mine/svm.rds"))
    template = synthesize(project)
    assert catalogue(template)["models"][0]["artifact"] == "s3://mine/svm.rds"
    assert template.function.role.allows("s3:GetObject", "arn:aws:s3:::mine/svm.rds")


def tmp_path_with_image(folder: Path) -> Path:
    """A repository where no model is built."""
    (folder / "lambda_image").mkdir()
    (folder / "lambda_image" / "Dockerfile").write_text("FROM scratch\n")
    return folder
