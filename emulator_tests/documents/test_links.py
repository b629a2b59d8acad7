"""Links from one document to another: the file is there, and so is the heading."""

import re
from pathlib import Path

import pytest

from emulator.settings import REPOSITORY

DOCUMENTS = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")]
LINKS = [
    (document, link)
    for document in sorted(DOCUMENTS)
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", document.read_text())
]


@pytest.mark.parametrize(
    ("document", "link"), LINKS, ids=[f"{document.name}-{link}" for document, link in LINKS]
)
def test_a_link_leads_to_a_file_and_a_heading(document: Path, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = document.parent / path if path else document
    assert target.exists()
    assert not anchor or anchor in anchors(target)


def test_there_are_links_with_a_heading() -> None:
    assert any("#" in link for _, link in LINKS) and len(DOCUMENTS) > 5


# Helpers ----


def anchors(document: Path) -> set[str]:
    """Of each heading, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
