"""Batches of rows in their forms, and how to read what is answered."""

import csv
import io
from collections.abc import Mapping, Sequence

import requests

from .boston import RECORD, TEST_RECORDS

CSV = {"Content-Type": "text/csv"}
AS_CSV = {"Accept": "text/csv"}
COLUMNS = list(RECORD)
INPUTS = {name: [row[name] for row in TEST_RECORDS] for name in COLUMNS}
SPLIT = {"columns": COLUMNS, "data": [list(row.values()) for row in TEST_RECORDS]}
Rows = Sequence[Mapping[str, object]]


def prices(answer: requests.Response) -> list[float]:
    assert answer.status_code == 200, answer.text
    return [round(price, 4) for price in answer.json()["predictions"]]


def as_csv(rows: Rows) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def read_csv(answer: requests.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))
