"""A form whose sheets, columns or rows somebody has changed is read all the same, and what was changed is said."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from form_builder import PLAN, edited
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from sent_form import (
    SENT_FIRST,
    SENT_HEADER,
    SENT_INSTITUTION,
    collection,
    column_of,
    filled,
    opened,
    sent_form,
    through_libreoffice,
)

from toolkit.documents.corrections import Correction
from toolkit.documents.marking.marked_copy import marked_copy
from toolkit.errors import Place
from toolkit.intake.finding import Code, Severity
from toolkit.intake.received.recognise import Received, Recogniser
from toolkit.plan.institution import Institution
from toolkit.word.pdf import find_libreoffice

ROWS = 5
FORM = filled(
    sent_form(),
    [{"Valoarea": "4 angajați", "Femei": "3", "Bărbați": "1"}, {}, {"Valoarea": "116 ore de instruire"}],
    ["S-a angajat.", "S-a instruit."],
)


def received(content: bytes, institution: Institution = SENT_INSTITUTION) -> Received:
    recogniser = Recogniser(institution_id="oras", institution=institution, plan=PLAN, day=date(2023, 8, 3))
    return recogniser.recognise(content, "cultura.xlsx")


def said_of(content: bytes) -> str:
    """What is said of a form that is read as if nothing was changed in it."""
    changed = received(content)
    assert (changed.is_accepted, answers(changed)) == (True, answers(received(FORM)))
    found = [finding.found for finding in changed.findings]
    assert len(found) <= 1, found
    return "".join(found)


def answers(of: Received) -> list[tuple[object, ...]]:
    assert of.submission is not None
    entries = sorted(of.submission.entries, key=lambda entry: (entry.action, entry.indicator))
    said = [(entry.action, entry.indicator, entry.value) for entry in entries]
    return [*said, *sorted((narrative.action, narrative.text) for narrative in of.submission.narratives)]


def on(sheet: str, change: Callable[[Worksheet], object]) -> bytes:
    """The form after somebody has changed a sheet."""
    return edited(FORM, lambda book: change(book[sheet]))


def swapped(page: Worksheet, first: int, second: int) -> None:
    """Two rows change places."""
    for cell in page[first]:
        other = page.cell(second, cell.column)
        cell.value, other.value = other.value, cell.value


def test_what_was_changed_is_one_note_about_the_file() -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = book["Indicatori"]
        page.insert_rows(1, 2)
        page.insert_rows(SENT_FIRST + 4)
        page.insert_cols(2)
        page.title = "Foaie1"
        book.move_sheet("Descrieri", -1)

    [said] = received(edited(FORM, change)).findings
    assert (said.severity, said.code, said.department) == (Severity.NOTE, Code.FORM_CHANGED, "cultura")
    assert str(said) == (
        "cultura.xlsx\n"
        "    găsit      foaia „Indicatori” se numește „Foaie1”; foile sunt în altă ordine;"
        " în tabelul „Indicatori”: 3 rânduri adăugate și 1 coloană inserată\n"
        "    așteptat   formularul cum a fost trimis\n"
        "    de făcut   nimic: s-a citit după antete; verificați în confirmare că s-au citit toate răspunsurile"
    )
    assert answers(received(edited(FORM, change))) == answers(received(FORM))


def test_a_narrative_sheet_under_another_name_is_said_by_it() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Descrieri"].title = "Texte"

    assert said_of(edited(FORM, change)) == "foaia „Descrieri” se numește „Texte”"


@given(
    above=st.integers(0, 5),
    within=st.dictionaries(st.integers(0, ROWS - 1), st.integers(1, 3)),
    columns=st.dictionaries(st.integers(1, column_of("Valoarea")), st.integers(1, 2)),
)
@settings(max_examples=30)
def test_inserted_rows_and_columns_are_counted(above: int, within: dict[int, int], columns: dict[int, int]) -> None:
    def change(page: Worksheet) -> None:
        for row in sorted(within, reverse=True):
            page.insert_rows(SENT_FIRST + row, within[row])
        if above:
            page.insert_rows(SENT_HEADER, above)
        for column in sorted(columns, reverse=True):
            page.insert_cols(column, columns[column])

    rows, more_columns = above + sum(within.values()), sum(columns.values())
    told = [f"{rows} {'rând adăugat' if rows == 1 else 'rânduri adăugate'}"] if rows else []
    told += [f"{more_columns} {'coloană inserată' if more_columns == 1 else 'coloane inserate'}"] if more_columns else []
    expected = f"în tabelul „Indicatori”: {' și '.join(told)}" if told else ""
    assert said_of(on("Indicatori", change)) == expected


def test_a_row_inserted_among_the_descriptions_is_said() -> None:
    assert said_of(on("Descrieri", lambda page: page.insert_rows(9))) == "în tabelul „Descrieri”: 1 rând adăugat"


def test_rows_in_another_order_are_said() -> None:
    changed = on("Indicatori", lambda page: swapped(page, SENT_FIRST + 1, SENT_FIRST + 3))
    assert said_of(changed) == "în tabelul „Indicatori”: rândurile sunt în altă ordine"


def test_columns_in_another_order_are_said() -> None:
    def change(page: Worksheet) -> None:
        for (value,), (remark,) in zip(
            page.iter_rows(SENT_HEADER, SENT_FIRST + ROWS, column_of("Valoarea"), column_of("Valoarea")),
            page.iter_rows(SENT_HEADER, SENT_FIRST + ROWS, column_of("Observații"), column_of("Observații")),
            strict=True,
        ):
            value.value, remark.value = remark.value, value.value

    assert said_of(on("Indicatori", change)) == "în tabelul „Indicatori”: coloanele sunt în altă ordine"


def test_a_column_that_is_gone_is_said() -> None:
    changed = on("Indicatori", lambda page: page.delete_cols(column_of("Textul indicatorului"), 2))
    assert said_of(changed) == "în tabelul „Indicatori”: lipsește „Textul indicatorului” și „Unitatea”"


def test_rows_that_are_gone_are_said() -> None:
    def change(page: Worksheet) -> None:
        page.delete_rows(SENT_FIRST + 1)
        page.delete_rows(1)

    [said] = received(on("Indicatori", change)).findings
    assert said.found == "în tabelul „Indicatori”: 2 rânduri lipsă"


def test_a_form_is_called_by_the_names_that_it_was_sent_out_with() -> None:
    bulgarian = SENT_INSTITUTION.model_copy(update={"locale": "bg_BG"})
    forms = replace(collection(), institution=bulgarian)

    def change(book: openpyxl.Workbook) -> None:
        book["Индикатори"].cell(SENT_FIRST, column_of("Valoarea")).value = "4"
        book["Индикатори"].title = "Лист1"

    [said] = received(edited(forms.form(bulgarian.department("cultura")), change), bulgarian).findings
    assert said.found == "foaia „Индикатори” se numește „Лист1”"


def test_a_form_that_was_filled_in_as_ever_is_not_remarked_upon() -> None:
    assert said_of(FORM) == ""


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_is_not_remarked_upon(tmp_path: Path) -> None:
    assert said_of(through_libreoffice(FORM, tmp_path, "ods", "xlsx")) == ""


def test_a_form_saved_as_csv_is_not_remarked_upon() -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(opened(FORM)["Indicatori"].iter_rows(values_only=True))
    assert received(text.getvalue().encode()).findings == ()


def test_a_marked_copy_that_comes_back_is_not_remarked_upon() -> None:
    place = Place("cultura.xlsx", "Indicatori", "H10")
    wrong = Correction(
        severity=Severity.ERROR, place=place, seen_at=place, found="116", expected="un număr", fix="corectați celula"
    )
    copy = marked_copy(FORM, [wrong], whose="Secția cultură", how=("Corectați.",), author="Primăria")
    assert copy is not None
    assert opened(copy).sheetnames[0] == "De corectat"
    assert said_of(copy) == ""


def test_the_form_of_a_changed_plan_is_outdated_and_nothing_else_is_said_of_it() -> None:
    changed = on("Indicatori", lambda page: page.insert_rows(1))
    later = PLAN.model_copy(update={"valid_from": date(2023, 7, 1)})
    recogniser = Recogniser(institution_id="oras", institution=SENT_INSTITUTION, plan=later, day=date(2023, 8, 3))
    assert [finding.code for finding in recogniser.recognise(changed, "cultura.xlsx").findings] == [Code.FORM_OUTDATED]
