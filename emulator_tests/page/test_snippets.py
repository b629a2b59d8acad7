"""What the page says to paste is pasted: each language asks the real service."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .browser import Visit, field
from .conftest import OpenPage
from .languages import PROGRAMS, code, run

pytestmark = pytest.mark.native


@pytest.mark.parametrize("language", PROGRAMS)
def test_the_code_asks_what_the_form_asks(
    open_page: OpenPage, tmp_path: Path, language: str
) -> None:
    visit = open_page("#/admission")
    field(visit.page, "gpa").fill("2.5")
    expect(visit.page.locator(".headline")).to_have_text("Perhaps admitted, 47.2 %")
    assert re.search(r"0\.47[12]", run(language, code(visit.page, language), tmp_path))
    visit.screenshot(f"code-{language}")


@pytest.mark.parametrize("language", PROGRAMS)
def test_the_code_asks_for_the_interval_that_is_chosen(
    open_page: OpenPage, tmp_path: Path, language: str
) -> None:
    page = open_page("#/boston_linear").page
    expect(page.locator(".sentence")).to_contain_text("21.92")
    answer = run(language, code(page, language), tmp_path)
    assert "21.9" in answer and "38.2" in answer


@pytest.mark.parametrize("language", PROGRAMS)
def test_hostile_names_are_quoted_in_each_language(
    hostile: Visit, tmp_path: Path, language: str
) -> None:
    assert "0.75" in run(language, code(hostile.page, language), tmp_path)


@pytest.mark.parametrize("language", PROGRAMS)
def test_the_code_is_copied(open_page: OpenPage, language: str) -> None:
    visit = open_page("#/admission", permissions=["clipboard-read", "clipboard-write"])
    shown = code(visit.page, language)
    visit.page.locator("#code").get_by_role("button", name="Copy").click()
    expect(visit.page.locator(".copied")).to_have_text(f"Copied as {language}")
    assert visit.page.evaluate("navigator.clipboard.readText()") == shown
