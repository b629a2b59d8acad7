"""What is not under assets/: the HTML files, and config.json that tells them where the API is."""

import re
from pathlib import Path

from aws_cdk import aws_s3_deployment as s3_deployment

from ..errors import PageHasNoHead
from .security import security_headers

HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def documents(page: Path, *, api: str, auth: str) -> list[s3_deployment.ISource]:
    """Sources of a bucket's deployment, which completes the address that is not known before."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(page.glob("*.html"))}
    html = [
        s3_deployment.Source.data(name, narrowed(name, text, api)) for name, text in texts.items()
    ]
    return [*html, s3_deployment.Source.json_data("config.json", {"api": api, "auth": auth})]


def narrowed(name: str, html: str, api: str) -> str:
    """With the one API that the document may call.

    The header's policy allows every API of the region (see headers.py). A browser heeds both, so
    what holds is this one.
    """
    policy = security_headers(api)["content-security-policy"]
    (connect,) = (part for part in policy.split("; ") if part.startswith("connect-src "))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{connect}">'
    text, count = HEAD.subn(lambda head: f"{head[0]}\n{meta}", html, count=1)
    if not count:
        raise PageHasNoHead(name)
    return text
