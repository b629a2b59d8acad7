"""Lambda's Invoke API on loopback, in front of a Python function."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import unquote


class FunctionError(Exception):
    """What the function answers when it fails: `errorType` and `errorMessage`."""


class InvokeApi:
    """`invocations` are what was asked: (function, event), in the order of arrival."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.invocations: list[tuple[str, Any]] = []
        self.function = function
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                event = json.loads(self.rfile.read(int(self.headers["content-length"])))
                api.invocations.append((unquote(self.path.split("/")[3]), event))
                status, headers, answer = api._answer(event)
                body = json.dumps(answer).encode()
                self.send_response(status)
                for name, value in {**headers, "content-length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Every request is in `invocations`; nothing is printed."""

        return Handler

    def _answer(self, event: Any) -> tuple[int, dict[str, str], Any]:
        try:
            return 200, {}, self.function(event)
        except FunctionError as error:
            type, message = error.args
            failure = {"errorType": type, "errorMessage": message, "stackTrace": []}
            return 200, {"X-Amz-Function-Error": "Unhandled"}, failure
