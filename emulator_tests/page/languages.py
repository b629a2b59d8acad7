"""Run what the page says to paste, each language with its own program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page

PROGRAMS = {
    "curl": ("sh",),
    "R": ("Rscript", "--vanilla"),
    "Python": (sys.executable,),
}


def code(page: Page, language: str) -> str:
    """What the page shows for the form as it is."""
    page.get_by_role("button", name=language, exact=True).click()
    return page.locator("#code code").inner_text()


def run(language: str, code: str, folder: Path) -> str:
    """What it prints."""
    (folder / "ask").write_text(code, encoding="utf-8")
    name, *options = PROGRAMS[language]
    program = shutil.which(name)
    assert program, f"{name} is not on the PATH: run `tools/setup test`"
    environment = {**os.environ, "NO_PROXY": "*", "no_proxy": "*", "LC_ALL": "C.UTF-8"}
    command = [program, *options, str(folder / "ask")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout
