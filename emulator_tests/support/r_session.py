"""What R itself says, to compare with."""

import json
import os
import subprocess
from typing import Any

from emulator.settings import REPOSITORY, r_environment


def ask_r(code: str) -> Any:
    """The value of R code, as JSON with every digit; `dist` is the folder of the models."""
    dist = f'dist <- "{REPOSITORY / "models" / "dist"}"'
    return json.loads(run_r(f"{dist}\ncat(lambdaruntime::to_json({{ {code} }}))"))


def run_r(program: str) -> str:
    """What an R program prints, in a session as a user has it."""
    done = subprocess.run(
        ["R", "--no-environ", "--no-save", "--no-restore", "--no-echo"],
        input=program,
        env={**os.environ, **r_environment()},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
