"""The page in the template: who may read its files, how they are served, what it may call."""

import functools
from pathlib import Path
from typing import Any

import pytest

from emulator.cloudformation.template import Template
from infra.errors import InfraError
from infra.web_page import web_page
from infra.web_page.build import build_page
from infra.web_page.documents import narrowed

from .conftest import Synthesize

PAGE = {"web_page__enabled": "true", "auth": "none"}
JWT = {"auth": "jwt", "jwt__issuer": "https://a.org/", "jwt__audience": "r"}
DOMAIN = {
    "web_page__domain": "models.example.org",
    "web_page__certificate": "arn:aws:acm:us-east-1:123456789012:certificate/5e",
}


@pytest.fixture(scope="module")
def paged(synthesize: Synthesize) -> Template:
    return synthesize(**PAGE)


@pytest.fixture(scope="module")
def owned(synthesize: Synthesize) -> Template:
    return synthesize(**PAGE, **DOMAIN)


def test_without_the_setting_there_is_no_page(template: Template) -> None:
    types = {resource["Type"] for resource in template.resources.values()}
    assert not [type for type in types if "S3" in type or "CloudFront" in type]
    assert "PageUrl" not in template.outputs


def test_the_bucket_is_private_encrypted_and_goes_with_its_content(paged: Template) -> None:
    bucket = paged.one("AWS::S3::Bucket")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    (id,) = paged.ids("AWS::S3::Bucket")
    assert paged.resources[id]["DeletionPolicy"] == "Delete"
    assert paged.one("Custom::S3AutoDeleteObjects")["BucketName"] == id


def test_only_this_distribution_reads_the_bucket_and_only_over_tls(paged: Template) -> None:
    (distribution,) = paged.ids("AWS::CloudFront::Distribution")
    statements = paged.one("AWS::S3::BucketPolicy")["PolicyDocument"]["Statement"]
    denied = [it["Condition"] for it in statements if it["Effect"] == "Deny"]
    assert {"Bool": {"aws:SecureTransport": "false"}} in denied
    (reads,) = (it for it in statements if it["Action"] == "s3:GetObject")
    assert reads["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    arn = f"arn:aws:cloudfront::123456789012:distribution/{distribution}"
    assert reads["Condition"] == {"StringEquals": {"AWS:SourceArn": arn}}


def test_cloudfront_signs_what_it_asks_of_the_bucket(paged: Template) -> None:
    control = paged.one("AWS::CloudFront::OriginAccessControl")["OriginAccessControlConfig"]
    assert control["SigningBehavior"] == "always" and control["SigningProtocol"] == "sigv4"
    (origin,) = served(paged)["Origins"]
    (id,) = paged.ids("AWS::CloudFront::OriginAccessControl")
    assert origin["OriginAccessControlId"] == f"{id}.Id"


def test_the_page_is_compressed_and_served_over_https_and_http_3(paged: Template) -> None:
    config = served(paged)
    assert config["HttpVersion"] == "http2and3" and config["IPV6Enabled"] is True
    assert config["DefaultRootObject"] == "index.html"
    behavior = config["DefaultCacheBehavior"]
    assert behavior["Compress"] is True and behavior["ViewerProtocolPolicy"] == "redirect-to-https"


def test_the_answers_have_the_security_headers(paged: Template) -> None:
    headers = paged.one("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    security = headers["SecurityHeadersConfig"]
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == 31_536_000
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == "no-referrer"
    assert security["ContentTypeOptions"] == {"Override": True}
    (opener,) = headers["CustomHeadersConfig"]["Items"]
    assert (opener["Header"], opener["Value"]) == ("cross-origin-opener-policy", "same-origin")


def test_the_header_allows_no_more_than_the_apis_of_the_region(paged: Template) -> None:
    headers = paged.one("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    policy = headers["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "connect-src 'self' https://*.execute-api.eu-central-1.amazonaws.com;" in policy


def test_what_must_be_the_accounts_only_one_is_named_for_its_region(paged: Template) -> None:
    headers = paged.one("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    control = paged.one("AWS::CloudFront::OriginAccessControl")["OriginAccessControlConfig"]
    assert {headers["Name"], control["Name"]} == {"r-models-page-eu-central-1"}


def test_the_page_is_an_origin_that_the_api_allows(synthesize: Synthesize) -> None:
    template = synthesize(**PAGE, cors_origins="https://a.org")
    cors = template.one("AWS::ApiGatewayV2::Api")["CorsConfiguration"]
    assert cors["AllowOrigins"] == ["https://a.org", template.output("PageUrl")]
    (distribution,) = template.ids("AWS::CloudFront::Distribution")
    assert template.output("PageUrl") == f"https://{template.attribute(distribution, 'DomainName')}"


def test_with_a_domain_of_ones_own_that_is_the_address_and_the_origin(owned: Template) -> None:
    assert owned.output("PageUrl") == "https://models.example.org"
    cors = owned.one("AWS::ApiGatewayV2::Api")["CorsConfiguration"]
    assert cors["AllowOrigins"] == ["https://models.example.org"]
    (distribution,) = owned.ids("AWS::CloudFront::Distribution")
    assert owned.output("PageCname") == owned.attribute(distribution, "DomainName")


def test_with_a_domain_of_ones_own_no_tls_before_1_2_is_spoken(owned: Template) -> None:
    assert served(owned)["Aliases"] == ["models.example.org"]
    assert served(owned)["ViewerCertificate"] == {
        "AcmCertificateArn": DOMAIN["web_page__certificate"],
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "SslSupportMethod": "sni-only",
    }


def test_every_function_logs_where_the_retention_is_ours(synthesize: Synthesize) -> None:
    template = synthesize(**PAGE, log_retention_days="7")
    groups = {
        it["LoggingConfig"]["LogGroup"] for it in template.all("AWS::Lambda::Function").values()
    }
    assert len(groups) == 2 and groups < set(template.ids("AWS::Logs::LogGroup"))
    assert {it["RetentionInDays"] for it in template.all("AWS::Logs::LogGroup").values()} == {7}


def test_a_page_that_cannot_be_built_says_what_is_missing(
    synthesize: Synthesize, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without = functools.partial(build_page, node_modules=tmp_path)
    monkeypatch.setattr(web_page, "build_page", without)
    with pytest.raises(InfraError, match=r"there is no node_modules/uplot/.*: run `make setup`"):
        synthesize(**PAGE)


def test_a_document_without_a_head_is_refused() -> None:
    with pytest.raises(InfraError, match=r"index.html has no <head>"):
        narrowed("index.html", "<p>Hello", "https://a.org")


# Helpers ----


def served(template: Template) -> Any:
    return template.one("AWS::CloudFront::Distribution")["DistributionConfig"]
