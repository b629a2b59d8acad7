"""An R process per fit, which answers all that is asked of it."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from emulator.settings import r_environment

from .fit import Fit
from .forms import Event

SCRIPT: Final = Path(__file__).with_name("answer_events.R")
SECONDS: Final = 120


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
        environment = {
            "R_DEFAULT_PACKAGES": "utils,stats",
            "LC_ALL": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            **r_environment(),
        }
        command = ["R", "--vanilla", "--no-echo", f"--file={SCRIPT}"]
        return finish(command, asked, environment)


def question(fit: Fit, uri: str, events: Sequence[Event]) -> str:
    packages = [*fit.packages, "hardhat", "recipes", "lme4"]
    return json.dumps({"uri": uri, "packages": packages, "events": events})


def finish(
    command: Sequence[str], asked: str, environment: Mapping[str, str] | None = None
) -> Served:
    """Run it to its end. Its last line is what it said; the rest of its output are its logs."""
    done = subprocess.run(
        command, input=asked, env=environment, capture_output=True, text=True, timeout=SECONDS
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return Served(**json.loads(done.stdout.splitlines()[-1]))
