"""Fixtures: the app synthesized in this process, nothing mocked.

project      a small repository with three models and the ensemble of them.
synthesize   `synthesize(memory="512", …)` -> Template of it with these `-c` settings;
             `synthesize(folder, …)` of another repository.
template     the same with every setting at its default.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from emulator.cloudformation.template import Template
from infra.app import build_app

from .project import make_project

Synthesize = Callable[..., Template]

ENSEMBLE = """
[[ensemble]]
name = "boston_blend"
title = "Mean of three"
members = ["boston_forest", "boston_linear", "boston_svm"]
"""


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project") / "project", settings=ENSEMBLE)


@pytest.fixture(scope="session")
def synthesize(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Synthesize:
    def run(folder: Path = project, **settings: str) -> Template:
        context = {key.replace("__", "."): value for key, value in settings.items()}
        assembly = build_app(folder, context, tmp_path_factory.mktemp("cdk.out")).synth()
        return Template.read(Path(assembly.directory))

    return run


@pytest.fixture(scope="session")
def template(synthesize: Synthesize) -> Template:
    return synthesize()
