"""The fits of emulator_tests/service/test_fits.py, in an image that has the engines of Debian."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..support.fits.own_fits import OWN_FITS
from ..support.fits.panel import Panel, selected
from ..support.fits.sources import Named, named_fits
from .engine import Build, docker, make_context
from .fits_container import FitsContainer

ENGINES = Path(__file__).with_name("engines.txt").read_text()
NOT_THERE = {"gbm"}
FITS = [
    named
    for named in named_fits()
    if not (named.is_own and NOT_THERE & set(OWN_FITS[named.name].packages))
]
SOURCES = sorted({named.is_own for named in FITS})


@pytest.fixture(scope="module")
def engines(
    bases: dict[str, str], packages: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An image with the packages of packages.txt and all engines."""
    folder = make_context(tmp_path_factory.mktemp("engines"), packages + ENGINES)
    built = Build("r-models:test-engines", bases, context=folder).run()
    try:
        built.text()
        yield built.tag
    finally:
        docker("rmi", "--force", built.tag)


@pytest.fixture(scope="module")
def panel(
    engines: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Panel]:
    own = tmp_path_factory.mktemp("own_fits")
    with FitsContainer(engines, own) as place:
        place.make_own_fits()
        with Panel(place, own, selected(request.session.items)) as panel:
            yield panel


@pytest.mark.parametrize("named", FITS, ids=str)
def test_a_fit_answers_what_its_library_says(panel: Panel, named: Named) -> None:
    assert panel.complaints(named) == {}


@pytest.mark.parametrize("is_own", SOURCES, ids=lambda own: "own" if own else "given")
def test_few_of_them_are_refused(panel: Panel, is_own: bool) -> None:
    fits = [named for named in FITS if named.is_own is is_own]
    refused = [named.name for named in fits if not panel.is_right(named)]
    assert 67 * len(refused) <= 7 * len(fits), refused
