"""Take docs/page.png, with which README.md opens, anew: `python -m tools.readme_image`.

It needs Debian's chromium, which `tools/setup test` installs.
"""

import shutil
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import expect, sync_playwright

from emulator.deployment import Deployment
from emulator.http_api.gateway import Gateway
from emulator.local_page import PREFIX, LocalPage
from emulator.synthesis import synthesize

IMAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "page.png"
SIZE: Final = (1280, 1120)  # pixels; high enough for the form, the answer and the curve
PATIENCE: Final = 60_000  # milliseconds: R starts at the first request


def main() -> int:
    with Deployment(synthesize()) as deployment, Gateway(LocalPage(deployment.http_api)) as gateway:
        take(f"http://localhost:{gateway.port}{PREFIX}#/boston_linear", IMAGE)
    print(f"Wrote {IMAGE}")
    return 0


def take(address: str, image: Path) -> None:
    """A picture of the page at `address` with its what-if curve, once nothing moves any more."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.locator("#what-if-feature").select_option("lstat")
        expect(page.locator(".readout")).to_contain_text("lstat = 4.98")
        expect(page.locator(".waiting")).to_have_count(0)
        page.screenshot(path=image)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
