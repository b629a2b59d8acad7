"""Templates of this repository with other settings, or with a change in `infra/` itself."""

from collections.abc import Callable
from pathlib import Path

import aws_cdk as cdk

from emulator.cloudformation.template import Template
from infra.app import build_app
from infra.service_stack import ServiceStack

Change = Callable[[ServiceStack], None]


def make_template(folder: Path, change: Change | None = None, /, **context: str) -> Template:
    """Synthesized in this process into `folder`, with these `-c` settings."""
    app = build_app(context=context, outdir=folder)
    if change:
        change(_stack(app))
    app.synth()
    return Template.read(folder)


# Helpers ----


def _stack(app: cdk.App) -> ServiceStack:
    (stack,) = (child for child in app.node.children if isinstance(child, ServiceStack))
    return stack
