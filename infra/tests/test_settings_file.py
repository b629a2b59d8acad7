"""service.toml in the repository: every setting is in it, with its default or an example."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from infra.app import REPOSITORY
from infra.read_settings import TABLES
from infra.settings import Settings

TEXT = (REPOSITORY / "service.toml").read_text()
SETTING = re.compile(r"(?:# )?[a-z_0-9]+ = (?P<value>.*)")
HEADER = re.compile(r"(?:# )?\[.+\]")


def shown(wanted: Callable[[str], bool]) -> dict[str, Any]:
    """The settings on the lines that are wanted, those after a # too, in their tables."""
    lines = [
        line.removeprefix("# ")
        for line in TEXT.splitlines()
        if HEADER.fullmatch(line) or (SETTING.fullmatch(line) and wanted(line))
    ]
    return tomllib.loads("\n".join(lines))


def is_example(line: str) -> bool:
    return line.startswith("# ") and "# example" in line


def is_default(line: str) -> bool:
    return line.startswith("# ") and not is_example(line)


def test_it_has_every_setting() -> None:
    found = shown(lambda _: True)
    assert found.keys() == Settings.model_fields.keys()
    assert found["web_page"].keys() == TABLES["web_page"].model_fields.keys()
    assert found["jwt"].keys() == TABLES["jwt"].model_fields.keys()
    assert found["ensemble"][0].keys() == TABLES["ensemble"].model_fields.keys()


def test_it_shows_the_default_of_every_setting_that_has_one() -> None:
    defaults = Settings().model_dump(mode="json", exclude={"name", "ensemble", "tags"})
    assert without_empty(shown(is_default)) == without_empty(defaults)


def test_what_is_an_example_has_no_default() -> None:
    examples, defaults = shown(is_example), Settings().model_dump(mode="json")
    tables = {key: examples.pop(key) for key in ("jwt", "web_page", "tags", "ensemble")}
    assert examples and not any(defaults[key] for key in examples)
    assert not any(defaults["web_page"][key] for key in tables["web_page"])


def test_the_settings_without_a_hash_are_the_ones_that_are_deployed() -> None:
    assert tomllib.loads(TEXT).keys() == {"name", "ensemble"}
    assert tomllib.loads(TEXT)["name"] == Settings().name


@pytest.mark.parametrize("key", sorted(shown(is_example).keys() - {*TABLES, "model_sha256"}))
def test_an_example_is_a_value_that_may_stand_there(key: str) -> None:
    assert Settings.model_validate({key: shown(is_example)[key]})


# Helpers ----


def without_empty(table: dict[str, Any]) -> dict[str, Any]:
    """Without what has no value, in tables too: TOML cannot write that."""
    inner = {key: without_empty(it) if isinstance(it, dict) else it for key, it in table.items()}
    return {key: value for key, value in inner.items() if value not in (None, [], {}, [{}])}
