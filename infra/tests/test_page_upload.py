"""How the page's files get into its bucket when the stack is deployed."""

import json
import re
from typing import Any

import pytest

from emulator.cloudformation.template import Template
from emulator.iam.role import Role

from .conftest import Synthesize
from .published import BUCKET
from .test_web_page import JWT, PAGE


@pytest.fixture(scope="module")
def paged(synthesize: Synthesize) -> Template:
    return synthesize(**PAGE)


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


# Helpers ----


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
