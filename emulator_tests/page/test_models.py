"""Every model has its page: deep links, switching, the card, and names that nobody should trust."""

import re

import pytest
from playwright.sync_api import expect

from .browser import Visit
from .conftest import OpenPage
from .hostile import EVIL

pytestmark = pytest.mark.native


def test_a_deep_link_opens_its_model(open_page: OpenPage) -> None:
    page = open_page("#/boston_svm").page
    expect(page.locator("h1")).to_have_text("Boston house prices, support vector machine")
    expect(page.get_by_label("Model", exact=True)).to_have_value("boston_svm")
    expect(page.locator(".headline")).to_have_text("27.76")


def test_the_picker_switches_the_model_and_its_address(open_page: OpenPage) -> None:
    page = open_page().page
    page.get_by_label("Model", exact=True).select_option("iris")
    expect(page.locator(".headline")).to_have_text("virginica")
    assert page.url.endswith("#/iris")
    page.go_back()
    expect(page.locator(".headline")).to_have_text("25.56")
    expect(page).to_have_title("Boston house prices, random forest · try the model")


def test_every_model_is_in_the_picker(open_page: OpenPage) -> None:
    options = open_page().page.get_by_label("Model", exact=True).locator("option")
    expect(options).to_have_count(8)


def test_a_link_to_no_model_says_so(open_page: OpenPage) -> None:
    visited = open_page("#/none")
    expect(visited.page.get_by_role("alert")).to_contain_text("There is no such model")
    visited.page.get_by_label("Model", exact=True).select_option("iris")
    expect(visited.page.locator(".headline")).to_have_text("virginica")
    expect(visited.page.get_by_role("alert")).to_have_count(0)
    visited.refused.clear()


def test_the_card_tells_metrics_versions_and_the_digest(open_page: OpenPage) -> None:
    page = open_page("#/iris").page
    card = page.locator("#card")
    expect(card.locator("dt")).to_have_text(
        [
            "test accuracy",
            "test rows",
            "label of an answer",
            "probabilities of an answer",
            "proof",
            "fitted with",
            "file",
            "SHA-256",
        ]
    )
    expect(card.locator("dd")).to_contain_text(
        ["", "", 'type = "class"', 'type = "probs"', "passed: a fresh R answered as the fit does"]
        + [""] * 3
    )
    expect(card.locator(".digest code")).to_have_attribute("title", re.compile("^[0-9a-f]{64}$"))


def test_the_card_draws_what_the_model_was_fitted_on(open_page: OpenPage) -> None:
    visited = open_page("#/admission")
    card = visited.page.locator("#card")
    gre = card.get_by_role("img", name="gre: from 220 to 800, and half of the values are below 580")
    expect(gre.locator(".bar").first).to_be_attached()
    expect(card.get_by_role("list", name="Levels of rank").get_by_role("listitem")).to_have_text(
        ["115.3 %", "237.8 %", "330.3 %", "416.8 %"]
    )
    visited.screenshot("card")


def test_hostile_names_are_shown_as_text(hostile: Visit) -> None:
    page = hostile.page
    expect(page.locator("h1")).to_have_text(EVIL)
    expect(page.locator("#picker option")).to_have_text(EVIL)
    expect(page.get_by_label("<i>weight</i>", exact=True)).to_have_value("1")
    expect(page.locator(".headline")).to_contain_text("“</script><script>alert(1)</script>”, 75 %")
    expect(page.locator("#card dt").first).to_have_text("<u>metric</u>")
    hostile.screenshot("hostile")


def test_hostile_names_become_no_element(hostile: Visit) -> None:
    page = hostile.page
    page.locator("#what-if-feature").select_option(index=1)
    expect(page.locator("#what-if").get_by_role("listitem")).to_have_count(4)
    for language in ("R", "Python"):
        page.get_by_role("button", name=language, exact=True).click()
    assert page.locator("img[src=x], main script, b, i, u, svg[onload]").count() == 0
    expect(page).to_have_title(f"{EVIL} · try the model")


def test_an_error_finds_its_field_by_a_hostile_name(hostile: Visit) -> None:
    name = "a\"b'c/d~e%20 {{x}}"
    field = hostile.page.get_by_label(name, exact=True)
    field.evaluate("select => { select.value = ''; }")
    hostile.page.get_by_role("button", name="Predict").click()
    expect(field).to_have_accessible_description(re.compile(f"^`{re.escape(name)}` is missing: "))
    expect(field).to_be_focused()
    hostile.refused.clear()
