"""A document's tables, to be compared with the code."""

import re
from pathlib import Path

from emulator.settings import REPOSITORY

Row = list[str]


def read_tables(document: str) -> dict[str, list[Row]]:
    """The rows of each table of a document of the repository, by its first head cell.

    Tables with the same head are one.
    """
    tables: dict[str, list[Row]] = {}
    for block in re.findall(r"(?:^\|.*\n)+", _text(document), re.MULTILINE):
        head, _, *rows = [_cells(line) for line in block.splitlines()]
        tables.setdefault(head[0], []).extend(rows)
    return tables


def quoted(cell: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)


# Helpers ----


def _text(document: str) -> str:
    return Path(REPOSITORY, document).read_text(encoding="utf-8")


def _cells(line: str) -> Row:
    return [cell.strip() for cell in line.strip("|").split("|")]
