"""`cdk synth` of the repository, once for each content of what it reads."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .cloudformation.template import Template
from .errors import NodeMissing, SynthesisFailed
from .settings import REPOSITORY

CACHE = REPOSITORY / "emulator" / "out" / "templates"
# What the CDK app reads: itself, the settings, the models and how they are catalogued, the sources
# of the image, and of the Node packages those that the page brings along.
FOLDERS = ("infra", "models/dist", "lambda_image", "runtime")
FILES = ("service.toml", "cdk.json", "requirements.lock", "package-lock.json")
KEPT = 8
OLDEST_NODE = 20


def synthesize(repository: Path = REPOSITORY) -> Template:
    """The template of what is in `repository` now; a synthesis takes seconds, a known one none."""
    folder = CACHE / _digest(repository)
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        _forget_the_oldest()
        _synthesize(repository, folder)
    folder.touch()
    return Template.read(folder)


def has_node() -> bool:
    """Whether the PATH has a Node that the CDK and the state machine runner work with."""
    node = shutil.which("node")
    if node is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.", version)
    return found is not None and int(found[1]) >= OLDEST_NODE


# Helpers ----


def _synthesize(repository: Path, folder: Path) -> None:
    if not has_node():
        raise NodeMissing
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        made = Path(scratch) / "cdk.out"
        # A process of its own: the CDK's Node process and its memory end with it.
        finished = subprocess.run(
            [sys.executable, "-m", "infra.app", str(repository)],
            cwd=REPOSITORY,
            env={**os.environ, "CDK_OUTDIR": str(made)},
            capture_output=True,
            text=True,
        )
        if finished.returncode != 0:
            raise SynthesisFailed(finished.stderr)
        if not folder.is_dir():
            made.rename(folder)


def _digest(repository: Path) -> str:
    digest = hashlib.sha256()
    for name, file in _read_by_the_app(repository):
        digest.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()[:32]


def _read_by_the_app(repository: Path) -> Iterator[tuple[str, Path]]:
    for number, root in enumerate(dict.fromkeys([REPOSITORY, repository])):
        files = [root / name for name in FILES]
        files += sorted((root / "models").glob("*.py"))
        files += [file for folder in FOLDERS for file in sorted((root / folder).rglob("*"))]
        for file in files:
            name = file.relative_to(root)
            if _counts(name, file):
                yield f"{number}/{name}", file


def _counts(name: Path, file: Path) -> bool:
    ignored = {"tests", "__pycache__"} & set(name.parts)
    return not ignored and file.suffix not in (".o", ".so") and file.is_file()


def _forget_the_oldest() -> None:
    folders = sorted(CACHE.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in folders[KEPT - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
