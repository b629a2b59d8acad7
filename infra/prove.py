"""`python -m infra.prove deploy …`: the models of a deployment, predicted by the image it deploys.

The packages that the models' cards name must be in packages.txt. Then the image that
`cdk deploy …` would build is built, and its command `prove` loads each model that
would be uploaded and checks its golden rows: a model that this image answers differently never
takes traffic.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from models.errors import PackagesMissing
from models.packages import check_packages

from .app import REPOSITORY
from .catalogue import choose_models
from .errors import ImageLacksPackages, InfraError, NotProven
from .inference_function import ARCHITECTURES, BASES
from .read_settings import read_settings
from .settings import Settings

IMAGE: Final = "r-models:deploy"
# Lambda's own limit in megabytes: how large an image should be is not asked here.
LARGEST: Final = "10240"


def prove(repository: Path, context: Mapping[str, str]) -> None:
    """Raises ImageLacksPackages before it builds the image, and NotProven where the image cannot be
    built, or predicts something else."""
    settings = read_settings(repository, context)
    files = local_files(repository, settings)
    if not files:
        return
    refuse_missing_packages(repository, settings)
    environment = {**os.environ, **image_arguments(settings)}
    print("Building the image that is deployed, and proving the models in it ...", flush=True)
    # The other models of models/dist need nothing of this image.
    build = [str(repository / "tools" / "image"), "checked"]
    if subprocess.run(build, env=environment).returncode != 0:
        raise NotProven("the image cannot be built")
    with tempfile.TemporaryDirectory() as folder:
        write_catalogue(repository, settings, Path(folder))
        if subprocess.run(command(Path(folder), files), env=environment).returncode != 0:
            raise NotProven("a model is not what it was when it was saved")


def local_files(repository: Path, settings: Settings) -> dict[str, Path]:
    """The models that are uploaded: none where the function reads what is in S3 already."""
    if settings.model_uri:
        return {}
    models = choose_models(repository, settings).models
    return {model.name: model.source for model in models if isinstance(model.source, Path)}


def refuse_missing_packages(repository: Path, settings: Settings) -> None:
    """Of what is in S3 already and named by a URI, nothing is known."""
    try:
        models = choose_models(repository, settings).models
        check_packages((model.entry.card for model in models), repository)
    except PackagesMissing as error:
        raise ImageLacksPackages(str(error)) from None


def image_arguments(settings: Settings) -> dict[str, str]:
    """As infra/inference_function.py has them, for tools/image."""
    _, platform = ARCHITECTURES[settings.architecture]
    return {
        "IMAGE": IMAGE,
        "LIMIT": LARGEST,
        "LAMBDA_BASE": BASES[settings.base],
        "DOCKER_DEFAULT_PLATFORM": platform.platform,
    }


def write_catalogue(repository: Path, settings: Settings, folder: Path) -> None:
    """catalogue.json of the uploaded models alone, their files where `command` mounts them."""
    models = [
        {**model.entry.card, "artifact": f"{model.name}.rds"}
        for model in choose_models(repository, settings).models
        if isinstance(model.source, Path)
    ]
    # Any user of the container reads it.
    folder.chmod(0o755)
    (folder / "catalogue.json").write_text(json.dumps({"models": models}), encoding="utf-8")


def command(folder: Path, files: Mapping[str, Path]) -> list[str]:
    mounts = [f"--volume={folder / 'catalogue.json'}:/proven/catalogue.json:ro"]
    mounts += [f"--volume={file}:/proven/{name}.rds:ro" for name, file in files.items()]
    uri = "--env=S3_MODEL_URI=file:///proven/catalogue.json"
    return ["docker", "run", "--rm", *mounts, uri, "--entrypoint", "prove", IMAGE]


def given_context(arguments: Sequence[str]) -> dict[str, str]:
    """What `-c key=value` and `--context key=value` say in the arguments of the CDK's command."""
    return dict(pair.split("=", 1) for pair in _pairs(arguments) if "=" in pair)


def main(arguments: Sequence[str]) -> int:
    try:
        prove(REPOSITORY, given_context(arguments))
    except InfraError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


# Helpers ----


def _pairs(arguments: Sequence[str]) -> Iterator[str]:
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument in {"-c", "--context"}:
            yield following
        elif argument.startswith("--context="):
            yield argument.removeprefix("--context=")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
