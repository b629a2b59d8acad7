"""A log group as every part of the service has one."""

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from constructs import Construct

from .settings import Settings

DAYS: Final = logs.RetentionDays
RETENTION: Final = {
    1: DAYS.ONE_DAY,
    3: DAYS.THREE_DAYS,
    5: DAYS.FIVE_DAYS,
    7: DAYS.ONE_WEEK,
    14: DAYS.TWO_WEEKS,
    30: DAYS.ONE_MONTH,
    60: DAYS.TWO_MONTHS,
    90: DAYS.THREE_MONTHS,
    120: DAYS.FOUR_MONTHS,
    150: DAYS.FIVE_MONTHS,
    180: DAYS.SIX_MONTHS,
    365: DAYS.ONE_YEAR,
    400: DAYS.THIRTEEN_MONTHS,
    545: DAYS.EIGHTEEN_MONTHS,
    731: DAYS.TWO_YEARS,
    1096: DAYS.THREE_YEARS,
    1827: DAYS.FIVE_YEARS,
    3653: DAYS.TEN_YEARS,
}


class ServiceLog(logs.LogGroup):
    """Kept for as long as the settings say; deleted with the stack.

    `vended` names the AWS service that writes it: only under that prefix does its permission
    not use up the account's small number of log resource policies.
    https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
    """

    def __init__(
        self, scope: Construct, id: str, *, settings: Settings, vended: str | None = None
    ) -> None:
        super().__init__(
            scope,
            id,
            log_group_name=f"/aws/vendedlogs/{vended}" if vended else None,
            retention=RETENTION[settings.log_retention_days],
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
