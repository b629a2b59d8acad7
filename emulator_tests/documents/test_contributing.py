"""CONTRIBUTING.md: each recipe's list has every file in which all members of a family occur."""

import functools
import re
import subprocess
from dataclasses import dataclass

import pytest

from emulator.settings import REPOSITORY
from infra.settings import Settings

from .named_files import find, linked_files, named_files

DOCUMENT = REPOSITORY / "CONTRIBUTING.md"
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", DOCUMENT.read_text(), re.M | re.S))
# Those of every change, and the pages about the recipes.
ALWAYS = {"CHANGELOG.md", "CONTRIBUTING.md", "emulator_tests/documents/test_contributing.py"}


@dataclass(frozen=True)
class Family:
    """`members`: what finds each in a file. `name`: what `<name>` stands for, in the first's file.

    `beside`: files of the list in which no member occurs, and why they are there.
    """

    members: tuple[str, ...]
    name: str = ""
    beside: tuple[str, ...] = ()


MODELSERVICE = "lambda_image/modelservice"
FAMILIES = {
    "Add a model kind": Family((r"\brpart\b", r"\branger\b", r"\bgbm\b", r"\bglmnet\b"), "rpart"),
    "Add an event source": Family(
        ("load.?balancer", "rest.?api", "direct.?(event|invocation)"),
        "load_balancer",
        # What is refused today, and AWS's examples of it.
        (
            f"{MODELSERVICE}/R/event_foreign.R",
            "emulator_tests/service/test_aws_events.py",
        ),
    ),
    "Add a route": Family((r"/ping\b", r"/openapi\.json", r"/invocations\b"), "catalogue"),
    "Add a setting": Family(tuple(rf"\b{name}\b" for name in Settings.model_fields)),
    "Add another base image": Family((r"\bal2\b", r"\bal2023\b")),
    "Add a field to the error document": Family((r"\berror_count\b", r"\binstance\b")),
}


def test_there_are_six_recipes() -> None:
    assert set(SECTIONS) == set(FAMILIES) and len(FAMILIES) == 6


@pytest.mark.parametrize("path", sorted(named_files(DOCUMENT) | linked_files(DOCUMENT)))
def test_every_file_that_it_names_exists(path: str) -> None:
    assert find(path)


@pytest.mark.parametrize("recipe", FAMILIES)
def test_a_recipe_has_every_file_in_which_all_members_occur(recipe: str) -> None:
    everywhere = [files_with(member) for member in FAMILIES[recipe].members]
    assert set.intersection(*everywhere) - ALWAYS <= set(steps(recipe))


@pytest.mark.parametrize("recipe", FAMILIES)
def test_every_file_of_a_recipe_has_a_member_or_a_reason(recipe: str) -> None:
    family = FAMILIES[recipe]
    anywhere = set().union(*map(files_with, family.members))
    assert set(steps(recipe)) - anywhere <= set(family.beside) <= set(steps(recipe))


@pytest.mark.parametrize("recipe", [name for name, family in FAMILIES.items() if family.name])
def test_a_family_with_a_file_per_member_begins_with_that_file(recipe: str) -> None:
    assert steps(recipe)[0].endswith(f"_{FAMILIES[recipe].name}.R")


@pytest.mark.parametrize("recipe", FAMILIES)
def test_the_steps_are_numbered_and_none_is_twice(recipe: str) -> None:
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", SECTIONS[recipe], re.M)]
    assert numbers == list(range(1, len(set(steps(recipe))) + 1))


# Helpers ----


def steps(recipe: str) -> list[str]:
    """The files of the numbered list, for the first member of the family."""
    paths = re.findall(r"^\d+\. `([^`]+)`", SECTIONS[recipe], re.M)
    return [path.replace("<name>", FAMILIES[recipe].name) for path in paths]


@functools.cache
def files_with(pattern: str) -> set[str]:
    """The files under version control in which the pattern occurs, lock files aside."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.splitlines() if "lock" not in name.rpartition("/")[2]]
    return {name for name in names if _occurs(pattern, name)}


def _occurs(pattern: str, name: str) -> bool:
    file = REPOSITORY / name
    if not file.is_file() or file.suffix == ".png":
        return False
    return re.search(pattern, file.read_text(errors="replace"), re.IGNORECASE) is not None
