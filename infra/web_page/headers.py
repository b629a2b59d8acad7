"""The security headers as CloudFront adds them to every answer."""

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

from .security import security_headers

# The API cannot be named here: it allows the page's origin, so CloudFormation makes it after the
# distribution, and the distribution after its headers. Taking turns would need a custom resource
# of our own. Documents name it themselves: see documents.py.
ANY_API: Final = f"https://*.execute-api.{cdk.Aws.REGION}.{cdk.Aws.URL_SUFFIX}"
YEAR: Final = cdk.Duration.days(365)


def response_headers(scope: Construct, id: str, *, name: str) -> cloudfront.ResponseHeadersPolicy:
    """`name` must be the account's only one. Some headers have a place of their own there."""
    headers = security_headers(ANY_API)
    policy = cloudfront.ResponseHeadersContentSecurityPolicy(
        content_security_policy=headers.pop("content-security-policy"), override=True
    )
    referrer = cloudfront.ResponseHeadersReferrerPolicy(
        referrer_policy=_referrer(headers.pop("referrer-policy")), override=True
    )
    assert headers.pop("x-content-type-options") == "nosniff"
    return cloudfront.ResponseHeadersPolicy(
        scope,
        id,
        response_headers_policy_name=name,
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=policy,
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
            referrer_policy=referrer,
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=YEAR, override=True
            ),
        ),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                cloudfront.ResponseCustomHeader(header=name, value=value, override=True)
                for name, value in headers.items()
            ]
        ),
    )


# Helpers ----


def _referrer(value: str) -> cloudfront.HeadersReferrerPolicy:
    return cloudfront.HeadersReferrerPolicy[value.upper().replace("-", "_")]
