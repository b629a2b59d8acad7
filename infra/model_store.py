"""Where the function finds its models, and what it must be allowed in order to read them."""

import hashlib
import tempfile
from pathlib import Path

from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3_assets as s3_assets
from constructs import Construct

from models.s3_uri import S3Uri

from .acknowledge import acknowledge
from .catalogue import ServedCatalogue, ServedModel, published
from .s3_object import object_arn, read_action
from .settings import Settings


class ModelStore(Construct):
    """Model files and catalogue as assets, or an object that is in S3 already.

    An asset's key is the digest of its content, so a changed model is a new `uri` and a new
    `sha256`. The assets of a stack lie side by side in one bucket: the artifact of a model is,
    relative to the catalogue, the last part of its asset's key.
    """

    def __init__(
        self, scope: Construct, id: str, *, settings: Settings, catalogue: ServedCatalogue | None
    ) -> None:
        super().__init__(scope, id)
        self.objects: list[S3Uri] = []
        if catalogue is None:
            self.sha256 = str(settings.model_sha256).lower()
            self.source = S3Uri.parse(str(settings.model_uri))
            self._read_existing()
        else:
            artifacts = {model.name: self._place(model) for model in catalogue.models}
            text = published(catalogue, settings, artifacts)
            self.sha256 = hashlib.sha256(text.encode()).hexdigest()
            self.source = self._upload_catalogue(text)
        self.uri = str(self.source)

    def statements(self) -> list[iam.PolicyStatement]:
        """Reading these objects and nothing else."""
        actions = sorted({read_action(item) for item in self.objects})
        return [
            iam.PolicyStatement(
                actions=[action],
                resources=[object_arn(it) for it in self.objects if read_action(it) == action],
            )
            for action in actions
        ]

    def acknowledge_folder(self, policy: iam.Policy) -> None:
        """Where a catalogue in S3 is served, the policy has a `*`."""
        for item in (item for item in self.objects if item.key.endswith("*")):
            acknowledge(
                policy,
                f"IAM5[Resource::arn:<AWS::Partition>:s3:::{item.bucket}/{item.key}]",
                "What lies in the catalogue's folder is known only when the catalogue is read",
            )

    def _read_existing(self) -> None:
        self.objects.append(self.source)
        if self.source.is_catalogue:
            self.objects.append(self.source.beside("*"))

    def _place(self, model: ServedModel) -> str:
        if isinstance(model.source, S3Uri):
            self.objects.append(model.source)
            return str(model.source)
        asset = s3_assets.Asset(
            self, f"Model-{model.name}", path=str(model.source), display_name=f"Model {model.name}"
        )
        self.objects.append(S3Uri(asset.s3_bucket_name, asset.s3_object_key))
        return asset.s3_object_key.rpartition("/")[2]

    def _upload_catalogue(self, text: str) -> S3Uri:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "catalogue.json"
            file.write_bytes(text.encode())
            asset = s3_assets.Asset(
                self, "Catalogue", path=str(file), display_name="Catalogue of the models"
            )
        source = S3Uri(asset.s3_bucket_name, asset.s3_object_key)
        self.objects.append(source)
        return source
