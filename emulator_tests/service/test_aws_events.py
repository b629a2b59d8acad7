"""Events that AWS publishes as examples: those of other services are refused by name."""

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest

from emulator.aws_lambda.invocation import Worker

_SPEC = importlib.util.find_spec("samcli")
assert _SPEC and _SPEC.submodule_search_locations
# The templates of `sam local generate-event`, in the package that carries the emulator.
EXAMPLES = Path(_SPEC.submodule_search_locations[0], "lib", "generated_sample_events", "events")
HTTP = {"alb/ALBRequest", "apigateway/AwsProxy", "apigateway/HttpApi"}
OTHERS = sorted(
    {str(file.relative_to(EXAMPLES).with_suffix("")) for file in EXAMPLES.rglob("*.json")} - HTTP
)
BY_NAME = {
    "apigateway/ApiGatewayRestRequestAuthorizer": "an authorizer of API Gateway",
    "cloudfront/CloudFrontABTest": "Amazon CloudFront",
    "cloudwatch/CloudwatchLogs": "Amazon CloudWatch Logs",
    "cloudwatch/ScheduledEvent": "Amazon EventBridge",
    "dynamodb/DynamoDBUpdate": "Amazon DynamoDB",
    "kinesis/Kinesis": "Amazon Kinesis",
    "kinesis/KinesisFirehose": "Amazon Data Firehose",
    "s3/S3Put": "Amazon S3",
    "ses/SesEmailReceiving": "Amazon SES",
    "sns/Sns": "Amazon SNS",
    "sqs/Sqs": "Amazon SQS",
}


def example(name: str) -> Any:
    template = EXAMPLES.joinpath(f"{name}.json").read_text()
    return json.loads(re.sub(r"\{\{\{?\w+\}?\}\}", "1", template))


@pytest.mark.parametrize(("name", "service"), BY_NAME.items(), ids=str)
def test_an_event_of_another_service_is_refused_by_its_name(
    worker: Worker, name: str, service: str
) -> None:
    error = worker.invoke(example(name)).error
    assert error and error.type == "Service.MalformedRequest"
    assert error.message.startswith(f"This is an event of {service}, which this function does not")


@pytest.mark.parametrize("name", sorted(set(OTHERS) - set(BY_NAME)))
def test_no_other_event_is_taken_for_a_record(worker: Worker, name: str) -> None:
    error = worker.invoke(example(name)).error
    assert error
    assert re.match(
        r"This is an event of |One row does not fit\. #/0: The row has none of the model's columns",
        error.message,
    )


def test_there_are_examples_of_many_services() -> None:
    assert len(OTHERS) > 60


@pytest.mark.parametrize("name", sorted(HTTP))
def test_an_http_event_is_answered_over_http(worker: Worker, name: str) -> None:
    assert worker.invoke(example(name)).body["statusCode"] in range(400, 500)
