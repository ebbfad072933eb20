"""Whatever departments write stands in the Word file as they wrote it, or is told; nothing of it is executed."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import docx
import openpyxl
import pytest
from form_builder import content_of_form, form
from small_town import FOLDER, Answer, make_small_town, raport

from toolkit.intake.forms.form import FormRow

INPUTS = Path(__file__).parents[1] / "inputs"
PARAMETERS = ("-p", "institution", "oras", "-p", "period", "2023-S1")
LINES = (
    "{{ 7*7 }} și {% raw %} și {{ ''.__class__ }}",
    "100<100, <select>, Cultură & Sport",
    '=HYPERLINK("http://exemplu.md";"apăsați")',
    "fereastră: 🏛, 👩👩👧",
    "rând",
    "tăiat, jumătate:",
    "de la dreapta: oras, שלום",
)
VALUES = ('=HYPERLINK("http://exemplu.md")', "{{ 7*7 }}", "100<100 & <select>")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX tells what a process took")
FORMULAS = ("=1+1", "@SUM(1;1)", "+40 22 123456", "-2+3")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """A run on two departments' texts, and on three files that are refused for theirs."""
    folder = tmp_path_factory.mktemp("texte")
    numbers = (("1.1", 1), ("1.1", 2), ("1.10", 1), ("1.10", 2))
    rows = tuple(FormRow(action=a, indicator=n, value=v) for (a, n), v in zip(numbers, FORMULAS, strict=True))
    content = content_of_form(rows=rows, narratives={"1.1": "\n".join(FORMULAS)}, department="resurse-umane")
    returned = {"resurse-umane.xlsx": form(folder, content)}
    for name in ("department-texts", "million-characters", "personal-code"):
        returned[f"{name}.xlsx"] = (INPUTS / name / "cultura.xlsx").read_bytes()
    return raport(make_small_town(folder / "proiect", returned), "run", "semester_report", *PARAMETERS)


@pytest.fixture(scope="module")
def run(made: Answer) -> Path:
    assert made.status == 1, made.err
    return Path(made.out.splitlines()[-1])


@pytest.fixture(scope="module")
def findings(run: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((run / "findings.csv").read_text(encoding="utf-8"), newline="")))


@pytest.fixture(scope="module")
def printed(run: Path) -> str:
    [file] = run.glob("*.docx")
    body = docx.Document(str(file)).element.body
    paragraphs = body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    return "\n".join("".join(paragraph.itertext()) for paragraph in paragraphs)


@pytest.mark.parametrize("line", [*LINES, *VALUES, *FORMULAS])
def test_every_text_stands_in_the_report_as_it_was_written(printed: str, line: str) -> None:
    assert line in printed


def test_nothing_after_the_texts_is_lost(printed: str) -> None:
    assert "Elaborat" in printed[printed.rindex(LINES[-1]) :]


def test_what_was_taken_out_of_a_text_is_told(findings: list[dict[str, str]]) -> None:
    [finding] = [row for row in findings if row["code"] == "text-cleaned"]
    assert (finding["file"], finding["cell"]) == (f"{FOLDER}/department-texts.xlsx", "C8")
    assert finding["found"] == "5 caractere care nu se pot tipări"


@pytest.mark.parametrize(
    ("file", "code", "found"),
    [
        ("million-characters.xlsx", "file-suspicious", "un text de 999999 de caractere în celula C8"),
        ("personal-code.xlsx", "personal-code", "un cod personal: 1***********4"),
    ],
)
def test_what_cannot_be_printed_is_told(findings: list[dict[str, str]], file: str, code: str, found: str) -> None:
    [finding] = [row for row in findings if row["file"] == f"{FOLDER}/{file}"]
    assert (finding["severity"], finding["code"], finding["found"]) == ("error", code, found)


def test_no_text_becomes_a_formula_or_a_link_in_the_workbook_of_tables(run: Path) -> None:
    book = openpyxl.load_workbook(run / "tables.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("=HYPERLINK" in str(cell.value) for cell in cells)
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_the_csv_of_totals_holds_the_texts_unchanged(run: Path) -> None:
    with (run / "totals.csv").open(encoding="utf-8", newline="") as file:
        contributions = [json.loads(row["contributions"]) for row in csv.DictReader(file)]
    told = json.dumps(contributions, ensure_ascii=False)
    for text in (*VALUES, *FORMULAS):
        assert json.dumps(text, ensure_ascii=False)[1:-1] in told
