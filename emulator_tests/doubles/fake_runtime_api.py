"""A Runtime API that can answer what the real emulator never does, and keeps what it was told."""

import contextlib
import json
import queue
import socket
import threading
import time
import uuid
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self

VERSION = "/2018-06-01/runtime/"
OF_THE_PROCESS = ("init/error", "restore/next", "restore/error")
INVOKED_ARN = "arn:aws:lambda:eu-central-1:123456789012:function:model-service:live"


@dataclass(frozen=True)
class Answer:
    """What the API says; `cut` ends the connection in the place of an answer."""

    status: int = 202
    body: bytes = b'{"status":"OK"}\n'
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


CUT = Answer(cut=True)


@dataclass(frozen=True)
class RuntimeRequest:
    """A request of the runtime; `kind` is `next`, `response`, `error` or one of OF_THE_PROCESS."""

    kind: str
    request_id: str
    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.raw)


class FakeRuntimeApi:
    """Serves the events that a test queues. Header names of requests are in lower case."""

    def __init__(self) -> None:
        self.requests: list[RuntimeRequest] = []
        self.changed = threading.Condition(threading.RLock())
        self._events: queue.Queue[Answer] = queue.Queue()
        self._post_answers: dict[str, deque[Answer]] = defaultdict(deque)
        self._server = _Server(self)
        self.address = f"127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def send(
        self,
        event: Any,
        *,
        headers: Mapping[str, str] | None = None,
        without: tuple[str, ...] = (),
    ) -> str:
        """Queue an event (bytes as they are); its request id. `headers` add, `without` removes."""
        request_id = str(uuid.uuid4())
        all_headers = {
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": request_id,
            "Lambda-Runtime-Deadline-Ms": str(int((time.time() + 60) * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": INVOKED_ARN,
            **(headers or {}),
        }
        kept = {name: value for name, value in all_headers.items() if name not in without}
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        self._events.put(Answer(200, body, kept))
        return request_id

    def answer_next(self, answer: Answer) -> None:
        """Answer a poll with this in the place of an event."""
        self._events.put(answer)

    def answer_posts(self, kind: str, *answers: Answer) -> None:
        """The next posts to `response`, `error` or `init/error` are answered so; then 202."""
        self._post_answers[kind].extend(answers)

    def of_kind(self, kind: str) -> list[RuntimeRequest]:
        with self.changed:
            return [request for request in self.requests if request.kind == kind]

    def go_away(self) -> None:
        """The API stops listening and every open connection ends."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._events.put(CUT)
            self._server.hang_up()
            self._server.server_close()

    def take(self, request: RuntimeRequest) -> Answer:
        with self.changed:
            self.requests.append(request)
            self.changed.notify_all()
            planned = self._post_answers[request.kind]
            if request.kind != "next":
                usual = Answer(200 if request.kind == "restore/next" else 202)
                return planned.popleft() if planned else usual
        return self._events.get()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.go_away()


# Helpers ----


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"
    disable_nagle_algorithm: ClassVar[bool] = True

    def _serve(self) -> None:
        answer = self.server.api.take(self._request())
        if answer.cut:
            self.close_connection = True
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    do_GET = do_POST = _serve  # noqa: N815 (the names that http.server looks up)

    def _request(self) -> RuntimeRequest:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        tail = self.path.removeprefix(VERSION).removeprefix("invocation/")
        request_id, _, kind = tail.rpartition("/") if tail not in OF_THE_PROCESS else ("", "", tail)
        headers = {name.lower(): value for name, value in self.headers.items()}
        return RuntimeRequest(kind, request_id, self.path, headers, raw)

    def log_message(self, format: str, *args: object) -> None:
        """Every request is kept; nothing is printed."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, api: FakeRuntimeApi) -> None:
        self.api = api
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def hang_up(self) -> None:
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A runtime that ends in the middle of a request is what some tests are about."""
