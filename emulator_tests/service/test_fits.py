"""A fit of any kind answers what its own library says of it, in every form, or is refused by name.

The tests make fits of each kind with this machine's packages; `FITS=folder` adds those of a folder.
"""

from collections.abc import Iterator

import pytest

from ..support.fits.panel import Panel, selected
from ..support.fits.process import NativeR
from ..support.fits.sources import Named, named_fits

pytestmark = pytest.mark.native


@pytest.fixture(scope="module")
def panel(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Panel]:
    own = tmp_path_factory.mktemp("own_fits")
    place = NativeR()
    place.make_own_fits(own)
    with Panel(place, own, selected(request.session.items)) as panel:
        yield panel


@pytest.mark.parametrize("named", named_fits(), ids=str)
def test_a_fit_answers_what_its_library_says(panel: Panel, named: Named) -> None:
    assert panel.complaints(named) == {}
