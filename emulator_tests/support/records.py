"""Hypothesis strategies of the rows that a model may be sent: some valid, most nearly."""

from typing import Any

from hypothesis import strategies as st

SAFE = 2**53
_EDGES = [0, -0.0, 1, 1.0, 5e-324, 1e-7, 1e308, -1e308, 1e22, SAFE, -SAFE, SAFE + 1, -SAFE - 1]
_ODD_TEXTS = ["", " ", "NA", "NaN", "null", "true", "1", "1.0", "01", "1e3", "Ünïcödé", "a\u0000b"]
_EXTRA_NAMES = ["", "T", "rm", "c", "__proto__", "names", "row.names", "params", "a/b~c", "medv"]

anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.sampled_from(_EDGES),
        st.integers(-(2**70), 2**70),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(_ODD_TEXTS),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abc_~/", max_size=4), inner)
    ),
    max_leaves=4,
)


@st.composite
def rows(draw: st.DrawFn, schema: dict[str, Any]) -> Any:
    """A row that fits but for some cells that are anything, are missing, or are too many."""
    if draw(st.integers(0, 40)) == 0:
        return draw(anything)
    row = {name: draw(_fitting(cell)) for name, cell in schema["properties"].items()}
    for name in draw(st.lists(st.sampled_from(list(row)), max_size=2)):
        row[name] = draw(st.one_of(anything, _near(schema["properties"][name])))
    for name in draw(st.lists(st.sampled_from(_EXTRA_NAMES), max_size=2)):
        row.setdefault(name, draw(anything))
    for name in draw(st.lists(st.sampled_from(list(row)), max_size=1)):
        if draw(st.integers(0, 3)) == 0:
            del row[name]
    return row


# Helpers ----


def _fitting(cell: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "enum" in cell:
        return st.sampled_from(cell["enum"])
    kinds = cell["type"] if isinstance(cell["type"], list) else [cell["type"]]
    return st.one_of(*[_of_kind(kind, cell) for kind in kinds])


def _of_kind(kind: str, cell: dict[str, Any]) -> st.SearchStrategy[Any]:
    if kind == "string" and "format" in cell:
        return _times(cell["format"])
    return {
        "null": st.none(),
        "boolean": st.booleans(),
        "string": st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        "number": st.one_of(st.floats(-1000, 1000), st.integers(0, 1000), st.sampled_from(_EDGES)),
    }[kind]


def _near(cell: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What looks like a value of the column."""
    values = cell.get("enum", [])
    texts = [str(value) for value in values]
    near = [*values, *[f"{text} " for text in texts], *[text.upper() for text in texts], 1.5, 4.0]
    return st.one_of(st.sampled_from(near), _times("date"), _times("date-time"))


def _times(kind: str) -> st.SearchStrategy[str]:
    if kind == "date":
        odd = ["2026-02-30", "2024-02-29", "2026-1-1", "20260131", "2026-01-31T00:00"]
        return st.one_of(st.dates().map(str), st.sampled_from(odd))
    odd = ["2026-01-31T12:00:00", "2026-01-31T12:00:60Z", "2026-01-31T24:00:00Z", "2026-01-31"]
    zones = st.sampled_from(["Z", "z", "+00:00", "-05:30", "+0100", "+25:00", ""])
    moments = st.builds(lambda time, zone: time.isoformat() + zone, st.datetimes(), zones)
    return st.one_of(moments, st.sampled_from(odd))
