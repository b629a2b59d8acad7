"""The alarms and the dashboard: what they watch, and when they ring."""

import json
from typing import Any

import pytest

from emulator.cloudformation.template import Template

from .conftest import Synthesize

ALARM = "AWS::CloudWatch::Alarm"


def test_an_alarm_rings_after_two_bad_minutes_of_three(template: Template) -> None:
    for alarm in template.all(ALARM).values():
        assert (alarm["EvaluationPeriods"], alarm["DatapointsToAlarm"]) == (3, 2)
        assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
        assert alarm["TreatMissingData"] == "notBreaching"
        assert {metric["Period"] for metric in metrics(alarm)} == {60}


@pytest.mark.parametrize(
    ("names", "threshold"),
    [
        ({"AWS/Lambda Errors", "AWS/Lambda Invocations"}, 5),
        ({"AWS/Lambda Throttles"}, 1),
        ({"AWS/Lambda Duration"}, 29_000 * 0.8),
        ({"AWS/ApiGateway 5xx", "AWS/ApiGateway Count"}, 5),
        ({"AWS/States ExecutionsFailed", "AWS/States ExecutionsTimedOut"}, 1),
    ],
    ids=str,
)
def test_each_alarm_has_its_metrics_and_its_threshold(
    template: Template, names: set[str], threshold: float
) -> None:
    alarm = alarm_of(template, names)
    assert alarm["Threshold"] == threshold


@pytest.mark.parametrize("metric", ["Errors", "Throttles", "Duration", "Invocations"])
def test_the_function_is_watched_behind_its_alias(template: Template, metric: str) -> None:
    function = template.function.name
    watched = [
        {pair["Name"]: pair["Value"] for pair in it["Dimensions"]}
        for alarm in template.all(ALARM).values()
        for it in metrics(alarm)
        if it["MetricName"] == metric
    ]
    assert watched == [{"FunctionName": function, "Resource": f"{function}:live"}]


def test_failures_are_counted_against_all_requests(template: Template) -> None:
    errors = alarm_of(template, {"AWS/Lambda Errors", "AWS/Lambda Invocations"})
    server_errors = alarm_of(template, {"AWS/ApiGateway 5xx", "AWS/ApiGateway Count"})
    assert {expression(errors), expression(server_errors)} == {"100 * part / MAX([part, whole])"}
    executions = {"AWS/States ExecutionsFailed", "AWS/States ExecutionsTimedOut"}
    assert expression(alarm_of(template, executions)) == "failed + late"


def test_the_duration_alarm_rings_before_the_timeout(synthesize: Synthesize) -> None:
    duration = alarm_of(synthesize(timeout="10"), {"AWS/Lambda Duration"})
    assert duration["Threshold"] == 8000 and duration["ExtendedStatistic"] == "p99"


def test_a_release_is_taken_back_by_all_alarms_but_the_ensembles(template: Template) -> None:
    group = template.one("AWS::CodeDeploy::DeploymentGroup")
    stop = {alarm["Name"] for alarm in group["AlarmConfiguration"]["Alarms"]}
    alarms = template.all(ALARM)
    others = [alarms[id] for id in alarms.keys() - stop]
    assert len(stop) == 4 and [metrics(alarm)[0]["Namespace"] for alarm in others] == ["AWS/States"]


def test_with_an_address_every_alarm_is_told(synthesize: Synthesize) -> None:
    template = synthesize(alarm_email="me@example.org")
    (topic,) = template.ids("AWS::SNS::Topic")
    alarms = template.all(ALARM).values()
    assert all(alarm["AlarmActions"] == alarm["OKActions"] == [topic] for alarm in alarms)


def test_without_an_address_nobody_is_told(template: Template) -> None:
    assert not template.ids("AWS::SNS::Topic")


def test_the_dashboard_has_the_questions_to_the_log(template: Template) -> None:
    body = dashboard(template)
    for words in ("platform.report", "model loaded", "sum(rows)", "sum(refused)", "boston_blend"):
        assert words in body


def test_the_dashboard_has_every_alarm_and_graphs_of_api_function_and_ensemble(
    template: Template,
) -> None:
    widgets = json.loads(dashboard(template))["widgets"]
    (status,) = (it["properties"] for it in widgets if it["type"] == "alarm")
    assert sorted(status["alarms"]) == sorted(f"{id}.Arn" for id in template.ids(ALARM))
    graphs = {it["properties"]["title"] for it in widgets if it["type"] == "metric"}
    assert graphs == {
        "Requests",
        "Latency, ms",
        "Invocations",
        "Duration, ms",
        "Executions of Ensemble-boston_blend",
        "Duration of Ensemble-boston_blend, ms",
    }


# Helpers ----


def metrics(alarm: dict[str, Any]) -> list[dict[str, Any]]:
    """The metrics of an alarm, each with its period, of whichever form the alarm is."""
    if "MetricName" in alarm:
        return [alarm]
    stats = [it["MetricStat"] for it in alarm["Metrics"] if "MetricStat" in it]
    return [{**stat["Metric"], "Period": stat["Period"]} for stat in stats]


def alarm_of(template: Template, names: set[str]) -> dict[str, Any]:
    """The only alarm of these metrics, written as "namespace name"."""
    (found,) = (
        alarm
        for alarm in template.all(ALARM).values()
        if {f"{it['Namespace']} {it['MetricName']}" for it in metrics(alarm)} == names
    )
    return found


def expression(alarm: dict[str, Any]) -> str:
    (returned,) = (it["Expression"] for it in alarm["Metrics"] if it["ReturnData"])
    return str(returned)


def dashboard(template: Template) -> str:
    return str(template.one("AWS::CloudWatch::Dashboard")["DashboardBody"])
