"""How it looks and what it weighs, at every width and in both schemes."""

import struct

import pytest
from playwright.sync_api import expect

from emulator.settings import REPOSITORY
from tools.readme_image import IMAGE as README_IMAGE
from tools.readme_image import SIZE

from .conftest import OpenPage

pytestmark = pytest.mark.native

BUDGET = 120_000  # bytes on the wire, the curve's library included
MOST_SHIFT = 0.05
MODELS = [
    "boston_forest",
    "boston_linear",
    "boston_blend",
    "boston_quantiles",
    "admission",
    "iris",
    "lung_survival",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_it_is_whole_at_every_width_in_both_schemes(
    open_page: OpenPage, width: int, scheme: str
) -> None:
    visit = open_page(width=width, color_scheme=scheme)
    expect(visit.page.locator(".curve canvas")).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == width
    visit.screenshot(f"{width}-{scheme}")


def test_on_a_phone_the_answer_stays_in_sight(open_page: OpenPage) -> None:
    visit = open_page(width=375, has_touch=True)
    expect(visit.page.locator("#glance")).to_have_text("25.56")
    expect(visit.page.locator("#glance")).to_be_visible()
    visit.screenshot("phone", full=False)
    visit.page.locator("#answer").scroll_into_view_if_needed()
    expect(visit.page.locator("#glance")).to_be_hidden()


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_jumps_while_it_loads(open_page: OpenPage, model: str, width: int) -> None:
    visit = open_page(f"#/{model}", width=width)
    expect(visit.page.locator("#what-if .curve canvas")).to_be_visible()
    assert visit.layout_shift() <= MOST_SHIFT


def test_the_page_and_its_library_are_light(open_page: OpenPage) -> None:
    page = open_page().page
    expect(page.locator(".curve canvas")).to_be_visible()
    # transferSize counts the headers, too, and the navigation is not among the resources.
    transferred = page.evaluate(
        """["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
          .filter((entry) => entry.name.includes("/ui/"))
          .reduce((sum, entry) => sum + entry.transferSize, 0)"""
    )
    assert 20_000 < transferred <= BUDGET


def test_the_reference_is_not_loaded_with_the_page(open_page: OpenPage) -> None:
    page = open_page().page
    expect(page.locator(".curve canvas")).to_be_visible()
    names = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not [name for name in names if "swagger" in name]


def test_the_curve_takes_the_colours_of_the_scheme(open_page: OpenPage) -> None:
    page = open_page().page
    canvas = page.locator(".curve canvas")
    expect(canvas).to_be_visible()
    light = canvas.evaluate("canvas => canvas.toDataURL()")
    page.emulate_media(color_scheme="dark")
    painted = "document.querySelector('.curve canvas')?.toDataURL()"
    page.wait_for_function(f"light => ![undefined, light].includes({painted})", arg=light)


def test_nothing_moves_for_who_does_not_want_it(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce").page
    expect(page.locator(".headline")).to_be_visible()
    assert page.locator("#answer").evaluate("e => getComputedStyle(e).transitionDuration") == "0s"


def test_the_readme_opens_with_a_picture_of_this_page() -> None:
    # Taken anew with `python -m tools.readme_image`.
    content = README_IMAGE.read_bytes()
    assert content.startswith(b"\x89PNG") and len(content) < 200_000
    assert struct.unpack(">II", content[16:24]) == SIZE
    assert "](docs/page.png)" in (REPOSITORY / "README.md").read_text().partition("\n## ")[0]
