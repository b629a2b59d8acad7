"""The emulator's folders import one way: each may use those before it, and none after it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.settings import REPOSITORY

# Those on one line do not use each other.
LAYERS = [
    {"errors"},
    {"settings"},
    {"processes", "http_server"},
    {"iam"},
    {"cloudformation", "s3"},
    {"aws_lambda"},
    {"step_functions", "http_api"},
]
EMULATOR = REPOSITORY / "emulator"
FOLDERS = [name for layer in LAYERS for name in sorted(layer)]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_imports_only_those_below_it(name: str) -> None:
    (number,) = (number for number, layer in enumerate(LAYERS) if name in layer)
    below: set[str] = set().union(*LAYERS[:number])
    assert set(imported_by(name)) - {name} <= below


def test_every_folder_has_its_layer() -> None:
    folders = {file.parent.name for file in EMULATOR.glob("*/__init__.py")}
    assert folders <= set(FOLDERS)


@pytest.mark.parametrize("package", ["emulator", "infra", "models", "bench", "tools"])
def test_no_product_code_imports_a_test(package: str) -> None:
    files = [file for file in (REPOSITORY / package).rglob("*.py") if "tests" not in file.parts]
    modules = {module for file in files for module in modules_of(file)}
    assert files and not {module for module in modules if re.search(r"tests\b", module)}


# Helpers ----


def imported_by(name: str) -> Iterator[str]:
    """The folders and modules of emulator/ that this one imports."""
    folder = EMULATOR / name
    files = [EMULATOR / f"{name}.py"] if not folder.is_dir() else sorted(folder.rglob("*.py"))
    for module in (module for file in files for module in modules_of(file)):
        package, _, rest = module.partition(".")
        if package == "emulator":
            yield rest.partition(".")[0]


def modules_of(file: Path) -> Iterator[str]:
    """The whole names of the modules that a file imports."""
    package = file.relative_to(REPOSITORY).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            yield ".".join([*base, *filter(None, [node.module])])
