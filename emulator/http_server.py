"""A lean HTTP/1.1 server: a thread a connection, keep-alive, one write an answer."""

import contextlib
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

MAX_BODY = 10 * 1024 * 1024
MAX_HEAD = 10_240
DRAIN = 10 * MAX_BODY
HEXADECIMAL = b"0123456789abcdefABCDEF"


@dataclass(frozen=True)
class HttpRequest:
    """A request as it was on the wire; header names keep their case and their repetitions."""

    method: str
    target: str
    protocol: str
    headers: Sequence[tuple[str, str]]
    body: bytes
    source_ip: str

    def header(self, name: str) -> str | None:
        """The first value of this name in any case; None where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True)
class HttpResponse:
    """`Content-Length` and `Connection` are added when it is written."""

    status: int
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""


Respond = Callable[[HttpRequest], HttpResponse]


@dataclass
class RejectedError(Exception):
    """The request is answered without being handed on, and the connection ends."""

    response: HttpResponse
    unread: int = field(default=0)


class HttpServer(socketserver.ThreadingTCPServer):
    """Listens from the moment it is made; answers once `start` was called."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, respond: Respond, reject: Callable[[int], HttpResponse], port: int) -> None:
        self.respond = respond
        self.reject = reject
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        super().__init__(("127.0.0.1", port), _Connection)
        self.port: int = self.server_address[1]

    def start(self) -> None:
        """Answer requests, in threads, until `close`."""
        self._thread.start()

    def close(self) -> None:
        if self._thread.is_alive():
            self.shutdown()
            self._thread.join()
        self.server_close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is expected; anything else is printed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


# Helpers ----


class _Connection(socketserver.StreamRequestHandler):
    server: HttpServer
    disable_nagle_algorithm = True

    def handle(self) -> None:
        try:
            while request := self._read():
                response = self.server.respond(request)
                keep = _keeps_alive(request)
                self._write(response, keep, with_body=request.method != "HEAD")
                if not keep:
                    return
        except RejectedError as rejected:
            self._write(rejected.response, keep=False, with_body=True)
            self._drain(rejected.unread)

    def _read(self) -> HttpRequest | None:
        line = self.rfile.readline(MAX_HEAD + 1)
        if not line.strip():
            return None
        parts = line.decode("latin-1").split()
        if len(parts) != 3 or not parts[2].startswith("HTTP/1."):
            raise RejectedError(self.server.reject(HTTPStatus.BAD_REQUEST))
        headers = self._read_headers(len(line))
        method, target, protocol = parts
        source_ip: str = self.client_address[0]
        return HttpRequest(method, target, protocol, headers, self._read_body(headers), source_ip)

    def _read_headers(self, size: int) -> list[tuple[str, str]]:
        headers = []
        while (line := self.rfile.readline(MAX_HEAD + 1)) not in (b"\r\n", b"\n"):
            size += len(line)
            if size > MAX_HEAD:
                raise RejectedError(
                    self.server.reject(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE), DRAIN
                )
            name, colon, value = line.decode("latin-1").partition(":")
            if not colon or not name or name != name.strip():
                raise RejectedError(self.server.reject(HTTPStatus.BAD_REQUEST))
            headers.append((name, value.strip()))
        return headers

    def _read_body(self, headers: list[tuple[str, str]]) -> bytes:
        fields = {name.lower(): value for name, value in headers}
        length = fields.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            raise RejectedError(self.server.reject(HTTPStatus.BAD_REQUEST))
        if int(length) > MAX_BODY:
            raise RejectedError(self._too_large(), int(length))
        if fields.get("expect", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if fields.get("transfer-encoding", "").lower() == "chunked":
            return self._read_chunks()
        return self._read_exactly(int(length))

    def _read_chunks(self) -> bytes:
        chunks: list[bytes] = []
        total = 0
        while size := self._chunk_size():
            total += size
            if total > MAX_BODY:
                raise RejectedError(self._too_large(), DRAIN)
            chunks.append(self._read_exactly(size))
            self.rfile.readline()
        while self.rfile.readline(MAX_HEAD) not in (b"\r\n", b"\n", b""):
            pass  # trailers
        return b"".join(chunks)

    def _chunk_size(self) -> int:
        digits = self.rfile.readline(64).partition(b";")[0].rstrip()
        # int() would take a sign, "0x" and "_" too, where another server sees another size.
        if not digits or digits.strip(HEXADECIMAL):
            raise RejectedError(self.server.reject(HTTPStatus.BAD_REQUEST))
        return int(digits, 16)

    def _read_exactly(self, size: int) -> bytes:
        body = self.rfile.read(size)
        if len(body) < size:
            raise ConnectionResetError("the client hung up in the middle of a body")
        return body

    def _too_large(self) -> HttpResponse:
        return self.server.reject(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def _write(self, response: HttpResponse, keep: bool, with_body: bool) -> None:
        lines = [f"HTTP/1.1 {response.status} {_REASONS.get(response.status, '')}"]
        lines += [f"{name}: {value}" for name, value in response.headers]
        lines.append(f"Content-Length: {len(response.body)}")
        lines.append(f"Connection: {'keep-alive' if keep else 'close'}\r\n\r\n")
        head = "\r\n".join(lines).encode("utf-8")
        self.request.sendall(head + response.body if with_body else head)

    def _drain(self, unread: int) -> None:
        # Closing with bytes unread would reset the connection before the answer is read.
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(5)
        while unread > 0 and (piece := self.rfile.read1(1 << 16)):
            unread -= len(piece)


_REASONS = {status.value: status.phrase for status in HTTPStatus}


def _keeps_alive(request: HttpRequest) -> bool:
    wish = (request.header("connection") or "").lower()
    return wish != "close" and (request.protocol != "HTTP/1.0" or wish == "keep-alive")
