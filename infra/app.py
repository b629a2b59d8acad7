"""The CDK app: `cdk synth` and `cdk deploy` run `python -m infra.app [folder]`."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import aws_cdk as cdk

from .catalogue import choose_models
from .errors import InfraError
from .read_settings import read_settings
from .service_stack import ServiceStack

REPOSITORY = Path(__file__).resolve().parents[1]


def build_app(
    repository: Path = REPOSITORY,
    context: Mapping[str, Any] | None = None,
    outdir: Path | None = None,
) -> cdk.App:
    """The app with its one stack. `context` is as `-c key=value` gives it."""
    flags = json.loads((REPOSITORY / "cdk.json").read_text(encoding="utf-8"))["context"]
    app = cdk.App(context={**flags, **(context or {})}, outdir=str(outdir) if outdir else None)
    settings = read_settings(repository, app.node.get_all_context())
    catalogue = None if settings.model_uri else choose_models(repository, settings)
    stack = ServiceStack(
        app, settings.name, repository=repository, settings=settings, catalogue=catalogue
    )
    for key, value in settings.tags.items():
        cdk.Tags.of(stack).add(key, value)
    return app


def main(arguments: Sequence[str]) -> int:
    try:
        build_app(Path(arguments[0]) if arguments else REPOSITORY).synth()
    except InfraError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
