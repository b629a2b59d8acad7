"""HTTPS in front of a plain server, with a certificate from an authority that nobody else knows."""

import contextlib
import socket
import socketserver
import ssl
import threading
from pathlib import Path
from urllib.parse import urlsplit

import trustme

from .background import Background


class TlsFront(Background):
    """Decrypts what comes to `host` for the server at `target`; `url` is its own address.

    The certificate holds for `names`; `authority` is the file of the authority's.
    """

    def __init__(self, target: str, host: str, *names: str, folder: Path, port: int = 0) -> None:
        authority = trustme.CA()
        self.authority = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.authority))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*names).configure_cert(context)
        address = (urlsplit(target).hostname, urlsplit(target).port)

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                # A client that does not trust the certificate hangs up.
                with contextlib.suppress(OSError):
                    client = context.wrap_socket(self.request, server_side=True)
                    with client, socket.create_connection(address) as server:
                        _relay(client, server)

        server = _Server((host, port), Handler)
        self.url = f"https://{host}:{server.server_address[1]}"
        super().__init__(server)


# Helpers ----


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def _relay(client: socket.socket, server: socket.socket) -> None:
    """Until either side has no more."""
    answers = threading.Thread(target=_copy, args=(server, client))
    answers.start()
    _copy(client, server)
    answers.join()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
