"""The page at /ui/, in front of the API: what CloudFront would add to its files is added here."""

import gzip
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from infra.errors import PageNotBuilt
from infra.web_page.build import build_page
from infra.web_page.security import security_headers

from .cloudformation.template import Template
from .http_api.access import Access
from .http_api.gateway import MatchedRoute, Router
from .http_api.response import error_response
from .http_server import HttpRequest, HttpResponse

PREFIX = "/ui/"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=0, must-revalidate"
WORTH_COMPRESSING = 1000  # bytes; CloudFront has the same bound


class LocalPage:
    """A router: the page's own files, and `api` for all other requests.

    `auth` is what the page is told: "none", "jwt", or "iam", which no browser can do. Then, and
    where the page's libraries are missing, `problem` is served in its place. `address` is where the
    page finds the API: beside itself, or at another origin as on AWS.
    """

    def __init__(self, api: Router, auth: str = "none", address: str = "..") -> None:
        self._api = api
        self._origin = "" if address == ".." else address
        self._files: dict[str, bytes] = {}
        self.problem = NO_SIGNATURES if auth == "iam" else ""
        if not self.problem:
            try:
                self._files = _built(auth, address)
            except PageNotBuilt as error:
                self.problem = str(error)

    def __call__(self, request: HttpRequest) -> MatchedRoute | HttpResponse:
        path = request.target.partition("?")[0]
        if path == PREFIX.rstrip("/"):
            return HttpResponse(308, [("location", PREFIX)])
        if not path.startswith(PREFIX):
            return self._api(request)
        if request.method not in ("GET", "HEAD"):
            return error_response(405, "Method Not Allowed")
        return self._file(path.removeprefix(PREFIX) or "index.html", request)

    def finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.target.startswith(PREFIX.rstrip("/")):
            return response
        return self._api.finish(request, response)

    def line(self, port: int) -> str:
        """For the terminal."""
        if self.problem:
            return f"There is no page: {self.problem}"
        return f"The page: http://localhost:{port}{PREFIX}"

    # Helpers ----

    def _file(self, name: str, request: HttpRequest) -> HttpResponse:
        if self.problem:
            text = [("content-type", TYPES[".txt"])]
            return HttpResponse(404, text, f"{self.problem}\n".encode())
        found = self._files.get(name)
        if found is None:
            return error_response(404, "Not Found")
        return _answer(name, found, request, security_headers(self._origin))


def page_auth(template: Template, access: Access | None) -> str:
    """What a caller must bring: nothing where nobody checks."""
    names = {"AWS_IAM": "iam", "JWT": "jwt"}
    return names.get(template.routes[0].auth, "none") if access else "none"


# Helpers ----

NO_SIGNATURES = (
    "the API wants signatures (auth iam), which a browser cannot make: "
    "start without AUTH=enforce, or choose auth none or jwt in service.toml."
)


def _built(auth: str, address: str) -> dict[str, bytes]:
    """The page's files by their path."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        build_page(folder)
        (folder / "config.json").write_text(json.dumps({"api": address, "auth": auth}))
        files = [file for file in folder.rglob("*") if file.is_file()]
        return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def _answer(
    name: str, content: bytes, request: HttpRequest, security: Mapping[str, str]
) -> HttpResponse:
    headers = [
        ("content-type", TYPES[Path(name).suffix]),
        ("cache-control", FOREVER if name.startswith("assets/") else SHORT),
        ("vary", "Accept-Encoding"),
        *security.items(),
    ]
    if len(content) >= WORTH_COMPRESSING and "gzip" in (request.header("accept-encoding") or ""):
        headers.append(("content-encoding", "gzip"))
        content = gzip.compress(content, mtime=0)
    return HttpResponse(200, headers, content)
