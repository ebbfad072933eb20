"""Whatever stands in the cells, in whatever layout: it is read as it stands, or told with its cell."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date, datetime

import xlsxwriter
from form_builder import INSTITUTION, PERIOD, PLAN, read
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.intake.cleaning import clean
from toolkit.intake.finding import Code
from toolkit.intake.grid import address, shown
from toolkit.intake.layout import INDICATORS, NARRATIVES, Column, Label
from toolkit.intake.workbook import Reading

Cell = str | int | float | bool | date | None
ROWS = [(action.code, number) for action in PLAN.actions for number, _ in action.numbered()]
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.from_regex(r"[0-9]{1,3}([ .,-][0-9]{1,3}){0,2} ?(ore|lei|%|angajați)?", fullmatch=True),
)


@settings(max_examples=150)
@given(
    values=st.lists(CELLS, min_size=len(ROWS), max_size=len(ROWS)),
    columns=st.permutations([Column.ACTION, Column.INDICATOR, Column.TEXT, Column.UNIT, Column.VALUE, Column.REMARK]),
    left=st.integers(0, 3),
    above=st.integers(0, 3),
    order=st.permutations(range(len(ROWS))),
)
def test_every_value_is_read_as_it_was_written_or_told_with_its_cell(
    values: Sequence[Cell], columns: Sequence[Column], left: int, above: int, order: Sequence[int]
) -> None:
    reading = read(_workbook(values, columns, left, above, order))
    column = left + columns.index(Column.VALUE)
    first_row = above + 4
    cells = {number: address(first_row + place, column) for place, number in enumerate(order)}
    told = {finding.place.cell for finding in reading.findings}
    if reading.submission is None:
        assert {finding.code for finding in reading.findings} & {Code.PERSONAL_CODE}
        return
    entries = {(entry.action, entry.indicator): entry for entry in reading.submission.entries}
    assert set(entries) == set(ROWS)
    for number, key in enumerate(ROWS):
        entry = entries[key]
        assert entry.place.cell == cells[number]
        assert cells[number] in told or _is_read(entry.value.text, values[number])


@settings(max_examples=60)
@given(content=st.lists(st.lists(CELLS, max_size=8), max_size=12), names=st.lists(st.sampled_from(list(Column)), max_size=8))
def test_no_sheet_of_any_cells_makes_reading_fail(content: list[list[Cell]], names: list[Column]) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        for name in (INDICATORS.name, NARRATIVES.name):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate([list(names), *content]):
                for column, cell in enumerate(cells):
                    _write(sheet, row, column, cell)
    reading: Reading = read(buffer.getvalue())
    assert reading.findings


_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd.mm.yyyy"}


def _workbook(values: Sequence[Cell], columns: Sequence[Column], left: int, above: int, order: Sequence[int]) -> bytes:
    """A form as somebody else's program would lay it out."""
    buffer = io.BytesIO()
    heading = ((Label.INSTITUTION, INSTITUTION.name), (Label.DEPARTMENT, "Secția cultură"), (Label.PERIOD, str(PERIOD)))
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        sheet = book.add_worksheet(INDICATORS.name)
        for row, (label, text) in enumerate(heading, above):
            sheet.write_string(row, 0, label)
            sheet.write_string(row, 1, text)
        for column, label in enumerate(columns, left):
            sheet.write_string(above + 3, column, label)
        for place, number in enumerate(order):
            action, indicator = ROWS[number]
            cells = {Column.ACTION: action, Column.INDICATOR: str(indicator), Column.VALUE: values[number]}
            for column, label in enumerate(columns, left):
                _write(sheet, above + 4 + place, column, cells.get(label))
        narratives = book.add_worksheet(NARRATIVES.name)
        for column, label in enumerate(NARRATIVES.columns):
            narratives.write_string(0, column, label)
    return buffer.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001  Excel knows no zone
    elif cell is not None:
        sheet.write_number(row, column, cell)


def _is_read(text: str, cell: Cell) -> bool:
    if cell is None:
        return text == ""
    if isinstance(cell, str):
        return text.strip() == clean(cell)[0].strip()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return math.isclose(float(text.replace(",", ".")), cell, rel_tol=1e-14) and text == _plain(shown(float(cell) or 0.0))
    return False  # a date or a logical value is always told


def _plain(number: str) -> str:
    """Without the zeros after the decimals, as the grammar gives the text of a number."""
    return number.rstrip("0").rstrip(",") if "," in number else number
