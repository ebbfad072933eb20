"""The formula that lets an answer through while it is typed, as LibreOffice reckons it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from sent_form import through_libreoffice

from toolkit.intake.forms.answer_formula import is_answer_formula
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind
from toolkit.word.pdf import find_libreoffice

GRAMMAR = Path(__file__).parents[1] / "grammar"
LET_THROUGH = (
    *(0, 12, 3.5),
    *(
        "-",
        "--",
        "–",
        "…",
        "..",
        "_",
        "Nu este cazul",
        "nu e cazul",
        "N/A",
        "n.a.",
        "indisponibil încă",
        "Încă indisponibil",
    ),
    *(
        "indisponibil încă",
        "nedisponibil",
        "date indisponibile încă",
        "cca. 20",
        "10 funcționari",
        "131 300 lei",
        "45 %",
        " 7 ",
    ),
    *("doi", "Două contracte", "șase", "şapte", "sase ore", "zero", "niciun caz", "o suta", "Un funcționar", "o decizie"),
    *("vreo trei", "cel puțin cinci", "în jur de zece", "peste o sută", "până la zece", "pînă la zece", "maximum doi"),
    *("aproximativ trei", "mai mult de un milion", "sub zece", "Не е приложимо", "все още няма данни", "not available yet"),
)
ASKED_ABOUT = (
    "mulți funcționari",
    "realizat",
    "foarte bine",
    "s-a lucrat intens",
    "x",
    "?",
    "*",
    "|",
    "există",
    "Изпълнено",
)


def _reckoned(typed: Sequence[object], folder: Path) -> list[bool]:
    """What LibreOffice makes of the formula for each thing typed."""
    book = openpyxl.Workbook()  # it stores no result of a formula, so that LibreOffice must reckon it
    for row, content in enumerate(typed, 1):
        cell = book.active.cell(row, 1, content)
        cell.data_type = "s" if isinstance(content, str) else "n"
        book.active.cell(row, 2, is_answer_formula(f"A{row}").replace("=", "=1*(", 1) + ")")
    buffer = io.BytesIO()
    book.save(buffer)
    table = through_libreoffice(buffer.getvalue(), folder, "csv:Text - txt - csv (StarCalc):44,34,76").decode()
    return [row[1] == "1" for row in csv.reader(io.StringIO(table))]


@pytest.mark.libreoffice
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_what_begins_as_an_answer_is_let_through_and_nothing_else(tmp_path: Path) -> None:
    answers = dict(zip((*LET_THROUGH, *ASKED_ABOUT), _reckoned((*LET_THROUGH, *ASKED_ABOUT), tmp_path), strict=True))
    assert {text for text, passes in answers.items() if not passes} == set(ASKED_ABOUT)


@pytest.mark.libreoffice
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_every_figure_that_departments_have_typed_is_let_through(tmp_path: Path) -> None:
    typed = []
    for name in ("typed_examples.csv", "typed_other_cells.csv"):
        with (GRAMMAR / name).open(encoding="utf-8", newline="") as file:
            typed += [row["raw"] for row in csv.DictReader(file)]
    figures = sorted({text for text in typed if text.strip() and read_value(text).kind not in (Kind.TEXT, Kind.STATUS)})
    assert len(figures) > 200
    assert [text for text, passes in zip(figures, _reckoned(figures, tmp_path), strict=True) if not passes] == []


def test_the_formula_is_as_short_as_excel_takes_in_a_rule() -> None:
    assert len(is_answer_formula("H1000")) <= 255


def test_the_formula_calls_nothing_that_only_one_program_has() -> None:
    assert is_answer_formula("H8").startswith('=COUNT(H8,FIND("|"&LOWER(LEFT(TRIM(H8)&"  ",2)),"|un|o |')
    assert is_answer_formula("H8").endswith('"))+SUMPRODUCT(COUNT(FIND(ROW($1:$10)-1,H8)))>0')
