"""How a new version of the function takes over from the one before."""

from collections.abc import Sequence

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from .acknowledge import acknowledge

MANAGED = "arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"


class Rollout(Construct):
    """Shifts the alias's traffic step by step; an alarm takes it all back."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        alias: lambda_.Alias,
        config: str,
        alarms: Sequence[cloudwatch.IAlarm],
    ) -> None:
        super().__init__(scope, id)
        self.deployment_group = codedeploy.LambdaDeploymentGroup(
            self,
            "DeploymentGroup",
            alias=alias,
            # The settings know these by the CDK's own names.
            deployment_config=getattr(codedeploy.LambdaDeploymentConfig, config.upper()),
            alarms=list(alarms),
            auto_rollback=codedeploy.AutoRollbackConfig(
                failed_deployment=True, stopped_deployment=True, deployment_in_alarm=True
            ),
        )
        acknowledge(
            self.deployment_group.role,
            f"IAM4[Policy::{MANAGED}]",
            "AWS's own policy for CodeDeploy on Lambda, the limited one of the two",
        )
