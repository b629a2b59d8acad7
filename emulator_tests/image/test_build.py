"""The Dockerfile builds the same image anywhere, and says in one sentence why it cannot."""

import json
import re
from pathlib import Path

import pytest

from ..doubles.cran import CranMirror
from .conftest import BuildImage, Context
from .engine import (
    LAMBDA_BASE,
    R_BASE,
    REPOSITORY,
    buildkit_client,
    derive,
    docker,
    run_program,
    run_r,
)
from .files import image_files

BUNDLE = REPOSITORY / "lambda_image" / "bundle"
PACKAGES = (REPOSITORY / "lambda_image" / "packages.txt").read_text()

# Fits and predicts with packages of C, C++ and Fortran; gives 0 or more numbers each.
FIT_OTHERS = """
x <- as.matrix(mtcars[-1])
cat(length(predict(ranger::ranger(mpg ~ ., mtcars, num.threads = 1), mtcars)$predictions), "")
cat(length(predict(e1071::svm(mpg ~ ., mtcars), mtcars)), "")
cat(length(predict(glmnet::glmnet(x, mtcars$mpg), x, s = 0.1)), "")
fit <- gbm::gbm(mpg ~ ., "gaussian", mtcars, n.trees = 5, bag.fraction = 1)
cat(length(predict(fit, mtcars, n.trees = 5)), threefold::threefold(1))
"""


def test_buildkit_and_the_classic_builder_make_the_same_files(
    image: str, build: BuildImage, tmp_path: Path
) -> None:
    other = build(client=buildkit_client(), buildkit=True, options=["--no-cache"])
    other.text()
    for folder in ("/opt/r", "/var/runtime", "/var/task", "/opt/models", "/usr/local/bin"):
        files = image_files(image, folder, tmp_path / f"one{folder}")
        assert files == image_files(other.tag, folder, tmp_path / f"two{folder}")


def test_the_image_is_what_lambda_starts(image: str) -> None:
    config = json.loads(docker("inspect", image).text())[0]["Config"]
    assert config["Cmd"] == ["predict.handler"]
    assert config["Entrypoint"] == ["/lambda-entrypoint.sh"]
    assert config["Labels"] == {"com.amazonaws.lambda.feature.snapstart": "Allow"}


def test_no_file_of_the_build_names_an_architecture() -> None:
    files = [BUNDLE.parent / "Dockerfile", *BUNDLE.iterdir()]
    named = re.compile(r"x86|amd64|i386|aarch64|arm64|armv|linux-gnu", re.IGNORECASE)
    assert [file.name for file in files if named.search(file.read_text())] == []


def test_users_add_packages_of_debian_and_of_cran(
    build: BuildImage, context: Context, cran: CranMirror
) -> None:
    # Debian 13 dropped gbm: this R_BASE has Debian 12's archive, too.
    base = derive(
        "r-models:with-debian-12",
        R_BASE,
        "sed 's/trixie/bookworm/' /etc/apt/sources.list >/etc/apt/sources.list.d/12.list",
    )
    folder = context(PACKAGES + "ranger # C++\nglmnet\n\n  gbm\nthreefold\n")
    built = build({"R_BASE": base, "CRAN": cran.url}, context=folder, options=["--network=host"])
    built.text()
    assert run_r(built.tag, FIT_OTHERS).text() == "32 32 32 32 40"


def test_graphics_are_kept_when_asked_for(image: str, build: BuildImage, tmp_path: Path) -> None:
    built = build({"GRAPHICS": "1"})
    built.text()
    tmp_path.chmod(0o777)
    draw = "png('/out/a.png'); plot(1, main = 'Gr\u00f6\u00dfe'); invisible(dev.off())"
    done = run_r(built.tag, draw, options=[f"--volume={tmp_path}:/out"])
    assert (done.status, done.errors) == (0, "")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    without = image_files(image, "/opt/r/lib", tmp_path / "without")
    assert not [path for path in without if re.search("cairo|libX11|pango|tcl", path)]


def test_an_unknown_package_is_named_with_its_line(
    build: BuildImage, context: Context, cran: CranMirror
) -> None:
    folder = context("curl\n\nnosuchpackage\n")
    built = build({"CRAN": cran.url}, context=folder, options=["--network=host"])
    assert built.status != 0
    sentence = (
        f"packages.txt line 3: neither Debian nor {cran.url} has an R package 'nosuchpackage'."
    )
    assert sentence in built.output


def test_what_is_no_package_name_is_named_with_its_line(
    build: BuildImage, context: Context
) -> None:
    built = build(context=context("curl\nran ger; echo\n"))
    assert built.status != 0
    assert "packages.txt line 2: 'ranger;echo' is not the name of an R package." in built.output


def test_a_package_that_does_not_compile_is_named_with_its_line(
    build: BuildImage, context: Context, cran: CranMirror
) -> None:
    cran.add("broken", {"DESCRIPTION": "", "NAMESPACE": "", "src/broken.c": "int broken(\n"})
    folder = context("broken\n")
    built = build({"CRAN": cran.url}, context=folder, options=["--network=host"])
    assert built.status != 0
    assert "packages.txt line 1: the R package 'broken' does not compile" in built.output


def test_a_package_that_does_not_load_in_the_image_is_named(
    build: BuildImage, context: Context, cran: CranMirror
) -> None:
    fails = '.onLoad <- function(...) stop("no such luck")\n'
    cran.add("faulty", {"DESCRIPTION": "", "NAMESPACE": "", "R/load.R": fails})
    folder = context("curl\ndigest\nfaulty\n")
    built = build({"CRAN": cran.url}, context=folder, options=["--network=host"])
    assert built.status != 0
    assert "The gathered R lacks package faulty: .onLoad failed" in built.output


def test_a_mirror_that_does_not_answer_is_named(
    build: BuildImage, context: Context, cran: CranMirror
) -> None:
    cran.close()
    built = build({"CRAN": cran.url}, context=context("nosuchpackage\n"))
    assert built.status != 0
    assert "packages.txt line 1: 'nosuchpackage' is not a Debian package, and" in built.output
    assert f"CRAN ({cran.url}) does not answer" in built.output


def test_a_build_without_a_network_says_so(build: BuildImage) -> None:
    built = build(options=["--network=none", "--no-cache"])
    assert built.status != 0
    assert "The Debian package lists cannot be fetched: the build needs a network" in built.output


def test_an_r_that_runs_code_hidden_in_data_is_refused(build: BuildImage, debian_12: str) -> None:
    built = build({"R_BASE": debian_12})
    assert built.status != 0
    assert "R_BASE has R 4.2.2, which runs code hidden in a model file" in built.output


def test_an_r_base_that_is_not_debian_is_refused(build: BuildImage) -> None:
    built = build({"R_BASE": LAMBDA_BASE})
    assert built.status != 0
    assert "R_BASE has no apt-get: it must be a Debian or Ubuntu image." in built.output


def test_a_folder_without_a_catalogue_is_refused_as_models(build: BuildImage) -> None:
    built = build({"MODELS": "models/boston_forest"})
    assert built.status != 0
    assert "MODELS=models/boston_forest has no catalogue.json" in built.output


def test_the_size_on_top_of_the_base_is_within_the_limit(image: str) -> None:
    script = str(REPOSITORY / "lambda_image" / "image-size")
    assert "(limit 60 MB)" in run_program(script, image, "60").text()


def test_a_size_above_the_limit_fails(image: str) -> None:
    script = str(REPOSITORY / "lambda_image" / "image-size")
    done = run_program(script, image, "40")
    assert done.status == 1
    assert "above the limit" in done.errors


def test_versions_lists_r_and_every_package(image: str) -> None:
    listed = run_r(image, "writeLines(readLines('/opt/r/VERSIONS'))").text().splitlines()
    assert listed[0] == "R " + run_r(image, "cat(format(getRversion()))").text()
    names = [line.split()[0] for line in listed[1:]]
    assert {*PACKAGES.split("\n", 1)[1].split(), "lambdaruntime", "modelservice"} <= {*names}
    ask = "for (name in c('{}')) cat(packageDescription(name)$Version, '')"
    versions = run_r(image, ask.format("', '".join(names))).text().split()
    assert versions == [line.split()[1] for line in listed[1:]]


def test_the_image_has_the_index_of_classes_that_a_start_reads(image: str) -> None:
    ask = "cat(modelservice:::class_index_file(), readLines(modelservice:::class_index_file()))"
    file, *words = run_r(image, ask).text().split()
    assert file == "/opt/r/lib/R/library/predict-classes.tsv"
    index = dict(zip(words[::2], words[1::2], strict=True))
    assert (index["loess"], index["svm"]) == ("stats", "e1071")


@pytest.mark.parametrize("what", ["help", "html", "doc", "tests", "po", "include"])
def test_no_library_folder_that_serving_never_reads(image: str, tmp_path: Path, what: str) -> None:
    files = image_files(image, "/opt/r/lib/R/library", tmp_path)
    assert [path for path in files if re.fullmatch(f"[^/]+/{what}", path)] == []
