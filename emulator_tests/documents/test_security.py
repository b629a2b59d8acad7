"""docs/security.md: each claim names a file or a test, and each of them exists."""

import re

import pytest

from emulator.settings import REPOSITORY

from .named_files import find, named_files, named_tests

DOCUMENT = REPOSITORY / "docs" / "security.md"
# Without the table of what is trusted, whose last column is a sentence.
ROWS = [
    line
    for line in DOCUMENT.read_text().partition("## What is not trusted")[2].splitlines()
    if line.startswith("| ") and not re.match(r"\| (what|claim) \|", line)
]


@pytest.mark.parametrize("path", sorted(named_files(DOCUMENT)))
def test_every_file_that_it_names_exists(path: str) -> None:
    assert find(path)


@pytest.mark.parametrize(("path", "name"), sorted(named_tests(DOCUMENT)))
def test_every_test_that_it_names_is_defined(path: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (REPOSITORY / path).read_text(), re.MULTILINE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:50])
def test_every_claim_names_where_it_stands(row: str) -> None:
    last = row.rstrip(" |").rpartition(" | ")[2]
    assert re.fullmatch(r"`[^`]+`(, `[^`]+`)*", last)


def test_there_are_claims_and_tests() -> None:
    assert len(ROWS) > 20 and len(named_tests(DOCUMENT)) > 15
