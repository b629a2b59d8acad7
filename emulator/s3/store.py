"""S3 on loopback: moto's server, behind a check of every signature."""

import io
import itertools
import os
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import boto3
import botocore.session
from botocore.client import Config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from ..iam.role import Role
from ..iam.signature import Refusal, check_signature
from ..settings import REGION, Credentials
from .refusal import Fault, refuse


@dataclass(frozen=True)
class StoreRequest:
    """A request as it arrived: `path` undecoded with its query, header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    status: int


class ObjectStore:
    """An S3 server on a port of its own. Unsigned and wrongly signed requests are refused.

    With a `reader`, whose the credentials then are, so is what that role's policies do not allow.
    All stores of one process share moto's memory, hence `new_bucket`.
    """

    def __init__(
        self,
        credentials: Credentials | None = None,
        reader: Role | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        self.credentials = credentials or Credentials()
        self.requests: list[StoreRequest] = []
        self._reader = reader
        self._faults: deque[Fault] = deque()
        self._versions: dict[tuple[str, str], str] = {}  # moto's own, by path and id
        self._store: WSGIApplication = DomainDispatcherApplication(create_backend_app)
        self._server = make_server(
            host, 0, self._answer, threaded=True, request_handler=_QuietHandler
        )
        self.url = f"http://{host}:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()
        self._client = _own_session().client(
            "s3",
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id=OWNER.access_key,
            aws_secret_access_key=OWNER.secret_key,
            config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}),
        )

    def create_bucket(self, name: str, versioned: bool = False) -> None:
        """A bucket of this name; with `versioned` it keeps every version of an object."""
        self._client.create_bucket(
            Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        if versioned:
            self._keep_versions(name)

    def ensure_bucket(self, name: str) -> None:
        """A bucket of this name, which another store of this process may have made."""
        known = {bucket["Name"] for bucket in self._client.list_buckets()["Buckets"]}
        if name not in known:
            self.create_bucket(name)

    def new_bucket(self, versioned: bool = False) -> str:
        """A bucket of a name that no other store of this process has."""
        name = f"models-{next(_bucket_numbers)}"
        self.create_bucket(name, versioned)
        return name

    def upload(self, bucket: str, key: str, body: bytes, **more: Any) -> str:
        """Store an object; its version id, empty where the bucket keeps no versions.

        `more` is what else boto3's put_object() takes, such as ContentEncoding.
        """
        stored = self._client.put_object(Bucket=bucket, Key=key, Body=body, **more)
        return stored.get("VersionId", "")

    def upload_as(self, bucket: str, key: str, body: bytes, version: str) -> None:
        """Store an object as the version of this id; as any object where it is empty."""
        if version:
            self._keep_versions(bucket)
            self._versions[f"/{bucket}/{key}", version] = self.upload(bucket, key, body)
        else:
            self.upload(bucket, key, body)

    def fail_next(self, *faults: Fault) -> None:
        """The next requests fail in these ways, one each; see `faults`."""
        self._faults.extend(faults)

    def environment(self) -> dict[str, str]:
        """What a function needs in its environment to use this store."""
        return {"AWS_ENDPOINT_URL_S3": self.url, **self.credentials.environment()}

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        headers = _headers(environ)
        body = _take_body(environ)
        url = f"http://{headers['host']}{environ['RAW_URI']}"

        def recorded(status: str, fields: list[tuple[str, str]], *more: object) -> object:
            code = int(status.split()[0])
            method = environ["REQUEST_METHOD"]
            self.requests.append(StoreRequest(method, environ["RAW_URI"], headers, code))
            return start(status, fields, *more)  # type: ignore[arg-type]

        if self._faults:
            return self._faults.popleft()(environ, recorded, self._store)  # type: ignore[arg-type]
        refusal = self._refusal(environ["REQUEST_METHOD"], url, headers, body)
        if refusal:
            return refuse(recorded, refusal)  # type: ignore[arg-type]
        environ["QUERY_STRING"] = self._own_query(environ)
        return self._store(environ, recorded)  # type: ignore[arg-type]

    # Helpers ----

    def _refusal(
        self, method: str, url: str, headers: dict[str, str], body: bytes
    ) -> Refusal | None:
        if f"Credential={OWNER.access_key}/" in headers.get("authorization", ""):
            return check_signature(method, url, headers, body, OWNER)
        refusal = check_signature(method, url, headers, body, self.credentials)
        if refusal or self._reader is None or self._reader.allows(*_asked(method, url)):
            return refusal
        return Refusal(403, "AccessDenied", self._reader.refusal(*_asked(method, url)))

    def _keep_versions(self, bucket: str) -> None:
        self._client.put_bucket_versioning(
            Bucket=bucket, VersioningConfiguration={"Status": "Enabled"}
        )

    def _own_query(self, environ: WSGIEnvironment) -> str:
        """With moto's id of a version that was stored under another one."""
        query = str(environ["QUERY_STRING"])
        path = environ["PATH_INFO"].encode("latin-1").decode()
        own = self._versions.get((path, unquote(query.removeprefix("versionId="))))
        return f"versionId={own}" if own else query


# Helpers ----

# Who fills the store; the credentials of a store are those of who reads it.
OWNER = Credentials("AKIALOCALOWNER000001", "owner/secret+key", None)


def _asked(method: str, url: str) -> tuple[str, str]:
    """The action and the resource of a request for an object, as IAM names them."""
    parts = urlsplit(url)
    verb = "Get" if method in ("GET", "HEAD") else method.title()
    noun = "ObjectVersion" if "versionId" in parse_qs(parts.query) else "Object"
    return f"s3:{verb}{noun}", f"arn:aws:s3:::{unquote(parts.path).lstrip('/')}"


_bucket_numbers = itertools.count(1)


def _own_session() -> boto3.Session:
    """Nothing of the user's own AWS configuration reaches this store."""
    none = {"profile": (None, None, None, None), "config_file": (None, None, os.devnull, None)}
    return boto3.Session(botocore_session=botocore.session.Session(session_vars=none))


class _QuietHandler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Every request is in `requests`; nothing is printed."""


def _headers(environ: WSGIEnvironment) -> dict[str, str]:
    names = {name: name[5:] for name in environ if name.startswith("HTTP_")}
    names |= {name: name for name in ("CONTENT_TYPE", "CONTENT_LENGTH") if environ.get(name)}
    return {short.replace("_", "-").lower(): environ[name] for name, short in names.items()}


def _take_body(environ: WSGIEnvironment) -> bytes:
    """Read the body and put it back for moto."""
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body
