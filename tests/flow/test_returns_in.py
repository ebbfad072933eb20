"""A month of collection by files alone: forms out, returns in, a correction, and the report as of a day."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from small_town import FOLDER, make_small_town, raport

OUTPUTS = "outputs/oras/2023-07/semester_report"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = make_small_town(tmp_path, {})
    shutil.rmtree(project / FOLDER)
    return project


def filled(form: Path, to: Path, hours: int) -> Path:
    """A form that was sent out, filled in by a department."""
    book = openpyxl.load_workbook(form)
    page = book["Indicatori"]
    header = next(row for row in page.iter_rows() if row[0].value == "Acțiunea")
    value = next(cell.column for cell in header if cell.value == "Valoarea")
    for row in page.iter_rows(min_row=header[0].row + 1):
        if (row[0].value, str(row[1].value)) == ("1.10", "1"):
            page.cell(row[0].row, value).value = hours
    book.save(to)
    return to


def total_of(run: Path) -> str:
    """The hours of training in totals.csv."""
    rows = csv.DictReader((run / "totals.csv").read_text(encoding="utf-8").splitlines())
    return next(row["computed"] for row in rows if (row["action"], row["indicator"]) == ("1.10", "1"))


def test_forms_go_out_returns_come_in_and_a_cutoff_counts_what_came_until_then(project: Path) -> None:
    forms = Path(raport(project, "forms", "--institution", "oras", "--period", "2023-07").out.strip())
    post = project / "posta"
    post.mkdir()
    given = ("--institution", "oras", "--date")
    filled(forms / "cultura_2023-07.xlsx", post / "răspuns.xlsx", 10)
    filled(forms / "resurse-umane_2023-07.xlsx", post / "la dvs.xlsx", 20)
    answer = raport(project, "receive", str(post), *given, "2023-08-03")
    assert (answer.status, answer.err.count("Acceptat.")) == (0, 2), answer.err
    corrected = filled(forms / "cultura_2023-07.xlsx", project / "corectat.xlsx", 15)
    assert raport(project, "receive", str(corrected), *given, "2023-08-09").status == 0

    run = ("run", "semester_report", "-p", "institution", "oras", "-p", "period", "2023-07")
    whole, early, late = (
        Path(raport(project, *run, "-p", "cutoff", cutoff).out.strip()) for cutoff in ("", "2023-08-05", "2023-08-09")
    )
    assert [total_of(folder) for folder in (whole, early, late)] == [
        "35 de ore de instruire",
        "30 de ore de instruire",
        "35 de ore de instruire",
    ]
    assert [_title(folder) for folder in (whole, early, late)] == [
        "perioada de raport – luna iulie a anului 2023",
        "perioada de raport – luna iulie a anului 2023; s-a numărat ce s-a acceptat până la 5 august 2023",
        "perioada de raport – luna iulie a anului 2023; s-a numărat ce s-a acceptat până la 9 august 2023",
    ]
    assert [_note(folder) for folder in (whole, early, late)] == [
        "",
        "numărat numai ce s-a acceptat până la 05.08.2023, fără ce s-a acceptat mai târziu de la Secția cultură",
        "numărat numai ce s-a acceptat până la 09.08.2023",
    ]
    assert "Contează numai ce s-a acceptat până la 2023-08-05, după registru." in (
        early / "semester_report.ipynb"
    ).read_text(encoding="utf-8")
    kept = sorted(path.name for path in (early / "kept/inputs/oras/received/2023-07").iterdir())
    assert kept == sorted(f"{_sha256(post / name)}.xlsx" for name in ("răspuns.xlsx", "la dvs.xlsx"))
    assert not (early / "kept/inputs/oras/2023-07").exists()


def _title(run: Path) -> str:
    """The line of the Word file under its title."""
    [document] = run.glob("*.docx")
    return next(p.text for p in docx.Document(str(document)).paragraphs if p.text.startswith("perioada de raport"))


def _note(run: Path) -> str:
    """What findings.csv says of the day until which returns count."""
    rows = csv.DictReader((run / "findings.csv").read_text(encoding="utf-8").splitlines())
    return next((row["found"] for row in rows if row["code"] == "counted-until"), "")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
