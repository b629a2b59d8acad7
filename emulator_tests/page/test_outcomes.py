"""A model of two outcomes whose columns explain themselves; one of them may be left out."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from emulator.catalogue_service import CatalogueService
from emulator.http_api.gateway import catch_all

from ..fixtures import MakeModels
from .browser import Visit, field, visit
from .service import PageService

pytestmark = pytest.mark.native

CARS = """
fit <- lm(cbind(mpg, hp) ~ wt + qsec, mtcars)
modelservice::save_model(
  fit, name = "cars", data = mtcars[c("wt", "qsec")],
  example = list(wt = 2.62),
  columns = list(
    wt = list(title = "weight", description = "With a full tank.", unit = "1000 lbs"),
    qsec = list(title = "quarter mile time", default = 17)
  )
)
"""


@pytest.fixture
def cars(browser: Browser, make_models: MakeModels) -> Iterator[Visit]:
    with (
        CatalogueService(catalogue=make_models(cars=CARS)) as local,
        PageService(catch_all(local.workers)) as service,
        visit(browser, service.url) as visited,
    ):
        expect(visited.page.locator(".outcomes")).to_be_visible()
        yield visited
        assert (visited.complaints, visited.refused, visited.violations()) == ([], [], [])


def test_each_outcome_has_its_row_in_a_table(cars: Visit) -> None:
    expect(cars.page.locator(".headline")).to_have_text("2 outcomes")
    expect(cars.page.locator(".outcomes tbody th")).to_have_text(["mpg", "hp"])
    expect(cars.page.locator(".sentence")).to_contain_text("mpg is 22.32, hp is 143.5.")
    cars.screenshot("outcomes")


def test_one_outcome_is_drawn_at_a_time(cars: Visit) -> None:
    readout = cars.page.locator(".readout")
    expect(readout).to_contain_text("wt = 2.62: mpg 22.32")
    cars.page.get_by_label("Outcome", exact=True).select_option("hp")
    expect(readout).to_contain_text("wt = 2.62: hp 143.5")
    expect(cars.page.locator(".curve")).to_have_accessible_name(re.compile("^As wt goes from"))


def test_a_field_has_the_title_the_unit_and_the_help_of_its_column(cars: Visit) -> None:
    weight = field(cars.page, "wt")
    expect(weight).to_have_accessible_name("weight wt")
    expect(weight).to_have_accessible_description("1.513 to 5.424 1000 lbs With a full tank.")
    expect(cars.page.locator("#what-if-feature option")).to_have_text(
        ["weight (wt)", "quarter mile time (qsec)"]
    )


def test_an_optional_field_starts_with_its_default_and_may_be_left_empty(cars: Visit) -> None:
    time, sentence = field(cars.page, "qsec"), cars.page.locator(".sentence")
    expect(time).to_have_value("17")
    expect(time).to_have_accessible_description("14.5 to 22.9. If you leave this empty, it is 17.")
    before = sentence.inner_text()
    time.fill("20")
    expect(sentence).not_to_have_text(before)
    with cars.page.expect_request(lambda request: request.post_data == '{"wt":2.62}'):
        time.fill("")
    expect(sentence).to_have_text(before)


def test_a_file_without_the_optional_column_comes_back_with_each_outcome(
    cars: Visit, tmp_path: Path
) -> None:
    (tmp_path / "cars.csv").write_text("wt\n2.62\nheavy\n")
    cars.page.get_by_label("Choose a CSV file").set_input_files(tmp_path / "cars.csv")
    with cars.page.expect_download() as saved:
        cars.page.get_by_role("button", name="Download the predictions").click()
    good, bad = csv.DictReader(io.StringIO(saved.value.path().read_text()))
    assert list(good) == ["wt", "mpg", "hp", "error"]
    assert good["mpg"].startswith("22.3168") and (bad["mpg"], bad["hp"]) == ("NA", "NA")
    assert bad["error"] == "`wt` (weight) must be a number."
