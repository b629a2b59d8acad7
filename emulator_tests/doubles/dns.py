"""A name server that knows one address, for the container's resolv.conf to point at."""

import socket
import socketserver
import struct

from .background import Background

A_RECORD = 1


class NameServer(Background):
    """Answers every question for an IPv4 address with `address`, on port 53 of `host`."""

    def __init__(self, host: str, address: str) -> None:
        packed = socket.inet_aton(address)

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                question, reply_to = self.request
                reply_to.sendto(_answer(question, packed), self.client_address)

        super().__init__(socketserver.UDPServer((host, 53), Handler))


# Helpers ----


def _answer(message: bytes, address: bytes) -> bytes:
    end = message.index(b"\0", 12) + 5  # the header, the name's last label, type and class
    kind = struct.unpack("!H", message[end - 4 : end - 2])[0]
    known = kind == A_RECORD
    header = message[:2] + struct.pack("!5H", 0x8180, 1, int(known), 0, 0)
    # The record's name is the question's (0xC00C), class IN, for a minute, four bytes.
    record = struct.pack("!3HIH", 0xC00C, A_RECORD, 1, 60, 4) + address
    return header + message[12:end] + (record if known else b"")
