"""The form: made of the schema, filled by hand, by the example or by a pasted record."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from emulator.catalogue_service import CatalogueService
from emulator.http_api.gateway import catch_all

from ..fixtures import MakeModels
from ..support.boston import RECORD
from .browser import field, visit
from .conftest import OpenPage
from .service import PageService

pytestmark = pytest.mark.native

KINDS = """
data <- data.frame(
  seen = as.Date("2026-01-01") + 0:29,
  at = as.POSIXct("2026-01-01", tz = "UTC") + 3600 * 0:29,
  member = rep(c(TRUE, FALSE), 15),
  size = factor(rep(c("S", "M", "L"), 10), c("S", "M", "L")),
  note = rep(letters[1:15], 2),
  weight = as.numeric(1:30)
)
modelservice::save_model(
  lm(weight ~ 1, data), name = "kinds", data = data, inputs = names(data),
  predict = \\(fit, rows) rows$weight + 100 * rows$member, null = "impute"
)
"""


GPA_MISSING = "`gpa` (grade point average) is missing: give a number."
GPA_HELP = "Of the college, up to 4"


def test_a_wrong_field_is_marked_and_gets_the_focus(open_page: OpenPage) -> None:
    visited = open_page("#/admission")
    gpa = field(visited.page, "gpa")
    gpa.fill("")
    visited.page.get_by_role("button", name="Predict").click()
    expect(gpa).to_be_focused()
    expect(gpa).to_have_attribute("aria-invalid", "true")
    expect(gpa).to_have_accessible_description(f"{GPA_MISSING} {GPA_HELP}")
    visited.screenshot("wrong-field")
    gpa.fill("3")
    expect(gpa).not_to_have_attribute("aria-invalid", "true")
    expect(visited.page.locator(".headline")).to_be_visible()
    visited.refused.clear()


def test_every_wrong_field_is_marked_at_once(open_page: OpenPage) -> None:
    visited = open_page()
    for name in ("crim", "lstat"):
        field(visited.page, name).fill("")
    visited.page.get_by_role("button", name="Predict").click()
    expect(visited.page.locator("[aria-invalid=true]")).to_have_count(2)
    expect(field(visited.page, "crim")).to_be_focused()
    expect(visited.page.locator("#answer")).to_contain_text("2 values do not fit")
    visited.refused.clear()


def test_a_value_outside_the_training_range_is_allowed_and_marked(open_page: OpenPage) -> None:
    visited = open_page("#/admission")
    gpa = field(visited.page, "gpa")
    gpa.fill("5")
    outside = "This is outside the training range, 2.26 to 4."
    expect(gpa).to_have_accessible_description(f"{outside} {GPA_HELP}")
    expect(visited.page.locator(".headline")).to_contain_text("%")
    visited.screenshot("outside")


def test_the_example_fills_the_form_again(open_page: OpenPage) -> None:
    page = open_page("#/admission").page
    field(page, "gpa").fill("2.5")
    page.get_by_role("button", name="Example").click()
    expect(field(page, "gpa")).to_have_value("4")


def test_a_pasted_json_record_fills_the_form(open_page: OpenPage) -> None:
    page = open_page().page
    paste(page, json.dumps({**RECORD, "rm": 7.25, "unknown": "field"}))
    expect(field(page, "rm")).to_have_value("7.25")


def test_a_pasted_csv_record_fills_the_form(open_page: OpenPage) -> None:
    page = open_page("#/admission").page
    paste(page, "rank;gre;gpa\r\n3;520;2.93\r\n")
    expect(field(page, "rank")).to_have_value("3")
    expect(field(page, "gre")).to_have_value("520")


def test_a_record_pasted_into_a_field_fills_them_all(open_page: OpenPage) -> None:
    page = open_page("#/admission").page
    field(page, "gre").evaluate(
        """field => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", '{"gre": 640, "gpa": 3.19, "rank": "4"}');
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
        }"""
    )
    expect(field(page, "gpa")).to_have_value("3.19")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"gre": ', "This is not JSON: "),
        ("[1]", "This JSON is not a record: give an object."),
        ("a,b\n1,2", "The record has none of the model's fields: gre, gpa, rank."),
        ("gre,gpa", "Give a header line, and a row below it."),
    ],
)
def test_a_paste_that_is_no_record_is_one_sentence(
    open_page: OpenPage, text: str, sentence: str
) -> None:
    visited = open_page("#/admission")
    paste(visited.page, text)
    expect(visited.page.get_by_role("dialog").get_by_role("alert")).to_contain_text(sentence)
    assert visited.violations() == []
    visited.screenshot("paste", full=False)
    visited.page.keyboard.press("Escape")
    expect(visited.page.get_by_role("dialog")).to_have_count(0)


def test_the_keyboard_alone_gets_from_the_picker_to_an_answer(open_page: OpenPage) -> None:
    visited = open_page("#/admission")
    keys = visited.page.keyboard
    expect(visited.page.locator(".headline")).to_have_text("Likely admitted, 73 %")
    tab_to(visited.page, "gpa", "number")
    keys.press("Control+a")
    keys.type("2.26")
    keys.press("Tab")
    keys.type("4")
    keys.press("Tab")
    keys.press("Enter")
    expect(visited.page.locator(".headline")).to_have_text("Very unlikely admitted, 12.5 %")
    visited.screenshot("keyboard")


def test_every_kind_of_column_has_its_field(kinds: Page) -> None:
    types = {
        name: kinds.get_by_label(name, exact=True).evaluate("field => field.type")
        for name in ("seen", "at", "member", "size", "note", "weight")
    }
    assert types == {
        "seen": "date",
        "at": "text",
        "member": "select-one",
        "size": "select-one",
        "note": "text",
        "weight": "number",
    }
    expect(kinds.locator(".headline")).to_have_text("101")


def test_what_a_column_of_another_kind_is_given_reaches_the_model(kinds: Page) -> None:
    kinds.get_by_label("member", exact=True).select_option("false")
    kinds.get_by_label("seen", exact=True).fill("2026-02-28")
    expect(kinds.locator(".headline")).to_have_text("1")


def test_what_may_be_empty_can_be_left_empty(kinds: Page) -> None:
    with kinds.expect_request(lambda request: '"note":null' in (request.post_data or "")):
        kinds.get_by_label("note", exact=True).fill("")
    kinds.get_by_label("size", exact=True).select_option("not known")
    expect(kinds.locator(".headline")).to_have_text("101")


# Helpers ----


@pytest.fixture
def kinds(browser: Browser, make_models: MakeModels) -> Iterator[Page]:
    """The page of a model with a column of every kind, all of which may be null."""
    with (
        CatalogueService(catalogue=make_models(kinds=KINDS)) as local,
        PageService(catch_all(local.workers)) as service,
        visit(browser, service.url) as visited,
    ):
        expect(visited.page.locator(".headline")).to_have_text("101")
        yield visited.page
        assert (visited.complaints, visited.refused, visited.violations()) == ([], [], [])


def paste(page: Page, text: str) -> None:
    page.get_by_role("button", name="Paste a record").click()
    page.get_by_role("dialog").get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Fill the form").click()


def tab_to(page: Page, label: str, kind: str) -> None:
    """Tab until the field with this label has the focus."""
    wanted = field(page, label)
    for _ in range(30):
        page.keyboard.press("Tab")
        if wanted.evaluate("field => field === document.activeElement"):
            assert wanted.get_attribute("type") == kind
            return
    raise AssertionError(f"{label} is not reached with Tab")
