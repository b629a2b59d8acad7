"""Answers that are curves and fans: survival at times, quantiles, a standard error."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .browser import Visit, field
from .conftest import OpenPage

pytestmark = pytest.mark.native


def test_survival_is_a_curve_with_its_median_and_a_table(open_page: OpenPage) -> None:
    visit = open_page("#/lung_survival")
    page = visit.page
    expect(page.locator(".headline")).to_have_text("Median 428")
    expect(page.locator(".sentence")).to_contain_text("half survive beyond 428.")
    expect(page.locator("#answer canvas")).to_be_visible()
    expect(page.locator("#answer .curve")).to_have_accessible_name(
        re.compile(r"^As time goes from 0 to 730: survival goes from 100 % to .* median is 428\.$")
    )
    expect(page.get_by_role("table", name="Survival at times").locator("tbody th")).to_have_text(
        ["90", "180", "365", "730"]
    )
    visit.screenshot("survival")


def test_the_times_are_chosen_in_a_field(open_page: OpenPage) -> None:
    visit = open_page("#/lung_survival")
    times = visit.page.get_by_label("times", exact=True)
    expect(times).to_have_value("90, 180, 365, 730")
    with visit.page.expect_request("**/predict?times=50%2C500"):
        times.fill("50; 500")
    expect(rows(visit.page)).to_have_text(["50", "500"])
    expect(visit.page.locator("#code pre")).to_contain_text("/predict?times=50%2C500")


def test_times_that_are_not_numbers_are_marked_and_not_sent(open_page: OpenPage) -> None:
    page = open_page("#/lung_survival").page
    expect(page.locator(".headline")).to_have_text("Median 428")
    times = page.get_by_label("times", exact=True)
    times.fill("90, soon")
    expect(times).to_have_attribute("aria-invalid", "true")
    expect(times).to_have_accessible_description(
        "Give numbers with commas between them, not below 0."
    )
    expect(page.locator(".headline")).to_have_text("Median 428")


def test_a_survival_model_is_asked_for_its_risk_and_its_error(open_page: OpenPage) -> None:
    visit = open_page("#/lung_survival")
    page = visit.page
    expect(page.get_by_label("type", exact=True)).to_be_hidden()
    page.get_by_label("answer", exact=True).select_option("standard error")
    expect(page.locator(".headline")).to_have_text(re.compile(r"^-?[\d.]+ ± [\d.]+$"))
    expect(page.locator(".sentence")).to_contain_text("This is the linear predictor (type=lp).")
    visit.screenshot("standard-error")
    panel = page.locator("#answer").bounding_box()
    assert panel and panel["height"] < 400  # the room of the curve is not kept for a number
    page.get_by_label("answer", exact=True).select_option("number")
    page.get_by_label("type", exact=True).select_option("risk")
    expect(page.locator(".sentence")).to_contain_text("the risk, relative to")
    expect(page.get_by_label("times", exact=True)).to_be_hidden()
    page.get_by_label("answer", exact=True).select_option("survival at times")
    expect(page.locator(".headline")).to_have_text("Median 428")


def test_each_time_has_its_curve_over_a_feature(open_page: OpenPage) -> None:
    visit = open_page("#/lung_survival")
    visit.page.locator("#what-if-feature").select_option("age")
    expect(visit.page.locator("#what-if .legend span")).to_have_text(
        [f"survival at {time}" for time in (90, 180, 365, 730)]
    )
    expect(visit.page.locator("#what-if .readout")).to_contain_text("age = 68: survival at 90: ")


def test_quantiles_are_a_fan_with_its_numbers(open_page: OpenPage) -> None:
    visit = open_page("#/boston_quantiles")
    page = visit.page
    expect(page.locator(".sentence")).to_contain_text("80 % are between")
    expect(page.locator("#answer .place .band")).to_have_count(2)
    expect(page.get_by_role("table", name="Quantiles").locator("tbody th")).to_have_text(
        ["10 %", "25 %", "50 %", "75 %", "90 %"]
    )
    headline = page.locator(".headline").inner_text()
    assert headline == page.locator("#answer tbody td").nth(2).inner_text()
    visit.screenshot("quantiles")


def test_the_quantiles_are_chosen_in_a_field(open_page: OpenPage) -> None:
    page = open_page("#/boston_quantiles").page
    quantiles = page.get_by_label("quantiles", exact=True)
    expect(quantiles).to_have_value("0.1, 0.25, 0.5, 0.75, 0.9")
    quantiles.fill("0.1,0.9")
    expect(rows(page)).to_have_text(["10 %", "90 %"])
    expect(page.locator(".sentence")).to_contain_text("80 % are between")


def test_quantiles_are_a_fan_over_a_feature(open_page: OpenPage) -> None:
    visit = open_page("#/boston_quantiles")
    visit.page.locator("#what-if-feature").select_option("rm")
    expect(visit.page.locator("#what-if .readout")).to_have_text(
        re.compile(r"^rm = 6\.575: quantile 0\.5: \S+, 0\.1 to 0\.9: \S+ to \S+, 0\.25 to 0\.75: ")
    )
    visit.screenshot("what-if-quantiles")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("model", ["lung_survival", "boston_quantiles"])
def test_a_curve_fits_a_phone_in_both_schemes(open_page: OpenPage, model: str, scheme: str) -> None:
    visit = open_page(f"#/{model}", width=375, color_scheme=scheme)
    expect(visit.page.locator("#what-if canvas")).to_be_visible()
    expect(visit.page.locator("#answer table")).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 375
    visit.screenshot(f"{model}-{scheme}")


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        ("lung_survival", ["median", "survival_90", "survival_180", "survival_365"]),
        ("boston_quantiles", ["quantile_0.1", "quantile_0.25", "quantile_0.5", "quantile_0.75"]),
    ],
)
def test_a_file_comes_back_with_a_column_for_each_number(
    open_page: OpenPage, tmp_path: Path, model: str, columns: list[str]
) -> None:
    visit = open_page(f"#/{model}")
    expect(visit.page.locator("#answer table")).to_be_visible()
    record = example(visit)
    (tmp_path / "rows.csv").write_text(",".join(record) + "\n" + ",".join(record.values()) + "\n")
    visit.page.get_by_label("Choose a CSV file").set_input_files(tmp_path / "rows.csv")
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name="Download the predictions").click()
    (row,) = csv.DictReader(io.StringIO(saved.value.path().read_text()))
    added = [name for name in row if name not in record]
    assert added[:-1] == columns
    assert all(float(row[name]) >= 0 for name in added)


# Helpers ----


def rows(page: Page) -> Locator:
    return page.locator("#answer tbody th")


def example(visit: Visit) -> dict[str, str]:
    names = visit.page.evaluate(
        "[...document.querySelectorAll('#form label code')].map((code) => code.textContent)"
    )
    return {name: field(visit.page, name).input_value() for name in names}
