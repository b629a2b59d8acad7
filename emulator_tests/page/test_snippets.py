"""What the page says to paste is pasted: each language asks the real service."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage

pytestmark = pytest.mark.native

Run = Callable[[str, Path], str]


def curl(code: str, folder: Path) -> str:
    (folder / "ask.sh").write_text(code)
    return output("sh", str(folder / "ask.sh"))


def r(code: str, folder: Path) -> str:
    (folder / "ask.R").write_text(code)
    return output("Rscript", "--vanilla", str(folder / "ask.R"))


def python(code: str, folder: Path) -> str:
    (folder / "ask.py").write_text(code)
    return output(sys.executable, str(folder / "ask.py"))


@pytest.mark.parametrize(("language", "run"), [("curl", curl), ("R", r), ("Python", python)])
def test_the_code_asks_what_the_form_asks(
    open_page: OpenPage, tmp_path: Path, language: str, run: Run
) -> None:
    visit = open_page("#/admission")
    visit.page.get_by_label("gpa", exact=True).fill("2.5")
    expect(visit.page.locator(".headline")).to_have_text("Perhaps admitted, 47.2 %")
    assert re.search(r"0\.47\d|admitted", run(code(visit.page, language), tmp_path))
    visit.screenshot(f"code-{language}")


@pytest.mark.parametrize(("language", "run"), [("curl", curl), ("R", r), ("Python", python)])
def test_the_code_asks_for_the_interval_that_is_chosen(
    open_page: OpenPage, tmp_path: Path, language: str, run: Run
) -> None:
    page = open_page("#/boston_linear").page
    expect(page.locator(".sentence")).to_contain_text("21.92")
    answer = run(code(page, language), tmp_path)
    assert "21.9" in answer and "38.2" in answer


@pytest.mark.parametrize("language", ["curl", "R", "Python"])
def test_the_code_is_copied(open_page: OpenPage, language: str) -> None:
    visit = open_page("#/admission", permissions=["clipboard-read", "clipboard-write"])
    shown = code(visit.page, language)
    visit.page.locator("#code").get_by_role("button", name="Copy").click()
    expect(visit.page.locator(".copied")).to_have_text(f"Copied as {language}")
    assert visit.page.evaluate("navigator.clipboard.readText()") == shown


# Helpers ----


def code(page: Page, language: str) -> str:
    page.get_by_role("button", name=language, exact=True).click()
    return page.locator("#code code").inner_text()


def output(*command: str) -> str:
    program = shutil.which(command[0])
    assert program, f"{command[0]} is not on the PATH: run `tools/setup test`"
    environment = {**os.environ, "NO_PROXY": "*", "no_proxy": "*"}
    done = subprocess.run(
        [program, *command[1:]], capture_output=True, text=True, timeout=60, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
