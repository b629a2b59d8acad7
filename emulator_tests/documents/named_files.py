"""The files that a document names between backticks, or links to."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from emulator.settings import REPOSITORY

# A name stands for a file of the repository, or of lambda_image/ ("modelservice/R/rows.R").
ROOTS = (REPOSITORY, REPOSITORY / "lambda_image")
TOP = "|".join(
    re.escape(path.name)
    for root in ROOTS
    for path in sorted(root.iterdir())
    if not path.name.startswith(".")
)
NAMED = re.compile(rf"`((?:{TOP})(?:/[\w.*<>{{}}-]*)*)(?:::(\w+))?`")
LINKED = re.compile(r"\]\((?!https?:|#)([^)#]+)[^)]*\)")


def named_files(document: Path) -> set[str]:
    """Paths as the document writes them; `<name>` and `*` stand for any name."""
    return {path for path, _ in NAMED.findall(document.read_text())}


def linked_files(document: Path) -> set[str]:
    """What it links to in the repository, as paths from the root."""
    links = LINKED.findall(document.read_text())
    return {os.path.relpath(document.parent / link, REPOSITORY) for link in links}


def named_tests(document: Path) -> set[tuple[str, str]]:
    """`path::test_name` in the document."""
    return {(path, name) for path, name in NAMED.findall(document.read_text()) if name}


def find(path: str) -> Path | None:
    """The file or folder that a path stands for."""
    return next(_matches(re.sub(r"<\w+>", "*", path.rstrip("/"))), None)


# Helpers ----


def _matches(pattern: str) -> Iterator[Path]:
    for root in ROOTS:
        yield from sorted(root.glob(pattern))
