"""The forms of Bălți, filled in with what its departments really returned, say what the returned ones say."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from small_town import REPOSITORY

from toolkit.intake.forms.asked import asked_by_department
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.intake.submission import Submission
from toolkit.intake.value import NOT_REPORTED
from toolkit.intake.workbook import read_workbook
from toolkit.plan.period import Period

HOME = REPOSITORY / "inputs/balti"
PERIOD = Period.parse("2023-S1")
TYPED = ("Valoarea", "Femei", "Bărbați", "Observații")


@pytest.fixture(scope="module")
def inputs() -> PeriodInputs:
    """What was returned for the first semester of 2023."""
    paths = [*HOME.glob("*.yaml"), *(HOME / str(PERIOD)).iterdir()]
    return read_period({path.relative_to(REPOSITORY).as_posix(): path.read_bytes() for path in paths}, "balti", PERIOD)


def test_nothing_that_was_returned_is_lost_in_a_new_form(inputs: PeriodInputs) -> None:
    """But for what the plan does not ask of a department, for which its form has no row."""
    forms = Collection(institution_id="balti", institution=inputs.institution, plan=inputs.plan, period=PERIOD)
    for submission in inputs.submissions:
        department = inputs.institution.department(submission.department)
        again = read_workbook(
            _filled_in(forms.form(department), submission), submission.file, inputs.institution, inputs.plan, PERIOD
        ).submission
        assert again is not None
        asked = {
            (row.action.code, row.number) for row in asked_by_department(inputs.plan, inputs.institution)[department.id]
        }
        was = {(entry.action, entry.indicator): entry.value for entry in submission.entries}
        assert {(entry.action, entry.indicator): entry.value for entry in again.entries if entry.value != NOT_REPORTED} == {
            key: value for key, value in was.items() if key in asked and value != NOT_REPORTED
        }
        assert {told.action: told.text for told in again.narratives} == {
            told.action: told.text for told in submission.narratives if told.action in {action for action, _ in asked}
        }


def _filled_in(form: bytes, submission: Submission) -> bytes:
    """A form with the cells of a returned workbook, each copied as it stands into the row of its indicator."""
    book, old = openpyxl.load_workbook(io.BytesIO(form)), openpyxl.load_workbook(REPOSITORY / submission.file)
    cells = dict(_rows(old["Indicatori"]))
    for key, row in _rows(book["Indicatori"]):
        for label in TYPED:
            if label in row and label in cells.get(key, {}):
                book["Indicatori"].cell(*row[label], _content(old["Indicatori"], cells[key][label]))
    told = dict(_rows(old["Descrieri"]))
    for key, row in _rows(book["Descrieri"]):
        label = "Descrierea măsurilor întreprinse"
        if key in told:
            book["Descrieri"].cell(*row[label], _content(old["Descrieri"], told[key][label]))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _rows(sheet: Worksheet) -> Iterator[tuple[tuple[object, object], dict[str, tuple[int, int]]]]:
    """The rows of a table: action and number, and where each label's cell is."""
    labels: dict[int, str] = {}
    for row in sheet.iter_rows():
        if row[0].value == "Acțiunea":
            labels = {cell.column: str(cell.value) for cell in row if cell.value}
        elif labels and row[0].value:
            places = {labels[cell.column]: (cell.row, cell.column) for cell in row if cell.column in labels}
            yield (row[0].value, row[1].value), places


def _content(sheet: Worksheet, place: tuple[int, int]) -> object:
    return sheet.cell(*place).value
