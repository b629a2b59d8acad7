"""Fixtures: Debian's Chromium on the real page of the real service.

page_service   the deployment of the template with its page: `.url`, `.go_down()`, `.api.fail_next`.
open_page      `open_page("#/iris", width=375, color_scheme="dark")` -> Visit; what no page may do
               (complain, ask another host, fail axe-core) is checked when the test ends. A test
               that has requests refused says so with `visit.refused.clear()`.
hostile        a Visit of the page of a model whose every name is an attack.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from emulator.catalogue_service import CatalogueService
from emulator.deployment import Deployment
from emulator.http_api.gateway import catch_all

from ..fixtures import MakeModels
from .browser import Visit, launch, visit
from .hostile import HOSTILE
from .service import PageService

OpenPage = Callable[..., Visit]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page_service(deployment: Deployment) -> Iterator[PageService]:
    with PageService(deployment.http_api) as service:
        yield service


@pytest.fixture
def open_page(browser: Browser, page_service: PageService) -> Iterator[OpenPage]:
    with ExitStack() as stack:
        visits: list[Visit] = []

        def open_at(address: str = "", *, width: int = 1280, **options: Any) -> Visit:
            size = {"width": width, "height": 812 if width < 500 else 900}
            visited = visit(browser, page_service.url + address, viewport=size, **options)
            visits.append(stack.enter_context(visited))
            return visits[-1]

        yield open_at
        for visited in visits:
            assert visited.strangers == []
            assert visited.complaints == [] and visited.refused == []
            assert visited.violations() == []


@pytest.fixture
def hostile(browser: Browser, make_models: MakeModels) -> Iterator[Visit]:
    with (
        CatalogueService(catalogue=make_models(hostile=HOSTILE)) as local,
        PageService(catch_all(local.workers)) as service,
        visit(browser, service.url) as visited,
    ):
        visited.page.on("dialog", lambda dialog: visited.complaints.append(dialog.message))
        expect(visited.page.locator(".headline")).to_be_visible()
        yield visited
        assert (visited.complaints, visited.refused, visited.strangers) == ([], [], [])
        assert visited.violations() == []
