"""What a role of the template may do, as moto's IAM reads its policies."""

import json
import re
from dataclasses import dataclass
from functools import cache

from moto.iam.access_control import IAMPolicy, PermissionResult


@dataclass(frozen=True)
class Role:
    """`policies` are documents as JSON text; those that AWS manages are not among them."""

    name: str
    policies: tuple[str, ...]

    def allows(self, action: str, resource: str) -> bool:
        """Whether one policy allows this and none denies it."""
        return _allows(self.policies, action, resource)

    def refusal(self, action: str, resource: str) -> str:
        """AWS's words for what is not allowed."""
        return (
            f"User: {self.name} is not authorized to perform: {action} on resource: {resource}"
            " because no identity-based policy allows the action"
        )


# Helpers ----


@cache
def _allows(policies: tuple[str, ...], action: str, resource: str) -> bool:
    readable = [IAMPolicy(_literal(policy)) for policy in policies]
    results = {policy.is_action_permitted(action, resource) for policy in readable}
    return PermissionResult.PERMITTED in results and PermissionResult.DENIED not in results


def _literal(policy: str) -> str:
    """moto takes a resource for a regular expression, but for its `*`; a key may have a `+`."""
    document = json.loads(policy)
    for statement in document["Statement"]:
        named = statement["Resource"]
        texts = [named] if isinstance(named, str) else named
        statement["Resource"] = [re.escape(text).replace(r"\*", "*") for text in texts]
    return json.dumps(document)
