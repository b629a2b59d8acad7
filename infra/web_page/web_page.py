"""The page: files in a private bucket, served by CloudFront."""

import tempfile
from pathlib import Path
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_assets as s3_assets
from aws_cdk import aws_s3_deployment as s3_deployment
from constructs import Construct

from ..acknowledge import acknowledge
from ..settings import Settings
from .build import build_page
from .documents import documents
from .headers import response_headers
from .uploader import Uploader

ACKNOWLEDGED: Final = {
    "CFR1": "Where in the world the page is read makes no difference",
    "CFR2": "Files that are the same for everybody need no firewall; the API has its throttle",
    "CFR3": "Who reads the page is nobody's business; the API's log has every request to a model",
    "CFR4": "CloudFront sets the TLS versions of its own domain; HSTS and a redirect are there",
}


class WebPage(Construct):
    """`bucket` behind `distribution`, at `url`; empty until `publish`.

    In two steps since the API and the page name each other: the API allows the page's origin,
    and the page calls the API.
    """

    def __init__(self, scope: Construct, id: str, *, settings: Settings) -> None:
        super().__init__(scope, id)
        self._settings = settings
        # CloudFront has one name space an account, and the service may be in several regions.
        self._global_name = f"{settings.name}-page-{cdk.Aws.REGION}"
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            removal_policy=cdk.RemovalPolicy.DESTROY,
            auto_delete_objects=True,
        )
        acknowledge(self.bucket, "S1", "Only CloudFront reads it; what it holds is public")
        self.distribution = self._distribution()
        self.url = f"https://{self.distribution.distribution_domain_name}"

    def publish(self, *, api: str) -> None:
        """Upload the page, which calls the API at `api`, an address without a trailing slash."""
        with tempfile.TemporaryDirectory() as folder:
            build_page(Path(folder))
            files = s3_assets.Asset(self, "Files", path=str(Path(folder) / "assets"))
            sources = documents(Path(folder), api=api, auth=self._settings.auth)
        uploader = Uploader(
            self, "Uploader", settings=self._settings, source=files.bucket, target=self.bucket
        )
        # Nothing has to be invalidated: under assets/ a name has one content for ever, and the
        # rest is asked for anew. Assets of the release before stay for the pages that are open.
        assets = uploader.upload(
            "Assets",
            s3_deployment.Source.bucket(files.bucket, files.s3_object_key),
            prefix="assets",
            cache_control="public, max-age=31536000, immutable",
        )
        self.documents = uploader.upload("Documents", *sources, cache_control="no-cache")
        self.documents.node.add_dependency(assets)

    def _distribution(self) -> cloudfront.Distribution:
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"The page of {self._settings.name}",
            default_root_object="index.html",
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(
                    self.bucket, origin_access_control=self._access()
                ),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
                compress=True,
                response_headers_policy=response_headers(self, "Headers", name=self._global_name),
            ),
        )
        for rule, reason in ACKNOWLEDGED.items():
            acknowledge(distribution, rule, reason)
        return distribution

    def _access(self) -> cloudfront.S3OriginAccessControl:
        return cloudfront.S3OriginAccessControl(
            self,
            "Access",
            origin_access_control_name=self._global_name,
            signing=cloudfront.Signing.SIGV4_ALWAYS,
        )
