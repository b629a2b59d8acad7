"""How S3 refuses a request, and what may answer one in the place of the store."""

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from ..iam.signature import Refusal

# A fault answers one request in the place of the store, which it may ask for the real answer.
Fault = Callable[[WSGIEnvironment, StartResponse, WSGIApplication], Iterable[bytes]]


def refuse(start: StartResponse, refusal: Refusal) -> Iterable[bytes]:
    """S3's error document."""
    region = f"<Region>{refusal.region}</Region>" if refusal.region else ""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<Error><Code>{refusal.code}</Code><Message>{refusal.message}</Message>{region}</Error>"
    ).encode()
    headers = [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))]
    if refusal.region:
        headers.append(("x-amz-bucket-region", refusal.region))
    start(f"{refusal.status} {refusal.code}", headers)
    return [body]
