"""Run the train.R of every model that is not up to date."""

import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .errors import DockerMissing, ModelsError, NothingSaved, RMissing, TrainingFailed
from .folders import Model
from .stamp import is_current, is_of_an_image, make_stamp, read_stamp, write_stamp

Say = Callable[[str], None]


def train_all(
    models: Sequence[Model],
    say: Say,
    data: Mapping[str, str | None],
    *,
    quiet: bool = False,
    image: str | None = None,
    keep_image: bool = False,
) -> list[ModelsError]:
    """Train what is not up to date; the reasons of those that failed, after the others ran.

    `data` gives the file that a model is trained on, None for none; a model that it does not
    name is trained on what it was trained on before. `image` trains with the R that is in it;
    `keep_image` leaves what an image has trained alone while its folder is the same.
    """
    failures: list[ModelsError] = []
    for i, model in enumerate(models, 1):
        try:
            file = data[model.name] if model.name in data else read_stamp(model).get("data")
            stamp = make_stamp(model, file, image)
            if not is_current(model, stamp) and not (keep_image and is_of_an_image(model)):
                say(f"Training {model.name} ({i} of {len(models)}) ...")
                _train(model, stamp, say, image)
            elif not quiet:
                say(f"{model.name} is up to date.")
        except (RMissing, DockerMissing):
            raise
        except ModelsError as error:
            failures.append(error)
    return failures


# Helpers ----


def _train(model: Model, stamp: dict[str, str | None], say: Say, image: str | None) -> None:
    # A training that fails leaves no model, rather than one of other sources.
    for file in (model.artifact, model.card, model.stamp):
        model.path(file).unlink(missing_ok=True)
    model.path(model.built).mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    _run(model, stamp["data"], image)
    for file in (model.artifact, model.card):
        if not model.path(file).is_file():
            raise NothingSaved(model.script, file, model.name)
    write_stamp(model, stamp)
    for line in model.path(model.log).read_text(errors="replace").splitlines():
        say(f"  {line}")
    say(f"  {model.artifact}, {time.perf_counter() - start:.1f} s")


def _command(model: Model, data: str | None, image: str | None) -> list[str]:
    if image is None:
        arguments = ["--data", data] if data is not None else []
        return ["Rscript", "--no-environ", str(model.script), *arguments]
    folder = f"{model.root / 'models'}:/models"
    options = ["--rm", "--user", str(os.getuid()), "--volume", folder, "--entrypoint", "train"]
    return ["docker", "run", *options, image, model.name]


def _run(model: Model, data: str | None, image: str | None) -> None:
    with model.path(model.log).open("wb") as log:
        try:
            done = subprocess.run(
                _command(model, data, image),
                cwd=model.root,
                env=_environment(model.root),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        except FileNotFoundError:
            raise (DockerMissing if image else RMissing) from None
    if done.returncode != 0:
        output = model.path(model.log).read_text(errors="replace")
        raise TrainingFailed(model.script, _last_error(output, done.returncode), model.log)


def _environment(root: Path) -> dict[str, str]:
    own = str(root / ".r-library")
    libraries = os.pathsep.join(filter(None, [own, os.environ.get("R_LIBS")]))
    return {**os.environ, "R_LIBS": libraries, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}


def _last_error(output: str, code: int) -> str:
    """R's last error as one line: it breaks a long one after its call."""
    found = re.findall(
        r"^Error\b.*?(?=^Calls: |^Execution halted|\Z)", output, re.MULTILINE | re.DOTALL
    )
    if not found:
        return f"R ended with code {code} and no error message"
    return " ".join(found[-1].split())
