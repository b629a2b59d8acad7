"""The Boston forest that the image itself has trained."""

import json
from pathlib import Path
from typing import Any


def card(models: Path) -> dict[str, Any]:
    """What the model says of itself: its example, among other things."""
    text = (models / "dist" / "boston_forest" / "model.json").read_text()
    answer: dict[str, Any] = json.loads(text)
    return answer


def serve_boston(models: Path) -> list[str]:
    """The options that mount the model and name it."""
    return [
        f"--volume={models}:/models:ro",
        "--env=S3_MODEL_URI=file:///models/dist/boston_forest/model.rds",
    ]
