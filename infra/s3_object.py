"""What one must be allowed in order to read an object in S3."""

import aws_cdk as cdk

from models.s3_uri import S3Uri


def read_action(uri: S3Uri) -> str:
    """S3 has an action of its own for a version."""
    return "s3:GetObjectVersion" if uri.version else "s3:GetObject"


def object_arn(uri: S3Uri) -> str:
    """The bucket and the key may be tokens of the CDK."""
    return f"arn:{cdk.Aws.PARTITION}:s3:::{uri.bucket}/{uri.key}"
