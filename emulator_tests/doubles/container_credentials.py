"""The endpoint that hands out credentials where no variable holds them."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from emulator.settings import Credentials

TOKEN = "a-container's token"


class ContainerCredentials:
    """Answers whoever knows the token; `environment()` tells a function of it."""

    def __init__(self, keys: Credentials) -> None:
        known = {"AccessKeyId": keys.access_key, "SecretAccessKey": keys.secret_key}
        session = {"Token": keys.session_token} if keys.session_token else {}
        answer = json.dumps({**known, **session}).encode()

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
