"""`python -m models.packages CATALOGUE`: whether the image would have the packages of its models.

A model's card names the R packages without which its fit cannot predict. The image has R's own and
those of lambda_image/packages.txt; what these happen to bring with them is not relied on.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from .errors import ModelsError, PackagesMissing
from .folders import ROOT
from .read_catalogue import read_catalogue_file

FILE: Final = Path("lambda_image", "packages.txt")
# R's own, but for tcltk, which the image leaves out. Those that R recommends, such as survival and
# mgcv, are packages like any other: r-base-core has none of them.
OF_R: Final = frozenset(
    {"base", "compiler", "datasets", "graphics", "grDevices", "grid", "methods", "parallel"}
    | {"splines", "stats", "stats4", "tools", "utils"}
)


def check_packages(cards: Iterable[Mapping[str, Any]], root: Path = ROOT) -> None:
    """Raises PackagesMissing, with the lines to add, where packages.txt lacks what a card names."""
    there = OF_R | read_packages((root / FILE).read_text("utf-8"))
    missing: dict[str, list[str]] = {}
    for card in cards:
        for package in sorted(needed_packages(card) - there):
            missing.setdefault(package, []).append(str(card["name"]))
    if missing:
        raise PackagesMissing(FILE, missing)


def read_packages(text: str) -> frozenset[str]:
    """The names in a packages.txt, as lambda_image/bundle/install-packages reads it."""
    names = ("".join(line.split("#")[0].split()) for line in text.splitlines())
    return frozenset(name for name in names if name)


def needed_packages(card: Mapping[str, Any]) -> frozenset[str]:
    """A card that is not from save_model() may say nothing of versions."""
    return frozenset(card.get("versions", {}).get("packages", {}))


def main(arguments: Sequence[str]) -> int:
    try:
        for file in map(Path, arguments):
            check_packages(entry.card for entry in read_catalogue_file(file).entries)
    except ModelsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
