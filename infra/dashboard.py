"""One page that shows how the service is doing."""

from collections.abc import Sequence
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from .inference_function import InferenceFunction

# Questions to the function's log: Lambda's own reports, and the service's records
# "predicted" (model, rows, refused) and "model loaded" (model, milliseconds).
QUERIES: Final = {
    "Cold starts, and the longest in ms": [
        'filter type = "platform.report" and ispresent(record.metrics.initDurationMs)',
        "stats count(*) as starts, max(record.metrics.initDurationMs) as longest by bin(5m)",
    ],
    "Loading a model, ms": [
        'filter message = "model loaded"',
        "stats avg(milliseconds) as average, max(milliseconds) as longest by model",
    ],
    "Rows a model": [
        'filter message = "predicted"',
        "stats sum(rows) as total, count(*) as requests by model",
    ],
    "Refused rows a model": [
        'filter message = "predicted" and refused > 0',
        "stats sum(refused) as total, count(*) as requests by model",
    ],
}


class Dashboard(Construct):
    """`dashboard`: alarms, the API, the function, questions to its log, and each ensemble."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        function: InferenceFunction,
        stage: apigatewayv2.HttpStage,
        state_machines: Sequence[sfn.StateMachine],
        alarms: Sequence[cloudwatch.IAlarm],
    ) -> None:
        super().__init__(scope, id)
        self.dashboard = cloudwatch.Dashboard(
            self, "Dashboard", default_interval=cdk.Duration.hours(12)
        )
        self.dashboard.add_widgets(
            cloudwatch.AlarmStatusWidget(title="Alarms", width=24, height=3, alarms=list(alarms))
        )
        self.dashboard.add_widgets(*_api(stage))
        self.dashboard.add_widgets(*_function(function))
        self.dashboard.add_widgets(*_queries(function))
        for state_machine in state_machines:
            self.dashboard.add_widgets(*_ensemble(state_machine))


# Helpers ----


def _graph(title: str, *metrics: cloudwatch.IMetric) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(title=title, width=12, left=list(metrics))


def _api(stage: apigatewayv2.HttpStage) -> list[cloudwatch.IWidget]:
    return [
        _graph(
            "Requests",
            stage.metric_count(label="all"),
            stage.metric_client_error(label="4xx"),
            stage.metric_server_error(label="5xx"),
        ),
        _graph(
            "Latency, ms",
            stage.metric_latency(statistic="p50", label="p50"),
            stage.metric_latency(statistic="p99", label="p99"),
            stage.metric_integration_latency(statistic="p99", label="p99 of the function alone"),
        ),
    ]


def _function(function: InferenceFunction) -> list[cloudwatch.IWidget]:
    alias = function.alias
    return [
        _graph(
            "Invocations",
            alias.metric_invocations(label="all"),
            alias.metric_errors(label="failed"),
            alias.metric_throttles(label="refused for want of concurrency"),
        ),
        _graph(
            "Duration, ms",
            alias.metric_duration(statistic="p50", label="p50"),
            alias.metric_duration(statistic="p99", label="p99"),
        ),
    ]


def _queries(function: InferenceFunction) -> list[cloudwatch.IWidget]:
    return [
        cloudwatch.LogQueryWidget(
            title=title,
            width=12,
            log_group_names=[function.log_group.log_group_name],
            query_lines=lines,
            view=cloudwatch.LogQueryVisualizationType.TABLE,
        )
        for title, lines in QUERIES.items()
    ]


def _ensemble(state_machine: sfn.StateMachine) -> list[cloudwatch.IWidget]:
    name = state_machine.node.scope.node.id if state_machine.node.scope else ""
    return [
        _graph(
            f"Executions of {name}",
            state_machine.metric_started(label="started"),
            state_machine.metric_failed(label="failed"),
            state_machine.metric_timed_out(label="timed out"),
        ),
        _graph(
            f"Duration of {name}, ms",
            state_machine.metric_time(statistic="p50", label="p50"),
            state_machine.metric_time(statistic="p99", label="p99"),
        ),
    ]
