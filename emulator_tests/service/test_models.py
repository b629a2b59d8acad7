"""The demonstration models: what they reproduce, and what they are trained on."""

import json
from pathlib import Path

import pytest

from emulator.catalogue_service import CATALOGUE
from emulator.settings import REPOSITORY
from models.__main__ import main

from ..support.cards import NAMES, card


def test_the_catalogue_lists_the_seven_models_and_the_forest_first_of_all() -> None:
    catalogue = json.loads(CATALOGUE.read_text())
    assert [entry["name"] for entry in catalogue["models"]] == NAMES
    assert catalogue["default"] == "boston_forest"


def test_the_forest_reproduces_the_error_of_the_article() -> None:
    metrics = card("boston_forest")["metrics"]
    assert round(metrics["test_mse"], 2) == 11.19 and metrics["test_rows"] == 152


@pytest.mark.parametrize(
    ("name", "metric", "least", "most"),
    [
        ("boston_linear", "test_mse", 20.1, 20.2),
        ("boston_svm", "test_mse", 12.4, 12.6),
        ("admission", "cv_accuracy", 0.66, 0.75),
        ("iris", "test_accuracy", 0.9, 1),
        ("boston_quantiles", "test_pinball", 0.9, 1),
        ("boston_quantiles", "test_coverage_80", 0.8, 0.9),
        ("lung_survival", "cv_concordance", 0.6, 0.65),
    ],
)
def test_every_card_says_how_good_its_model_is(
    name: str, metric: str, least: float, most: float
) -> None:
    assert least <= card(name)["metrics"][metric] <= most


def test_the_simulated_applicants_have_the_published_summary() -> None:
    summary = card("admission")["training_summary"]
    assert summary["gre"]["mean"] == pytest.approx(587.7, abs=2)
    assert summary["gpa"]["mean"] == pytest.approx(3.39, abs=0.01)
    assert summary["gre"]["quantiles"]["0%"] >= 220 and summary["gre"]["quantiles"]["100%"] == 800
    assert summary["rank"]["levels"] == {"1": 61, "2": 151, "3": 121, "4": 67}


# admission --data file.csv ----


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the admission model alone."""
    monkeypatch.setenv("R_LIBS", str(REPOSITORY / ".r-library"))
    script = tmp_path / "models" / "admission" / "train.R"
    script.parent.mkdir(parents=True)
    script.write_text((REPOSITORY / "models" / "admission" / "train.R").read_text())
    return tmp_path


@pytest.fixture
def applicants(tmp_path: Path) -> Path:
    """A file as the classic one is: 48 applicants, a quoted header, columns in its order."""
    rows = [
        f"{(gre + rank) % 2},{400 + 20 * gre},{3.2 + 0.1 * (gre % 7)},{rank}"
        for gre in range(12)
        for rank in (1, 2, 3, 4)
    ]
    file = tmp_path / "binary.csv"
    file.write_text("\n".join(['"admit","gre","gpa","rank"', *rows]) + "\n")
    return file


def train(workshop: Path, *arguments: str) -> int:
    return main(["train", "--root", str(workshop), *arguments])


def trained_rows(workshop: Path) -> int:
    model = workshop / "models" / "dist" / "admission" / "model.json"
    rows: int = json.loads(model.read_text())["training_rows"]
    return rows


def test_admission_is_trained_on_a_file_until_it_is_told_otherwise(
    workshop: Path, applicants: Path
) -> None:
    assert train(workshop, "admission", "--data", str(applicants)) == 0
    assert trained_rows(workshop) == 48
    assert train(workshop) == 0
    assert trained_rows(workshop) == 48
    assert train(workshop, "--no-data") == 0
    assert trained_rows(workshop) == 400


def test_a_changed_file_is_trained_on_again(workshop: Path, applicants: Path) -> None:
    train(workshop, "admission", "--data", str(applicants))
    applicants.write_text(applicants.read_text() + "1,700,3.9,1\n")
    train(workshop)
    assert trained_rows(workshop) == 49


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"gpa"', '"GPA"', "there is no column `gpa`"),
        ("0,400,", "0,many,", "`gre` must hold a number in every row"),
        ("0,400,", "0,,", "`gre` must hold a number in every row"),
        ("0,400,", "2,400,", "`admit` must be 0 or 1"),
        (",4\n", ",5\n", "`rank` must be 1, 2, 3 or 4"),
        (",4\n", ",3\n", "and each must occur"),
    ],
)
def test_a_file_that_does_not_fit_is_one_sentence(
    workshop: Path,
    applicants: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    sentence: str,
) -> None:
    applicants.write_text(applicants.read_text().replace(old, new))
    assert train(workshop, "admission", "--data", str(applicants)) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"models/admission/train.R failed: Error: {applicants}: ")
    assert sentence in error


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a line\nanother, with more, cells"])
def test_a_file_that_is_no_table_is_one_sentence(
    workshop: Path, applicants: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    applicants.write_bytes(content)
    assert train(workshop, "admission", "--data", str(applicants)) == 1
    assert f"failed: Error: {applicants}: " in capsys.readouterr().err


def test_a_file_that_is_gone_is_one_sentence(
    workshop: Path, applicants: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train(workshop, "admission", "--data", str(applicants))
    applicants.unlink()
    assert train(workshop) == 1
    assert "--no-data to train without one" in capsys.readouterr().err


def test_data_is_for_one_model(workshop: Path, applicants: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        train(workshop, "--data", str(applicants))
