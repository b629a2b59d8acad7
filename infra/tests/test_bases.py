"""The base images that `base` may name."""

from typing import get_args

from infra.inference_function import BASES
from infra.settings import Settings


def test_every_base_that_may_be_asked_for_has_its_image() -> None:
    assert set(BASES) == set(get_args(Settings.model_fields["base"].annotation))
