"""Events of an HTTP API, a REST API and a load balancer, and what is none of them."""

import base64
import json
from typing import Any

import pytest

from emulator.aws_lambda.invocation import Worker

from ..support.boston import PRICE, RECORD, TEST_PRICES, TEST_RECORDS, with_changes
from ..support.cards import example


def http_event(path: str, stage: str = "$default", **changes: object) -> dict[str, Any]:
    context = {"http": {"method": "POST", "path": path}, "stage": stage}
    headers = {"content-type": "application/json"}
    event = {"version": "2.0", "rawPath": path, "headers": headers, "requestContext": context}
    return {**event, "body": json.dumps(RECORD), "isBase64Encoded": False, **changes}


def rest_event(**changes: object) -> dict[str, Any]:
    return {
        "resource": "/predict",
        "path": "/predict",
        "httpMethod": "POST",
        "headers": {"Content-Type": "application/json", "Host": "x"},
        "multiValueHeaders": {"Content-Type": ["application/json"]},
        "requestContext": {"resourceId": "abc", "stage": "prod", "path": "/prod/predict"},
        "body": json.dumps(RECORD),
        "isBase64Encoded": False,
        **changes,
    }


def balancer_event(**changes: object) -> dict[str, Any]:
    return {
        "requestContext": {"elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:x"}},
        "httpMethod": "POST",
        "path": "/predict",
        "queryStringParameters": {},
        "headers": {"content-type": "application/json"},
        "body": json.dumps(RECORD),
        "isBase64Encoded": False,
        **changes,
    }


def ask(worker: Worker, event: dict[str, Any]) -> tuple[int, Any]:
    """The status and the content of what an API or a load balancer is answered."""
    answer = worker.invoke(event).body
    return answer["statusCode"], json.loads(answer["body"])


def prices(content: Any) -> list[float]:
    return [round(price, 4) for price in content["predictions"]]


# HTTP APIs ----


@pytest.mark.parametrize(
    ("path", "stage"),
    [
        ("/prod/predict", "prod"),
        ("/prod", "prod"),
        ("/prod/", "prod"),
        ("/predict", "$default"),
        ("/predict", "pre"),
        ("/predict/", "$default"),
    ],
)
def test_a_stage_that_leads_the_path_of_an_http_api_is_not_part_of_the_route(
    worker: Worker, path: str, stage: str
) -> None:
    status, content = ask(worker, http_event(path, stage))
    assert status == 200 and prices(content) == [PRICE]


def test_a_path_that_begins_like_its_stage_keeps_its_beginning(worker: Worker) -> None:
    assert ask(worker, http_event("/product/predict", "prod"))[0] == 404


@pytest.mark.parametrize("path", ["/models//predict", "//predict", "/predict//"])
def test_an_empty_segment_is_no_route(worker: Worker, path: str) -> None:
    assert ask(worker, http_event(path))[0] == 404


@pytest.mark.parametrize("body", ["{", "e30", "e30=e30=", "e30 ", "e3_="])
def test_a_body_that_is_marked_as_base64_and_is_none_is_malformed(
    worker: Worker, body: str
) -> None:
    status, content = ask(worker, http_event("/predict", body=body, isBase64Encoded=True))
    assert status == 400 and "marked as base64" in content["detail"]


def test_an_event_without_headers_query_and_body_is_read(worker: Worker) -> None:
    event = http_event("/predict", headers=None, queryStringParameters=None, body=None)
    status, content = ask(worker, event)
    assert status == 400 and content["detail"] == "The body is empty: give a JSON object."


# REST APIs ----


def test_a_rest_api_is_answered(worker: Worker) -> None:
    status, content = ask(worker, rest_event())
    assert status == 200 and prices(content) == [PRICE]


def test_a_base64_body_of_a_rest_api_is_decoded(worker: Worker) -> None:
    body = base64.b64encode(json.dumps(RECORD).encode()).decode()
    assert prices(ask(worker, rest_event(body=body, isBase64Encoded=True))[1]) == [PRICE]


def test_the_path_of_a_rest_api_has_no_stage_to_take_off(worker: Worker) -> None:
    # Its own `path` comes without the stage, unlike an HTTP API's `rawPath`.
    context = {"resourceId": "abc", "stage": "models", "path": "/models/models"}
    event = rest_event(path="/models", httpMethod="GET", requestContext=context)
    status, content = ask(worker, event)
    assert status == 200 and content["models"]


def test_the_query_of_a_rest_api_is_decoded_already(worker: Worker) -> None:
    assert ask(worker, rest_event(queryStringParameters={"on_error": "null"}))[0] == 200
    assert ask(worker, rest_event(queryStringParameters={"on_error": "%6Eull"}))[0] == 400


# Load balancers ----


@pytest.mark.parametrize("multi", [True, False])
def test_a_load_balancer_is_answered_in_its_own_form(worker: Worker, multi: bool) -> None:
    multiple = {"headers": None, "multiValueHeaders": {"content-type": ["application/json"]}}
    answer = worker.invoke(balancer_event(**(multiple if multi else {}))).body
    assert answer["statusDescription"] == "200 OK"
    assert ("multiValueHeaders" in answer, "headers" in answer) == (multi, not multi)
    assert prices(json.loads(answer["body"])) == [PRICE]


@pytest.mark.parametrize(
    ("changes", "description"),
    [
        ({"body": "{"}, "400 Bad Request"),
        ({"path": "/nowhere"}, "404 Not Found"),
        ({"httpMethod": "PUT"}, "405 Method Not Allowed"),
        ({"headers": {"content-type": "image/png"}}, "415 Unsupported Media Type"),
        ({"body": "{}"}, "422 Unprocessable Content"),
    ],
)
def test_a_problem_is_described_to_a_load_balancer(
    worker: Worker, changes: dict[str, object], description: str
) -> None:
    assert worker.invoke(balancer_event(**changes)).body["statusDescription"] == description


def test_the_query_of_a_load_balancer_is_decoded_once(worker: Worker) -> None:
    rows = json.dumps([RECORD, {}])
    once, twice = ({"on_error": value} for value in ("%6Eu%6cl", "%256Eull"))
    status, content = ask(worker, balancer_event(queryStringParameters=once, body=rows))
    assert status == 200 and content["predictions"][1] is None
    assert ask(worker, balancer_event(queryStringParameters=twice, body=rows))[0] == 400


def test_of_a_repeated_query_parameter_the_last_one_counts(worker: Worker) -> None:
    query = {"on_error": ["fail", "%6Eull"]}
    event = balancer_event(
        queryStringParameters=None, multiValueQueryStringParameters=query, body="[{}]"
    )
    assert ask(worker, event)[1]["predictions"] == [None]


@pytest.mark.parametrize(
    ("accept", "is_csv"), [(["text/csv"], True), (["application/json", "text/csv"], False)]
)
def test_headers_that_come_as_lists_are_read_by_any_case_and_in_order(
    worker: Worker, accept: list[str], is_csv: bool
) -> None:
    headers = {"Content-TYPE": ["application/json"], "ACCEPT": accept}
    answer = worker.invoke(balancer_event(headers=None, multiValueHeaders=headers)).body
    assert answer["statusCode"] == 200
    assert answer["body"].startswith("prediction\r\n") == is_csv


def test_a_load_balancer_takes_one_megabyte_and_an_api_six(worker: Worker) -> None:
    columns = {name: [value] * 12_000 for name, value in example("iris").items()}
    sent = {"path": "/models/iris/predict", "body": json.dumps({"inputs": columns})}
    status, content = ask(worker, balancer_event(**sent))
    assert status == 413 and "larger than 1 MB" in content["detail"]
    status, content = ask(worker, rest_event(**sent))
    assert status == 200 and len(content["predictions"]) == 12_000


# Direct invocations ----


def test_a_direct_invocation_is_answered_without_an_envelope(worker: Worker) -> None:
    assert prices(worker.invoke(RECORD).body) == [PRICE]
    assert prices(worker.invoke(TEST_RECORDS).body) == TEST_PRICES


def test_a_direct_invocation_with_invalid_input_is_a_function_error(worker: Worker) -> None:
    error = worker.invoke([RECORD, with_changes(rm=..., tax="x")]).error
    assert error is not None
    assert error.type == "Service.InvalidInput"
    assert "#/1/rm" in error.message and "#/1/tax" in error.message


def test_a_record_with_a_column_named_model_is_of_the_default_model(worker: Worker) -> None:
    assert worker.invoke({**RECORD, "model": "iris"}).body["model"] == "boston_forest"
