"""The table of kinds in docs/own-model.md: it says what the fits of the tests show."""

from pathlib import Path

import pytest

from emulator.settings import REPOSITORY

from ..support.fits.table import PAGE, elsewhere, kinds_table, table_of, write_table


def test_the_table_is_that_of_the_fits_of_the_tests() -> None:
    command = "python -m emulator_tests.support.fits.table"
    assert table_of() == kinds_table(), f"Run `{command}`, which writes it."


def test_the_command_writes_it(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    line = kinds_table().splitlines(keepends=True)[2]
    page.write_text(PAGE.read_text().replace(line, "", 1))
    assert table_of(page) != kinds_table()
    write_table(page)
    assert page.read_text() == PAGE.read_text()


@pytest.mark.parametrize("each", elsewhere(), ids=lambda each: each["kind"])
def test_what_is_tested_elsewhere_is_tested_there(each: dict[str, str]) -> None:
    assert "test_that(" in (REPOSITORY / each["tests"]).read_text()
