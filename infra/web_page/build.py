"""The page as it is served: a short-lived index, and all else under a name of its content."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from ..errors import PageNotBuilt

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = Path(__file__).parent / "page"
DOCUMENTS = ("index.html", "reference.html")
# What the page takes from npm: its place in node_modules, by its name in the page.
VENDORED = {
    "vendor/uPlot.css": "uplot/dist/uPlot.min.css",
    "vendor/uPlot.js": "uplot/dist/uPlot.iife.min.js",
    "vendor/uPlot.LICENSE.txt": "uplot/LICENSE",
    "vendor/swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
    "vendor/swagger-ui.js": "swagger-ui-dist/swagger-ui-bundle.js",
    "vendor/swagger-ui.LICENSE.txt": "swagger-ui-dist/LICENSE",
}


def build_page(target: Path, node_modules: Path = REPOSITORY / "node_modules") -> None:
    """Write the page to `target`, the same bytes from the same sources.

    `index.html` and `reference.html` may change at any time; what is in `assets/` never does, since
    its folder is named for its content. Whoever serves the page adds `config.json`:
    `{"api": its URL, or one relative to the page, "auth": "none" or "jwt"}`.
    """
    assets = {**_own(), **_vendored(node_modules)}
    folder = f"assets/{_digest(assets)}"
    modules = sorted(name for name in assets if "/" not in name and name.endswith(".js"))
    for name, content in assets.items():
        _write(target / folder / name, content)
    for name in DOCUMENTS:
        document = (SOURCES / name).read_text(encoding="utf-8")
        _write(target / name, _referring_to(folder, document, modules).encode())


# Helpers ----


def _own() -> dict[str, bytes]:
    files = sorted(file for file in SOURCES.iterdir() if file.suffix in (".js", ".css", ".svg"))
    return {file.name: file.read_bytes() for file in files}


def _vendored(node_modules: Path) -> dict[str, bytes]:
    missing = [path for path in VENDORED.values() if not (node_modules / path).is_file()]
    if missing:
        raise PageNotBuilt(f"node_modules/{missing[0]}")
    return {name: (node_modules / path).read_bytes() for name, path in VENDORED.items()}


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\0".encode())
    return digest.hexdigest()[:16]


def _referring_to(folder: str, document: str, modules: list[str]) -> str:
    """Its relative addresses lead to `folder`; modules that its first one imports come along."""
    document = re.sub(r'(href|src)="\./', rf'\1="{folder}/', document)
    entries = re.findall(rf'<script type="module" src="{folder}/([^"]+)"', document)
    wanted = _imported(entries, modules)
    links = "".join(f'  <link rel="modulepreload" href="{folder}/{name}">\n' for name in wanted)
    return document.replace("</head>", f"{links}</head>")


def _imported(entries: list[str], modules: list[str]) -> list[str]:
    found: set[str] = set()
    waiting = list(entries)
    while waiting:
        name = waiting.pop()
        if name in modules and name not in found:
            found.add(name)
            text = (SOURCES / name).read_text(encoding="utf-8")
            waiting += re.findall(r'^(?:import|export) [^;]*?"\./([^"]+)";', text, re.MULTILINE)
    return sorted(found - set(entries))


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
