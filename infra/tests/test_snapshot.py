"""The whole template, and the drawing of it: a change of either is seen before it is deployed.

`UPDATE_SNAPSHOTS=1 make test` writes both anew.
"""

import json
import os
import re
from pathlib import Path

from emulator.cloudformation.template import Template
from infra.app import REPOSITORY
from infra.drawing import draw

from .conftest import Synthesize

SNAPSHOT = Path(__file__).with_name("snapshot.json")
DEPLOY = REPOSITORY / "docs" / "deploy.md"
DRAWING = re.compile(r"(?<=```mermaid\n).*?(?=```)", re.DOTALL)
UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"


def masked(template: Template) -> str:
    content = json.loads((template.folder / f"{template.stack}.template.json").read_text())
    text = json.dumps(content, indent=1, sort_keys=True) + "\n"
    text = re.sub(r"ReadModels[0-9a-f]{12}[0-9A-F]{8}", "ReadModels", text)
    return re.sub(r"[0-9a-f]{32,64}", "…", text)


def test_the_template_is_the_one_that_was_reviewed(template: Template) -> None:
    if UPDATE:
        SNAPSHOT.write_text(masked(template))
    assert masked(template) == SNAPSHOT.read_text()


def test_the_drawing_in_the_docs_is_that_of_the_template(template: Template) -> None:
    if UPDATE:
        drawing = draw(template.resources)
        DEPLOY.write_text(DRAWING.sub(lambda _: drawing, DEPLOY.read_text(), count=1))
    found = DRAWING.search(DEPLOY.read_text())
    assert found and found.group() == draw(template.resources)


def test_the_drawing_has_only_what_is_deployed(synthesize: Synthesize) -> None:
    drawing = draw(synthesize(rollout="all_at_once", auth="none").resources)
    assert "CodeDeploy" not in drawing and 'client -- "NONE" --> api1' in drawing


def test_the_drawing_has_the_page_where_there_is_one(synthesize: Synthesize) -> None:
    drawing = draw(synthesize(web_page__enabled="true", auth="none").resources)
    assert "client --> distribution1" in drawing and "distribution1 --> bucket1" in drawing
    assert "function2" not in drawing
