"""README.md and the reference documents: what they say runs, and what they name is there."""

import json
import re

import pytest

from emulator.settings import REPOSITORY

from ..support.boston import RECORD
from ..support.client import Client
from ..support.documents import quoted, read_tables
from ..support.walkthrough import ask, assert_printed, read_blocks

README = REPOSITORY / "README.md"
DOCUMENTS = ["README.md", "docs/http-api.md", "docs/errors.md", "docs/environment.md"]
CONSOLE = [
    command
    for block in read_blocks(README)
    if block.language == "console"
    for command in block.commands()
]


@pytest.mark.native
@pytest.mark.parametrize(("command", "told"), CONSOLE, ids=["forest", "ensemble"])
def test_every_command_prints_what_the_readme_says(
    deployed: Client, command: str, told: str
) -> None:
    assert_printed(ask(command, deployed.url), told)


def test_the_record_stands_in_its_file_alone() -> None:
    file = "models/boston_forest/example.json"
    assert json.loads((REPOSITORY / file).read_text()) == RECORD
    assert README.read_text().count(f"-d @{file} ") == 3 and '"crim"' not in README.read_text()


def test_the_image_holds_the_packages_that_the_readme_says() -> None:
    held, added, *_ = (quoted(row[0]) for row in read_tables("README.md")["fits of"])
    lines = (REPOSITORY / "lambda_image" / "packages.txt").read_text().splitlines()
    packages = {"lm": "stats", "glm": "stats", "svm": "e1071", "multinom": "nnet"}
    packages |= {"coxph": "survival", "survreg": "survival"}
    assert {packages.get(kind, kind) for kind in held} <= {"stats", *lines}
    assert added and not {*added} & {*lines}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    path = REPOSITORY / document
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", path.read_text(encoding="utf-8"))
    for link, heading in links:
        target = path.parent / link if link else path
        assert target.exists(), link
        assert not heading or heading in headings(target.read_text(encoding="utf-8")), heading


# Helpers ----


def headings(text: str) -> set[str]:
    """As GitHub names them in links."""
    found = re.findall(r"(?m)^#+ (.*)$", text)
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in found}
