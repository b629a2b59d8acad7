"""The emulator's floor: a runtime that sends every event back, with as little work as can be."""

import os
import socket


def main() -> None:
    host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
    with socket.create_connection((host, int(port))) as api:
        api.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        root = "/2018-06-01/runtime/invocation"
        while True:
            api.sendall(f"GET {root}/next HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            headers, event = _read(api)
            path = f"{root}/{headers['lambda-runtime-aws-request-id']}/response"
            head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(event)}\r\n\r\n"
            api.sendall(head.encode() + event)
            _read(api)


def _read(api: socket.socket) -> tuple[dict[str, str], bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        data += api.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")[1:]
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        while not body.endswith(b"0\r\n\r\n"):
            body += api.recv(65536)
        return headers, body.split(b"\r\n", 1)[1].rsplit(b"\r\n0\r\n", 1)[0]
    while len(body) < int(headers.get("content-length", 0)):
        body += api.recv(65536)
    return headers, body


if __name__ == "__main__":
    main()
