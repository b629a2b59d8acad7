"""ARCHITECTURE.md: its files exist, its functions are called in its order, its arrows hold."""

import ast
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from emulator.settings import REPOSITORY

from ..doubles.fake_runtime_api import FakeRuntimeApi
from ..fixtures import StartRuntime
from ..support.boston import RECORD
from ..support.r_session import ask_r
from .named_files import find, linked_files, named_files

DOCUMENT = REPOSITORY / "ARCHITECTURE.md"
TEXT = DOCUMENT.read_text()
STEPS = re.findall(r"^\| `(\S+\.R)` \| `([\w.]+)\(\)` \|", TEXT, re.MULTILINE)
# A function and its file, in the table of words and in the sentences.
DEFINED = re.findall(r"`(\w+)\(\)`(?: in | \()`(modelservice/R/\w+\.R)`", TEXT)
SHAPES = dict(re.findall(r"^\| (\w+) \| [^|]* \| `list\(([^)]*)\)`", TEXT, re.MULTILINE))
ARROWS = re.findall(r"^\| (`(?:models|infra|emulator|bench)/`.*) \| (.*) \|$", TEXT, re.MULTILINE)
PARTS = {"models", "infra", "emulator", "bench", "tools"}


@pytest.mark.parametrize("path", sorted(named_files(DOCUMENT) | linked_files(DOCUMENT)))
def test_every_file_that_it_names_exists(path: str) -> None:
    assert find(path)


@pytest.mark.parametrize(("path", "function"), [*STEPS, *(pair[::-1] for pair in DEFINED)])
def test_a_function_is_defined_in_the_file_beside_it(path: str, function: str) -> None:
    file = find(path)
    assert file
    assert re.search(rf"^{re.escape(function)} <- function", file.read_text(), re.MULTILINE)


@pytest.mark.native
def test_a_request_passes_the_functions_in_that_order(
    start_runtime: StartRuntime, fake_runtime_api: FakeRuntimeApi
) -> None:
    catalogue = REPOSITORY / "models" / "dist" / "catalogue.json"
    runtime = start_runtime(traced(), environment={"S3_MODEL_URI": f"file://{catalogue}"})
    fake_runtime_api.send(EVENT)
    assert runtime.wait_for("response").body["statusCode"] == 200
    runtime.wait_for("next", 2)
    passed = re.findall(r"^step (\S+)$", runtime.output, re.MULTILINE)
    assert list(dict.fromkeys(passed)) == [function for _, function in STEPS]


@pytest.mark.parametrize("package", ["runtime", "lambda_image/modelservice"])
def test_no_function_of_a_package_is_defined_twice(package: str) -> None:
    # R takes the last one without a word, whoever meant the first.
    files = sorted((REPOSITORY / package / "R").glob("*.R"))
    code = "\n".join(file.read_text() for file in files)
    names = re.findall(r"^([\w.]+) <- function\(", code, re.MULTILINE)
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_the_words_have_the_shapes_that_the_constructors_make() -> None:
    assert set(SHAPES) == set(CONSTRUCTED)
    made = ask_r(f"{{ {FIT}; list({', '.join(map(named, CONSTRUCTED.items()))}) }}")
    assert made == {word: shape.split(", ") for word, shape in SHAPES.items()}


@pytest.mark.parametrize(("parts", "used"), ARROWS)
def test_a_part_imports_those_that_its_line_names(parts: str, used: str) -> None:
    for part in in_ticks(parts):
        assert imported_by(part) <= {part, *in_ticks(used)}


def test_every_part_has_its_line() -> None:
    assert {part for parts, _ in ARROWS for part in in_ticks(parts)} == PARTS


def test_the_runtime_knows_nothing_of_models() -> None:
    files = [*(REPOSITORY / "runtime" / "R").glob("*.R"), REPOSITORY / "runtime" / "DESCRIPTION"]
    assert len(files) > 10 and not [file for file in files if "modelservice" in file.read_text()]


# Helpers ----

EVENT = {
    "version": "2.0",
    "rawPath": "/predict",
    "headers": {},
    "body": json.dumps(RECORD),
    "requestContext": {"stage": "$default", "http": {"method": "POST"}},
}
FIT = "fit <- stats::lm(dist ~ speed, datasets::cars)"
CONSTRUCTED = {
    "event": "modelservice:::as_event(list(speed = 1))",
    "request": 'modelservice:::new_request("POST", "/", raw(), "id")',
    "table": "modelservice:::new_table(1L, records = list(list(speed = 1)))",
    "plan": "modelservice:::new_plan(modelservice::model_inputs(fit))",
    "model": 'modelservice:::new_model(fit, "m", strrep("a", 64))',
    "response": 'modelservice:::new_response("{}")',
}


def named(constructor: tuple[str, str]) -> str:
    word, code = constructor
    return f"{word} = I(names(unclass({code})))"


def traced() -> str:
    """A handler that writes the name of each step's function when it is called."""
    functions = ", ".join(f'"{function}"' for _, function in STEPS if function != "handler")
    return f"""
    step <- \\(name) cat("step ", name, "\\n", sep = "", file = stderr())
    service <- modelservice::start_service()
    for (package in c("lambdaruntime", "modelservice")) {{
      namespace <- asNamespace(package)
      for (name in intersect(c({functions}), ls(namespace))) {{
        code <- bquote(base::get("step", globalenv())(.(name)))
        suppressMessages(trace(name, code, where = namespace, print = FALSE))
      }}
    }}
    handler <- function(event, context) {{
      step("handler")
      modelservice::answer(service, event, context)
    }}
    """


def in_ticks(text: str) -> set[str]:
    return {name.rstrip("/") for name in re.findall(r"`(\w+/)`", text)}


def imported_by(part: str) -> set[str]:
    """The parts that the modules of this one import; its tests may import everything."""
    files = [file for file in (REPOSITORY / part).rglob("*.py") if "tests" not in file.parts]
    assert files
    return {name for file in files for name in _imported(file)} & {*PARTS, "emulator_tests"}


def _imported(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text())))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.split(".")[0] for name in [*names, *(str(node.module) for node in froms)]}
