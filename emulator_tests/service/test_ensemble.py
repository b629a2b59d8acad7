"""An ensemble end to end: HTTP API, function, Step Functions, and the function again."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from emulator.cloudformation.template import Template
from emulator.deployment import Deployment
from emulator.http_api.gateway import Gateway
from emulator.synthesis import synthesize

from ..fixtures import MakeModels
from ..support.assertions import assert_problem
from ..support.boston import TEST_RECORDS
from ..support.client import Client
from ..support.ensembles import MEMBERS, broken_card, copied_card, make_project
from ..support.tables import AS_CSV, read_csv

Deploy = Callable[[Template], Client]


@pytest.fixture
def deploy() -> Iterator[Deploy]:
    with ExitStack() as stack:

        def run(template: Template) -> Client:
            deployment = stack.enter_context(Deployment(template))
            server = stack.enter_context(Gateway(deployment.http_api))
            return stack.enter_context(Client(server.url))

        yield run


@pytest.fixture
def broken(deploy: Deploy, tmp_path: Path) -> Client:
    """Its ensemble `blend` has a member that cannot be read."""
    folder = tmp_path / "project"
    card = broken_card(folder)
    return deploy(synthesize(make_project(folder, ["boston_linear", "broken"], broken=card)))


def test_every_member_answers_as_it_does_alone(deployed: Client) -> None:
    answer = ask(deployed, "boston_blend").json()
    alone = {name: ask(deployed, name).json()["predictions"] for name in MEMBERS}
    assert answer["members"] == alone
    assert answer["predictions"] == pytest.approx(
        [mean(row) for row in zip(*alone.values(), strict=True)], abs=1e-12
    )


def test_the_answer_is_what_the_openapi_document_says(deployed: Client) -> None:
    document = deployed.get("/openapi.json").json()
    reference = {"$ref": "#/components/schemas/boston_blend_response"}
    judge = Draft202012Validator({**reference, "components": document["components"]})
    answer = ask(deployed, "boston_blend").json()
    judge.validate(answer)
    assert not judge.is_valid({**answer, "members": {}})
    responses = document["paths"]["/models/boston_blend/predict"]["post"]["responses"]
    assert "502" in responses
    assert list(responses["200"]["content"]) == ["application/json", "text/csv"]


def test_as_csv_the_members_stand_beside_their_mean(deployed: Client) -> None:
    answer = ask(deployed, "boston_blend").json()
    path = "/models/boston_blend/predict"
    rows = read_csv(deployed.post(path, json=TEST_RECORDS, headers=AS_CSV))
    assert list(rows[0]) == ["prediction", *MEMBERS]
    assert [float(row["prediction"]) for row in rows] == answer["predictions"]
    for name in MEMBERS:
        assert [float(row[name]) for row in rows] == answer["members"][name]


def test_a_failed_member_is_a_bad_gateway_that_names_it(broken: Client) -> None:
    response = ask(broken, "blend")
    assert_problem(response, 502, detail="The member broken failed.")
    assert_nothing_of_aws(response.text)


def test_a_failed_member_is_null_where_that_is_asked_for(broken: Client) -> None:
    response = ask(broken, "blend?on_error=null")
    answer = response.json()
    assert answer["predictions"] == [None, None]
    assert answer["members"]["broken"] == [None, None]
    assert answer["members"]["boston_linear"] == ask(broken, "boston_linear").json()["predictions"]
    assert_nothing_of_aws(response.text)


def test_a_member_that_is_too_slow_is_a_bad_gateway_that_names_it(
    deploy: Deploy, make_models: MakeModels, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    card = copied_card(make_models(slow=SLOW), "slow", folder)
    members = ["boston_linear", "slow"]
    client = deploy(synthesize(make_project(folder, members, "timeout = 4", slow=card)))
    response = ask(client, "blend")
    assert_problem(response, 502, detail="The member slow failed.")
    assert_nothing_of_aws(response.text)


def test_more_rows_than_an_execution_takes_are_too_large(deployed: Client) -> None:
    response = ask(deployed, "boston_blend", TEST_RECORDS * 1000)
    assert_problem(response, 413, detail="256 KiB")


def test_rows_that_do_not_fit_are_told_before_a_member_is_asked(deployed: Client) -> None:
    response = ask(deployed, "boston_blend", {"rm": "six"})
    assert_problem(response, 422)


def test_an_ensemble_does_not_wait_behind_its_own_caller(deploy: Deploy) -> None:
    client = deploy(synthesize())
    assert ask(client, "boston_blend").status_code == 200


# Helpers ----

# Not when it is trained, nor for the one row that the service warms itself with.
SLOW = """
data <- MASS::Boston
modelservice::save_model(
  lm(medv ~ ., data), "slow", data,
  predict = local(\\(fit, rows) {
    if (nzchar(Sys.getenv("_HANDLER")) && nrow(rows) > 1) Sys.sleep(20)
    rep(0, nrow(rows))
  }, baseenv())
)
"""


def ask(client: Client, path: str, rows: Any = TEST_RECORDS) -> Any:
    name, _, query = path.partition("?")
    return client.post(f"/models/{name}/predict?{query}", json=rows)


def assert_nothing_of_aws(text: str) -> None:
    for word in ("arn:", "execution", "stateMachine", "States.", "Cause", "SUCCEEDED"):
        assert word not in text
