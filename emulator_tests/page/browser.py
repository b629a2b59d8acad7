"""Debian's Chromium, and a page in it that remembers everything that should not happen."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    expect,
)

from emulator.settings import REPOSITORY

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000  # milliseconds, of a busy machine
SCREENSHOTS = Path(__file__).parent / "screenshots"
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
LAYOUT_SHIFT = """
window.layoutShift = 0;
new PerformanceObserver((list) => {
  const unasked = list.getEntries().filter((shift) => !shift.hadRecentInput);
  for (const shift of unasked) window.layoutShift += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def launch(playwright: Playwright) -> Browser:
    # The browser of the package is not downloaded: Debian's is driven by the same protocol.
    program = shutil.which("chromium")
    expect.set_options(timeout=PATIENCE)
    assert program, "chromium is not on the PATH: run `tools/setup test`"
    return playwright.chromium.launch(executable_path=program, args=list(FLAGS))


def field(page: Page, column: str) -> Locator:
    """The field of a column: its label ends in the column's name, after a title."""
    return page.locator("#form").get_by_label(re.compile(rf"^(.* )?{re.escape(column)}$"))


class Visit:
    """One page: `.page` is Playwright's; what the console and the network said is kept."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self._origin = origin
        self.complaints: list[str] = []
        self.refused: list[str] = []
        self.strangers: list[str] = []
        self.page.add_init_script(LAYOUT_SHIFT)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._requested(request.url))

    def screenshot(self, name: str, *, full: bool = True) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=full)

    def violations(self) -> list[str]:
        """What axe-core finds in the page as it is now."""
        # Evaluated, not added as an element: the page's own policy stays in force.
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run()")
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    def layout_shift(self) -> float:
        return float(self.page.evaluate("window.layoutShift"))

    # Helpers ----

    def _console(self, message: ConsoleMessage) -> None:
        # The browser itself says this of every answer that is not a success.
        if message.text.startswith("Failed to load resource"):
            self.refused.append(message.text)
        elif message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _requested(self, url: str) -> None:
        if not url.startswith((self._origin, "data:", "blob:")):
            self.strangers.append(url)


@contextmanager
def visit(browser: Browser, url: str, **options: Any) -> Iterator[Visit]:
    """A page at `url` in a browser context of its own."""
    options = {"viewport": {"width": 1280, "height": 900}, **options}
    context = browser.new_context(**options)
    try:
        visited = Visit(context, "/".join(url.split("/")[:3]))
        visited.page.goto(url)
        yield visited
    finally:
        context.close()
