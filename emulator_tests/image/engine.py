"""Docker as the tests use it: build the Dockerfile, run what it made."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
STAND_INS = Path(__file__).resolve().parents[1] / "doubles" / "stand_ins"
BUILD_SECONDS = 1800
RUN_SECONDS = 120

# Stand-ins for images that a machine without a container registry cannot pull.
R_BASE = "stand-in-for-debian:trixie-slim"
DEBIAN_12 = "stand-in-for-debian:bookworm-slim"
LAMBDA_BASE = "stand-in-for-lambda-provided:busybox"


@dataclass(frozen=True)
class Finished:
    """How a command ended, with all that it wrote."""

    status: int
    output: str
    errors: str = ""

    def text(self) -> str:
        """What it wrote, if it succeeded; the failure shows all of it."""
        assert self.status == 0, self.output + self.errors
        return self.output


@dataclass(frozen=True)
class Built(Finished):
    """How a build ended."""

    tag: str = ""


@dataclass(frozen=True)
class Build:
    """One `docker build` of the unmodified Dockerfile: only arguments and the context differ."""

    tag: str
    arguments: Mapping[str, str]
    context: Path = REPOSITORY
    options: Sequence[str] = ()
    client: str = "docker"
    buildkit: bool = False

    def run(self) -> Built:
        """Build; the output holds both streams."""
        arguments = [f"--build-arg={name}={value}" for name, value in self.arguments.items()]
        file = str(self.context / "lambda_image" / "Dockerfile")
        command = [self.client, "build", "--tag", self.tag, "--file", file]
        done = _finish(
            [*command, *self.options, *arguments, str(self.context)],
            BUILD_SECONDS,
            merged=True,
            environment={**os.environ, "DOCKER_BUILDKIT": str(int(self.buildkit))},
        )
        return Built(done.status, done.output, tag=self.tag)


def docker(*arguments: str) -> Finished:
    return _finish(["docker", *arguments], RUN_SECONDS)


def run_image(image: str, *command: str, options: Sequence[str] = ()) -> Finished:
    """One container as Lambda would run it: root not writable, a user without rights, /tmp."""
    lambda_like = ["--read-only", "--tmpfs=/tmp", "--user=993"]
    program, *arguments = command
    return docker(
        *("run", "--rm", *lambda_like, *options),
        *("--entrypoint", program, image, *arguments),
    )


def run_r(image: str, code: str, options: Sequence[str] = ()) -> Finished:
    """R code in the image's R."""
    return run_image(image, "/opt/r/bin/R", "--vanilla", "--no-echo", "-e", code, options=options)


def copy_out(image: str, path: str, destination: Path) -> None:
    """Copy a file or folder of the image; what the image runs is not asked."""
    container = docker("create", image).text().strip()
    try:
        docker("cp", f"{container}:{path}", str(destination)).text()
    finally:
        docker("rm", container).text()


def derive(tag: str, base: str, command: str) -> str:
    """An image that is `base` after a command; returns its tag."""
    text = f"FROM {base}\nRUN {command}\n"
    _finish(["docker", "build", "--tag", tag, "-"], BUILD_SECONDS, stdin=text).text()
    return tag


def run_program(*command: str) -> Finished:
    return _finish(command, RUN_SECONDS)


def make_context(folder: Path, packages: str) -> Path:
    """A copy of the build context with this packages.txt."""
    for name in ("runtime", "lambda_image", "models"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / ".dockerignore", folder)
    (folder / "lambda_image" / "packages.txt").write_text(packages)
    return folder


def make_r_base(tag: str, suite: str) -> None:
    """Make the stand-in for Debian's image, unless an earlier run has made it."""
    if docker("image", "inspect", tag).status != 0:
        _finish([str(STAND_INS / "r-base"), tag, suite], BUILD_SECONDS).text()


def make_lambda_base(emulator: Path) -> None:
    """Make the stand-in for Amazon's base image: busybox, no C library."""
    _finish([str(STAND_INS / "lambda-base"), LAMBDA_BASE, str(emulator)], RUN_SECONDS).text()


def buildkit_client() -> str:
    """A Docker client that can build with BuildKit: with buildx, or one that has it built in."""
    clients = [path for path in ("docker", "/usr/bin/docker") if shutil.which(path)]
    for client in clients:
        buildx = _finish([client, "buildx", "version"], RUN_SECONDS)
        version = _finish([client, "version", "--format={{.Client.Version}}"], RUN_SECONDS)
        if buildx.status == 0 or int(version.output.split(".")[0]) < 23:
            return client
    raise AssertionError(f"None of {clients} builds with BuildKit: install Debian's docker.io.")


# Helpers ----


def _finish(
    command: Sequence[str],
    seconds: float,
    *,
    merged: bool = False,
    stdin: str = "",
    environment: Mapping[str, str] | None = None,
) -> Finished:
    done = subprocess.run(
        command,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if merged else subprocess.PIPE,
        text=True,
        timeout=seconds,
        env=environment,
        check=False,
    )
    return Finished(done.returncode, done.stdout, done.stderr or "")
