"""The Lambda function: the image, its role, its log and the alias that clients call."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from .acknowledge import acknowledge
from .service_log import ServiceLog
from .settings import Settings

BASES: Final = {
    "al2": "public.ecr.aws/lambda/provided:al2",
    "al2023": "public.ecr.aws/lambda/provided:al2023",
}
ARCHITECTURES: Final = {
    "x86_64": (lambda_.Architecture.X86_64, ecr_assets.Platform.LINUX_AMD64),
    "arm64": (lambda_.Architecture.ARM_64, ecr_assets.Platform.LINUX_ARM64),
}


class InferenceFunction(Construct):
    """`function`, its `alias` named live, its `role` and its `log_group`."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        repository: Path,
        settings: Settings,
        environment: Mapping[str, str],
    ) -> None:
        super().__init__(scope, id)
        self.log_group = ServiceLog(self, "Log", settings=settings)
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description="What the model service may do: write its log, read its models",
        )
        self.function = self._function(repository, settings, environment)
        self.alias = lambda_.Alias(
            self,
            "Live",
            alias_name="live",
            version=self.function.current_version,
            provisioned_concurrent_executions=settings.provisioned_concurrency,
            description="What the API and the ensembles call",
        )
        self._say(settings)

    def _function(
        self, repository: Path, settings: Settings, environment: Mapping[str, str]
    ) -> lambda_.DockerImageFunction:
        architecture, platform = ARCHITECTURES[settings.architecture]
        return lambda_.DockerImageFunction(
            self,
            "Function",
            description="Serves fitted R models",
            code=lambda_.DockerImageCode.from_image_asset(
                str(repository),
                file="lambda_image/Dockerfile",
                build_args={"LAMBDA_BASE": BASES[settings.base]},
                # On top of .dockerignore: a new model must not make a new image.
                exclude=["models"],
                platform=platform,
                display_name="R and the model service",
            ),
            architecture=architecture,
            role=self.role,
            memory_size=settings.memory,
            timeout=cdk.Duration.seconds(settings.timeout),
            ephemeral_storage_size=cdk.Size.mebibytes(settings.tmp),
            environment=dict(environment),
            log_group=self.log_group,
            logging_format=lambda_.LoggingFormat.JSON,
            application_log_level_v2=lambda_.ApplicationLogLevel[settings.log_level],
            # The dashboard counts cold starts in the platform's own reports.
            system_log_level_v2=lambda_.SystemLogLevel.INFO,
            tracing=lambda_.Tracing.ACTIVE,
            reserved_concurrent_executions=settings.reserved_concurrency,
            snap_start=lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS if settings.snap_start else None,
        )

    def _say(self, settings: Settings) -> None:
        acknowledge(
            self.role,
            "IAM5[Resource::*]",
            "X-Ray knows no resources, so sending it traces is allowed on *",
        )
        if settings.base == "al2":
            cdk.Annotations.of(self).add_warning_v2(
                "base-al2-out-of-support",
                "Amazon Linux 2 gets no security fixes since 2026-07-31; it still runs."
                ' base = "al2023" in service.toml is the newer one.',
            )
        if settings.snap_start:
            cdk.Annotations.of(self.function).acknowledge_warning(
                "@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias is of a published version"
            )
