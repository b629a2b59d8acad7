"""What the model thinks, as people look at it."""

import re

import pytest
from playwright.sync_api import expect

from .browser import field
from .conftest import OpenPage
from .service import PageService

pytestmark = pytest.mark.native


def test_the_default_model_answers_its_example_at_once(open_page: OpenPage) -> None:
    visit = open_page()
    expect(visit.page.locator("h1")).to_have_text("Boston house prices, random forest")
    expect(visit.page.locator(".headline")).to_have_text("25.56")
    expect(visit.page.locator(".sentence")).to_contain_text("of the outcomes that the model was")
    visit.screenshot("regression")


def test_the_answer_follows_the_fields(open_page: OpenPage) -> None:
    page = open_page().page
    expect(page.locator(".headline")).to_have_text("25.56")
    field(page, "rm").fill("8")
    expect(page.locator(".headline")).not_to_have_text("25.56")


def test_a_slider_moves_its_number(open_page: OpenPage) -> None:
    page = open_page("#/iris").page
    page.get_by_label("(petal_length), slider").fill("1.5")
    expect(field(page, "petal_length")).to_have_value("1.5")
    expect(page.locator(".bars .marked")).to_contain_text("setosa")


def test_an_ensemble_shows_what_its_members_say(open_page: OpenPage) -> None:
    visit = open_page("#/boston_blend")
    expect(visit.page.locator(".headline")).to_have_text("27.8")
    members = visit.page.get_by_label("The members' answers").get_by_role("listitem")
    expect(members).to_have_text(["boston_forest25.56", "boston_linear30.08", "boston_svm27.76"])
    visit.screenshot("ensemble")


def test_a_classification_is_a_label_and_bars_of_probability(open_page: OpenPage) -> None:
    visit = open_page("#/iris")
    expect(visit.page.locator(".headline")).to_have_text("virginica")
    bars = visit.page.get_by_label("Probabilities").get_by_role("listitem")
    expect(bars).to_have_text(["virginica97.8 %", "versicolor2.2 %", "setosa< 0.1 %"])
    visit.screenshot("classification")


def test_admission_is_told_in_words(open_page: OpenPage) -> None:
    visit = open_page("#/admission")
    expect(visit.page.locator(".headline")).to_have_text("Likely admitted, 73 %")
    field(visit.page, "rank").select_option("4")
    field(visit.page, "gre").fill("300")
    expect(visit.page.locator(".headline")).to_have_text(re.compile("^Unlikely admitted, "))
    expect(visit.page.locator(".sentence")).to_contain_text("Of 100 cases like this one, about")
    visit.screenshot("admission")


def test_the_interval_is_there_where_the_model_gives_one(open_page: OpenPage) -> None:
    visit = open_page("#/boston_linear")
    sentence = visit.page.locator(".sentence")
    expect(sentence).to_contain_text("The 90 % prediction interval is 21.92 to 38.23.")
    visit.page.get_by_label("level", exact=True).select_option("0.99")
    expect(sentence).to_contain_text("The 99 % prediction interval is")
    visit.screenshot("interval")
    visit.page.get_by_label("answer", exact=True).select_option("number")
    expect(sentence).not_to_contain_text("interval")


def test_admission_on_the_scale_of_the_link_is_a_number(open_page: OpenPage) -> None:
    page = open_page("#/admission").page
    expect(page.locator(".headline")).to_have_text("Likely admitted, 73 %")
    page.get_by_label("type", exact=True).select_option("link")
    expect(page.locator(".headline")).to_have_text(re.compile(r"^0\.99"))
    expect(page.locator(".sentence")).to_contain_text("the scale of the model's link")
    expect(page.locator(".readout")).to_contain_text("prediction 0.99")


def test_the_answer_is_read_aloud(open_page: OpenPage) -> None:
    page = open_page().page
    expect(page.get_by_role("status").first).to_have_text(
        re.compile(r"^25\.56\. This is higher than about")
    )


def test_a_slow_answer_does_not_replace_a_newer_one(
    open_page: OpenPage, page_service: PageService
) -> None:
    page = open_page("#/iris").page
    expect(page.locator(".headline")).to_have_text("virginica")
    page_service.api.hold()
    with page.expect_request("**/predict"):
        field(page, "petal_length").fill("5")
    with page.expect_event("requestfailed", lambda request: request.failure == "net::ERR_ABORTED"):
        field(page, "petal_length").fill("1")
    page_service.api.go_on()
    expect(page.locator(".headline")).to_have_text("setosa")
