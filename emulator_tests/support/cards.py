"""The models that are served, as the catalogue describes them."""

import functools
import json
from typing import Any

from emulator.catalogue_service import CATALOGUE

NAMES = ["admission", "boston_forest", "boston_linear", "boston_quantiles", "boston_svm", "iris"]
NAMES += ["lung_survival"]


def card(name: str) -> dict[str, Any]:
    return _cards()[name]


def example(name: str, **changes: object) -> dict[str, Any]:
    """The card's example with other values; `...` leaves a column out."""
    changed = {**card(name)["example"], **changes}
    return {column: value for column, value in changed.items() if value is not ...}


# Helpers ----


@functools.cache
def _cards() -> dict[str, dict[str, Any]]:
    catalogue = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    return {entry["name"]: entry for entry in catalogue["models"]}
