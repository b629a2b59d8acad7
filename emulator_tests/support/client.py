"""An HTTP client of one server."""

from typing import Any, Self

import requests

from emulator.aws_lambda.pool import WorkerPool


class Client:
    """`pool` is there where the test started the workers itself."""

    def __init__(self, url: str, pool: WorkerPool | None = None) -> None:
        self.url = url
        self.pool = pool
        self._session = requests.Session()
        self._session.trust_env = False

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        return self._session.request(method, self.url + path, timeout=60, **options)

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self.request("POST", path, **options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()
