"""docs/environment.md lists every environment variable that our code reads, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

from emulator.settings import REPOSITORY

from ..support.documents import quoted, read_tables

FOLDERS = ["bench", "emulator", "emulator_tests", "infra", "lambda_image", "models", "runtime"]
FOLDERS += ["tools", ".ci"]
BUILT = {"dist", "node_modules", "__pycache__", "out", "screenshots"}
# What every shell sets.
OF_THE_SHELL = {"HOME", "PATH", "PWD"}
QUOTED = re.compile(r'"([A-Za-z_][A-Za-z0-9_]*)"')

R = [
    r"Sys\.getenv\(([^)]*)",
    r"env_first\(env,([^)]*)",
]
R_CONFIG = [r"\bvalue\(([^)]*)"]
PYTHON = [
    r"os\.environ(?:\.get\(|\[)([^)\],]*)(?!\] = )",
    r"os\.getenv\(([^)]*)",
    r"(?:_whole_number|_choice)\(([^,)]*)",  # emulator/__main__.py
    r"(?m)^MARK = (.*)",  # emulator/processes/guardian.py
]
JAVASCRIPT = r"process\.env(?:\.|\[\")(\w+)"
SHELL = r"\$[{(]?([A-Z_][A-Z0-9_]+)\b"
ASSIGNED = r"(?m)(?:^|[ ;])([A-Z_][A-Z0-9_]+)="
ARGUMENT = r"(?m)^ARG (\w+)"


def sources() -> Iterator[tuple[Path, str]]:
    yield REPOSITORY / "Makefile", (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for folder in FOLDERS:
        for file in sorted((REPOSITORY / folder).rglob("*")):
            hidden = BUILT & set(file.relative_to(REPOSITORY).parts)
            if file.is_file() and not hidden and file.suffix in {"", ".R", ".py", ".mjs", ".sh"}:
                yield file, file.read_text(encoding="utf-8")


def variables(file: Path, text: str) -> set[str]:
    """Those that the file reads."""
    if file.suffix == ".R":
        patterns = R + R_CONFIG if file.name == "config.R" else R
        return set(QUOTED.findall(" ".join(_found(patterns, text))))
    if file.suffix == ".py":
        return set(QUOTED.findall(" ".join(_found(PYTHON, text))))
    if file.suffix == ".mjs":
        return set(re.findall(JAVASCRIPT, text))
    if file.name == "Dockerfile":
        return set(re.findall(ARGUMENT, text))
    return read_by_shell(text) - OF_THE_SHELL


def read_by_shell(text: str) -> set[str]:
    """What a script reads before it sets it: with a default, or without an assignment."""
    code = re.sub(r"(?m)^\s*#.*|'[^'\n]*'", "", text)
    with_default = set(re.findall(r"\$\{([A-Z_][A-Z0-9_]+):?[-+]", code))
    return with_default | (set(re.findall(SHELL, code)) - set(re.findall(ASSIGNED, code)))


def test_the_variables_of_the_code_are_those_of_the_document() -> None:
    read = set().union(*(variables(file, text) for file, text in sources()))
    documented = {
        name for row in read_tables("docs/environment.md")["variable"] for name in quoted(row[0])
    }
    assert read - OF_THE_SHELL == documented


# Helpers ----


def _found(patterns: list[str], text: str) -> Iterator[str]:
    for pattern in patterns:
        yield from re.findall(pattern, text)
