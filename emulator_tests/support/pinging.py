"""A function that is asked for /ping once it has its model."""

from emulator.aws_lambda.invocation import FunctionError, Invocation
from emulator.settings import REPOSITORY

FOREST = REPOSITORY / "models" / "dist" / "boston_forest" / "model.rds"
KEY = "boston_forest/model.rds"
PING = {
    "version": "2.0",
    "rawPath": "/ping",
    "headers": {},
    "requestContext": {"http": {"method": "GET"}, "stage": "$default"},
}


def init_error(invocation: Invocation) -> FunctionError:
    assert invocation.error is not None, invocation.payload
    assert invocation.error.kind == "init", invocation.error
    return invocation.error
