"""Forecasts: a number of steps, or a row of regressors for each; a line with its band."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from emulator.catalogue_service import CatalogueService
from emulator.http_api.gateway import catch_all

from ..fixtures import MakeModels
from .browser import Visit, field, visit
from .service import PageService

pytestmark = pytest.mark.native

AIR = """
fit <- arima(log(AirPassengers), c(0, 1, 1), list(order = c(0, 1, 1)))
modelservice::save_model(
  fit, name = "air", data = data.frame(passengers = c(AirPassengers)), example = list(h = 24)
)
"""
LAKE = """
lake <- LakeHuron
year <- data.frame(year = as.numeric(time(lake)) - 1920, odd = rep_len(0:1, 98))
fit <- arima(lake, c(1, 0, 0), xreg = year)
modelservice::save_model(fit, name = "lake", data = year, example = list(year = 53, odd = 0))
"""


@pytest.fixture
def service(make_models: MakeModels) -> Iterator[PageService]:
    with (
        CatalogueService(catalogue=make_models(air=AIR, lake=LAKE)) as local,
        PageService(catch_all(local.workers)) as service,
    ):
        yield service


@pytest.fixture
def air(browser: Browser, service: PageService) -> Iterator[Visit]:
    yield from opened(browser, f"{service.url}#/air")


@pytest.fixture
def lake(browser: Browser, service: PageService) -> Iterator[Visit]:
    yield from opened(browser, f"{service.url}#/lake")


def test_a_forecast_is_a_line_with_its_band_and_a_table(air: Visit) -> None:
    page = air.page
    expect(page.locator(".sentence")).to_contain_text("This is the forecast for 1961-01. The 95 %")
    expect(page.locator("#answer canvas")).to_be_visible()
    expect(page.locator("#answer .curve")).to_have_accessible_name(
        re.compile(r"^As time goes from 1961-01 to \S+: forecast goes from ")
    )
    expect(page.get_by_role("table", name="Forecast").locator("thead th")).to_have_text(
        ["Time", "Forecast", "Lower", "Upper"]
    )
    box = page.get_by_role("columnheader", name="Upper").bounding_box()
    assert box and box["height"] < 40
    page.locator("#answer .u-over").hover()
    expect(page.locator("#answer .readout")).to_contain_text(
        re.compile(r"^time = .* 95 %: \S+ to ")
    )
    air.screenshot("forecast")


def test_the_number_of_steps_is_a_field_of_the_form(air: Visit) -> None:
    page = air.page
    steps = field(page, "h")
    expect(steps).to_have_attribute("step", "1")
    steps.fill("3")
    expect(page.locator("#answer tbody th")).to_have_text(["1961-01", "1961-02", "1961-03"])
    expect(page.locator(".sentence")).to_contain_text("After 3 steps, for 1961-03, it is")
    expect(page.get_by_label("level", exact=True)).to_have_value("0.95")
    page.get_by_label("level", exact=True).fill("0.8")
    expect(page.locator(".sentence")).to_contain_text("The 80 % interval is")


def test_one_step_has_no_line(air: Visit) -> None:
    field(air.page, "h").fill("1")
    expect(air.page.locator("#answer tbody th")).to_have_text(["1961-01"])
    expect(air.page.locator("#answer canvas")).to_have_count(0)


def test_too_many_steps_are_an_error_at_their_field(air: Visit) -> None:
    field(air.page, "h").fill("0")
    expect(field(air.page, "h")).to_have_accessible_description(re.compile("must be 1 to"))
    air.refused.clear()


def test_a_forecast_has_no_what_if_and_no_file(air: Visit) -> None:
    expect(air.page.locator("#what-if")).to_be_hidden()
    expect(air.page.locator("#score")).to_be_hidden()


def test_regressors_are_a_row_for_each_step(lake: Visit, service: PageService) -> None:
    page = lake.page
    expect(page.locator("#answer tbody th")).to_have_count(12)
    lake.screenshot("forecast-regressors")
    page.locator("#form textarea").fill("odd,year\n0,53\n1,54\n")
    expect(page.locator("#answer tbody th")).to_have_text(["1973", "1974"])
    asked = json.loads(service.api.predictions()[-1].body)
    assert asked == [{"year": 53, "odd": 0}, {"year": 54, "odd": 1}]
    expect(page.locator("#code pre")).to_contain_text('[{"year":53,"odd":0},{"year":54,"odd":1}]')


def test_a_wrong_step_is_named_by_its_row(lake: Visit) -> None:
    steps = lake.page.locator("#form textarea")
    steps.fill("year,odd\n53,0\nsoon,1\n")
    expect(steps).to_have_accessible_description(re.compile(r"^Row 2: `year`.* must be a number\."))
    lake.page.locator("#form textarea").fill("year\n")
    expect(steps).to_have_accessible_description(re.compile("^Give a header line, and a row below"))
    lake.refused.clear()


# Helpers ----


def opened(browser: Browser, address: str) -> Iterator[Visit]:
    with visit(browser, address) as visited:
        expect(visited.page.locator("#answer tbody th").first).to_be_visible()
        yield visited
        assert (visited.complaints, visited.refused, visited.violations()) == ([], [], [])
