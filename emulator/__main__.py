"""`make serve`: the whole service on this machine, until Ctrl-C.

`python -m emulator [folder]` serves what the service.toml of that folder describes.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from .aws_lambda.invocation import Invocation
from .cloudformation.template import Template
from .curl_examples import curl_lines, token_for
from .deployment import CONCURRENCY, Deployment
from .errors import BadSetting, LocalLambdaError
from .http_api.access import Access
from .http_api.gateway import Gateway, Served
from .local_page import LocalPage, page_auth
from .settings import REPOSITORY
from .synthesis import synthesize


def main(arguments: Sequence[str]) -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            port = _whole_number("PORT", 8080, 0, 65535)
            workers = _whole_number("WORKERS", 2, 1, 64)
            enforce = _choice("AUTH", ("off", "enforce")) == "enforce"
            serve(Path(arguments[0]) if arguments else REPOSITORY, port, workers, enforce)
    except LocalLambdaError as error:
        print(error, file=sys.stderr)
        return 1
    print("Stopped.", flush=True)
    return 0


def serve(repository: Path, port: int, workers: int, enforce: bool) -> None:
    """What the template of that repository describes; `enforce`: who asks must show who it is."""
    start = time.perf_counter()
    _say("Reading the template, which is synthesized where something in it changed ...")
    template = synthesize(repository)
    _say("Starting the object store and uploading the models, those in your own S3, too ...")
    with Deployment(
        template,
        concurrency=max(workers, CONCURRENCY),
        enforce=enforce,
        on_invoked=_log_invocation,
    ) as deployment:
        page = LocalPage(deployment.http_api, page_auth(template, deployment.access))
        with Gateway(page, port, _log) as gateway:
            _say("Starting R, which fetches and reads the default model ...")
            deployment.warm_up(workers)
            _say_ready(start, workers, curl_lines(deployment, gateway.port))
            _say(f"\n{page.line(gateway.port)}")
            _say_token(template, deployment.access)
            _say(f"\nAWS_ENDPOINT_URL_LAMBDA={deployment.aws_api.url} is for boto3, the AWS CLI")
            _say(f"and the function {template.function.name}.")
            _wait()


# Helpers ----


def _interrupt(_: int, __: FrameType | None) -> None:
    # A second signal must not interrupt the cleaning up.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _whole_number(name: str, default: int, low: int, high: int) -> int:
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise BadSetting(name, text, f"a whole number from {low} to {high}")
    return int(text)


def _choice(name: str, allowed: tuple[str, ...]) -> str:
    text = os.environ.get(name) or allowed[0]
    if text not in allowed:
        raise BadSetting(name, text, " or ".join(allowed))
    return text


def _wait() -> None:
    _say("\nCtrl-C stops everything.")
    while True:
        signal.pause()


def _say_ready(start: float, workers: int, lines: list[str]) -> None:
    seconds = time.perf_counter() - start
    _say(f"Ready after {seconds:.1f} s, with {workers} workers. Try it:\n")
    _say("\n\n".join(lines))


def _say_token(template: Template, access: Access | None) -> None:
    if access and (token := token_for(template.routes[0], access)):
        _say(f"It asks for a token; this one is good for an hour:\n{token}")


def _say(text: str) -> None:
    print(text, flush=True)


def _log_invocation(invocation: Invocation) -> None:
    if invocation.logs:
        print(invocation.logs, end="", file=sys.stderr, flush=True)


def _log(served: Served) -> None:
    """One line per request: what the function wrote above it, why it failed below."""
    if served.invocation:
        _log_invocation(served.invocation)
    request, status = served.request, served.response.status
    reason = f"  {served.failure}" if served.failure else ""
    line = f"{request.method} {request.target} {status} {served.seconds * 1000:.1f} ms{reason}"
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
