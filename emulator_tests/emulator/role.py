"""What a role of the template may do, as moto's IAM reads its policies."""

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
    results = {IAMPolicy(policy).is_action_permitted(action, resource) for policy in policies}
    return PermissionResult.PERMITTED in results and PermissionResult.DENIED not in results
