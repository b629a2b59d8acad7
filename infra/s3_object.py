"""An object in S3 as s3://bucket/key[?versionId=…] names it."""

from dataclasses import dataclass
from typing import Self

import aws_cdk as cdk


@dataclass(frozen=True)
class S3Object:
    bucket: str
    key: str
    version: str = ""

    @classmethod
    def parse(cls, uri: str) -> Self:
        path, _, version = uri.removeprefix("s3://").partition("?versionId=")
        bucket, _, key = path.partition("/")
        return cls(bucket, key, version)

    @property
    def uri(self) -> str:
        version = f"?versionId={self.version}" if self.version else ""
        return f"s3://{self.bucket}/{self.key}{version}"

    @property
    def arn(self) -> str:
        return f"arn:{cdk.Aws.PARTITION}:s3:::{self.bucket}/{self.key}"

    @property
    def action(self) -> str:
        """What one must be allowed in order to read it."""
        return "s3:GetObjectVersion" if self.version else "s3:GetObject"

    def beside(self, path: str) -> Self:
        """The object that a relative path names from here."""
        folder, _, _ = self.key.rpartition("/")
        return type(self)(self.bucket, f"{folder}/{path}" if folder else path)
