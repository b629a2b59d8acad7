"""What `infra/` describes is what the local service does, with no change here."""

import functools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from aws_cdk import aws_apigatewayv2 as apigatewayv2

from emulator.aws_lambda.pool import WorkerPool
from emulator.cloudformation.resources import Cors, Jwt, Throttling
from emulator.cloudformation.template import Template
from emulator.http_api.cors import preflight, with_cors
from emulator.http_api.gateway import MatchedRoute
from emulator.http_api.routing import HttpApi
from emulator.http_server import HttpRequest, HttpResponse
from emulator.synthesis import synthesize
from infra import inference_api
from infra.service_stack import ServiceStack

from ..support.templates import make_template

Synthesize = Callable[..., Template]


@pytest.fixture
def changed(tmp_path: Path) -> Synthesize:
    """`changed(change, **settings)` -> the repository's template with that change."""

    return functools.partial(make_template, tmp_path / "cdk.out")


def test_the_function_has_the_environment_of_the_template() -> None:
    function = synthesize().function
    prefix = "arn:aws:states:eu-central-1:123456789012:stateMachine:r-models-"
    assert function.environment["STATE_MACHINE_ARN_PREFIX"] == prefix
    uri = function.environment["S3_MODEL_URI"]
    assert uri in [f"s3://{asset.bucket}/{asset.key}" for asset in synthesize().assets]


def test_the_state_machine_calls_the_alias_of_the_function() -> None:
    (machine,) = synthesize().state_machines.values()
    assert machine.name == "r-models-boston_blend"
    assert f'"Resource":"{synthesize().function.arn}:live"' in machine.definition


def test_a_renamed_route_is_seen(changed: Synthesize, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(inference_api.ROUTES, "/forecast", [inference_api.POST])
    monkeypatch.delitem(inference_api.ROUTES, "/predict")
    template = changed()
    assert routed(template, "POST", "/forecast") == "POST /forecast"
    assert routed(template, "POST", "/predict") == 404


def test_a_route_without_variables_goes_before_one_with(
    changed: Synthesize, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(inference_api.ROUTES, "/models/best", [inference_api.GET])
    template = changed()
    assert routed(template, "GET", "/models/best") == "GET /models/best"
    assert routed(template, "GET", "/models/better") == "GET /models/{name}"


def test_a_variable_of_a_path_is_one_segment() -> None:
    assert routed(synthesize(), "GET", "/models/") == 404
    assert routed(synthesize(), "GET", "/models/a%2Fb") == "GET /models/{name}"


def test_changed_settings_are_seen(changed: Synthesize) -> None:
    template = changed(timeout="7", memory="512", rate_limit="3", reserved_concurrency="6")
    function = template.function
    assert (function.timeout, function.memory, function.concurrency) == (7, 512, 6)
    assert template.throttling and template.throttling.rate == 3


def test_a_token_is_wanted_where_the_template_names_an_issuer(changed: Synthesize) -> None:
    template = changed(auth="jwt", **{"jwt.issuer": "https://a.org/", "jwt.audience": "r"})
    assert {route.jwt for route in template.routes} == {Jwt("https://a.org/", ("r",))}


def test_variables_of_a_path_are_decoded() -> None:
    api, request = HttpApi(synthesize(), NO_WORKERS), asked("POST", "/models/a%20b/predict?x=1")
    route = api(request)
    assert isinstance(route, MatchedRoute)
    assert route.path_parameters == {"name": "a b"}


@pytest.mark.parametrize(("method", "path"), [("PUT", "/predict"), ("GET", "/models/a/b")])
def test_what_no_route_names_is_not_found(method: str, path: str) -> None:
    assert routed(synthesize(), method, path) == 404


def test_more_requests_than_the_burst_are_too_many(changed: Synthesize) -> None:
    api = HttpApi(changed(rate_limit="1", burst_limit="2"), NO_WORKERS)
    answers = [api(asked("GET", "/ping")) for _ in range(3)]
    assert [isinstance(answer, MatchedRoute) for answer in answers] == [True, True, False]
    assert answers[2] == HttpResponse(
        429, [("content-type", "application/json")], b'{"message":"Too Many Requests"}'
    )


def test_a_route_with_limits_of_its_own_has_its_own_bucket(changed: Synthesize) -> None:
    def limit(stack: ServiceStack) -> None:
        stage = stack.api.stage.node.default_child
        assert isinstance(stage, apigatewayv2.CfnStage)
        stage.route_settings = {"GET /ping": {"ThrottlingBurstLimit": 1}}

    template = changed(limit, rate_limit="1", burst_limit="2")
    api = HttpApi(template, NO_WORKERS)
    pings = [api(asked("GET", "/ping")) for _ in range(2)]
    others = [api(asked("GET", "/models")) for _ in range(3)]
    assert [isinstance(answer, MatchedRoute) for answer in pings] == [True, False]
    assert [isinstance(answer, MatchedRoute) for answer in others] == [True, True, False]
    assert template.route_throttling == {"GET /ping": Throttling(1, 1)}


def test_options_is_answered_where_an_origin_is_configured(changed: Synthesize) -> None:
    api = HttpApi(changed(cors_origins="https://a.org"), NO_WORKERS)
    answer = api(asked("OPTIONS", "/predict", origin="https://a.org"))
    assert isinstance(answer, HttpResponse) and answer.status == 204
    assert dict(answer.headers) == {
        "access-control-allow-origin": "https://a.org",
        "vary": "Origin",
        "access-control-allow-methods": "GET,POST",
        "access-control-allow-headers": "authorization,content-type",
        "access-control-max-age": "3600",
    }


def test_another_origin_gets_no_cors_headers(changed: Synthesize) -> None:
    cors = changed(cors_origins="https://a.org").cors
    assert cors
    answer = preflight(cors, asked("OPTIONS", "/", origin="https://b.org"))
    assert (answer.status, list(answer.headers)) == (204, [])


def test_what_the_function_says_of_cors_is_dropped(changed: Synthesize) -> None:
    api = HttpApi(changed(cors_origins="https://a.org"), NO_WORKERS)
    own = HttpResponse(200, [("Access-Control-Allow-Origin", "*"), ("x-a", "b")])
    headers = dict(api.finish(asked("GET", "/", origin="https://a.org"), own).headers)
    assert headers == {
        "x-a": "b",
        "access-control-allow-origin": "https://a.org",
        "vary": "Origin",
    }


@pytest.mark.parametrize("headers", [{"origin": "https://b.org"}, {}])
def test_another_origin_may_not_read_an_answer(
    changed: Synthesize, headers: dict[str, str]
) -> None:
    api = HttpApi(changed(cors_origins="https://a.org"), NO_WORKERS)
    own = HttpResponse(200, [("access-control-allow-origin", "*"), ("x-a", "b")])
    assert list(api.finish(asked("GET", "/", **headers), own).headers) == [("x-a", "b")]


def test_without_origins_the_function_answers_for_itself() -> None:
    own = HttpResponse(200, [("access-control-allow-origin", "*")])
    assert HttpApi(synthesize(), NO_WORKERS).finish(asked("GET", "/"), own) == own


def test_every_origin_may_read_and_exposed_headers_are_named() -> None:
    cors = Cors(("*",), ("GET",), (), ("x-a", "x-b"), None, credentials=True)
    headers = with_cors(cors, asked("GET", "/", origin="https://a.org"), HttpResponse(200)).headers
    assert dict(headers) == {
        "access-control-allow-origin": "*",
        "vary": "Origin",
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": "x-a,x-b",
    }


def test_a_page_in_the_template_is_an_origin_and_not_the_function(changed: Synthesize) -> None:
    template = changed(auth="none", **{"web_page.enabled": "true"})
    assert template.cors
    (origin,) = template.cors.origins
    assert re.fullmatch(r"https://d[0-9a-f]{13}\.cloudfront\.net", origin)
    assert template.function.environment.keys() >= {"S3_MODEL_URI", "MODEL_SHA256"}


def test_without_origins_options_is_not_found() -> None:
    assert routed(synthesize(), "OPTIONS", "/predict") == 404


# Helpers ----

NO_WORKERS = WorkerPool(lambda: pytest.fail("no worker is wanted"), 1)


def asked(method: str, target: str, **headers: str) -> HttpRequest:
    return HttpRequest(method, target, "HTTP/1.1", list(headers.items()), b"", "127.0.0.1")


def routed(template: Template, method: str, path: str) -> str | int:
    """The key of the route, or the status of the answer without one."""
    found = HttpApi(template, NO_WORKERS)(asked(method, path))
    return found.key if isinstance(found, MatchedRoute) else found.status
