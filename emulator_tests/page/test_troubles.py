"""When the service does not answer: a sentence and a way on, each time."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from emulator.cloudformation.resources import ApiRoute, Jwt
from emulator.deployment import Deployment
from emulator.http_api.access import Access
from emulator.http_api.gateway import MatchedRoute
from emulator.http_api.routing import HttpApi
from emulator.http_server import HttpRequest, HttpResponse
from emulator.settings import Credentials

from .browser import Visit, field, visit
from .conftest import OpenPage
from .service import PageService

pytestmark = pytest.mark.native

JWT_ROUTE = ApiRoute("GET /ping", 30, "JWT", Jwt("https://a.org/", ("r-models",)))


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "The service needs a valid token"),
        (403, "You may not use this service"),
        (413, "That is too much for one request"),
        (429, "The service is busy"),
        (500, "The service failed"),
        (502, "The service failed"),
        (503, "The service is not ready"),
    ],
)
def test_a_refusal_is_a_sentence_and_a_button_that_asks_again(
    open_page: OpenPage, page_service: PageService, status: int, sentence: str
) -> None:
    visited = open_page("#/admission")
    expect(visited.page.locator(".curve")).to_be_visible()
    page_service.api.fail_next(status)
    visited.page.get_by_role("button", name="Predict").click()
    expect(visited.page.locator("#answer").get_by_role("alert")).to_contain_text(sentence)
    visited.screenshot(f"refused-{status}")
    visited.page.get_by_role("button", name="Try again").click()
    expect(visited.page.locator(".headline")).to_have_text("Likely admitted, 73 %")
    visited.refused.clear()


def test_the_service_goes_down_and_comes_back(
    open_page: OpenPage, page_service: PageService
) -> None:
    visited = open_page("#/admission")
    expect(visited.page.locator(".curve")).to_be_visible()
    page_service.go_down()
    visited.page.get_by_role("button", name="Predict").click()
    alert = visited.page.locator("#answer").get_by_role("alert")
    expect(alert).to_contain_text("The service cannot be reached")
    visited.screenshot("down")
    page_service.come_back()
    alert.get_by_role("button", name="Try again").click()
    expect(visited.page.locator(".headline")).to_have_text("Likely admitted, 73 %")
    visited.refused.clear()


def test_what_was_typed_outlives_a_failure(open_page: OpenPage, page_service: PageService) -> None:
    visited = open_page("#/admission")
    expect(visited.page.locator(".curve")).to_be_visible()
    page_service.go_down()
    field(visited.page, "gpa").fill("2.5")
    expect(visited.page.locator("#answer").get_by_role("alert")).to_be_visible()
    page_service.come_back()
    visited.page.locator("#answer").get_by_role("button", name="Try again").click()
    expect(visited.page.locator(".headline")).to_have_text("Perhaps admitted, 47.2 %")
    expect(field(visited.page, "gpa")).to_have_value("2.5")
    visited.refused.clear()


def test_a_list_of_models_that_fails_is_asked_for_again(
    open_page: OpenPage, page_service: PageService
) -> None:
    page_service.api.fail_next(503)
    visited = open_page()
    expect(visited.page.get_by_role("alert")).to_contain_text("The service is not ready")
    assert visited.violations() == []
    visited.page.get_by_role("button", name="Try again").click()
    expect(visited.page.locator(".headline")).to_have_text("25.56")
    visited.refused.clear()


def test_an_answer_that_does_not_come_is_given_up(
    open_page: OpenPage, page_service: PageService
) -> None:
    visited = open_page()
    visited.page.clock.install()
    visited.page.reload()
    visited.page.clock.run_for(1000)
    expect(visited.page.locator(".headline")).to_have_text("25.56")
    page_service.api.hold()
    visited.page.get_by_role("button", name="Predict").click()
    visited.page.clock.run_for(36_000)
    alert = visited.page.locator("#answer").get_by_role("alert")
    expect(alert).to_contain_text("The service took too long")
    page_service.api.go_on()
    alert.get_by_role("button", name="Try again").click()
    expect(visited.page.locator(".headline")).to_have_text("25.56")
    visited.refused.clear()


def test_the_token_is_asked_for_and_used(guarded: Visit, access: Access) -> None:
    expect(guarded.page.locator("#trouble")).to_have_text("Paste a token to begin.")
    use_token(guarded.page, access.token(JWT_ROUTE.jwt or Jwt("", ())))
    expect(guarded.page.locator(".headline")).to_have_text("25.56")
    expect(guarded.page.get_by_label("Token")).to_have_attribute("type", "password")
    assert guarded.violations() == []
    guarded.screenshot("token")


def test_a_token_that_is_not_accepted_is_asked_for_again(guarded: Visit, access: Access) -> None:
    use_token(guarded.page, "no.token")
    expect(guarded.page.get_by_role("alert")).to_contain_text("The service needs a valid token")
    expect(guarded.page.get_by_label("Token")).to_be_focused()
    assert guarded.violations() == []
    use_token(guarded.page, access.token(JWT_ROUTE.jwt or Jwt("", ())))
    expect(guarded.page.locator(".headline")).to_have_text("25.56")
    guarded.refused.clear()


def test_the_token_is_kept_in_memory_only(guarded: Visit, access: Access) -> None:
    use_token(guarded.page, access.token(JWT_ROUTE.jwt or Jwt("", ())))
    expect(guarded.page.locator(".headline")).to_have_text("25.56")
    expect(guarded.page.locator("#code")).to_contain_text("Bearer $TOKEN")
    kept = guarded.page.evaluate(
        "JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])"
    )
    assert re.fullmatch(r'\[\{\},\{\},"","http://localhost:\d+/ui/"\]', kept)
    guarded.page.reload()
    expect(guarded.page.get_by_label("Token")).to_have_value("")
    expect(guarded.page.locator("#trouble")).to_have_text("Paste a token to begin.")


# Helpers ----


@pytest.fixture(scope="module")
def access() -> Access:
    return Access(Credentials())


@pytest.fixture
def guarded(browser: Browser, deployment: Deployment, access: Access) -> Iterator[Visit]:
    """The page of an API that wants a token."""
    with (
        PageService(Guarded(deployment.http_api, access), "jwt") as service,
        visit(browser, service.url) as visited,
    ):
        yield visited
        assert (visited.complaints, visited.refused, visited.strangers) == ([], [], [])


class Guarded:
    """The deployed API as it is with auth jwt."""

    def __init__(self, api: HttpApi, access: Access) -> None:
        self._api = api
        self._access = access

    def __call__(self, request: HttpRequest) -> MatchedRoute | HttpResponse:
        caller = self._access.check(JWT_ROUTE, request)
        return caller if isinstance(caller, HttpResponse) else self._api(request)

    def finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return self._api.finish(request, response)


def use_token(page: Page, token: str) -> None:
    page.get_by_label("Token").fill(token)
    page.get_by_role("button", name="Use").click()
