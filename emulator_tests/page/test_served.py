"""The page's files as they are built and served: the same bytes, the right headers, sentences."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.http_api.gateway import CatchAll, Gateway
from emulator.local_page import LocalPage
from infra.errors import PageNotBuilt
from infra.web_page.build import build_page
from infra.web_page.security import security_headers

from ..support.client import Client
from ..support.wire import ask_raw
from .service import PageService

pytestmark = pytest.mark.native


@pytest.fixture
def client(page_service: PageService) -> Iterator[Client]:
    with Client(page_service.origin) as client:
        yield client


def test_the_build_is_the_same_from_the_same_sources(tmp_path: Path) -> None:
    build_page(tmp_path / "a")
    build_page(tmp_path / "b")
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_all_but_the_documents_is_named_for_its_content(tmp_path: Path) -> None:
    build_page(tmp_path)
    others = [name for name in content(tmp_path) if not name.startswith("assets/")]
    assert sorted(others) == ["index.html", "reference.html"]


def test_every_address_in_the_documents_is_a_file(tmp_path: Path) -> None:
    build_page(tmp_path)
    for document in ("index.html", "reference.html"):
        text = (tmp_path / document).read_text()
        found = re.findall(r'(?:href|src)="([^"]+)"', text)
        assert len(found) > 5
        assert [name for name in found if not (tmp_path / name).is_file()] == []


def test_every_module_of_the_first_view_is_asked_for_at_once(tmp_path: Path) -> None:
    build_page(tmp_path)
    index = (tmp_path / "index.html").read_text()
    preloaded = set(re.findall(r'modulepreload" href="assets/[^/]+/([^"]+)"', index))
    modules = {file.name for file in tmp_path.glob("assets/*/*.js")}
    assert modules - preloaded == {"main.js", "reference.js", "reference_access.js"}


def test_without_node_modules_the_build_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PageNotBuilt, match="run `make setup`"):
        build_page(tmp_path / "page", node_modules=tmp_path)


def test_the_address_without_its_slash_leads_to_the_page(client: Client) -> None:
    response = client.get("/ui", allow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (308, "/ui/")


def test_documents_are_asked_for_again_and_assets_never(client: Client) -> None:
    index = client.get("/ui/")
    asset = re.search(r'href="(assets/[^"]+\.css)"', index.text)
    assert asset and "immutable" in client.get(f"/ui/{asset[1]}").headers["cache-control"]
    assert "must-revalidate" in index.headers["cache-control"]


@pytest.mark.parametrize("path", ["/ui/", "/ui/reference.html", "/ui/config.json"])
def test_every_file_has_the_security_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in security_headers("")} == security_headers("")
    assert "unsafe" not in headers["content-security-policy"]


def test_the_page_is_told_where_the_api_is(client: Client) -> None:
    assert client.get("/ui/config.json").json() == {"api": "..", "auth": "none"}


def test_what_is_no_file_is_not_found(client: Client) -> None:
    assert client.get("/ui/none.js").status_code == 404
    assert client.post("/ui/").status_code == 405


@pytest.mark.parametrize("path", ["/ui/../ping", "/ui/%2e%2e/ping", "/ui//etc/passwd"])
def test_a_path_out_of_the_page_is_not_found(client: Client, path: str) -> None:
    # As it is: a library would take the dots away.
    assert ask_raw(client.url, f"GET {path} HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 404 ")


def test_the_api_beside_the_page_is_as_it_was(client: Client) -> None:
    assert client.get("/ping").json() == {"status": "ok"}
    assert client.get("/uix").status_code == 404
    assert "content-security-policy" not in client.get("/ping").headers


def test_where_signatures_are_wanted_one_sentence_says_why_there_is_no_page() -> None:
    page = LocalPage(Nothing(), "iam")
    with Gateway(page) as server, Client(server.url) as client:
        response = client.get("/ui/")
    assert response.status_code == 404
    assert response.text == f"{page.problem}\n"
    assert page.line(8080).startswith("There is no page: the API wants signatures (auth iam), ")


def test_the_page_s_address_is_for_the_terminal() -> None:
    page = LocalPage(Nothing(), "jwt")
    assert page.line(8080) == "The page: http://localhost:8080/ui/"
    with Gateway(page) as server, Client(server.url) as client:
        assert json.loads(client.get("/ui/config.json").text)["auth"] == "jwt"


# Helpers ----


class Nothing(CatchAll):
    """An API that is never asked."""

    def __init__(self) -> None:
        pass


def content(folder: Path) -> dict[str, bytes]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}
