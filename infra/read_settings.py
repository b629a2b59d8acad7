"""service.toml and the command line's `-c key=value` -> Settings, or sentences that say why not."""

import difflib
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .combinations import combination_problems
from .errors import BadSettings
from .settings import EnsembleSettings, JwtSettings, Settings, Table, WebPageSettings

FILE = "service.toml"
CDK_KEYS = {"acknowledged-issue-numbers", "cli-telemetry"}
TABLES: dict[str, type[Table]] = {
    "ensemble": EnsembleSettings,
    "jwt": JwtSettings,
    "web_page": WebPageSettings,
}


def read_settings(folder: Path, context: Mapping[str, Any] | None = None) -> Settings:
    """The settings of the file in `folder`, overridden by those of the CDK's context."""
    table = _read_file(folder / FILE)
    for key, value in own_context(context or {}).items():
        _override(table, key.split("."), value)
    settings = _validate(table)
    if problems := combination_problems(settings):
        raise BadSettings(problems)
    return settings


def own_context(context: Mapping[str, Any]) -> dict[str, Any]:
    """Without the CDK's own keys: most have one of these characters in them."""
    keys = [key for key in context if not set("@:/") & set(key) and key not in CDK_KEYS]
    return {key: context[key] for key in keys}


# Helpers ----


def _read_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings([f"{path.name} is not TOML: {error}."]) from None


def _validate(table: Mapping[str, Any]) -> Settings:
    """Each setting by itself; whether they can work together is seen when all are right."""
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        sentences = dict.fromkeys(_sentence(detail, table) for detail in error.errors())
        raise BadSettings(list(sentences)) from None


def _override(table: dict[str, Any], keys: Sequence[str], value: object) -> None:
    """An empty value takes the setting out: the default holds again."""
    for key in keys[:-1]:
        inner = table.get(key)
        table[key] = dict(inner) if isinstance(inner, dict) else {}
        table = table[key]
    if value == "":
        table.pop(keys[-1], None)
    else:
        table[keys[-1]] = value


def _sentence(detail: ErrorDetails, table: Mapping[str, Any]) -> str:
    model, name, key, value = _place(detail["loc"], table)
    if detail["type"] == "extra_forbidden":
        return _unknown(model, name, key)
    allowed = model.model_fields[key].description
    if detail["type"] == "missing":
        return f"{name} is missing, but must be {allowed}."
    return f"{name} is {json.dumps(value, default=str)}, but must be {allowed}."


def _place(
    location: Sequence[int | str], table: Mapping[str, Any]
) -> tuple[type[Table], str, str, object]:
    """The table's model, the setting's whole name, its key in that table, its value."""
    head = str(location[0])
    inner = [part for part in location[1:] if isinstance(part, str)]
    if head not in TABLES or not inner:
        return Settings, head, head, table.get(head)
    key, row = inner[0], table[head]
    name = f"{head}.{key}"
    if isinstance(location[1], int):
        row = row[location[1]]
        name = f'{head} "{row.get("name", location[1] + 1)}": {key}'
    return TABLES[head], name, key, row.get(key)


def _unknown(model: type[Table], name: str, key: str) -> str:
    known = sorted(model.model_fields)
    close = difflib.get_close_matches(key, known, n=1)
    hint = f'; did you mean "{close[0]}"?' if close else "."
    return f'There is no setting "{name}"{hint} There are {", ".join(known)}.'
