"""The image answers where Lambda runs it: read-only, as anyone, on a base that has nothing."""

import re
from pathlib import Path

import pytest

from ..doubles.dns import NameServer
from .boston import card, serve_boston
from .conftest import BuildImage, StartContainer
from .engine import run_image, run_r

NAME_SERVER = "127.0.0.77"
TEST_ADDRESS = "192.0.2.7"  # from the range that is kept for documentation

# Whatever the event asks of R, in the running service.
ASK = """
handler <- function(event, context) eval(parse(text = event$ask, encoding = "UTF-8"))
"""
RESOLVE = "curl::nslookup('model-store.test', ipv4_only = TRUE)"


@pytest.fixture
def ask_folder(tmp_path: Path) -> str:
    """The option that mounts a handler which evaluates what it is asked."""
    folder = tmp_path / "task"
    folder.mkdir()
    (folder / "ask.R").write_text(ASK)
    return f"--volume={folder}:/var/task:ro"


def test_the_base_has_no_c_library(bases: dict[str, str]) -> None:
    find = ["find", "/", "-xdev", "-name", "*.so*", "-type", "f"]
    assert run_image(bases["LAMBDA_BASE"], *find).text() == ""


def test_libraries_of_the_base_never_reach_r(
    image: str, models: Path, start: StartContainer, tmp_path: Path
) -> None:
    names = run_image(image, "ls", "/opt/r/lib").text().split()
    for name in names:
        (tmp_path / name).write_text("no library")
    # The base's LD_LIBRARY_PATH begins with this folder.
    hostile = [f"--volume={tmp_path}:/var/lang/lib:ro", f"--volume={tmp_path}:/lib64:ro"]
    container = start(image, *hostile, *serve_boston(models))
    assert "predictions" in container.invoke(card(models)["example"])


def test_all_that_is_loaded_is_the_images_own(
    image: str, ask_folder: str, start: StartContainer
) -> None:
    load = """
    for (name in basename(list.dirs(.Library, recursive = FALSE))) loadNamespace(name)
    readLines('/proc/self/maps')
    """
    maps = start(image, ask_folder, handler="ask.handler").invoke({"ask": load})
    files = {line.split()[5] for line in maps if re.search(r"\s/", line)}
    assert "/opt/r/lib/libR.so" in files
    assert [file for file in files if not file.startswith("/opt/r/")] == []


def test_rscript_runs_r(image: str) -> None:
    done = run_image(image, "/opt/r/bin/Rscript", "-e", "cat(commandArgs(TRUE))", "a b", "c")
    assert done.text() == "a b c"


def test_r_starts_workers_of_its_own(image: str, ask_folder: str, start: StartContainer) -> None:
    work = """
    cluster <- parallel::makePSOCKcluster(2)
    on.exit(parallel::stopCluster(cluster))
    unlist(parallel::parLapply(cluster, 1:2, sqrt))
    """
    container = start(image, ask_folder, handler="ask.handler")
    assert container.invoke({"ask": work}) == [1, pytest.approx(2**0.5)]


def test_a_base_with_an_older_c_library_changes_nothing(build: BuildImage, debian_12: str) -> None:
    built = build({"LAMBDA_BASE": debian_12})
    built.text()
    load = "loadNamespace('randomForest'); writeLines(readLines('/proc/self/maps'))"
    maps = run_r(built.tag, load).text().splitlines()
    files = {line.split()[5] for line in maps if re.search(r"\s/", line)}
    assert [file for file in files if not file.startswith("/opt/r/")] == []


@pytest.mark.parametrize("locale", ["en_US.UTF-8", "de_DE.ISO-8859-1", "C", ""])
def test_text_is_utf_8_whatever_the_locale_of_the_base(
    image: str, ask_folder: str, start: StartContainer, locale: str
) -> None:
    container = start(
        image, ask_folder, f"--env=LANG={locale}", f"--env=LC_ALL={locale}", handler="ask.handler"
    )
    assert container.invoke({"ask": "c(nchar('東京'), toupper('köln'))"}) == ["2", "KÖLN"]
    assert "locale" not in container.logs()


@pytest.mark.parametrize(
    ("zone", "hour", "name"),
    [
        (":UTC", "00 UTC", "UTC"),
        (":/etc/localtime", "00 UTC", "UTC"),
        ("Asia/Tokyo", "09 JST", "Asia/Tokyo"),
        (":Asia/Tokyo", "09 JST", "Asia/Tokyo"),
        ("", "00 UTC", "UTC"),
    ],
)
def test_the_time_zone_is_the_one_that_tz_names(
    image: str, ask_folder: str, start: StartContainer, zone: str, hour: str, name: str
) -> None:
    container = start(image, ask_folder, f"--env=TZ={zone}", handler="ask.handler")
    ask = "c(format(as.POSIXct(0), '%H %Z'), Sys.timezone())"
    assert container.invoke({"ask": ask}) == [hour, name]


def test_names_are_resolved_through_etc_hosts(image: str) -> None:
    option = f"--add-host=model-store.test:{TEST_ADDRESS}"
    assert run_r(image, f"cat({RESOLVE})", options=[option]).text() == TEST_ADDRESS


@pytest.mark.parametrize("switch", ["", "hosts: files dns myhostname\n"])
def test_names_are_resolved_through_resolv_conf(image: str, tmp_path: Path, switch: str) -> None:
    (tmp_path / "resolv.conf").write_text(f"nameserver {NAME_SERVER}\n")
    (tmp_path / "nsswitch.conf").write_text(switch)
    files = [tmp_path / "resolv.conf", tmp_path / "nsswitch.conf"]
    mounts = [f"--volume={file}:/etc/{file.name}:ro" for file in files]
    with NameServer(NAME_SERVER, TEST_ADDRESS):
        done = run_r(image, f"cat({RESOLVE})", options=["--network=host", *mounts])
    assert done.text() == TEST_ADDRESS
