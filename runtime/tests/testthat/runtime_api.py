"""A Runtime API for the tests of this package, started by helper-runtime-api.R.

Gives the answers of its argument, a JSON array of [status, headers, body], in turn, and ends after
the last. Prints its process id, its port and then each request, a line of JSON each.
"""

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

ANSWERS = json.loads(sys.argv[1])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, extra, text = ANSWERS.pop(0)
        self.send_response(status)
        # One connection per request: a client with two of them is never kept waiting.
        sent = {"Connection": "close", "Content-Length": len(text.encode())} | extra
        for name, value in sent.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(text.encode())
        self.wfile.flush()
        # Last: the test reads this when it has the answer, and a pipe holds 64 KiB.
        say([self.command, self.path, headers, body.decode("latin-1")])

    do_GET = do_POST = answer  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Stdout is for the requests; stderr stays empty."""


def say(value: Any) -> None:
    print(json.dumps(value), flush=True)


class Server(HTTPServer):
    # A test that sends too few requests fails then, and does not wait for ever.
    timeout = 20

    def handle_timeout(self) -> None:
        sys.exit("no request came")


with Server(("127.0.0.1", 0), Handler) as server:
    say(os.getpid())
    say(server.server_port)
    while ANSWERS:
        server.handle_request()
