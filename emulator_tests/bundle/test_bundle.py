"""The scripts that gather R into the image, each on small files made here."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from emulator.settings import REPOSITORY

BUNDLE = REPOSITORY / "lambda_image" / "bundle"
EPOCH = 0


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with a program that prints what libouter says, which libinner tells it."""
    folder = tmp_path / "program"
    folder.mkdir()
    make_libraries(tmp_path / "good", "good")
    source = "int puts(const char *); const char *outer(void); int main(void) { puts(outer()); }"
    compile_c(source, folder / "main", f"-L{tmp_path / 'good'}", "-louter", "-Wl,-rpath-link,good")
    (folder / "notes.txt").write_text("ELF is not what this is")
    return folder


def test_elf_files_are_known_by_their_first_bytes(program: Path) -> None:
    shutil.copy(program / "main", program / "data.bin")
    (program / "data.bin").chmod(0o644)
    assert bundle("elf-files", program).stdout.split() == [
        str(program / "data.bin"),
        str(program / "main"),
    ]


def test_libraries_are_found_through_other_libraries_with_the_loader(
    program: Path, tmp_path: Path
) -> None:
    found = bundle("libraries", program, LD_LIBRARY_PATH=str(tmp_path / "good"))
    names = dict(line.split() for line in found.stdout.splitlines())
    assert names["libinner.so"] == str(tmp_path / "good" / "libinner.so")
    assert {"libouter.so", "libc.so.6"} < names.keys()
    assert [name for name in names if name.startswith("ld-linux")]


def test_a_missing_library_is_named_with_the_file_that_needs_it(program: Path) -> None:
    failed = bundle("libraries", program, LD_LIBRARY_PATH="/nowhere")
    assert failed.returncode == 1
    sentence = f"{program / 'main'} needs libouter.so, which R_BASE does not have.\n"
    assert sentence in failed.stderr


def test_libraries_beside_the_program_are_not_listed(program: Path, tmp_path: Path) -> None:
    for name in ("libouter.so", "libinner.so"):
        shutil.copy(tmp_path / "good" / name, program)
    found = bundle("libraries", program, LD_LIBRARY_PATH=str(program))
    assert "libouter.so" not in found.stdout
    assert "libc.so.6" in found.stdout


def test_a_gathered_program_ignores_the_library_path_of_its_base(
    program: Path, tmp_path: Path
) -> None:
    make_libraries(tmp_path / "hostile", "hostile")
    gathered = gather_libraries(program, tmp_path / "good")
    # As some packages have it: a path of their own, which LD_LIBRARY_PATH would beat.
    run("patchelf", "--set-rpath", "$ORIGIN:/usr/lib", str(gathered / "libouter.so"))
    bundle("search-path", program.parent, gathered).check_returncode()
    hostile = {"LD_LIBRARY_PATH": str(tmp_path / "hostile")}
    assert run(str(program / "main"), **hostile).stdout == "good\n"


def test_a_gathered_program_starts_with_the_gathered_loader(program: Path, tmp_path: Path) -> None:
    gathered = gather_libraries(program, tmp_path / "good")
    bundle("search-path", program, gathered).check_returncode()
    loader = run("patchelf", "--print-interpreter", str(program / "main")).stdout.strip()
    assert Path(loader).parent == gathered
    assert Path(loader).is_file()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An R home with what serving reads and what it never reads."""
    files = """
        library/fit/R/fit.rdb library/fit/help/AnIndex library/fit/html/00Index.html
        library/fit/libs/fit.so library/fit/libs/libfit.a library/fit/tests/t.R
        library/fit/Meta/package.rds library/fit/Meta/Rd.rds library/fit/NEWS.md
        library/fit/R/tests/kept.R library/tcltk/DESCRIPTION library/translations/DESCRIPTION
        library/grDevices/libs/cairo.so library/grDevices/libs/grDevices.so
        modules/R_X11.so modules/lapack.so
    """
    for name in files.split():
        path = tmp_path / "home" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "home"


DRAWING = {"library/grDevices/libs/cairo.so", "modules/R_X11.so"}
KEPT = {
    "library/fit/R/fit.rdb",
    "library/fit/R/tests/kept.R",
    "library/fit/libs/fit.so",
    "library/fit/Meta/package.rds",
    "library/grDevices/libs/grDevices.so",
    "modules/lapack.so",
}


@pytest.mark.parametrize(("graphics", "kept"), [("0", KEPT), ("1", KEPT | DRAWING)])
def test_pruning_leaves_what_serving_reads(home: Path, graphics: str, kept: set[str]) -> None:
    bundle("prune", home, graphics).check_returncode()
    assert {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()} == kept


def test_of_two_installed_versions_the_first_library_s_is_copied(tmp_path: Path) -> None:
    for library in ("first", "second"):
        (tmp_path / library / "fit").mkdir(parents=True)
        (tmp_path / library / "fit" / library).touch()
    libraries = f"{tmp_path / 'first'}:{tmp_path / 'second'}"
    bundle("copy-r", tmp_path / "home", R_LIBS=libraries).check_returncode()
    assert [path.name for path in (tmp_path / "home/library/fit").iterdir()] == ["first"]
    assert (tmp_path / "home/library/base/R/base.rdb").is_file()


def test_what_is_laid_out_is_readable_by_all_and_has_no_time(tmp_path: Path) -> None:
    sources = lay_out_sources(tmp_path)
    (sources / "models" / "catalogue.json").touch(mode=0o600)
    bundle("lay-out", sources, tmp_path / "root", "models/dist").check_returncode()
    files = [path.stat() for path in (tmp_path / "root").rglob("*") if path.is_file()]
    assert len(files) == 9
    assert all(file.st_mode & 0o044 == 0o044 and file.st_mtime == EPOCH for file in files)


def test_models_without_a_catalogue_are_not_laid_out(tmp_path: Path) -> None:
    failed = bundle("lay-out", lay_out_sources(tmp_path), tmp_path / "root", "models/dist")
    assert failed.returncode == 1
    assert failed.stderr.startswith("MODELS=models/dist has no catalogue.json")


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({"CURL_CA_BUNDLE": "/mine.pem", "SSL_CERT_FILE": "/other.pem"}, "/mine.pem"),
        ({"SSL_CERT_FILE": "/other.pem"}, "/other.pem"),
        ({}, "/opt/r/share/ca-certificates.crt"),
    ],
)
def test_a_user_s_certificate_authorities_win(given: Mapping[str, str], used: str) -> None:
    script = f". '{BUNDLE / 'env'}' && echo \"$CURL_CA_BUNDLE\""
    done = subprocess.run(
        ["sh", "-euc", script], env=given, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == used


# Helpers ----


def bundle(
    script: str, *arguments: Path | str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BUNDLE / script, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    everything = {**os.environ, **environment}
    return subprocess.run(command, env=everything, capture_output=True, text=True, check=True)


def compile_c(source: str, output: Path, *options: str) -> None:
    command = ["cc", "-x", "c", "-", "-x", "none", *options, "-o", str(output)]
    subprocess.run(command, input=source, cwd=output.parents[1], check=True, text=True)


def make_libraries(folder: Path, word: str) -> None:
    """libouter.so, which asks libinner.so, which says `word`."""
    folder.mkdir()
    shared = ["-shared", "-fPIC"]
    inner = f'const char *inner(void) {{ return "{word}"; }}'
    compile_c(inner, folder / "libinner.so", *shared)
    outer = "const char *inner(void); const char *outer(void) { return inner(); }"
    compile_c(outer, folder / "libouter.so", *shared, f"-L{folder}", "-linner")


def gather_libraries(program: Path, source: Path) -> Path:
    """The program's libraries in one folder beside it."""
    gathered = program.parent / "gathered"
    gathered.mkdir()
    found = bundle("libraries", program, LD_LIBRARY_PATH=str(source)).stdout
    for name, path in (line.split() for line in found.splitlines()):
        shutil.copy(path, gathered / name)
    return gathered


def lay_out_sources(folder: Path) -> Path:
    sources = folder / "sources"
    for name in ("models", "runtime"):
        (sources / name).mkdir(parents=True)
    names = ["train", "predict", "prove", "predict.R", "predict_once.R", "prove.R"]
    for name in (*names, "runtime/bootstrap", "runtime/runtime.R"):
        (sources / name).touch(mode=0o600)
    return sources
