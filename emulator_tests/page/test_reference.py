"""The API reference: Swagger UI on the service's own document, under the page's own policy."""

import pytest
from playwright.sync_api import expect

from .conftest import OpenPage

pytestmark = pytest.mark.native


def test_the_reference_lists_every_route(open_page: OpenPage) -> None:
    visit = open_page("reference.html")
    operations = visit.page.locator(".opblock-summary-path")
    expect(operations.filter(has_text="/models/iris/predict")).to_be_visible()
    visit.screenshot("reference")


def test_the_reference_tries_a_request_at_this_service(open_page: OpenPage) -> None:
    page = open_page("reference.html").page
    page.locator("#operations-default-ping .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    status = page.locator(".live-responses-table tbody .response-col_status")
    expect(status.first).to_contain_text("200")
