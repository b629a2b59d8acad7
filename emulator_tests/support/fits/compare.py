"""Whether an element of an answer is what a library says of that row."""

import math
from collections.abc import Mapping
from typing import Any

from .fit import quantiles


def is_same(part: str, said: Any, element: Any, tolerance: float) -> bool:
    """`said` is the library's, a number, a label or an object of them; `element` the service's."""
    given = part_of(part, element)
    if not isinstance(said, Mapping):
        return _is_near(said, given, tolerance)
    said = _library_names(part, said)
    if given is None:
        return all(value is None for value in said.values())
    if not isinstance(given, Mapping) or len(given) < len(said):
        return False
    if not set(said) <= set(given):
        # A booster holds no labels: its columns are told by their order.
        given = dict(zip(said, given.values(), strict=True)) if len(said) == len(given) else {}
    return all(_is_near(value, given.get(name), tolerance) for name, value in said.items())


def part_of(part: str, element: Any) -> Any:
    """What of an answer's element this part is; of a number, the number."""
    if not isinstance(element, Mapping):
        return element
    if part in {"label", "probabilities", "survival", "quantiles", "se"}:
        return element.get(part)
    if part in {"confidence", "prediction"}:
        return element
    if "probabilities" in element:
        return list(element["probabilities"].values())[1]
    return element.get("value", element)


# Helpers ----


def _library_names(part: str, said: Mapping[str, Any]) -> Mapping[str, Any]:
    if part == "quantiles":
        return quantiles(said)
    ours = {"fit": "value", "lwr": "lower", "upr": "upper"}
    if part in {"confidence", "prediction"}:
        return {ours.get(name, name): value for name, value in said.items()}
    return said


def _is_near(said: Any, given: Any, tolerance: float) -> bool:
    if said is None or given is None or isinstance(said, str) or isinstance(given, str):
        return bool(said == given)
    return math.isclose(said, given, rel_tol=0, abs_tol=tolerance * max(1.0, abs(said)))
