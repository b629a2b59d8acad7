"""What brings each error of docs/errors.md about: the code of a handler and what it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from emulator.s3.refusal import Fault

from ..doubles import faults
from ..doubles.fake_runtime_api import Answer

CLOSED = "http://127.0.0.1:1"


@dataclass(frozen=True)
class Provocation:
    """A handler.R; `posts` is how the Runtime API answers its first post, `fault` what S3 does."""

    code: str
    event: Any = None
    handler: str = "handler.handler"
    environment: Mapping[str, str] = field(default_factory=dict)
    next: Answer | None = None
    posts: Answer | None = None
    fault: Fault | None = None
    goes_away: bool = False


def _saved(fit: str) -> str:
    return f"""
    file <- tempfile(fileext = ".rds")
    saveRDS({fit}, file)
    modelservice::start_service(c(S3_MODEL_URI = paste0("file://", file)))
    """


def _saving(fit: str, **arguments: str) -> Provocation:
    given = "".join(f", {name} = {value}" for name, value in arguments.items())
    call = f'modelservice::save_model({fit}, "a", datasets::cars{given}, dir = tempfile())'
    return Provocation(f"twice <- function(x) 2 * x\n{call}")


def _start(fault: Fault | None = None, **environment: str) -> Provocation:
    return Provocation("modelservice::start_service()", environment=environment, fault=fault)


# A catalogue whose card has another golden answer than the file gives.
_GOLDEN = """
folder <- tempfile()
cars <- datasets::mtcars
modelservice::save_model(lm(mpg ~ wt + hp, cars), "a", cars, dir = folder)
card <- lambdaruntime::parse_json(
  paste(readLines(file.path(folder, "model.json")), collapse = "")
)
card$artifact <- "model.rds"
card$golden$predictions[[1]] <- 1
uri <- file.path(folder, "catalogue.json")
writeLines(lambdaruntime::to_json(list(models = list(card))), uri)
modelservice::start_service(c(S3_MODEL_URI = paste0("file://", uri)))
"""

_LM = "lm(dist ~ speed, datasets::cars)"
_ECHO = "handler <- function(event) event"
_SNAP_START = {"AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"}
_NO_KEYS = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}

RUNTIME = {
    "Function.Error": Provocation("handler <- function(event) stop('no')", {}),
    "Runtime.NoRuntimeApi": Provocation(_ECHO, environment={"AWS_LAMBDA_RUNTIME_API": ""}),
    "Runtime.HandlerName": Provocation(_ECHO, handler="handler"),
    "Runtime.HandlerFileMissing": Provocation(_ECHO, handler="absent.handler"),
    "Runtime.HandlerSyntax": Provocation("handler <- function("),
    "Runtime.HandlerMissing": Provocation("other <- 1"),
    "Runtime.HandlerNotFunction": Provocation("handler <- 1"),
    "Runtime.InvalidJson": Provocation(_ECHO, b"{"),
    "Runtime.InvalidOutput": Provocation("handler <- function(event) globalenv()", {}),
    "Runtime.ResponseTooLarge": Provocation(_ECHO, {}, posts=Answer(413)),
    "Runtime.ApiFailed": Provocation(_ECHO, {}, posts=Answer(500)),
    "Runtime.ApiRefused": Provocation(_ECHO, next=Answer(403)),
    "Runtime.ApiUnreachable": Provocation(_ECHO, goes_away=True),
    "Runtime.BeforeSnapshotError": Provocation(
        "lambdaruntime::before_snapshot(function() stop('no'))\n" + _ECHO, environment=_SNAP_START
    ),
    "Runtime.AfterRestoreError": Provocation(
        "lambdaruntime::after_restore(function() stop('no'))\n" + _ECHO, environment=_SNAP_START
    ),
}

MODEL = {
    "Model.NoUri": _start(S3_MODEL_URI=""),
    "Model.BadUri": _start(S3_MODEL_URI="https://bucket/model.rds"),
    "Model.NotFound": _start(S3_MODEL_URI="file:///no/such.rds"),
    "Model.NoRegion": _start(AWS_REGION="", AWS_DEFAULT_REGION=""),
    "Model.NoCredentials": _start(None, **_NO_KEYS),
    "Model.WrongRegion": _start(faults.status(301, "PermanentRedirect", "eu-west-1")),
    "Model.AccessDenied": _start(faults.status(403, "AccessDenied")),
    "Model.FetchFailed": _start(faults.status(400, "ExpiredToken")),
    "Model.TooLarge": _start(AWS_LAMBDA_FUNCTION_MEMORY_SIZE="1"),
    "Model.BadDigest": _start(MODEL_SHA256="abc"),
    "Model.WrongDigest": _start(MODEL_SHA256="0" * 64),
    "Model.NotRds": _start(),
    "Model.BadCatalogue": Provocation("""
    file <- tempfile(fileext = ".json")
    writeLines("{}", file)
    modelservice::start_service(c(S3_MODEL_URI = paste0("file://", file)))
    """),
    "Model.PackageMissing": Provocation(
        'model_packages.rare <- function(fit) "no.such.package"\n'
        "model_predict.rare <- function(fit, rows, options) 1\n"
        + _saved('structure(list(), class = "rare")')
    ),
    "Model.UnknownKind": Provocation(_saved('list(a = "table")')),
    "Model.LevelsUnknown": Provocation(
        _saved("e1071::svm(dist ~ fast, transform(datasets::cars, fast = factor(speed > 15)))")
    ),
    "Model.TypeUnknown": Provocation(_saved("lm(dist ~ as.numeric(speed), datasets::cars)")),
    "Model.ObjectMissing": Provocation(
        "twice <- function(x) 2 * x\n" + _saved("lm(dist ~ twice(speed), datasets::cars)")
    ),
    "Model.ChoiceMissing": Provocation(
        _saved("glmnet::glmnet(as.matrix(datasets::mtcars[-1]), datasets::mtcars$mpg)")
    ),
    "Model.CannotPredict": Provocation(_saved(f"utils::modifyList({_LM}, list(qr = NULL))")),
    "Model.GoldenDiffers": Provocation(_GOLDEN),
    "Model.ProofFailed": _saving(_LM, predict="function(fit, rows) twice(rows$speed)"),
    "Model.BadProof": _saving(_LM, proof="1:3"),
    "Model.BadColumn": Provocation('modelservice::input_column("x", "complex")'),
    "Model.BadChoice": _saving(_LM, choose="list(times = 1)"),
    "Model.BadName": Provocation('modelservice::save_model(NULL, "a b", datasets::cars)'),
    "Model.BadData": Provocation(
        'modelservice::save_model(lm(dist ~ speed, datasets::cars), "a", datasets::iris)'
    ),
}

# A model that fails above a speed of 1000 and gives a value too many at 999, one with another
# file's digest, and an ensemble whose Step Functions do not answer.
SERVICE = """
folder <- tempfile()
cars <- datasets::cars
fails <- function(fit, rows) {
  if (any(rows$speed > 1000)) stop("no")
  c(rows$speed / 3, if (any(rows$speed == 999)) 0)
}
cars$on <- as.Date("2026-01-01")
cars$road <- factor("dry")
modelservice::save_model(
  list(), "braking", cars, inputs = c("speed", "on", "road"), predict = fails, dir = folder
)
card <- lambdaruntime::parse_json(
  paste(readLines(file.path(folder, "model.json")), collapse = "")
)
card$artifact <- "model.rds"
other <- utils::modifyList(card, list(name = "other", sha256 = strrep("0", 64)))
pair <- list(name = "pair", kind = "ensemble", members = I("braking"))
uri <- file.path(folder, "catalogue.json")
writeLines(lambdaruntime::to_json(list(models = list(card, other, pair))), uri)
service <- modelservice::start_service(
  c(
    S3_MODEL_URI = paste0("file://", uri),
    STATE_MACHINE_ARN_PREFIX = "arn:aws:states:eu-central-1:123456789012:stateMachine:",
    AWS_ENDPOINT_URL_SFN = "http://127.0.0.1:1",
    Sys.getenv()
  )
)
handler <- function(event, context) modelservice::answer(service, event, context)
"""
ROW = {"speed": 10, "on": "2026-01-31", "road": "dry"}
_MANY = {name: [value] * 340_000 for name, value in ROW.items()}

DIRECT = {
    "Service.MalformedRequest": {"instances": []},
    "Service.NotFound": {"model": "nobody", "instances": [ROW]},
    "Service.TooLarge": {"inputs": _MANY},
    "Service.InvalidInput": {"speed": "fast"},
    "Service.MemberFailed": {"model": "pair", "instances": [ROW]},
    "Service.ModelUnavailable": {"model": "other", "instances": [ROW]},
    "Model.BadAnswer": {**ROW, "speed": 999},
}

# Method, path, body, content type.
HTTP = {
    "malformed-request": ("POST", "/predict", "{", "application/json"),
    "not-found": ("GET", "/nowhere", "", "application/json"),
    "method-not-allowed": ("GET", "/predict", "", "application/json"),
    "too-large": ("POST", "/predict", {"inputs": _MANY}, "application/json"),
    "unsupported-media-type": ("POST", "/predict", ROW, "image/png"),
    "invalid-input": ("POST", "/predict", {"speed": "fast"}, "application/json"),
    "internal": ("POST", "/predict", {**ROW, "speed": 2000}, "application/json"),
    "member-failed": ("POST", "/models/pair/predict", ROW, "application/json"),
    "model-unavailable": ("POST", "/models/other/predict", ROW, "application/json"),
}

# A row for each.
CODES = {
    "missing": {"speed": 10, "road": "dry"},
    "null": {**ROW, "speed": None},
    "wrong_type": {**ROW, "speed": "fast"},
    "unknown_level": {**ROW, "road": "icy"},
    "out_of_range": {**ROW, "speed": 2**53 + 1},
    "not_a_date": {**ROW, "on": "31.1.2026"},
    "no_columns": {"colour": "red"},
}
