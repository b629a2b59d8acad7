"""docs/http-api.md: its examples are run, its tables are compared with the code."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from emulator.aws_lambda.invocation import Worker
from emulator.settings import REPOSITORY
from infra.inference_api import ROUTES

from ..support.boston import RECORD
from ..support.client import Client
from ..support.documents import quoted, read_tables
from ..support.r_session import ask_r
from ..support.walkthrough import ask, assert_printed, read_blocks

pytestmark = pytest.mark.native

DOCUMENT = "docs/http-api.md"
TABLES = read_tables(DOCUMENT)
BLOCKS = read_blocks(REPOSITORY / DOCUMENT)
CONSOLE = [
    command for block in BLOCKS if block.language == "console" for command in block.commands()
]
FORMS = {row[0]: quoted(row[1])[0] for row in TABLES["form"]}
LIMITS = {row[0].partition(":")[0]: row[1] for row in TABLES["what"]}


def documented_routes() -> Iterator[tuple[str, str]]:
    for row in TABLES["route"]:
        for route in quoted(row[0]):
            method, _, path = route.partition(" ")
            yield path, method


@pytest.mark.parametrize(
    ("command", "told"), CONSOLE, ids=[str(number) for number in range(len(CONSOLE))]
)
def test_every_command_prints_what_the_document_says(
    deployed: Client, command: str, told: str
) -> None:
    assert_printed(ask(command, deployed.url), told)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_body_is_answered(deployed: Client, form: str) -> None:
    answer = deployed.post("/models/admission/predict", data=FORMS[form])
    labels = [element["label"] for element in answer.json()["predictions"]]
    assert labels == ["admitted", "rejected"][: 1 if form == "one row" else 2]


def test_the_direct_invocation_of_the_document_is_answered(worker: Worker) -> None:
    (event,) = (json.loads(block.text) for block in BLOCKS if block.language == "json")
    assert event["instances"] == [RECORD]
    (prediction,) = worker.invoke(event).body["predictions"]
    assert list(prediction) == ["value", "lower", "upper"]


def test_the_routes_are_those_of_the_service_and_of_the_template() -> None:
    routes = ask_r("lapply(modelservice:::routes, \\(methods) I(names(methods)))")
    served = {(path, method) for path, methods in routes.items() for method in methods}
    deployed = {(path, method.value) for path, methods in ROUTES.items() for method in methods}
    assert set(documented_routes()) == served == deployed


def test_the_routes_are_those_of_the_openapi_document(deployed: Client) -> None:
    paths = deployed.get("/openapi.json").json()["paths"]
    described = {(path, method.upper()) for path, item in paths.items() for method in item}
    names = [model["name"] for model in deployed.get("/models").json()["models"]]
    expected = {
        (path.replace("{name}", name), method)
        for path, method in documented_routes()
        for name in names
    }
    assert described == expected


def test_the_media_types_of_json_are_those_of_the_service() -> None:
    assert quoted(TABLES["header"][0][1])[:4] == ask_r("modelservice:::json_types")


def test_the_options_are_those_of_the_service(deployed: Client) -> None:
    answer = deployed.post("/predict?colour=red", json=RECORD).json()
    names = [quoted(row[0])[0] for row in TABLES["option"]]
    # The others are those of some fits.
    assert names[4:] == ["s", "se", "times", "quantiles", "h", "trees"]
    assert f"there are {', '.join(names[:4])}." in answer["detail"]


def test_the_values_of_the_options_are_those_of_the_models() -> None:
    choices = ask_r(
        """list(
          interval = modelservice:::model_choices.lm(NULL)$interval,
          type = modelservice:::model_choices.glm(NULL)$type,
          s = modelservice:::model_choices.cv.glmnet(NULL)$s,
          trees = modelservice:::model_choices.gbm(
            list(train.fraction = 1, train.error = 1, n.trees = 2)
          )$trees,
          level = I(as.character(modelservice:::default_options()$level)),
          steps = I(as.character(modelservice:::MOST_STEPS)),
          most = I(as.character(modelservice:::MOST_NUMBERS))
        )"""
    )
    rows = {quoted(row[0])[0]: row[1] for row in TABLES["option"]}
    for name in ("interval", "type", "s", "trees"):
        assert quoted(rows[name]) == choices[name]
    for name in ("times", "quantiles"):
        assert rows[name].startswith(f"up to {choices['most'][0]} numbers")
    assert choices["steps"][0] in rows["h"]
    assert f"; {choices['level'][0]} unless given" in rows["level"]


def test_the_ways_to_combine_are_those_of_the_service() -> None:
    assert [quoted(row[0])[0] for row in TABLES["`combine`"]] == ask_r(
        "modelservice:::combine_rules"
    )


def test_the_types_of_columns_are_those_of_the_service() -> None:
    assert [row[0] for row in TABLES["column"]] == ask_r("modelservice:::column_types")


def test_the_limits_are_those_of_the_code() -> None:
    values = ask_r(
        """list(
          modelservice:::size_limit.event() / 2^20,
          modelservice:::size_limit.load_balancer_event() / 2^20,
          modelservice:::MOST_EXPRESS_BYTES / 2^10,
          modelservice:::MOST_DECODED / 2^20,
          log2(modelservice:::LARGEST),
          modelservice:::MOST_ERRORS
        )"""
    )
    event, load_balancer, express, decoded, largest, errors = (f"{value:g}" for value in values)
    assert {
        "event and answer of a function": f"{event} MB",
        "answer to a load balancer": f"{load_balancer} MB",
        "rows of an ensemble, as JSON": f"{express} KiB",
        "body with `Content-Encoding": f"{decoded} MB",
        "numbers": f"2^{largest}",
        "nesting of JSON": f"{deepest()} levels",
        "errors listed in one answer": errors,
    } == LIMITS


def test_the_services_whose_events_are_refused_are_all_named() -> None:
    names: list[Any] = ask_r("unname(eval(body(modelservice:::service_name)[[2]][[3]]))")
    text = " ".join((REPOSITORY / DOCUMENT).read_text(encoding="utf-8").split())
    assert [name for name in names if name not in text] == []


# Helpers ----


def deepest() -> int:
    """How deep a JSON value may be nested, tried out."""
    depth = "d <- \\(n) paste0(strrep('[', n), strrep(']', n))"
    fits = "\\(n) !inherits(try(lambdaruntime::parse_json(d(n)), silent = TRUE), 'try-error')"
    return int(ask_r(f"{depth}; max(Filter({fits}, 1:300))"))
