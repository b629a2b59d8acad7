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
from pathlib import Path

from emulator_tests.emulator.container import BOOTSTRAP, TASK_ROOT
from emulator_tests.emulator.errors import RuntimeNeverCalled
from emulator_tests.emulator.fake_runtime_api import FakeRuntimeApi
from emulator_tests.emulator.processes import MarkedProcess
from emulator_tests.emulator.settings import REPOSITORY, FunctionSettings
from emulator_tests.waiting import eventually

CHUNK = 512 * 1024
ON_DISK = "/var/tmp"  # what lies in /tmp may be in memory all the time
READ_AHEAD = 128 * 1024
START_SECONDS = 30

# linux/loop.h
LOOP_SET_FD = 0x4C00
LOOP_CLR_FD = 0x4C01
LOOP_CTL_GET_FREE = 0x4C82

# In a mount namespace of its own, which the kernel takes down with the process.
START = """
mount -o ro "$1" "$2"
mount -t tmpfs tmpfs "$2/tmp"
mount -t proc proc "$2/proc"
mount --rbind /dev "$2/dev"
root=$2 && shift 2
exec chroot "$root" "$@"
"""


def touched_chunks(image: str, settings: FunctionSettings, event: object) -> tuple[int, int]:
    """Chunks read from the start of `bootstrap` to the first answer, and chunks in all."""
    with tempfile.TemporaryDirectory(dir=ON_DISK) as folder:
        disk = _flatten(image, Path(folder))
        with _loop_device(disk) as device, FakeRuntimeApi() as api:
            api.send(event)
            process = _start(device, Path(folder, "root"), api, settings)
            try:
                if not eventually(lambda: bool(api.of_kind("response")), START_SECONDS):
                    raise RuntimeNeverCalled("response", START_SECONDS, process.output())
                return _resident_chunks(disk), -(-disk.stat().st_size // CHUNK)
            finally:
                process.close()


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


def _start(
    device: Path, root: Path, api: FakeRuntimeApi, settings: FunctionSettings
) -> MarkedProcess:
    root.mkdir()
    namespace = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    shell = ["sh", "-euc", START, "sh", str(device), str(root), BOOTSTRAP]
    environment = {
        "PATH": os.environ["PATH"],
        "LAMBDA_TASK_ROOT": TASK_ROOT,
        "_HANDLER": settings.handler,
        "AWS_LAMBDA_RUNTIME_API": api.address,
        **settings.function_environment(),
    }
    return MarkedProcess([*namespace, *shell], environment, REPOSITORY)


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
