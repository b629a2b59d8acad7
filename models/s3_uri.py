"""The address of an object in S3, and of a place to publish to, for every part of the project.

R reads the same in lambda_image/modelservice/R/model_uri.R; a test compares the two.
"""

import re
from dataclasses import dataclass
from typing import Final, Self

from .errors import BadS3Uri, BadUri

SCHEME: Final = "s3://"
# A key is taken literally; only a version at its end is not part of it.
_OBJECT = re.compile(r"s3://([^/]+)/(.+?)(?:\?versionId=([^&?]+))?", re.DOTALL)
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
_PREFIX = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/[^?#]*)?")


@dataclass(frozen=True)
class S3Uri:
    """s3://bucket/key[?versionId=…]; `version` is empty where none is pinned."""

    bucket: str
    key: str
    version: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadS3Uri for anything else, and for a key that libcurl would change."""
        found = _OBJECT.fullmatch(text)
        if not found or _has_dots(found[2]):
            raise BadS3Uri(text)
        return cls(found[1], found[2], found[3] or "")

    def __str__(self) -> str:
        version = f"?versionId={self.version}" if self.version else ""
        return f"{SCHEME}{self.bucket}/{self.key}{version}"

    @property
    def is_catalogue(self) -> bool:
        """Whether this is a catalogue of models and not one model: R goes by the name too."""
        return self.key.endswith(".json")

    def beside(self, artifact: str) -> Self:
        """What an `artifact` of the catalogue at this URI names: a path from it, or a URI.

        Raises BadS3Uri.
        """
        if artifact.startswith(SCHEME):
            return self.parse(artifact)
        folder = self.key[: self.key.rfind("/") + 1]
        return self.parse(f"{SCHEME}{self.bucket}/{folder}{artifact}")


@dataclass(frozen=True)
class S3Prefix:
    """s3://bucket or s3://bucket/prefix; `prefix` ends with a slash, or is empty."""

    bucket: str
    prefix: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadUri for anything else."""
        found = _PREFIX.fullmatch(text)
        path = (found[2] or "") if found else ""
        if not found or "//" in path or _has_dots(path):
            raise BadUri(text)
        prefix = path.strip("/")
        return cls(found[1], f"{prefix}/" if prefix else "")

    def object(self, name: str) -> S3Uri:
        """The object of this name under the prefix."""
        return S3Uri(self.bucket, f"{self.prefix}{name}")


# Helpers ----


def _has_dots(path: str) -> bool:
    # libcurl takes "." and ".." out of a path; from 8.13 on it signs no other.
    return bool({".", ".."} & set(path.split("/")))
