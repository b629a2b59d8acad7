"""The page's files as they are served. A stand-in: it has one sentence and a style sheet."""

import hashlib
from pathlib import Path

STYLE = "body { font-family: sans-serif; }\n"
DOCUMENT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="stylesheet" href="assets/{digest}/style.css">
</head>
<body><p>{title}</p></body>
</html>
"""


def build_page(target: Path) -> None:
    """Into the empty folder `target`: index.html, reference.html and assets/<digest>/."""
    digest = hashlib.sha256(STYLE.encode()).hexdigest()[:16]
    assets = target / "assets" / digest
    assets.mkdir(parents=True)
    (assets / "style.css").write_text(STYLE)
    for name, title in {"index": "The models", "reference": "The API"}.items():
        (target / f"{name}.html").write_text(DOCUMENT.format(title=title, digest=digest))
