"""What R itself says, to compare with."""

import json
import os
import subprocess
from typing import Any

from emulator.settings import REPOSITORY, r_environment


def ask_r(code: str) -> Any:
    """The value of R code, as JSON with every digit; `dist` is the folder of the models."""
    program = (
        f'dist <- "{REPOSITORY / "models" / "dist"}"\ncat(lambdaruntime::to_json({{ {code} }}))'
    )
    done = subprocess.run(
        ["Rscript", "--no-environ", "-e", program],
        env={**os.environ, **r_environment()},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
