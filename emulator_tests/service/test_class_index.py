"""The index of which package predicts for a class: written by tools/setup-r, read at a start."""

import shutil
import subprocess
from pathlib import Path

import pytest

from emulator.settings import REPOSITORY

from ..support.r_session import ask_r

pytestmark = pytest.mark.native

INDEX = REPOSITORY / ".r-library" / "predict-classes.tsv"
NO_SCAN = """
  utils::assignInNamespace("scan_classes", \\(...) stop("scanned"), "modelservice")
"""
# A package is known by its metadata alone.
INSTALL_ODD = """
  dir.create(file.path(library, "odd", "Meta"), recursive = TRUE)
  methods <- matrix(c("predict", "odd_fit", "predict.odd_fit", NA), 1)
  saveRDS(list(S3methods = methods), file.path(library, "odd", "Meta", "nsInfo.rds"))
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the script and the built packages, as a clone has them."""
    shutil.copytree(REPOSITORY / ".r-library", tmp_path / ".r-library")
    (tmp_path / "tools").mkdir()
    shutil.copy(REPOSITORY / "tools" / "class-index", tmp_path / "tools")
    return tmp_path


def write_index(clone: Path) -> str:
    subprocess.run([clone / "tools" / "class-index"], check=True)
    return (clone / ".r-library" / INDEX.name).read_text()


def test_setup_has_written_the_index_where_the_service_looks_for_it() -> None:
    assert ask_r("modelservice:::class_index_file()") == str(INDEX)
    assert "loess\tstats\n" in INDEX.read_text()


def test_a_class_is_found_without_a_search_through_the_packages() -> None:
    found = ask_r(f"{NO_SCAN}; lapply(c('loess', 'no_class'), modelservice:::class_package)")
    assert found == ["stats", None]


def test_the_same_packages_give_the_same_bytes_in_the_order_of_classes() -> None:
    again = ask_r("file <- tempfile(); modelservice:::write_class_index(file); readLines(file)")
    assert again == INDEX.read_text().splitlines()
    classes = [line.split("\t")[0] for line in again]
    assert classes == sorted(classes)


def test_a_package_that_is_installed_later_is_in_the_next_index(clone: Path) -> None:
    assert "odd_fit" not in write_index(clone)
    ask_r(f'library <- "{clone / ".r-library"}"; {INSTALL_ODD}; TRUE')
    assert "odd_fit\todd\n" in write_index(clone)


def test_the_index_is_written_only_when_the_packages_have_changed(clone: Path) -> None:
    write_index(clone)
    index = clone / ".r-library" / INDEX.name
    index.write_text("as it was\n")
    assert write_index(clone) == "as it was\n"
