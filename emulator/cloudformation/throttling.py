"""The limits that a stage of an HTTP API has in a template, and those of its routes."""

from collections.abc import Mapping
from typing import Any

from .resources import Throttling


def read_limits(settings: Mapping[str, Any]) -> Throttling | None:
    """Of route settings in a template; None where they leave them to the account."""
    if "ThrottlingRateLimit" not in settings or "ThrottlingBurstLimit" not in settings:
        return None
    return Throttling(float(settings["ThrottlingRateLimit"]), int(settings["ThrottlingBurstLimit"]))


def read_route_limits(stage: Mapping[str, Any]) -> dict[str, Throttling]:
    """What a route's settings leave out is as the stage has it."""
    default = stage.get("DefaultRouteSettings", {})
    own = {
        key: read_limits({**default, **settings})
        for key, settings in stage.get("RouteSettings", {}).items()
        if any(name.startswith("Throttling") for name in settings)
    }
    return {key: limits for key, limits in own.items() if limits}
