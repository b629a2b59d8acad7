"""One fit: what a user would send, and what its library answers."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

Row = Mapping[str, Any]

# Parts of what a library says that are not an answer of their own.
NOT_ASKED: Final = {
    "population": "the population's value is the answer to a new group: `value` has it",
    "class_number": "it is the place of the largest of the probabilities",
}


@dataclass(frozen=True)
class Fit:
    """`file` is the .rds; its `.json` is beside it, or where `described` says."""

    name: str
    file: Path
    described: Path
    refused_rows: tuple[int, ...] = ()

    @cached_property
    def content(self) -> Mapping[str, Any]:
        content: Mapping[str, Any] = json.loads(self.described.read_text("utf-8"))
        return content

    @property
    def rows(self) -> list[Row]:
        return self._taken(self.content["rows"])

    def expected(self, part: str) -> list[Any]:
        """What the library says of these rows."""
        return self._taken(self.content["expected"][part])

    @property
    def odd_rows(self) -> list[Mapping[str, Any]]:
        return [*self.content.get("odd_rows", []), *map(self._as_odd, self.refused_rows)]

    @property
    def inputs(self) -> dict[str, Mapping[str, Any]]:
        return {column["name"]: column for column in self.content["inputs"]}

    @property
    def packages(self) -> list[str]:
        return list(self.content["packages_needed_by_real_library"])

    @property
    def parts(self) -> list[str]:
        """What the library was asked for: value, label, probabilities, se, ..."""
        return [part for part in self.content["expected"] if part not in NOT_ASKED]

    @property
    def tolerance(self) -> float:
        """Relative; xgboost computes in single precision."""
        return 2e-7 if "xgboost" in self.packages else 1e-9

    def query(self, part: str) -> dict[str, str]:
        """The options of a request that asks for this part."""
        if part in {"risk", "lp", "link", "margin"}:
            return {"type": part}
        if part in {"confidence", "prediction"}:
            return {"interval": part, **self._level(part)}
        if part == "se":
            return {"se": "true"}
        if part == "survival":
            return {"times": ",".join(str(time) for time in self.content["times"])}
        if part == "two_components":
            return {"ncomp": "2"}
        if part == "quantiles" and "rqs" not in self.content["kind"]:
            return {"quantiles": ",".join(quantiles(self.expected(part)[0]))}
        return dict(self.content.get("queries", {}).get(part, {}))

    def _taken(self, rows: Sequence[Any]) -> list[Any]:
        return [row for i, row in enumerate(rows) if i not in self.refused_rows]

    def _as_odd(self, i: int) -> Mapping[str, Any]:
        said = self.content["expected"].items()
        expected = {part: [rows[i]] for part, rows in said}
        return {"row": self.content["rows"][i], "expected": expected}

    def _level(self, part: str) -> dict[str, str]:
        level = re.search(r"level = ([\d.]+)", self.content["predict_call"][part])
        return {"level": level[1]} if level else {}


def quantiles(element: Mapping[str, Any]) -> dict[str, Any]:
    """Of "tau= 0.1" and "quantile= 0.1", as two libraries name them, the number."""
    return {re.sub(r"^\w+= ", "", name): value for name, value in element.items()}
