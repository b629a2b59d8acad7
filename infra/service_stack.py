"""What one deployment is made of, and who may do what."""

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from .catalogue import ServedCatalogue
from .ensemble import Ensemble, arn_prefix
from .inference_api import InferenceApi
from .inference_function import InferenceFunction
from .model_store import ModelStore
from .monitoring import Monitoring
from .outputs import add_outputs
from .rollout import Rollout
from .settings import Settings
from .web_page.web_page import WebPage


class ServiceStack(cdk.Stack):
    """The whole service: its parts are attributes, its grants are made here.

    `catalogue` is None where the settings name an object that is in S3 already.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        repository: Path,
        settings: Settings,
        catalogue: ServedCatalogue | None,
    ) -> None:
        super().__init__(scope, id, description="Fitted R models behind an HTTPS API")
        self.models = ModelStore(self, "Models", settings=settings, catalogue=catalogue)
        self.function = InferenceFunction(
            self,
            "Inference",
            repository=repository,
            settings=settings,
            environment={
                "S3_MODEL_URI": self.models.uri,
                "MODEL_SHA256": self.models.sha256,
                "STATE_MACHINE_ARN_PREFIX": arn_prefix(self, settings),
            },
        )
        self.ensembles = [
            Ensemble(
                self,
                f"Ensemble-{ensemble.name}",
                ensemble=ensemble,
                settings=settings,
                handler=self.function.alias,
            )
            for ensemble in settings.ensembles
        ]
        self.page = WebPage(self, "Page", settings=settings) if settings.web_page.enabled else None
        self.api = InferenceApi(
            self,
            "Api",
            settings=settings,
            handler=self.function.alias,
            origins=[*settings.cors_origins, *([self.page.url] if self.page else [])],
        )
        if self.page:
            self.page.publish(api=self.api.url)
            # It may want what the new version answers, and stays as it is where that is taken back.
            self.page.documents.node.add_dependency(self.function.alias)
        self.monitoring = Monitoring(
            self,
            "Monitoring",
            settings=settings,
            function=self.function,
            stage=self.api.stage,
            state_machines=[ensemble.state_machine for ensemble in self.ensembles],
        )
        if settings.rollout != "all_at_once":
            self.rollout = Rollout(
                self,
                "Rollout",
                alias=self.function.alias,
                config=settings.rollout,
                alarms=self.monitoring.release_alarms,
            )
        self._grant()
        add_outputs(
            self,
            settings=settings,
            catalogue=catalogue,
            url=self.api.url,
            models=self.models,
            page=self.page,
        )

    def _grant(self) -> None:
        role = self.function.role
        self.function.log_group.grant_write(role)
        # A policy a release: while traffic shifts, and when it shifts back, the version before
        # still reads its own models. CloudFormation deletes the policy of the old release last.
        read = iam.Policy(
            self,
            f"ReadModels{self.models.sha256[:12]}",
            roles=[role],
            statements=self.models.statements(),
        )
        self.models.acknowledge_folder(read)
        self.function.function.node.add_dependency(read)
        if self.ensembles:
            # Not the role's own policy, for which the function waits, and these wait for it.
            start = iam.Policy(self, "StartEnsembles", roles=[role])
            for ensemble in self.ensembles:
                ensemble.state_machine.grant_start_sync_execution(start)
