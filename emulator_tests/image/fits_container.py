"""One container of an image, in which every fit has an R process of its own."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final, Self

from ..support.fits import own_fits, process
from ..support.fits.fit import Fit
from ..support.fits.forms import Event
from ..support.fits.process import Served
from ..support.fits.sources import FITS
from .engine import docker

PROGRAMS: Final = PurePosixPath("/programs")
R: Final = ["/opt/r/bin/R", "--vanilla", "--no-echo"]


class FitsContainer:
    """Like Lambda's: root is not writable, the user has no rights. `own` is writable for it."""

    def __init__(self, image: str, own: Path) -> None:
        own.chmod(0o777)
        mounted = {own: "/own", own_fits.SCRIPT.parent: f"{PROGRAMS}:ro"}
        mounted[own_fits.HELPERS] = "/helpers:ro"
        if FITS:
            mounted[Path(FITS).resolve()] = "/fits:ro"
        volumes = [f"--volume={here}:{there}" for here, there in mounted.items()]
        lambda_like = ["--read-only", "--tmpfs=/tmp", "--user=993", "--init"]
        command = ["--entrypoint", "sleep", image, "3600"]
        self._id = docker("run", "--detach", *lambda_like, *volumes, *command).text().strip()
        self._own = own

    def serve(self, fit: Fit, events: Sequence[Event]) -> Served:
        asked = process.question(fit, f"file://{self._inside(fit.file)}", events)
        script = f"--file={PROGRAMS / process.SCRIPT.name}"
        command = self._exec("--env=R_DEFAULT_PACKAGES=utils,stats", script)
        return process.read_served(process.run(command, asked))

    def make_own_fits(self) -> None:
        script = f"--file={PROGRAMS / own_fits.SCRIPT.name}"
        process.run([*self._exec("", script), "--args", "/own", "/helpers"], own_fits.as_json())

    def close(self) -> None:
        docker("rm", "--force", self._id).text()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _exec(self, option: str, script: str) -> list[str]:
        options = [option] if option else []
        return ["docker", "exec", "--interactive", *options, self._id, *R, script]

    def _inside(self, file: Path) -> PurePosixPath:
        if file.is_relative_to(self._own):
            return PurePosixPath("/own") / file.relative_to(self._own)
        return PurePosixPath("/fits") / file.name
