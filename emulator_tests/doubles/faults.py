"""Ways in which S3 or the network fails, to be injected into the object store."""

import socket
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from emulator.iam.signature import Refusal
from emulator.s3.refusal import Fault, refuse


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


def _hang_up(environ: WSGIEnvironment) -> None:
    connection: Any = environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)
