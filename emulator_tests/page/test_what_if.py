"""What if one feature were another? One request, a curve or bars."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

from ..support.waiting import eventually
from .browser import field
from .conftest import OpenPage
from .service import PageService

pytestmark = pytest.mark.native


def test_the_curve_is_one_request_of_sixty_rows(
    open_page: OpenPage, page_service: PageService
) -> None:
    page = open_page().page
    choose(page, "lstat")
    expect(curve(page)).to_have_accessible_name(LSTAT)
    batches = [batch for batch in asked(page_service) if "inputs" in batch]
    assert [len(set(batch["inputs"]["lstat"])) for batch in batches][-1] == 60
    assert len(batches) <= 2  # that of the first feature, and this one


def test_the_curve_is_drawn_with_the_current_point(open_page: OpenPage) -> None:
    visit = open_page()
    choose(visit.page, "lstat")
    expect(visit.page.locator(".curve canvas")).to_be_visible()
    expect(visit.page.locator(".readout")).to_have_text("lstat = 4.98: prediction 25.56")
    visit.screenshot("what-if")


def test_the_curve_says_what_is_under_the_pointer(open_page: OpenPage) -> None:
    page = open_page().page
    expect(page.locator(".readout")).to_contain_text("crim = 0.00632")
    page.locator(".curve .u-over").hover()
    expect(page.locator(".readout")).not_to_contain_text("crim = 0.00632")


def test_the_curve_follows_when_another_field_changes(open_page: OpenPage) -> None:
    page = open_page().page
    choose(page, "lstat")
    expect(curve(page)).to_be_visible()
    before = curve(page).get_attribute("aria-label")
    field(page, "rm").fill("8")
    expect(curve(page)).not_to_have_attribute("aria-label", before or "")


def test_typing_is_no_request_a_keystroke(open_page: OpenPage, page_service: PageService) -> None:
    page = open_page().page
    with stopped_clock(page):
        page_service.api.requests.clear()
        field(page, "tax").press_sequentially("123456")
        assert page_service.api.predictions() == []
        page.clock.run_for(1000)
        assert eventually(lambda: len(page_service.api.predictions()) == 2)


def test_a_factor_has_a_bar_a_level(open_page: OpenPage) -> None:
    visit = open_page("#/admission")
    choose(visit.page, "rank")
    bars = visit.page.locator("#what-if").get_by_role("listitem")
    expect(bars).to_have_text(["173 %", "254.9 %", "344.6 %", "434.1 %"])
    expect(visit.page.locator("#what-if .marked")).to_have_text("173 %")
    visit.screenshot("what-if-factor")


def test_each_label_has_its_curve(open_page: OpenPage) -> None:
    visit = open_page("#/iris")
    choose(visit.page, "petal_length")
    legend = visit.page.locator(".legend span")
    expect(legend).to_have_text(["setosa", "versicolor", "virginica"])
    expect(visit.page.locator(".readout")).to_contain_text("virginica 97.8 %")
    visit.screenshot("what-if-classes")


def test_without_a_whole_form_there_is_no_curve(open_page: OpenPage) -> None:
    visit = open_page("#/admission")
    expect(curve(visit.page)).to_be_visible()
    field(visit.page, "gpa").fill("")
    expect(visit.page.locator("#what-if")).to_contain_text("when all other fields are right")
    visit.refused.clear()


def test_a_curve_that_fails_is_drawn_again(open_page: OpenPage, page_service: PageService) -> None:
    visit = open_page("#/admission")
    expect(curve(visit.page)).to_be_visible()
    page_service.api.fail_next(429)
    choose(visit.page, "gpa")
    expect(visit.page.locator("#what-if")).to_contain_text("The service is busy")
    visit.page.get_by_role("button", name="Try again").click()
    expect(curve(visit.page)).to_be_visible()
    visit.refused.clear()


# Helpers ----


@contextmanager
def stopped_clock(page: Page) -> Iterator[None]:
    """The page has settled, and no timer of it ends by itself."""
    page.clock.install(time=0)
    page.reload()
    expect(curve(page)).to_be_visible()
    page.clock.pause_at(3600)
    try:
        yield
    finally:
        page.clock.resume()


def choose(page: Page, feature: str) -> None:
    page.locator("#what-if-feature").select_option(feature)


LSTAT = re.compile(r"^As lstat goes from 1\.73 to 37\.97: prediction goes .* Now lstat = 4\.98: ")


def curve(page: Page) -> Locator:
    return page.locator(".curve")


def asked(service: PageService) -> list[dict[str, dict[str, list[float]]]]:
    return [json.loads(request.body) for request in service.api.predictions()]
