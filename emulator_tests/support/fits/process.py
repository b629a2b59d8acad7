"""An R process per fit, which answers all that is asked of it."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from emulator.settings import r_environment

from . import own_fits
from .fit import Fit
from .forms import Event
from .own_fits import as_json

SCRIPT: Final = Path(__file__).with_name("answer_events.R")
R: Final = ["R", "--vanilla", "--no-echo"]
SECONDS: Final = 300


@dataclass(frozen=True)
class Served:
    """What one process said: answers in the order of the events, or why it did not start."""

    answers: Sequence[Mapping[str, Any]] = ()
    refusal: Mapping[str, str] | None = None
    versions: Mapping[str, str] = field(default_factory=dict)


class NativeR:
    """This machine's R, with the environment that the runtime gives it."""

    def serve(self, fit: Fit, events: Sequence[Event]) -> Served:
        asked = question(fit, f"file://{fit.file}", events)
        environment = {"R_DEFAULT_PACKAGES": "utils,stats", **_environment()}
        return read_served(run([*R, f"--file={SCRIPT}"], asked, environment))

    def make_own_fits(self, folder: Path) -> None:
        arguments = ["--args", str(folder), str(own_fits.HELPERS)]
        run([*R, f"--file={own_fits.SCRIPT}", *arguments], as_json(), _environment())


def question(fit: Fit, uri: str, events: Sequence[Event]) -> str:
    packages = [*fit.packages, "hardhat", "recipes", "lme4"]
    return json.dumps({"uri": uri, "packages": packages, "events": events})


def run(command: Sequence[str], text: str, environment: Mapping[str, str] | None = None) -> str:
    """What it prints, given this text to read."""
    done = subprocess.run(
        command, input=text, env=environment, capture_output=True, text=True, timeout=SECONDS
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def read_served(output: str) -> Served:
    """The last line is what the process said; the others are its logs."""
    return Served(**json.loads(output.splitlines()[-1]))


# Helpers ----


def _environment() -> dict[str, str]:
    return {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin", **r_environment()}
