"""Ways in which S3 or the network fails, to be injected into the object store."""

import socket
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from .signature import Refusal

# A fault answers one request in the place of the store, which it may ask for the real answer.
Fault = Callable[[WSGIEnvironment, StartResponse, WSGIApplication], Iterable[bytes]]


def status(code: int, name: str = "InternalError", region: str = "") -> Fault:
    """The store answers with this status and S3's error document."""

    def answer(_: WSGIEnvironment, start: StartResponse, __: WSGIApplication) -> Iterable[bytes]:
        return refuse(start, Refusal(code, name, "This error was injected.", region))

    return answer


def redirect(url: str) -> Fault:
    """The store names another place for this object, as S3 does while a bucket is new."""

    def answer(_: WSGIEnvironment, start: StartResponse, __: WSGIApplication) -> Iterable[bytes]:
        start("307 TemporaryRedirect", [("Location", url), ("Content-Length", "0")])
        return [b""]

    return answer


def connection_cut() -> Fault:
    """The connection ends without an answer."""

    def answer(
        environ: WSGIEnvironment, start: StartResponse, _: WSGIApplication
    ) -> Iterable[bytes]:
        _hang_up(environ)
        start("200 OK", [("Content-Length", "0")])
        return [b""]

    return answer


def truncated(keep: int) -> Fault:
    """The full Content-Length is announced, `keep` bytes follow and the connection ends."""

    def answer(
        environ: WSGIEnvironment, start: StartResponse, store: WSGIApplication
    ) -> Iterable[bytes]:
        body = b"".join(store(environ, start))
        yield body[:keep]
        _hang_up(environ)

    return answer


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


def _hang_up(environ: WSGIEnvironment) -> None:
    connection: Any = environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)
