"""How much of the image a cold start touches, in the chunks that Lambda fetches on demand.

Lambda flattens an image into one file system and brings it to the machine in chunks of 512 KiB
as they are read (https://www.usenix.org/conference/atc23/presentation/brooker). Here the image's
files are laid into one ext4 file, none of it in memory; the service starts on it and answers;
what is in memory then has been read, with the read-ahead that a disk usually has. Needs root.
"""

import ctypes
import fcntl
import mmap
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from emulator.aws_lambda.container import BOOTSTRAP, TASK_ROOT
from emulator.aws_lambda.emulator_process import Emulator
from emulator.aws_lambda.invocation import Event
from emulator.settings import FunctionSettings

CHUNK = 512 * 1024
ON_DISK = "/var/tmp"  # what lies in /tmp may be in memory all the time
READ_AHEAD = 128 * 1024

# linux/loop.h
LOOP_SET_FD = 0x4C00
LOOP_CLR_FD = 0x4C01
LOOP_CTL_GET_FREE = 0x4C82

# The emulator's "bootstrap": the image's own, in a mount namespace that the kernel takes down with
# the process. Arguments: the block device, the folder to mount it on, the handler.
START = """#!/bin/sh
exec unshare --mount --pid --fork --kill-child sh -euc '
  mount -o ro "$1" "$2"
  mount -t tmpfs tmpfs "$2/tmp"
  mount -t proc proc "$2/proc"
  mount --rbind /dev "$2/dev"
  root=$2 && shift 2
  unset R_HOME R_LIBS
  export LAMBDA_TASK_ROOT={task_root}
  exec chroot "$root" {bootstrap} "$@"
' sh {device} {root} "$@"
"""


def touched_chunks(image: str, settings: FunctionSettings, event: Event) -> tuple[int, int]:
    """Chunks read from the start of `bootstrap` to the first answer, and chunks in all."""
    with tempfile.TemporaryDirectory(dir=ON_DISK) as scratch:
        folder = Path(scratch)
        disk = _flatten(image, folder)
        with _loop_device(disk) as device:
            bootstrap = _bootstrap(device, folder)
            with Emulator(replace(settings, image="", bootstrap=bootstrap)) as emulator:
                answer = emulator.invoke(event)
                assert answer.error is None, answer.error.message + answer.logs
                return _resident_chunks(disk), -(-disk.stat().st_size // CHUNK)


# Helpers ----


def _flatten(image: str, folder: Path) -> Path:
    """The image's files as one ext4 file system that nothing of is in memory."""
    (files := folder / "files").mkdir()
    container = _run("docker", "create", image)
    try:
        _run("sh", "-c", f"docker export {container} | tar -x -C '{files}'")
    finally:
        _run("docker", "rm", container)
    kilobytes = int(_run("du", "-sk", str(files)).split()[0])
    disk = folder / "disk"
    size = f"{kilobytes * 5 // 4 + 8192}k"
    _run("mke2fs", "-q", "-t", "ext4", "-O", "^has_journal", "-d", str(files), str(disk), size)
    with disk.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return disk


@contextmanager
def _loop_device(disk: Path) -> Iterator[Path]:
    """A block device of the file, which reads no more of the file than it is asked for."""
    with disk.open("r+b") as file, open("/dev/loop-control") as control:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_RANDOM)
        device = Path(f"/dev/loop{fcntl.ioctl(control, LOOP_CTL_GET_FREE)}")
        with device.open("rb") as loop:
            fcntl.ioctl(loop, LOOP_SET_FD, file.fileno())
            try:
                ahead = Path("/sys/block", device.name, "queue", "read_ahead_kb")
                ahead.write_text(str(READ_AHEAD // 1024))
                yield device
            finally:
                fcntl.ioctl(loop, LOOP_CLR_FD)


def _bootstrap(device: Path, folder: Path) -> Path:
    (root := folder / "root").mkdir()
    script = folder / "bootstrap"
    script.write_text(
        START.format(task_root=TASK_ROOT, bootstrap=BOOTSTRAP, device=device, root=root)
    )
    script.chmod(0o755)
    return script


def _resident_chunks(file: Path) -> int:
    """Chunks of the file of which at least one page is in memory (mincore(2))."""
    size = file.stat().st_size
    pages = -(-size // mmap.PAGESIZE)
    found = (ctypes.c_ubyte * pages)()
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), size) as view:
        start = ctypes.c_char.from_buffer(view)
        libc = ctypes.CDLL(None, use_errno=True)
        failed = libc.mincore(ctypes.byref(start), ctypes.c_size_t(size), found)
        del start
    assert not failed, os.strerror(ctypes.get_errno())
    per_chunk = CHUNK // mmap.PAGESIZE
    return len({page // per_chunk for page in range(pages) if found[page] & 1})


def _run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()
