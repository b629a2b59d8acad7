"""The image answers where Lambda runs it: read-only, as anyone, on a base that has nothing."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import BuildImage, StartContainer
from .dns import NameServer
from .engine import REPOSITORY, run_image, run_r
from .https import HttpsServer

NAME_SERVER = "127.0.0.77"
TEST_ADDRESS = "192.0.2.7"  # from the range that is kept for documentation

# Whatever the event asks of R, in the running service.
ASK = """
handler <- function(event, context) eval(parse(text = event$ask, encoding = "UTF-8"))
"""
RESOLVE = "curl::nslookup('model-store.test', ipv4_only = TRUE)"
FETCH = "rawToChar(curl::curl_fetch_memory('{}')$content)"


@pytest.fixture
def ask_folder(tmp_path: Path) -> str:
    """The option that mounts a handler which evaluates what it is asked."""
    folder = tmp_path / "task"
    folder.mkdir()
    (folder / "ask.R").write_text(ASK)
    return f"--volume={folder}:/var/task:ro"


@pytest.fixture(scope="module")
def models(image: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of models/ in which the image itself has trained the Boston forest."""
    folder = tmp_path_factory.mktemp("models")
    folder.chmod(0o777)
    name = folder / "boston_forest"
    name.mkdir()
    (name / "train.R").write_text((REPOSITORY / "models" / "boston_forest" / "train.R").read_text())
    trained = run_image(image, "train", "boston_forest", options=[f"--volume={folder}:/models"])
    assert "test MSE" in trained.text()
    return folder


@pytest.fixture
def https(tmp_path: Path) -> Iterator[HttpsServer]:
    with HttpsServer(tmp_path) as server:
        yield server


def example(models: Path) -> str:
    card = json.loads((models / "dist" / "boston_forest" / "model.json").read_text())
    return json.dumps(card["example"])


def serve_boston(models: Path) -> list[str]:
    return [
        f"--volume={models}:/models:ro",
        "--env=S3_MODEL_URI=file:///models/dist/boston_forest/model.rds",
    ]


def test_the_base_has_no_c_library(bases: dict[str, str]) -> None:
    find = ["find", "/", "-xdev", "-name", "*.so*", "-type", "f"]
    assert run_image(bases["LAMBDA_BASE"], *find).text() == ""


def test_the_boston_example_is_answered(image: str, models: Path, start: StartContainer) -> None:
    container = start(image, *serve_boston(models))
    answer = container.invoke(json.loads(example(models)))
    assert answer["model"] == "boston_forest"
    assert answer["predictions"] == [pytest.approx(25.5, abs=1)]


def test_predict_prints_what_the_service_answers(
    image: str, models: Path, start: StartContainer
) -> None:
    printed = run_image(image, "predict", example(models), options=serve_boston(models))
    answer = start(image, *serve_boston(models)).invoke(json.loads(example(models)))
    assert json.loads(printed.text()) == answer


def test_predict_says_what_is_wrong_with_a_record(image: str, models: Path) -> None:
    done = run_image(image, "predict", '{"crim": "high"}', options=serve_boston(models))
    assert (done.status, done.output) == (1, "")
    assert "`crim` must be a number" in done.errors


def test_predict_without_a_record_says_how(image: str) -> None:
    done = run_image(image, "predict")
    assert (done.status, done.output) == (1, "")
    assert "give one record as JSON" in done.errors


def test_train_without_a_mounted_folder_says_how(image: str) -> None:
    done = run_image(image, "train", "boston_forest")
    assert done.status == 1
    assert "there is no /models/boston_forest/train.R: mount your models" in done.errors


def test_libraries_of_the_base_never_reach_r(
    image: str, models: Path, start: StartContainer, tmp_path: Path
) -> None:
    names = run_image(image, "ls", "/opt/r/lib").text().split()
    for name in names:
        (tmp_path / name).write_text("no library")
    # The base's LD_LIBRARY_PATH begins with this folder.
    hostile = [f"--volume={tmp_path}:/var/lang/lib:ro", f"--volume={tmp_path}:/lib64:ro"]
    container = start(image, *hostile, *serve_boston(models))
    assert "predictions" in container.invoke(json.loads(example(models)))


def test_all_that_is_loaded_is_the_images_own(
    image: str, ask_folder: str, start: StartContainer
) -> None:
    load = "for (name in list.files(.Library)) loadNamespace(name); readLines('/proc/self/maps')"
    maps = start(image, ask_folder, handler="ask.handler").invoke({"ask": load})
    files = {line.split()[5] for line in maps if re.search(r"\s/", line)}
    assert "/opt/r/lib/libR.so" in files
    assert [file for file in files if not file.startswith("/opt/r/")] == []


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
    ("zone", "hour"),
    [
        (":UTC", "00 UTC"),
        (":/etc/localtime", "00 UTC"),
        ("Asia/Tokyo", "09 JST"),
        (":Asia/Tokyo", "09 JST"),
        ("", "00 UTC"),
    ],
)
def test_the_time_zone_is_the_one_that_tz_names(
    image: str, ask_folder: str, start: StartContainer, zone: str, hour: str
) -> None:
    container = start(image, ask_folder, f"--env=TZ={zone}", handler="ask.handler")
    assert container.invoke({"ask": "format(as.POSIXct(0), '%H %Z')"}) == hour


@pytest.mark.parametrize("variable", ["CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_https_trusts_the_authority_that_the_user_names(
    image: str, https: HttpsServer, variable: str
) -> None:
    mount = f"--volume={https.authority}:/authority.pem:ro"
    trust = f"--env={variable}=/authority.pem"
    options = ["--network=host", mount, trust]
    done = run_r(image, f"cat({FETCH.format(https.url)})", options=options)
    assert done.text() == "secret"


def test_https_refuses_an_authority_that_nobody_named(image: str, https: HttpsServer) -> None:
    done = run_r(image, FETCH.format(https.url), options=["--network=host"])
    assert done.status == 1
    assert "certificate" in done.errors


def test_the_images_own_authorities_are_read(image: str) -> None:
    count = "cat(sum(grepl('BEGIN CERT', readLines(Sys.getenv('CURL_CA_BUNDLE')))))"
    assert int(run_r(image, count).text()) > 100


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


def test_a_factor_level_in_utf_8_is_understood(
    image: str, start: StartContainer, tmp_path: Path
) -> None:
    tmp_path.chmod(0o777)
    fit = """
    data <- data.frame(rent = c(10, 20, 30), city = factor(c("K\u00f6ln", "\u6771\u4eac", "Bonn")))
    saveRDS(lm(rent ~ city, data), "/out/model.rds")
    """
    run_r(image, fit, options=[f"--volume={tmp_path}:/out"]).text()
    container = start(
        image, f"--volume={tmp_path}:/out:ro", "--env=S3_MODEL_URI=file:///out/model.rds"
    )
    answer = container.invoke([{"city": "東京"}, {"city": "Köln"}])
    assert answer["predictions"] == [pytest.approx(20), pytest.approx(10)]


def test_an_image_without_a_model_says_what_to_set(image: str, start: StartContainer) -> None:
    assert "S3_MODEL_URI" in start(image).invoke({})["errorMessage"]
