"""On AWS the API is at another origin: what the page's policy and the API's CORS let pass."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from emulator.cloudformation.resources import Cors
from emulator.deployment import Deployment
from emulator.http_api.cors import preflight, with_cors
from emulator.http_api.gateway import Gateway, MatchedRoute
from emulator.http_api.routing import HttpApi
from emulator.http_server import HttpRequest, HttpResponse
from emulator.local_page import LocalPage

from .browser import Visit, visit

pytestmark = pytest.mark.native

FILE = b"gre,gpa,rank\n500,3,1\n"


class Elsewhere:
    """The deployed API as it is with the page's origin in `cors_origins`."""

    def __init__(self, api: HttpApi) -> None:
        self._api = api
        headers = ("authorization", "content-type")
        self._cors = Cors(("*",), ("GET", "POST"), headers, (), None, False)

    def __call__(self, request: HttpRequest) -> MatchedRoute | HttpResponse:
        if request.method == "OPTIONS":
            return preflight(self._cors, request)
        return self._api(request)

    def finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return response if request.method == "OPTIONS" else with_cors(self._cors, request, response)


def test_the_page_asks_the_api_of_its_policy(elsewhere: Visit) -> None:
    expect(elsewhere.page.locator(".curve canvas")).to_be_visible()
    chosen = FilePayload(name="rows.csv", mimeType="text/csv", buffer=FILE)
    elsewhere.page.get_by_label("Choose a CSV file").set_input_files(chosen)
    expect(elsewhere.page.locator("#score .count")).to_have_text("1 row is scored")


def test_the_page_may_ask_no_other_origin(elsewhere: Visit) -> None:
    expect(elsewhere.page.locator(".curve canvas")).to_be_visible()
    stopped = elsewhere.page.evaluate("fetch('http://127.0.0.1:9/').catch((error) => `${error}`)")
    assert "Failed to fetch" in stopped
    assert "Content Security Policy" in elsewhere.complaints.pop(0)
    elsewhere.complaints.clear()


# Helpers ----


@pytest.fixture
def elsewhere(browser: Browser, deployment: Deployment) -> Iterator[Visit]:
    """A page whose API is at another port, and so at another origin."""
    with Gateway(Elsewhere(deployment.http_api)) as api:
        page = LocalPage(deployment.http_api, address=api.url)
        with Gateway(page) as server, visit(browser, f"{server.url}/ui/#/admission") as visited:
            yield visited
            assert (visited.complaints, visited.refused) == ([], [])
            assert [url for url in visited.strangers if not url.startswith(api.url)] == []
