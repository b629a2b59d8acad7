"""What no OpenAPI document can say, told to schemathesis, which SCHEMATHESIS_HOOKS leads here.

A CSV has a header line and rows that fit, columns are of one length, with `inputs` around them or
without, `level` goes with an interval, an answer has one form, and `on_error=null` accepts bad
rows.
"""

from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import RejectedPositiveData

from .cards import NAMES, example

# Extra columns are ignored, so that these rows fit every model.
_ROW = {column: value for name in NAMES for column, value in example(name).items()}
_HEADER = ",".join(_ROW)
_LINE = ",".join(str(value) for value in _ROW.values())

tables = st.integers(1, 5).map(lambda n: "\r\n".join([_HEADER, *[_LINE] * n]).encode())
schemathesis.openapi.media_type("text/csv", tables)


@schemathesis.hook
def filter_failure(
    _: schemathesis.HookContext,
    failure: Failure,
    case: schemathesis.Case[Any],
    response: schemathesis.Response,
) -> bool:
    """Whether it is one."""
    query = case.query or {}
    if isinstance(failure, RejectedPositiveData):
        has_interval = query.get("interval", "none") != "none"
        forms = {"type", "interval", "se", "times", "quantiles"} & {*query}
        has_one_form = len(forms) < 2 and (has_interval or "level" not in query)
        return not _is_ragged(case.body) and has_one_form
    # Bad rows are answered with null where it is asked for, their errors beside.
    answered = isinstance(failure, AcceptedNegativeData) and "error_count" in response.json()
    return not (answered and query.get("on_error") == "null")


# Helpers ----


def _is_ragged(body: Any) -> bool:
    """Whether the columns of the body are not of one length."""
    if not isinstance(body, dict):
        return False
    columns = body.get("inputs", body)
    if not isinstance(columns, dict):
        return False
    return len({len(column) for column in columns.values() if isinstance(column, list)}) > 1
