"""Alarms, to whom they are told, and the dashboard."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from .dashboard import Dashboard
from .inference_function import InferenceFunction
from .settings import Settings

MINUTE = cdk.Duration.minutes(1)


class Monitoring(Construct):
    """`alarms` of everything, `release_alarms` that take a new version back, `topic`."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        settings: Settings,
        function: InferenceFunction,
        stage: apigatewayv2.HttpStage,
        state_machines: Sequence[sfn.StateMachine],
    ) -> None:
        super().__init__(scope, id)
        self.release_alarms = [
            self._errors(function),
            self._throttles(function),
            self._duration(function, settings.timeout),
            self._server_errors(stage),
        ]
        self.alarms = self.release_alarms + [self._executions(it) for it in state_machines]
        self.topic = self._tell(settings.alarm_email) if settings.alarm_email else None
        self.dashboard = Dashboard(
            self,
            "Dashboard",
            function=function,
            stage=stage,
            state_machines=state_machines,
            alarms=self.alarms,
        )

    def _errors(self, function: InferenceFunction) -> cloudwatch.Alarm:
        return self._alarm(
            "Errors",
            _percent(function.alias.metric_errors(), function.alias.metric_invocations()),
            5,
            "5 % of the function's invocations or more fail: its log says how",
        )

    def _throttles(self, function: InferenceFunction) -> cloudwatch.Alarm:
        return self._alarm(
            "Throttles",
            function.alias.metric_throttles(period=MINUTE),
            1,
            "Requests are refused since no concurrency is left",
        )

    def _duration(self, function: InferenceFunction, timeout: int) -> cloudwatch.Alarm:
        return self._alarm(
            "Duration",
            function.alias.metric_duration(period=MINUTE, statistic="p99"),
            timeout * 1000 * 0.8,
            f"The slowest 1 % of invocations take 80 % of the timeout of {timeout} s or more",
        )

    def _server_errors(self, stage: apigatewayv2.HttpStage) -> cloudwatch.Alarm:
        return self._alarm(
            "ServerErrors",
            _percent(stage.metric_server_error(), stage.metric_count()),
            5,
            "5 % of the API's answers or more are 5xx: the access log has each of them",
        )

    def _executions(self, state_machine: sfn.StateMachine) -> cloudwatch.Alarm:
        lost = cloudwatch.MathExpression(
            expression="failed + late",
            using_metrics={
                "failed": state_machine.metric_failed(),
                "late": state_machine.metric_timed_out(),
            },
            period=MINUTE,
            label="Executions that failed or timed out",
        )
        name = f"{cdk.Names.unique_resource_name(state_machine, max_length=80)}Executions"
        return self._alarm(name, lost, 1, "An ensemble's execution failed: its log says where")

    def _alarm(
        self, id: str, metric: cloudwatch.IMetric, threshold: float, description: str
    ) -> cloudwatch.Alarm:
        """In alarm after two bad minutes of three: soon enough for the shortest canary."""
        return cloudwatch.Alarm(
            self,
            id,
            metric=metric,
            threshold=threshold,
            alarm_description=description,
            evaluation_periods=3,
            datapoints_to_alarm=2,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )

    def _tell(self, email: str) -> sns.Topic:
        topic = sns.Topic(
            self, "Topic", display_name="Alarms of the model service", enforce_ssl=True
        )
        topic.add_subscription(subscriptions.EmailSubscription(email))
        for alarm in self.alarms:
            alarm.add_alarm_action(actions.SnsAction(topic))
            alarm.add_ok_action(actions.SnsAction(topic))
        return topic


# Helpers ----


def _percent(part: cloudwatch.Metric, whole: cloudwatch.Metric) -> cloudwatch.MathExpression:
    return cloudwatch.MathExpression(
        expression="100 * part / MAX([part, whole])",
        using_metrics={"part": part.with_(statistic="Sum"), "whole": whole.with_(statistic="Sum")},
        period=MINUTE,
    )
