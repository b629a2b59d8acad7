"""Requests that nobody means: bytes, JSON and CSV, most of them nearly right."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .cards import NAMES, example

TYPES = ["application/json", "text/csv", "application/x-www-form-urlencoded", "", "text/plain"]
TYPES += ["application/json; charset=latin1", "multipart/form-data", "text/csv;charset=utf-8", "☃"]
ACCEPTS = ["*/*", "text/csv", "application/json", "", "text/csv;q=0, */*", ',;,="\\']
NAMES_OF_OPTIONS = ["interval", "level", "type", "on_error", "", "interval[]", "model", "%00"]
NAMES_OF_OPTIONS += ["times", "quantiles", "se"]
VALUES_OF_OPTIONS = ["none", "prediction", "null", "0.9", "1e400", "-1", "", "%ff", "a&b", "true"]
VALUES_OF_OPTIONS += ["0.5,0.9", "1,,2"]
NUMBERS = ["0", "-0", "1e999", "-1e999", "1e-999", "9007199254740993", "0x1", "1.", ".5", "1" * 400]
TEXTS = ['"', "\\", "\x00", "\r\n", ",", "\ud800", "\U0001f600", "NA", "NaN", "Inf", "T", "1", "{}"]
KEYS = ["inputs", "instances", "dataframe_split", "dataframe_records", "params", "model", "", "c"]
KEYS += [
    "columns",
    "data",
    "index",
    "names",
    "row.names",
    "__proto__",
    "rank",
    "rm",
    "gre",
    "class",
]
TOKENS = [
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b'"',
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"true",
    b"1e5",
]
TOKENS += [b"\xff", b"\xef\xbb\xbf", b"\n", b"\r", b"\x00", b'""', b"-", b"\xc3\xa9", b" " * 99]


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: bytes
    headers: dict[str, bytes] = field(default_factory=dict)


def random_request(rng: random.Random) -> Request:
    name = rng.choice(NAMES)
    body, usual = rng.choice(_BODIES)(rng, name)
    kind = usual if rng.random() < 0.95 else rng.choice(TYPES)
    headers = {"Content-Type": kind.encode(), "Accept": rng.choice(ACCEPTS).encode()}
    method = "POST" if rng.random() < 0.97 else rng.choice(["GET", "PUT", "DELETE", "PATCH"])
    return Request(method, _path(rng, name), body, headers)


# Helpers ----


def _path(rng: random.Random, name: str) -> str:
    paths = [f"/models/{name}/predict"] * 40 + ["/", "/predict", "/invocations", "/models//predict"]
    paths += [f"/models/{name}%00/predict", f"/models/{name}", "/models/%2e%2e/predict", "//"]
    query = [
        f"{rng.choice(NAMES_OF_OPTIONS)}={rng.choice(VALUES_OF_OPTIONS)}"
        for _ in range(rng.choice([0] * 8 + [1, 2]))
    ]
    return rng.choice(paths) + ("?" + "&".join(query) if query else "")


def _noise(rng: random.Random, _: str) -> tuple[bytes, str]:
    return rng.randbytes(rng.randrange(200)), rng.choice(TYPES)


def _broken_json(rng: random.Random, name: str) -> tuple[bytes, str]:
    return _mutated(rng, _encoded(_batch(rng, name))), "application/json"


def _odd_json(rng: random.Random, name: str) -> tuple[bytes, str]:
    value = _batch(rng, name)
    for _ in range(rng.randrange(4)):
        value = _changed(rng, value)
    return _encoded(value), "application/json"


def _odd_csv(rng: random.Random, name: str) -> tuple[bytes, str]:
    row = example(name)
    cells = [[str(value) for value in row.values()] for _ in range(rng.randint(1, 4))]
    for _ in range(rng.randrange(4)):
        line = rng.choice(cells)
        line[rng.randrange(len(line))] = rng.choice([*NUMBERS, *TEXTS, ""])
    lines = [",".join(row), *[",".join(line) for line in cells]]
    text = rng.choice(["\n", "\r\n", "\r"]).join(lines).encode("utf-8", "surrogatepass")
    return (_mutated(rng, text) if rng.random() < 0.5 else text), "text/csv"


_BODIES: list[Callable[[random.Random, str], tuple[bytes, str]]] = [
    _noise,
    _broken_json,
    _odd_json,
    _odd_json,
    _odd_csv,
]


def _batch(rng: random.Random, name: str) -> Any:
    row = example(name)
    rows = [dict(row) for _ in range(rng.randint(1, 3))]
    columns = {column: [value] * len(rows) for column, value in row.items()}
    split = {"columns": list(row), "data": [list(one.values()) for one in rows]}
    forms = [row, rows, {"instances": rows}, {"inputs": columns}, {"dataframe_split": split}]
    return rng.choice([*forms, {"dataframe_records": rows, "params": {"on_error": "null"}}])


def _encoded(value: Any) -> bytes:
    return json.dumps(value).encode()


def _mutated(rng: random.Random, body: bytes) -> bytes:
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(body) + 1)
        end = min(len(body), at + rng.choice([0, 1, 1, 5, 50]))
        middle = rng.choice([b"", rng.choice(TOKENS), rng.choice(TOKENS), body[at:end] * 2])
        body = body[:at] + middle + body[end:]
    return body


def _changed(rng: random.Random, value: Any) -> Any:
    """The value with one thing in it that is another."""
    if rng.random() < 0.15 or not isinstance(value, dict | list) or not value:
        return _odd(rng)
    keys: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = rng.choice(keys)
    copied = dict(value) if isinstance(value, dict) else list(value)
    if rng.random() < 0.15:
        del copied[key]
    elif rng.random() < 0.15 and isinstance(copied, dict):
        copied[rng.choice(KEYS)] = copied.pop(key)
    else:
        copied[key] = _changed(rng, value[key])
    return copied


def _odd(rng: random.Random) -> Any:
    scalars = [None, True, False, 0, -1.5, 10**30, 1e308, rng.random(), *TEXTS]
    nested = [[], {}, [[]], [None], [1, "1"], {"": {}}, [{}], {rng.choice(KEYS): [1]}]
    return rng.choice([rng.choice(scalars), rng.choice(scalars), rng.choice(nested)])
