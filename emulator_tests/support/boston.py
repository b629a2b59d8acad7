"""Boston records and what the forest predicts for them."""

# The first row of MASS's Boston.
RECORD = {
    "crim": 0.00632,
    "zn": 18,
    "indus": 2.31,
    "chas": 0,
    "nox": 0.538,
    "rm": 6.575,
    "age": 65.2,
    "dis": 4.09,
    "rad": 1,
    "tax": 296,
    "ptratio": 15.3,
    "black": 396.9,
    "lstat": 4.98,
}
PRICE = 25.5595

# The first two rows that the forest was not fitted on.
_COLUMNS = list(RECORD)
TEST_RECORDS = [
    dict(zip(_COLUMNS, row, strict=True))
    for row in (
        (0.08829, 12.5, 7.87, 0, 0.524, 6.012, 66.6, 5.5605, 5, 311, 15.2, 395.6, 12.43),
        (0.14455, 12.5, 7.87, 0, 0.524, 6.172, 96.1, 5.9505, 5, 311, 15.2, 396.9, 19.15),
    )
]
TEST_PRICES = [20.4003, 17.2135]


def with_changes(**changes: object) -> dict[str, object]:
    """The record with other values; `...` leaves a column out."""
    changed = {**RECORD, **changes}
    return {name: value for name, value in changed.items() if value is not ...}
