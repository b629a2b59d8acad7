"""The page in the template: who may read its files, how they are served, what it may call."""

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from emulator.cloudformation.template import Template
from emulator.iam.role import Role
from infra.errors import InfraError
from infra.web_page import web_page
from infra.web_page.build import build_page
from infra.web_page.documents import narrowed

from .conftest import Synthesize
from .published import BUCKET

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


def test_a_document_may_call_this_api_alone(paged: Template) -> None:
    meta = '<meta http-equiv="Content-Security-Policy" content="connect-src \'self\' {}">'
    for name in ("index.html", "reference.html"):
        assert meta.format(paged.output("Url")) in files(paged, "no-cache")[name]


def test_the_documents_are_asked_for_anew_and_name_the_api(paged: Template) -> None:
    documents = files(paged, "no-cache")
    assert set(documents) == {"index.html", "reference.html", "config.json"}
    assert json.loads(documents["config.json"]) == {"api": paged.output("Url"), "auth": "none"}


def test_with_jwt_the_page_is_told_to_ask_for_a_token(synthesize: Synthesize) -> None:
    config = files(synthesize(**{**PAGE, **JWT}), "no-cache")["config.json"]
    assert json.loads(config)["auth"] == "jwt"


def test_the_assets_are_kept_for_ever_and_there_before_the_documents(paged: Template) -> None:
    assets = files(paged, "public, max-age=31536000, immutable")
    digests = {name.partition("/")[0] for name in assets}
    index = files(paged, "no-cache")["index.html"]
    assert digests == set(re.findall(r"assets/([0-9a-f]{16})/", index))
    first, then = upload_ids(paged)
    assert first in paged.resources[then]["DependsOn"]


def test_assets_of_the_release_before_stay(paged: Template) -> None:
    assert {upload["Prune"] for upload in uploads(paged)} == {False}


def test_the_page_waits_for_the_new_version_to_have_all_traffic(paged: Template) -> None:
    (alias,) = paged.ids("AWS::Lambda::Alias")
    _, documents = upload_ids(paged)
    assert alias in paged.resources[documents]["DependsOn"]


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


def test_what_copies_the_page_reads_no_model_and_deletes_nothing(paged: Template) -> None:
    (bucket,) = paged.ids("AWS::S3::Bucket")
    sources = [
        f"arn:aws:s3:::{BUCKET}/{key}" for it in uploads(paged) for key in it["SourceObjectKeys"]
    ]
    role = copier(paged)
    assert all(role.allows("s3:GetObject", source) for source in sources)
    assert role.allows("s3:PutObject", f"{bucket}.Arn/index.html")
    assert not role.allows("s3:GetObject", f"arn:aws:s3:::{BUCKET}/{'0' * 64}.rds")
    assert not role.allows("s3:PutObject", f"arn:aws:s3:::{BUCKET}/{'0' * 64}.zip")
    assert not role.allows("s3:DeleteObject", f"{bucket}.Arn/index.html")


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


def copier(template: Template) -> Role:
    """The role of the CDK's function that copies files into the bucket."""
    (arn,) = {it["ServiceToken"] for it in uploads(template)}
    functions = template.all("AWS::Lambda::Function").items()
    (found,) = (it["Role"] for id, it in functions if template.attribute(id, "Arn") == arn)
    return template.role(found)


def upload_ids(template: Template) -> list[str]:
    return template.ids("Custom::CDKBucketDeployment")


def uploads(template: Template) -> list[Any]:
    """The assets, then the documents."""
    return [template.properties(id) for id in upload_ids(template)]


def files(template: Template, cache_control: str) -> dict[str, str]:
    """What is uploaded with that header: name -> text, with what is filled in on the way."""
    (upload,) = (
        it for it in uploads(template) if it["SystemMetadata"]["cache-control"] == cache_control
    )
    markers = upload.get("SourceMarkers", [{}])
    found = {}
    for key, marker in zip(upload["SourceObjectKeys"], markers, strict=True):
        folder = template.folder / f"asset.{key.removesuffix('.zip')}"
        for file in (path for path in folder.rglob("*") if path.is_file()):
            text = file.read_text()
            for placeholder, value in marker.items():
                text = text.replace(placeholder, value)
            found[str(file.relative_to(folder))] = text
    return found
