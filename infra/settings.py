"""The settings: service.toml, with what `-c key=value` gives on top, checked."""

from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
)
from pydantic_core import PydanticCustomError

from models.errors import BadS3Uri
from models.names import NAME
from models.s3_uri import S3Uri

# What CloudWatch Logs knows.
RETENTION_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653)


def _split(value: object) -> object:
    """A list may be given as one text with commas: that is all that `-c` can give."""
    return value.split(",") if isinstance(value, str) else value


def _known_retention(days: int) -> int:
    if days not in RETENTION_DAYS:
        raise PydanticCustomError("retention", "unknown")
    return days


def _readable_object(uri: str) -> str:
    """In a policy `?` and `*` stand for any characters: it would allow more than this object."""
    try:
        if not {"?", "*"} & set(S3Uri.parse(uri).key):
            return uri
    except BadS3Uri:
        pass
    raise PydanticCustomError("model_uri", "unknown")


# The names of members are in those of states, of which Step Functions takes 80 characters.
Name = Annotated[str, Field(pattern=NAME, max_length=60)]
ModelUri = Annotated[str, AfterValidator(_readable_object)]
Origin = Annotated[str, Field(pattern=r"^https?://[^/*\s]+$")]
Names = Annotated[tuple[Name, ...], BeforeValidator(_split)]
Origins = Annotated[tuple[Origin, ...], BeforeValidator(_split)]
Retention = Annotated[int, AfterValidator(_known_retention)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_split), Field(min_length=1)]

Rollout = Literal[
    "all_at_once",
    "canary_10_percent_5_minutes",
    "canary_10_percent_10_minutes",
    "canary_10_percent_15_minutes",
    "canary_10_percent_30_minutes",
    "linear_10_percent_every_1_minute",
    "linear_10_percent_every_2_minutes",
    "linear_10_percent_every_3_minutes",
    "linear_10_percent_every_10_minutes",
]


class Table(BaseModel):
    """A table of service.toml. A field's description completes the sentence "… must be"."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EnsembleSettings(Table):
    """An [[ensemble]] table."""

    name: Name = Field(description="letters, digits, _ and -, at most 60 of them")
    title: str | None = Field(default=None, min_length=1, description="one line for people")
    members: Names = Field(min_length=2, max_length=40, description="a list of 2 to 40 models")
    combine: Literal["mean", "median", "vote", "none"] = Field(
        default="mean", description='"mean", "median", "vote" or "none"'
    )


class JwtSettings(Table):
    """The [jwt] table: whose tokens are good, and for whom they must be."""

    issuer: str = Field(pattern=r"^https://\S+$", description="an https:// address")
    audience: Texts = Field(description="a list of at least one text")


class WebPageSettings(Table):
    """The [web_page] table."""

    enabled: bool = Field(default=False, description="true or false")
    domain: str | None = Field(
        default=None,
        pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$",
        description='a domain of yours in lower case such as "models.example.org"',
    )
    certificate: str | None = Field(
        default=None,
        pattern=r"^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate/\S+$",
        description="the ARN of a certificate in us-east-1, where CloudFront looks for it",
    )


class Settings(Table):
    """service.toml as a whole. What cannot work together is in combinations.py."""

    name: str = Field(
        default="r-models",
        pattern=r"^[A-Za-z][A-Za-z0-9-]{0,39}$",
        description="a letter, then letters, digits and -, at most 40 in all",
    )
    models: Names | None = Field(
        default=None, min_length=1, description="a list of at least one model's name"
    )
    default_model: Name | None = Field(default=None, description="a model's name")
    model_uri: ModelUri | None = Field(
        default=None,
        description="s3://bucket/key.rds or s3://bucket/path/catalogue.json",
    )
    model_sha256: str | None = Field(
        default=None,
        pattern=r"^[0-9A-Fa-f]{64}$",
        description="the 64 hexadecimal digits that sha256sum prints",
    )
    base: Literal["al2", "al2023"] = Field(default="al2", description='"al2" or "al2023"')
    architecture: Literal["x86_64", "arm64"] = Field(
        default="x86_64", description='"x86_64" or "arm64"'
    )
    memory: int = Field(default=1769, ge=128, le=10240, description="128 to 10240 (MB)")
    timeout: int = Field(default=29, ge=3, le=29, description="3 to 29 (seconds)")
    tmp: int = Field(default=512, ge=512, le=10240, description="512 to 10240 (MB)")
    reserved_concurrency: int | None = Field(
        default=None, ge=1, description="a whole number from 1 on"
    )
    provisioned_concurrency: int | None = Field(
        default=None, ge=1, description="a whole number from 1 on"
    )
    snap_start: bool = Field(default=False, description="true or false")
    rollout: Rollout = Field(
        default="canary_10_percent_5_minutes",
        description="one of " + ", ".join(f'"{name}"' for name in get_args(Rollout)),
    )
    auth: Literal["iam", "jwt", "none"] = Field(default="iam", description='"iam", "jwt" or "none"')
    jwt: JwtSettings | None = Field(default=None, description="a table with issuer and audience")
    cors_origins: Origins = Field(
        default=(), description='a list of origins such as "https://example.org"'
    )
    rate_limit: int = Field(
        default=100, ge=1, le=10000, description="1 to 10000 (requests a second)"
    )
    burst_limit: int = Field(default=200, ge=1, le=5000, description="1 to 5000 (requests)")
    log_level: Literal["DEBUG", "INFO", "WARN", "ERROR", "FATAL"] = Field(
        default="INFO", description='"DEBUG", "INFO", "WARN", "ERROR" or "FATAL"'
    )
    log_retention_days: Retention = Field(
        default=30,
        description="one of " + ", ".join(map(str, RETENTION_DAYS)),
    )
    log_payloads: bool = Field(default=False, description="true or false")
    alarm_email: str | None = Field(
        default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", description="an e-mail address"
    )
    ensemble: tuple[EnsembleSettings, ...] = Field(default=(), description="[[ensemble]] tables")
    web_page: WebPageSettings = Field(
        default=WebPageSettings(), description="a table with enabled, and domain and certificate"
    )
    tags: dict[str, str] = Field(default_factory=dict, description="a table of texts")

    @property
    def ensembles(self) -> tuple[EnsembleSettings, ...]:
        """Those that are deployed: a single model in S3 has none."""
        single = self.model_uri and not S3Uri.parse(self.model_uri).is_catalogue
        return () if single else self.ensemble
