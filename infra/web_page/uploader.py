"""Puts files into the page's bucket when the stack is deployed, and takes them out with it.

The CDK brings the two functions that do it; ours are their log and what the copying one may do.
"""

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as s3_deployment
from constructs import Construct, IConstruct

from ..acknowledge import acknowledge
from ..service_log import ServiceLog
from ..settings import Settings

# What the CDK calls the functions, both of which stand directly in the stack.
COPIES: Final = "Custom::CDKBucketDeployment"
DELETES: Final = "Custom::S3AutoDeleteObjects"


class Uploader(Construct):
    """Copies zipped files from the `source` bucket, the CDK's, to the `target` bucket."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        settings: Settings,
        source: s3.IBucket,
        target: s3.IBucket,
    ) -> None:
        super().__init__(scope, id)
        self._target = target
        self.log_group = ServiceLog(self, "Log", settings=settings)
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description="Copies the page from the CDK's bucket to its own",
        )
        self._policy = self._allow_copying(source)
        deletes = _function(self, DELETES).node.find_child("Handler")
        assert isinstance(deletes, cdk.CfnResource)
        # The CDK gives it no log group, so Lambda would make one that is kept for ever.
        deletes.add_property_override("LoggingConfig.LogGroup", self.log_group.log_group_name)

    def upload(
        self, id: str, *sources: s3_deployment.ISource, cache_control: str, prefix: str = ""
    ) -> s3_deployment.BucketDeployment:
        """To `prefix` of the bucket, beside what is there already."""
        deployment = s3_deployment.BucketDeployment(
            self,
            id,
            sources=list(sources),
            destination_bucket=self._target,
            destination_key_prefix=prefix or None,
            cache_control=[s3_deployment.CacheControl.from_string(cache_control)],
            prune=False,
            # Of itself it would be let read the models, and delete.
            role=self.role.without_policy_updates(),
            log_group=self.log_group,
        )
        deployment.node.add_dependency(self._policy)
        acknowledge(_function(self, COPIES), "L1", "The CDK chooses the runtime of its function")
        return deployment

    def _allow_copying(self, source: s3.IBucket) -> iam.Policy:
        policy = iam.Policy(self, "Copy", roles=[self.role])
        self.log_group.grant_write(policy)
        for action, resource in {
            "s3:GetObject": source.arn_for_objects("*.zip"),
            "s3:ListBucket": self._target.bucket_arn,
            "s3:PutObject": self._target.arn_for_objects("*"),
        }.items():
            policy.add_statements(iam.PolicyStatement(actions=[action], resources=[resource]))
        stack = cdk.Stack.of(self)
        assets = (
            f"cdk-{stack.synthesizer.bootstrap_qualifier}-assets-<AWS::AccountId>-<AWS::Region>"
        )
        acknowledge(
            policy,
            f"IAM5[Resource::arn:<AWS::Partition>:s3:::{assets}/*.zip]",
            "The CDK keeps to itself under which keys it zips; no model is a .zip",
        )
        own = stack.resolve(self._target.bucket_arn)["Fn::GetAtt"][0]
        acknowledge(policy, f"IAM5[Resource::<{own}.Arn>/*]", "The bucket is for these files only")
        return policy


# Helpers ----


def _function(scope: Construct, name: str) -> IConstruct:
    children = cdk.Stack.of(scope).node.children
    return next(child for child in children if child.node.id.startswith(name))
