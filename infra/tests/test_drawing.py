"""The drawing of the template: docs/deploy.md shows it as it is."""

import re

from emulator.cloudformation.template import Template
from infra.app import REPOSITORY
from infra.drawing import draw

from .conftest import Synthesize

DEPLOY = REPOSITORY / "docs" / "deploy.md"


def test_the_drawing_in_the_docs_is_that_of_the_template(template: Template) -> None:
    (drawn,) = re.findall(r"```mermaid\n(.*?)```", DEPLOY.read_text(), re.DOTALL)
    remedy = "write into it what `python -m infra.drawing cdk.out/r-models.template.json` prints"
    assert drawn == draw(template.resources), remedy


def test_the_drawing_has_only_what_is_deployed(synthesize: Synthesize) -> None:
    drawing = draw(synthesize(rollout="all_at_once", auth="none").resources)
    assert "CodeDeploy" not in drawing and 'client -- "NONE" --> api1' in drawing


def test_the_drawing_has_the_page_where_there_is_one(synthesize: Synthesize) -> None:
    drawing = draw(synthesize(web_page__enabled="true", auth="none").resources)
    assert "client --> distribution1" in drawing and "distribution1 --> bucket1" in drawing
    assert "function2" not in drawing
