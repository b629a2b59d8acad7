"""A document's code blocks, to be followed as a reader does."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emulator.settings import REPOSITORY

ANYTHING = "…"


@dataclass(frozen=True)
class Block:
    """`language` as the fence says; `file` where its first line names one."""

    language: str
    text: str

    @property
    def file(self) -> str | None:
        found = re.match(r"# (\S+/\S+)\n", self.text)
        return found[1] if found else None

    def commands(self) -> Iterator[tuple[str, str]]:
        """Of a console block: each command and what it must print."""
        for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def read_blocks(document: Path) -> list[Block]:
    fences = re.findall(r"^```(\w+)\n(.*?)^```$", document.read_text(), re.MULTILINE | re.DOTALL)
    return [Block(language, text) for language, text in fences]


def ask(command: str, url: str) -> str:
    """Run a `curl` line for localhost:8080 in the repository, against the service that is there."""
    line = command.replace("localhost:8080", url).replace("curl ", "curl --silent --noproxy '*' ")
    done = subprocess.run(
        line, shell=True, cwd=REPOSITORY, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout


def assert_printed(printed: str, told: str) -> None:
    """JSON by its values, numbers to six digits, other lines as they are.

    A document may lay out over several lines what is printed in one.
    """
    if isinstance(whole := _value(told), dict):
        assert alike(_value(printed), whole), f"it prints\n{printed}"
        return
    lines = printed.splitlines()
    for line, expected in zip(lines, told.splitlines(), strict=True):
        assert alike(_value(line), _value(expected)), f"it prints\n{printed}"


def alike(value: Any, told: Any) -> bool:
    if told == ANYTHING:
        return True
    if isinstance(told, dict):
        return value.keys() == told.keys() and all(alike(value[key], told[key]) for key in told)
    if isinstance(told, list):
        return len(value) == len(told) and all(map(alike, value, told))
    if isinstance(told, float):
        return bool(abs(value - told) <= 1e-6 * abs(told))
    return bool(value == told)


# Helpers ----


def _value(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return line
