"""What is in a folder of an image, for comparing two."""

import hashlib
import os
import stat
from pathlib import Path

from .engine import copy_out


def image_files(image: str, path: str, scratch: Path) -> dict[str, tuple[str, int, str]]:
    """Every file and folder below `path`: its mode, its time and what it holds or points at."""
    folder = scratch / image.replace(":", "_")
    folder.parent.mkdir(parents=True, exist_ok=True)
    copy_out(image, path, folder)
    return {str(entry.relative_to(folder)): _describe(entry) for entry in sorted(folder.rglob("*"))}


# Helpers ----


def _describe(entry: Path) -> tuple[str, int, str]:
    status = entry.lstat()
    if entry.is_symlink():
        content = os.readlink(entry)
    elif entry.is_file():
        content = hashlib.sha256(entry.read_bytes()).hexdigest()
    else:
        content = ""
    return stat.filemode(status.st_mode), int(status.st_mtime), content
