"""The real service with its page, and what a test does to it: stop it, start it, make it fail."""

import threading
from collections import deque
from typing import Self

from emulator.http_api.gateway import Gateway, MatchedRoute, Router
from emulator.http_api.response import error_response
from emulator.http_server import HttpRequest, HttpResponse
from emulator.local_page import PREFIX, LocalPage


class Troubled:
    """A router that can be told how to answer the API's next requests, in place of the API."""

    def __init__(self, api: Router) -> None:
        self._api = api
        self._answers: deque[HttpResponse] = deque()
        self._open = threading.Event()
        self._open.set()
        self.requests: list[HttpRequest] = []

    def __call__(self, request: HttpRequest) -> MatchedRoute | HttpResponse:
        self.requests.append(request)
        self._open.wait()
        return self._answers.popleft() if self._answers else self._api(request)

    def finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return self._api.finish(request, response)

    def fail_next(self, status: int, times: int = 1) -> None:
        """As the HTTP API itself answers."""
        self._answers.extend([error_response(status, "Refused")] * times)

    def hold(self) -> None:
        """No request is answered until `go_on`."""
        self._open.clear()

    def go_on(self) -> None:
        self._open.set()

    def predictions(self) -> list[HttpRequest]:
        return [request for request in self.requests if request.method == "POST"]


class PageService:
    """The page and its API at `url`; it can go down and come back at the same port."""

    def __init__(self, api: Router, auth: str = "none") -> None:
        self.api = Troubled(api)
        self._page = LocalPage(self.api, auth)
        assert not self._page.problem, self._page.problem
        self._gateway = Gateway(self._page)
        self.port = self._gateway.port
        self.origin = f"http://localhost:{self.port}"
        self.url = f"{self.origin}{PREFIX}"

    def go_down(self) -> None:
        self._gateway.close()

    def come_back(self) -> None:
        self._gateway = Gateway(self._page, self.port)

    def close(self) -> None:
        self.api.go_on()
        self._gateway.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
