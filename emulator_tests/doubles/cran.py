"""A CRAN mirror on this machine: what `install.packages()` asks of one, over real HTTP."""

import functools
import http.server
import io
import tarfile
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Self

# `threefold` is not in Debian and has all three languages; it needs `onefold`, which is not
# there either, and `R6`, which is.
PACKAGES = {
    "onefold": {
        "DESCRIPTION": "",
        "NAMESPACE": "export(one)\n",
        "R/one.R": "one <- function() 1\n",
    },
    "threefold": {
        "DESCRIPTION": "Imports: onefold, R6\n",
        "NAMESPACE": "useDynLib(threefold)\nimportFrom(onefold, one)\nexport(threefold)\n",
        "R/threefold.R": """threefold <- function(x) {
  x <- .C("in_c", x = x, PACKAGE = "threefold")$x
  x <- .C("in_cpp", x = x, PACKAGE = "threefold")$x
  .Fortran("infortran", x = x, PACKAGE = "threefold")$x * one()
}
""",
        "src/c.c": "void in_c(double *x) { *x += 1; }\n",
        "src/cpp.cpp": """#include <string>
extern "C" void in_cpp(double *x) { *x += std::to_string(10).size(); }
""",
        "src/fortran.f": """      subroutine infortran(x)
      double precision x
      x = x * 10
      end
""",
    },
}


class CranMirror:
    """Serves PACKAGES until closed; `url` is the mirror's."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._contrib = Path(self._folder.name) / "src" / "contrib"
        self._contrib.mkdir(parents=True)
        for name, files in PACKAGES.items():
            self.add(name, files)
        handler = functools.partial(_QuietHandler, directory=self._folder.name)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def add(self, name: str, files: Mapping[str, str]) -> None:
        """Publish one more package."""
        about = f"Package: {name}\nVersion: 1.0.0\n{files['DESCRIPTION']}"
        with (self._contrib / "PACKAGES").open("a") as index:
            index.write(about + "\n")
        described = f"{about}License: MIT\nTitle: {name}\nDescription: A test's package.\n"
        with tarfile.open(self._contrib / f"{name}_1.0.0.tar.gz", "w:gz") as archive:
            for path, text in {**files, "DESCRIPTION": described}.items():
                entry = tarfile.TarInfo(f"{name}/{path}")
                entry.size = len(text.encode())
                archive.addfile(entry, io.BytesIO(text.encode()))

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# Helpers ----


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass
