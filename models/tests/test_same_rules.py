"""What Python and R must judge alike: the names of models, and the addresses of objects in S3."""

import json
from typing import Any

import pytest

from emulator_tests.support.r_session import ask_r
from models.errors import BadS3Uri
from models.names import is_name
from models.s3_uri import S3Uri

NAMES = {
    "boston_forest": True,
    "2026-model": True,
    "A": True,
    "a" * 100: True,
    "": False,
    "_a": False,
    "-a": False,
    "a b": False,
    "a.b": False,
    "a/b": False,
    "é": False,
    "a\n": False,
}
URIS: dict[str, list[str] | None] = {
    "s3://b/k.rds": ["b", "k.rds", ""],
    "s3://b/a/model v+1 é.rds": ["b", "a/model v+1 é.rds", ""],
    "s3://b/k.rds?versionId=v.1_x": ["b", "k.rds", "v.1_x"],
    "s3://b/k?versionId=1?versionId=2": ["b", "k?versionId=1", "2"],
    "s3://b/k?versionId=": ["b", "k?versionId=", ""],
    "s3://b/k?versionId=a&b": ["b", "k?versionId=a&b", ""],
    "s3://b/k?part=1": ["b", "k?part=1", ""],
    "s3://b/a..b/c.rds": ["b", "a..b/c.rds", ""],
    "s3://b//k": ["b", "/k", ""],
    "s3://b/a/../k": None,
    "s3://b/./k": None,
    "s3://b/..": None,
    "s3://b": None,
    "s3://b/": None,
    "s3:///k": None,
    "S3://b/k": None,
    "https://b/k": None,
    "b/k": None,
}
# (catalogue, artifact) -> the object
BESIDE = {
    ("s3://b/v1/catalogue.json", "m/model.rds"): "s3://b/v1/m/model.rds",
    ("s3://b/catalogue.json", "m.rds"): "s3://b/m.rds",
    ("s3://b/v1/catalogue.json?versionId=7", "m.rds"): "s3://b/v1/m.rds",
    ("s3://b/v1/catalogue.json", "m.rds?versionId=7"): "s3://b/v1/m.rds?versionId=7",
    ("s3://b/v1/catalogue.json", "s3://c/m.rds"): "s3://c/m.rds",
}


def test_python_takes_and_refuses_these_names() -> None:
    assert {name: is_name(name) for name in NAMES} == NAMES


def test_r_takes_and_refuses_the_same_names() -> None:
    code = """lapply(given, \\(name) {
      tryCatch({ modelservice:::check_name(name); TRUE }, error = \\(e) FALSE)
    })"""
    assert asked(list(NAMES), code) == list(NAMES.values())


@pytest.mark.parametrize("uri", URIS)
def test_python_reads_the_addresses_so(uri: str) -> None:
    if (parts := URIS[uri]) is None:
        with pytest.raises(BadS3Uri):
            S3Uri.parse(uri)
    else:
        assert S3Uri.parse(uri) == S3Uri(*parts) and str(S3Uri.parse(uri)) == uri


def test_r_reads_the_addresses_so() -> None:
    code = """lapply(given, \\(uri) {
      tryCatch({
        read <- modelservice:::parse_model_uri(uri)
        list(read$bucket, read$key, if (is.null(read$version)) "" else read$version)
      }, error = \\(e) NULL)
    })"""
    assert asked(list(URIS), code) == list(URIS.values())


def test_python_finds_an_artifact_beside_its_catalogue() -> None:
    found = [str(S3Uri.parse(catalogue).beside(artifact)) for catalogue, artifact in BESIDE]
    assert found == list(BESIDE.values())


def test_r_finds_an_artifact_beside_its_catalogue() -> None:
    code = """lapply(given, \\(pair) {
      catalogue <- modelservice:::parse_model_uri(pair[[1]])
      modelservice:::artifact_location(pair[[2]], catalogue)$uri
    })"""
    assert asked([list(pair) for pair in BESIDE], code) == list(BESIDE.values())


# Helpers ----


def asked(given: list[Any], code: str) -> Any:
    """The value of R code about `given`."""
    text = json.dumps(json.dumps(given))
    return ask_r(f"given <- lambdaruntime::parse_json({text}); {code}")
