"""The routes stand in the template, in R and in the OpenAPI document: they are the same ones."""

import re

import pytest

from emulator.settings import REPOSITORY
from emulator.synthesis import synthesize

from ..support.client import Client
from ..support.r_session import ask_r


@pytest.fixture(scope="module")
def deployed_routes() -> set[str]:
    """Such as "GET /ping", of the synthesized template."""
    return {route.key for route in synthesize().routes}


def test_the_template_has_the_routes_that_r_finds(deployed_routes: set[str]) -> None:
    paths = ask_r("lapply(modelservice:::routes, \\(methods) as.list(names(methods)))")
    assert deployed_routes == {f"{method} {path}" for path in paths for method in paths[path]}


def test_the_template_has_the_routes_that_the_service_documents(
    deployed: Client, deployed_routes: set[str]
) -> None:
    names = {model["name"] for model in deployed.get("/models").json()["models"]}
    documented = deployed.get("/openapi.json").json()["paths"]
    general = {
        f"{method.upper()} {without_names(path, names)}"
        for path, methods in documented.items()
        for method in methods
    }
    assert deployed_routes == general


def test_the_documentation_names_every_path(deployed_routes: set[str]) -> None:
    files = [REPOSITORY / "README.md", *(REPOSITORY / "docs").glob("*.md")]
    text = "".join(file.read_text() for file in files)
    paths = {key.partition(" ")[2] for key in deployed_routes}
    assert [path for path in sorted(paths) if not re.search(rf"[ `]{re.escape(path)}`", text)] == []


# Helpers ----


def without_names(path: str, names: set[str]) -> str:
    """The path with `{name}` in the place of a model's own."""
    return "/".join("{name}" if part in names else part for part in path.split("/"))
