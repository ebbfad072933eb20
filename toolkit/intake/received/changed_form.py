"""What somebody changed in a form that was sent out: its sheets, its columns and its rows, where it is read all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.layout import INDICATORS, NARRATIVES, Column, SheetLayout, label_in
from toolkit.intake.submission import Submission
from toolkit.intake.tables import TablePlace
from toolkit.intake.workbook import Reading
from toolkit.language import counted, gettext
from toolkit.plan.spelling import listed, matching

_Row = tuple[int, int]  # which row of the form, from 0, and in which row of the sheet it stands, from 0


def change_of(reading: Reading, submission: Submission, forms: Collection, name: str) -> Finding | None:
    """Say in one note where a form has its tables elsewhere than it was sent out with; None where nothing is changed."""
    department = forms.institution.department(submission.department)
    layout = forms.layout(department)
    rows = _rows_found(submission, forms)
    language = forms.institution.locale
    told = _about_sheets(reading.tables, language)
    for table in reading.tables:
        header_row, columns = layout[table.layout]
        changes = [*_about_rows(rows[table.layout], header_row, table), *_about_columns(columns, table, language)]
        if changes:
            told.append(
                gettext(
                    "în tabelul „{table}”: {changes}",
                    table=label_in(table.layout.name, language),
                    changes=listed(changes),
                )
            )
    if not told:
        return None
    return Finding(
        severity=Severity.NOTE,
        code=Code.FORM_CHANGED,
        place=Place(name),
        found="; ".join(told),
        expected=gettext("formularul cum a fost trimis"),
        fix=gettext("nimic: s-a citit după antete; verificați în confirmare că s-au citit toate răspunsurile"),
    )


def _rows_found(submission: Submission, forms: Collection) -> dict[SheetLayout, list[_Row]]:
    """Where the rows that a form asks for were found, in the order of the sheet."""
    asked = forms.asked(forms.institution.department(submission.department))
    indicators = {(row.action.code, row.number): at for at, row in enumerate(asked)}
    actions = {code: at for at, code in enumerate(dict.fromkeys(row.action.code for row in asked))}
    entries = [(indicators.get((entry.action, entry.indicator)), entry.place) for entry in submission.entries]
    narratives = [(actions.get(narrative.action), narrative.place) for narrative in submission.narratives]
    return {INDICATORS: _in_order(entries), NARRATIVES: _in_order(narratives)}


def _in_order(found: Iterable[tuple[int | None, Place]]) -> list[_Row]:
    rows = [(at, int(re.sub(r"\D", "", place.cell)) - 1) for at, place in found if at is not None]
    return sorted(rows, key=lambda row: row[1])


def _about_sheets(tables: Sequence[TablePlace], language: str) -> list[str]:
    told = []
    for table in tables:
        name = label_in(table.layout.name, language)
        if table.sheet and matching(table.sheet) != matching(name):
            told.append(gettext("foaia „{sheet}” se numește „{name}”", sheet=name, name=table.sheet))
    if [table.layout for table in tables] == [NARRATIVES, INDICATORS]:
        told.append(gettext("foile sunt în altă ordine"))
    return told


def _about_rows(found: Sequence[_Row], header_row: int, table: TablePlace) -> list[str]:
    """Count the rows that came between two that stood one after the other, and those that went."""
    above = table.header_row - header_row
    inserted, deleted = max(above, 0), max(-above, 0)
    is_moved = False
    for (at, row), (next_at, next_row) in pairwise([(-1, table.header_row), *found]):
        more = (next_row - row) - (next_at - at)
        if next_at < at:
            is_moved = True
        else:
            inserted += max(more, 0)
            deleted += max(-more, 0)
    if is_moved:
        return [gettext("rândurile sunt în altă ordine")]
    told = []
    if inserted:
        told.append(counted(inserted, "rând adăugat", "rânduri adăugate"))
    if deleted:
        told.append(counted(deleted, "rând lipsă", "rânduri lipsă"))
    return told


def _about_columns(columns: Sequence[Column], table: TablePlace, language: str) -> list[str]:
    there = sorted((column for column in columns if column in table.columns), key=lambda column: table.columns[column])
    gone = [label_in(column, language) for column in columns if column not in table.columns]
    told = []
    if there != [column for column in columns if column in table.columns]:
        told.append(gettext("coloanele sunt în altă ordine"))
    inserted = max(table.columns[column] for column in there) + 1 - len(columns)
    if inserted > 0:
        told.append(counted(inserted, "coloană inserată", "coloane inserate"))
    if gone:
        told.append(gettext("lipsește {columns}", columns=listed(gettext("„{text}”", text=label) for label in gone)))
    return told
