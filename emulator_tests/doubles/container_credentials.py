"""The endpoint that hands out credentials where no variable holds them."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

TOKEN = "a-container's token"


class ContainerCredentials:
    """Answers whoever knows the token; `environment()` tells a function of it."""

    def __init__(self, access_key: str, secret_key: str) -> None:
        answer = json.dumps({"AccessKeyId": access_key, "SecretAccessKey": secret_key}).encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                known = self.headers.get("Authorization") == TOKEN
                self.send_response(200 if known else 401)
                self.end_headers()
                self.wfile.write(answer if known else b"{}")

            def log_message(self, format: str, *args: object) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/credentials"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def environment(self) -> dict[str, str]:
        return {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": self.url,
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": TOKEN,
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
