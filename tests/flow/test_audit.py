"""The real report of Bălți: made, audited, followed to its cells, and marked for the auditor."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from monthly_split import MONTHS, SEMESTER, SPLIT, files_of

from toolkit.audit.adding_up import add_up, add_up_months
from toolkit.intake.period_inputs import read_period
from toolkit.totals.aggregation import totals_of
from toolkit.totals.periods import composed
from toolkit.word.pdf import find_libreoffice, pdf_of

PROJECT = Path(__file__).parents[2]


def raport(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "toolkit.cli", *arguments, "--project", str(PROJECT)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    answer = raport("run", "semester_report", "--out", str(tmp_path_factory.mktemp("outputs")))
    assert answer.returncode == 0, answer.stderr
    return Path(answer.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def marked(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("copie") / "audit.docx"
    answer = raport("trace", str(run), "--mark", str(copy))
    assert answer.returncode == 0, answer.stderr
    return copy


def test_the_audit_of_the_real_report_is_clean(run: Path) -> None:
    answer = raport("audit", str(run))
    assert (answer.returncode, answer.stdout.splitlines()[-2:]) == (
        0,
        ["IDENTIC: din aceleași intrări rezultă din nou aceleași fișiere", str(run)],
    )


def test_each_of_the_187_totals_is_followed_to_its_cells_and_stands_marked_at_its_own(run: Path, marked: Path) -> None:
    """Every comment lies in the cell that prints the figure of which it speaks."""
    document = Document(str(marked))
    comments = {str(comment.comment_id): comment.text.splitlines() for comment in document.comments}
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    cells = {}
    for cell in (cell for table in document.tables for cell in table.rows[-1].cells):
        for start in cell._element.iter(f"{name}commentRangeStart"):
            cells[comments[start.get(f"{name}id")][0].partition(" ")[0]] = cell.text.partition("*")[0]
    rows = csv.DictReader(io.StringIO((run / "totals.csv").read_text(encoding="utf-8")))
    printed = {f"{row['action']}.{row['indicator']}": row["printed"] for row in rows}
    assert len(printed) == 187
    assert cells == printed


@pytest.mark.libreoffice
def test_the_marked_copy_opens(marked: Path) -> None:
    if find_libreoffice() is None:
        pytest.skip("LibreOffice is not installed")
    assert pdf_of(marked, seconds=120).startswith(b"%PDF")


def test_a_figure_of_the_real_report_is_followed_by_its_id(run: Path) -> None:
    answer = raport("trace", str(run), "3.1.2", "--format", "json")
    told = json.loads(answer.stdout)
    assert (told["printed"], told["adds_up"]) == (
        "cel puțin 119 contracte",
        "cel puțin 119 = 20 + 52 + 46 + 1 și ce nu s-a putut aduna",
    )
    assert [(one["department"], one["reason"]) for one in told["left_out"]] == [("financiar-economica", "kind")]


def test_every_total_of_the_months_adds_up_over_departments_and_months() -> None:
    files = files_of(PROJECT, SPLIT, *MONTHS, SEMESTER)
    inputs = composed(read_period(files, "balti-lunar", SEMESTER))
    totals = totals_of(inputs.plan, inputs.submissions)
    assert [total.id for total in totals if not add_up(total, inputs.institution).holds] == []
    of_months = [
        added
        for total in totals
        for contribution in total.contributions
        if (added := add_up_months(contribution.entry, total.indicator, inputs.institution)) is not None
    ]
    assert len(of_months) > 100
    assert [added.line for added in of_months if not added.holds] == []


def test_the_monthly_report_is_audited_followed_and_marked_too(tmp_path: Path) -> None:
    answer = raport("run", "monthly_report", "--out", str(tmp_path / "outputs"))
    run = answer.stdout.splitlines()[-1]
    assert raport("audit", run).returncode == 0
    copy = tmp_path / "audit.docx"
    answer = raport("trace", run, "--mark", str(copy))
    assert answer.returncode == 0, answer.stdout
    comments = [comment.text.splitlines() for comment in Document(str(copy)).comments]
    assert "tipărit: „2 funcționari”" in comments[0]
    assert len(comments) > 50
