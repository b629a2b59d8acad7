"""A client that sends exactly these bytes, for what no HTTP library would send."""

import socket
from typing import Self
from urllib.parse import urlsplit


class Wire:
    """One connection to the server at `url`, closed after the test."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._socket = socket.create_connection((str(parts.hostname), int(parts.port or 80)), 20)
        self._file = self._socket.makefile("rb")

    def send(self, text: str | bytes) -> None:
        self._socket.sendall(text.encode() if isinstance(text, str) else text)

    def end(self) -> None:
        """Nothing more is sent; the server can still answer."""
        self._socket.shutdown(socket.SHUT_WR)

    def status(self) -> str:
        """The next status line, such as `HTTP/1.1 200 OK`; its headers are passed over."""
        return self.head().partition("\r\n")[0]

    def head(self) -> str:
        """The next status line and its headers; empty where the server has hung up."""
        lines = iter(self._file.readline, b"")
        head = b""
        for line in lines:
            head += line
            if line == b"\r\n":
                break
        return head.decode("latin-1")

    def answer(self) -> tuple[str, bytes]:
        """The next status line and its body of the announced length."""
        head = self.head()
        fields = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if line)
        return head.partition("\r\n")[0], self._file.read(int(fields["content-length"]))

    def rest(self) -> bytes:
        """Everything up to the server's end of the connection."""
        return self._file.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._socket.close()


def ask_raw(url: str, text: str | bytes) -> bytes:
    """All that the server answers to these bytes, with the client's end closed after them."""
    with Wire(url) as wire:
        wire.send(text)
        wire.end()
        return wire.rest()
