"""Score a file: progress, predictions to take home, and the reasons of the bad rows."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..support.boston import RECORD
from .conftest import OpenPage
from .service import PageService

pytestmark = pytest.mark.native

Rows = list[dict[str, str]]

RM_MUST = "`rm` (rooms per dwelling) must be a number."


def test_a_file_comes_back_with_its_predictions(open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page()
    score(visit.page, write(tmp_path, boston_rows(3)))
    rows = download(visit.page)
    assert [round(float(row["prediction"]), 2) for row in rows] == [25.56, 25.56, 25.56]
    assert [row["id"] for row in rows] == ["0", "1", "2"]


def test_bad_rows_are_listed_with_their_line_and_reason(
    open_page: OpenPage, tmp_path: Path
) -> None:
    visit = open_page()
    rows = boston_rows(5)
    rows[1]["rm"], rows[3]["lstat"] = "many", ""
    score(visit.page, write(tmp_path, rows))
    expect(visit.page.locator("#score tbody tr")).to_have_text(
        [f"3{RM_MUST}", "5`lstat` (lower status) is null: give a number."]
    )
    expect(visit.page.locator("#score")).to_contain_text("3 rows are scored, 2 rows are not")
    visit.screenshot("score")
    scored = download(visit.page)
    assert [row["prediction"] == "NA" for row in scored] == [False, True, False, True, False]
    assert scored[1]["error"] == RM_MUST and scored[0]["error"] == ""


def test_of_many_bad_rows_every_reason_is_told(open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page("#/admission")
    rows = [{"gre": "x", "gpa": "3", "rank": "1"} for _ in range(250)]
    score(visit.page, write(tmp_path, [*rows, {"gre": "500", "gpa": "3", "rank": "1"}]))
    scored = download(visit.page)
    assert {row["error"] for row in scored[:250]} == {"`gre` (GRE score) must be a number."}
    assert scored[250]["label"] and not scored[250]["error"]


def test_a_long_file_goes_in_parts_and_shows_its_progress(
    open_page: OpenPage, page_service: PageService, tmp_path: Path
) -> None:
    page = open_page("#/admission").page
    expect(page.locator(".headline")).to_be_visible()
    rows = [{"gre": "500", "gpa": "3", "rank": str(i % 4 + 1)} for i in range(4500)]
    page_service.api.requests.clear()
    score(page, write(tmp_path, rows))
    expect(page.locator("#score .count")).to_have_text("4,500 rows are scored")
    asked = page_service.api.predictions()
    files = [request for request in asked if request.header("content-type") == "text/csv"]
    parts = [request.body.count(b"\r\n") - 1 for request in files]
    assert parts == [2000, 2000, 500]
    assert len(download(page)) == 4500


def test_a_part_that_fails_is_sent_again_and_nothing_is_lost(
    open_page: OpenPage, page_service: PageService, tmp_path: Path
) -> None:
    visit = open_page("#/admission")
    expect(visit.page.locator(".curve")).to_be_visible()
    page_service.api.fail_next(503)
    score(visit.page, write(tmp_path, [{"gre": "500", "gpa": "3", "rank": "1"}] * 3))
    expect(visit.page.locator("#score")).to_contain_text("The service is not ready")
    visit.screenshot("score-failed")
    visit.page.locator("#score").get_by_role("button", name="Try again").click()
    assert len(download(visit.page)) == 3
    visit.refused.clear()


def test_an_ensemble_s_file_goes_in_parts_that_it_can_take(
    open_page: OpenPage, tmp_path: Path
) -> None:
    visit = open_page("#/boston_blend")
    score(visit.page, write(tmp_path, boston_rows(2000)))
    assert len(download(visit.page)) == 2000
    visit.refused.clear()  # 413 of the first part


def test_a_spreadsheet_s_csv_is_read(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("#/admission").page
    file = tmp_path / "excel.csv"
    file.write_bytes(b'\xef\xbb\xbfnote;gre;gpa;rank\r\n"a;""b""\r\nc";500;3;1\r\n\r\n')
    score(page, file)
    (row,) = download(page)
    assert row["note"] == 'a;"b"\r\nc' and row["label"] == "rejected"


def test_a_file_is_dropped(open_page: OpenPage) -> None:
    page = open_page("#/admission").page
    page.locator(".drop").evaluate(
        """zone => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["gre,gpa,rank\\n500,3,1\\n"], "a.csv"));
          zone.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        }"""
    )
    expect(page.locator("#score .count")).to_have_text("1 row is scored")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"gre,gpa\n1,2\n", "The file lacks the column rank: its header has gre, gpa."),
        (b"", "The file is empty: give a header line and rows."),
        (b"gre,gpa,rank\n", "The file has a header and no rows: give rows below it."),
        (b"gre,gre\n1,2\n", 'The header names "gre" twice: name every column once.'),
        (b"gre,gpa,rank\n1,2\n", "Line 2 has 2 cells, but the header has 3."),
        (b'gre,gpa,rank\n1,2,"3\n', "A quote that opens in line 2 is never closed: close it."),
        (b"gre,gpa,rank\n\xff,2,3\n", 'wrong.csv is not UTF-8 text: save it as "CSV UTF-8".'),
    ],
)
def test_a_file_that_cannot_be_scored_is_one_sentence(
    open_page: OpenPage, tmp_path: Path, content: bytes, sentence: str
) -> None:
    page = open_page("#/admission").page
    (tmp_path / "wrong.csv").write_bytes(content)
    score(page, tmp_path / "wrong.csv")
    expect(page.locator("#score .why")).to_have_text(sentence)


# Helpers ----


def boston_rows(count: int) -> Rows:
    record = {name: str(value) for name, value in RECORD.items()}
    return [{"id": str(i), **record} for i in range(count)]


def write(folder: Path, rows: Rows) -> Path:
    file = folder / "rows.csv"
    with file.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def score(page: Page, file: Path) -> None:
    page.get_by_label("Choose a CSV file").set_input_files(file)


def download(page: Page) -> Rows:
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download the predictions").click()
    assert saved.value.suggested_filename.endswith("-predictions.csv")
    text = Path(saved.value.path()).read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))
