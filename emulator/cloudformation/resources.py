"""What a template describes, in the parts that the local service has."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..iam.role import Role


@dataclass(frozen=True)
class Function:
    """The one function. `qualifiers` are its aliases and versions."""

    name: str
    arn: str
    environment: Mapping[str, str]
    timeout: int
    memory: int
    concurrency: int | None
    qualifiers: tuple[str, ...]
    role: Role


@dataclass(frozen=True)
class Jwt:
    """Whose tokens are good, and for whom they must be."""

    issuer: str
    audience: tuple[str, ...]


@dataclass(frozen=True)
class ApiRoute:
    """`key` is "POST /models/{name}/predict" or "$default"; `auth` is AWS_IAM, JWT or NONE.

    A token must have one of the `scopes` where there are any; `permitted`: whether the function
    lets the API invoke it for this route.
    """

    key: str
    timeout: float
    auth: str
    jwt: Jwt | None = None
    permitted: bool = True
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Throttling:
    """Requests a second over time, and how many at once before that counts."""

    rate: float
    burst: int


@dataclass(frozen=True)
class Cors:
    """What an HTTP API answers to pages of other origins; `max_age` is in seconds."""

    origins: tuple[str, ...]
    methods: tuple[str, ...]
    headers: tuple[str, ...]
    exposed: tuple[str, ...]
    max_age: int | None
    credentials: bool


@dataclass(frozen=True)
class StateMachine:
    """`definition` is JSON text."""

    name: str
    arn: str
    definition: str
    role: Role


@dataclass(frozen=True)
class Asset:
    """A file and where `cdk deploy` uploads it."""

    bucket: str
    key: str
    file: Path
