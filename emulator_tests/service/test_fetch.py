"""What S3 and the network do to a fetch: tried again, or one sentence in time."""

import re
import socket

import pytest

from emulator.s3.refusal import Fault
from emulator.s3.store import ObjectStore

from ..doubles import faults
from ..fixtures import Ping
from ..support.pinging import FOREST, KEY, init_error


@pytest.mark.parametrize(
    "fault",
    [
        faults.status(429, "TooManyRequests"),
        faults.status(500),
        faults.status(502, "BadGateway"),
        faults.status(503, "SlowDown"),
        faults.status(504, "GatewayTimeout"),
        faults.connection_cut(),
        faults.truncated(1000),
    ],
    ids=["429", "500", "502", "503", "504", "cut", "truncated"],
)
def test_what_passes_is_tried_again(
    ping: Ping, object_store: ObjectStore, model_bucket: str, fault: Fault
) -> None:
    object_store.upload(model_bucket, KEY, FOREST.read_bytes())
    object_store.fail_next(fault, fault)
    assert ping(f"s3://{model_bucket}/{KEY}").error is None


def test_what_does_not_pass_ends_in_time_with_a_sentence(ping: Ping) -> None:
    closed = "http://127.0.0.1:1"
    error = init_error(ping("s3://bucket/model.rds", AWS_ENDPOINT_URL_S3=closed))
    assert error.type == "Model.FetchFailed"
    assert "s3://bucket/model.rds" in error.message and "attempts" in error.message


@pytest.mark.parametrize(
    ("fault", "error_type", "advice"),
    [
        (faults.status(403, "AccessDenied"), "Model.AccessDenied", "s3:GetObject"),
        (faults.status(404, "NoSuchKey"), "Model.NotFound", "check the bucket, the key"),
        (faults.status(301, "PermanentRedirect", "eu-west-1"), "Model.WrongRegion", "eu-west-1"),
        (faults.status(400, "ExpiredToken"), "Model.FetchFailed", "ExpiredToken"),
        (faults.status(403, "RequestTimeTooSkewed"), "Model.FetchFailed", "RequestTimeTooSkewed"),
        (faults.redirect("http://127.0.0.1:1/"), "Model.FetchFailed", "S3 answered 307"),
    ],
)
def test_a_refusal_is_told_at_once_with_what_to_do(
    ping: Ping,
    object_store: ObjectStore,
    model_bucket: str,
    fault: Fault,
    error_type: str,
    advice: str,
) -> None:
    object_store.fail_next(fault)
    object_store.requests.clear()
    error = init_error(ping(f"s3://{model_bucket}/{KEY}"))
    assert error.type == error_type
    assert f"s3://{model_bucket}/{KEY}" in error.message and advice in error.message
    assert len(object_store.requests) == 1


def test_the_wrong_region_is_told_with_the_right_one(
    ping: Ping, object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, FOREST.read_bytes())
    error = init_error(ping(f"s3://{model_bucket}/{KEY}", AWS_REGION="us-west-2"))
    assert "set AWS_REGION to eu-central-1" in error.message


def test_a_server_that_never_answers_is_told_before_lambda_ends_the_init(ping: Ping) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        error = init_error(ping("s3://bucket/model.rds", AWS_ENDPOINT_URL_S3=endpoint))
    assert error.type == "Model.FetchFailed"
    # Two times 5 s would be more than the 10 s of an init.
    assert re.search(r"in 2 attempts .* the last [12] seconds", error.message)


def test_a_body_that_stays_truncated_is_an_init_error(
    ping: Ping, object_store: ObjectStore, model_bucket: str
) -> None:
    object_store.upload(model_bucket, KEY, FOREST.read_bytes())
    object_store.fail_next(*[faults.truncated(1000)] * 50)
    error = init_error(ping(f"s3://{model_bucket}/{KEY}"))
    assert error.type == "Model.FetchFailed" and "bytes" in error.message
