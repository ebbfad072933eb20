"""A returned file becomes a submission, and what is wrong with it is told in full."""

from __future__ import annotations

import hashlib
from pathlib import Path

import openpyxl
import pytest
from form_builder import (
    FILE,
    FIRST,
    HEADER,
    INSTITUTION,
    NARRATIVES,
    PERIOD,
    PLAN,
    ROWS,
    content_of_form,
    edited,
    form,
    only_finding,
    read,
    texts,
    with_cells,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import Place
from toolkit.intake.finding import Code, Severity
from toolkit.intake.forms.form import FormRow
from toolkit.intake.value import Kind
from toolkit.intake.workbook import read_folder_files
from toolkit.plan.period import Period

VALUES = {f"{row.action}.{row.indicator}": row.value for row in ROWS}
CELL_TEXT = st.text(st.characters(exclude_categories=("C",), exclude_characters="\u2028\u2029"), max_size=40)


def test_a_form_is_read_as_it_was_written(tmp_path: Path) -> None:
    content = form(tmp_path)
    reading = read(content)
    assert reading.findings == ()
    assert reading.submission is not None
    assert reading.submission.department == "cultura"
    assert reading.submission.file == FILE
    assert reading.submission.sha256 == hashlib.sha256(content).hexdigest()
    assert texts(reading) == VALUES
    assert {narrative.action: narrative.text for narrative in reading.submission.narratives} == NARRATIVES


def test_every_entry_names_its_cell_as_excel_shows_it(tmp_path: Path) -> None:
    reading = read(form(tmp_path))
    assert reading.submission is not None
    entry = reading.submission.entries[2]
    assert entry.place == Place(FILE, "Indicatori", f"F{FIRST + 2}")
    assert reading.submission.narratives[0].place == Place(FILE, "Descrieri", "C8")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(CELL_TEXT, min_size=len(ROWS), max_size=len(ROWS)), narrative=CELL_TEXT)
def test_any_texts_come_back_from_the_form(tmp_path: Path, values: list[str], narrative: str) -> None:
    rows = tuple(
        FormRow(action=row.action, indicator=row.indicator, value=value) for row, value in zip(ROWS, values, strict=True)
    )
    reading = read(form(tmp_path, content_of_form(rows=rows, narratives={"1.1": narrative})))
    assert list(texts(reading).values()) == values
    assert reading.submission is not None
    assert [found.text for found in reading.submission.narratives] == ([narrative] if narrative.strip() else [])


def test_a_form_saved_by_another_program_is_read_alike(tmp_path: Path) -> None:
    saved = edited(form(tmp_path), lambda book: None)
    assert texts(read(saved)) == VALUES
    assert read(saved).findings == ()


def test_inserted_rows_and_columns_do_no_harm(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Indicatori"].insert_rows(3, 2)
        book["Indicatori"].insert_rows(FIRST + 4)
        book["Indicatori"].insert_cols(2)
        book["Descrieri"].insert_rows(1)

    reading = read(edited(form(tmp_path), change))
    assert reading.findings == ()
    assert texts(reading) == VALUES
    assert reading.submission is not None
    assert reading.submission.entries[0].place.cell == f"G{FIRST + 2}"


def test_reordered_columns_do_no_harm(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Indicatori"]
        for row in range(HEADER, sheet.max_row + 1):
            cells = [sheet.cell(row, column).value for column in range(1, 10)]
            for column, content in enumerate(reversed(cells), 1):
                sheet.cell(row, column).value = content

    reading = read(edited(form(tmp_path), change))
    assert reading.findings == ()
    assert texts(reading) == VALUES
    assert reading.submission is not None
    assert reading.submission.entries[0].value.quantities[0].women == 3


def test_renamed_sheets_are_found_by_their_header_rows(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Indicatori"].title, book["Descrieri"].title = "Foaie1", "Foaie2"

    assert texts(read(edited(form(tmp_path), change))) == VALUES


def test_labels_with_cedillas_and_capitals_are_the_same_labels(tmp_path: Path) -> None:
    changed = with_cells(form(tmp_path), {f"A{HEADER}": "ACŢIUNEA ", f"F{HEADER}": "valoarea", "A2": "Instituţia:"})
    assert texts(read(changed)) == VALUES


def test_another_institution_is_told_and_its_file_does_not_count(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"B2": "Primăria Alta"}))
    assert reading.submission is None
    assert only_finding(reading).code is Code.WRONG_INSTITUTION
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula B2\n"
        "    găsit      Instituția: „Primăria Alta”\n"
        "    așteptat   „Primăria orașului Exemplu”\n"
        "    de făcut   dacă formularul este pentru acest raport, scrieți în celula B2 „Primăria orașului Exemplu”,"
        " salvați fișierul și trimiteți-l din nou"
    )


def test_another_period_is_told_and_its_file_does_not_count(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"B4": "2023-S2", "C4": "semestrul II al anului 2023"}))
    assert reading.submission is None
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula B4\n"
        "    găsit      Perioada: „2023-S2” și „semestrul II al anului 2023”\n"
        "    așteptat   „2023-S1”, adică semestrul I al anului 2023\n"
        "    de făcut   dacă formularul este pentru acest raport, lăsați lângă „Perioada” numai „2023-S1”,"
        " salvați fișierul și trimiteți-l din nou"
    )


def test_a_missing_heading_line_is_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"B4": None, "C4": None}))
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula A4\n"
        "    găsit      nimic la „Perioada”\n"
        "    așteptat   „2023-S1”, adică semestrul I al anului 2023\n"
        "    de făcut   dacă formularul este pentru acest raport, scrieți la dreapta cuvântului „Perioada” „2023-S1”,"
        " salvați fișierul și trimiteți-l din nou"
    )


def test_an_unknown_department_is_told_with_the_nearest_name_and_the_cells_are_checked_all_the_same(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"B3": "Secția cultura mare", f"F{FIRST}": "câțiva"}))
    assert reading.submission is None
    unknown, *others = reading.findings
    assert str(unknown) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula B3\n"
        "    găsit      Subdiviziunea: „Secția cultura mare”\n"
        "    așteptat   una dintre cele 2 subdiviziuni ale instituției; cea mai apropiată este „Secția cultură”\n"
        "    de făcut   dacă formularul este pentru acest raport, scrieți în celula B3 „Secția cultură”,"
        " salvați fișierul și trimiteți-l din nou"
    )
    assert Code.TEXT_NOT_UNDERSTOOD in {finding.code for finding in others}


def test_an_alias_names_the_department_and_findings_carry_its_id(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"B3": "DIRECŢIA  CULTURĂ", f"F{FIRST + 2}": "câteva"}))
    assert reading.submission is not None
    assert reading.submission.department == "cultura"
    assert only_finding(reading).department == "cultura"


def test_two_sheets_of_two_departments_are_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"B3": "Direcția resurse umane"}, sheet="Descrieri"))
    assert reading.submission is None
    assert only_finding(reading).found == "„Direcția resurse umane”, dar pe foaia „Indicatori” „Secția cultură”"


def test_a_month_that_excel_made_a_date_of_is_still_the_month(tmp_path: Path) -> None:
    from datetime import date  # noqa: PLC0415

    from toolkit.intake.forms.form import write_form  # noqa: PLC0415
    from toolkit.intake.workbook import read_workbook  # noqa: PLC0415

    june = Period.parse("2023-06")
    write_form(tmp_path / "iunie.xlsx", INSTITUTION, PLAN, june, content_of_form())
    content = with_cells((tmp_path / "iunie.xlsx").read_bytes(), {"B4": date(2023, 6, 1), "C4": None})
    assert read_workbook(content, FILE, INSTITUTION, PLAN, june).findings == ()


def test_a_missing_sheet_is_told_and_the_other_is_read(tmp_path: Path) -> None:
    reading = read(edited(form(tmp_path), lambda book: book.remove(book["Descrieri"])))
    assert texts(reading) == VALUES
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx\n"
        "    găsit      nicio foaie „Descrieri”\n"
        "    așteptat   un tabel cu rândul de titlu „Acțiunea”, „Descrierea măsurilor întreprinse”\n"
        "    de făcut   completați formularul primit de la secretariat, fără să-i ștergeți foile, și trimiteți-l"
    )


def test_a_missing_column_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"F{HEADER}": "Valorile"}))
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula A9\n"
        "    găsit      nicio coloană „Valoarea”; cel mai apropiat nume este „Valorile”\n"
        "    așteptat   în rândul de titlu, câte o dată, coloanele „Acțiunea”, „Indicatorul” și „Valoarea”\n"
        "    de făcut   corectați rândul de titlu al tabelului, salvați fișierul și trimiteți-l din nou"
    )


def test_two_columns_of_one_name_are_told_and_neither_is_chosen(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"I{HEADER}": "Valoarea"}))
    assert only_finding(reading).found == "coloana „Valoarea” de mai multe ori"
    assert texts(reading) == {}


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Descrieri"].sheet_state = "hidden"

    finding = only_finding(read(edited(form(tmp_path), change)))
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.SHEET_HIDDEN)
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Descrieri”\n"
        "    găsit      o foaie ascunsă, care a fost citită\n"
        "    așteptat   numai foi vizibile\n"
        "    de făcut   în Excel alegeți Reafișare, verificați foaia, apoi păstrați-o vizibilă sau ștergeți-o"
    )


def test_a_second_copy_of_the_table_is_told_and_not_read(tmp_path: Path) -> None:
    reading = read(edited(form(tmp_path), lambda book: book.copy_worksheet(book["Indicatori"])))
    assert texts(reading) == VALUES
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori Copy”\n"
        "    găsit      încă o foaie cu tabelul formularului, care nu a fost citită\n"
        "    așteptat   câte o singură foaie „Indicatori” și „Descrieri”\n"
        "    de făcut   mutați valorile pe foaia citită și ștergeți foaia aceasta, salvați fișierul și trimiteți-l din nou"
    )


def test_a_header_over_two_rows_with_merged_cells_is_read(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Indicatori"]
        sheet.insert_rows(FIRST)
        sheet.cell(HEADER, 7).value = sheet.cell(HEADER, 8).value = None
        sheet.cell(FIRST, 6).value, sheet.cell(FIRST, 7).value, sheet.cell(FIRST, 8).value = "Total", "Femei", "Bărbați"
        sheet.merge_cells(start_row=HEADER, end_row=HEADER, start_column=6, end_column=8)
        sheet.merge_cells(start_row=HEADER, end_row=FIRST, start_column=1, end_column=1)

    reading = read(edited(form(tmp_path), change))
    assert reading.findings == ()
    assert texts(reading) == VALUES
    assert reading.submission is not None
    assert reading.submission.entries[0].value.quantities[0].women == 3


def test_all_files_of_a_folder_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = "inputs/oras/2023-S1"
    files = {
        f"{folder}/resurse.xlsx": form(tmp_path, content_of_form(department="resurse-umane")),
        f"{folder}/note.pdf": b"%PDF-1.7",
        f"{folder}/cultura.xlsx": form(tmp_path),
        f"{folder}/~$cultura.xlsx": b"\x05vasile",
    }
    submissions, findings = read_folder_files(files, INSTITUTION, PLAN, PERIOD)
    assert [submission.department for submission in submissions] == ["cultura", "resurse-umane"]
    assert [(finding.severity, finding.place.file) for finding in findings] == [
        (Severity.ERROR, f"{folder}/note.pdf"),
        (Severity.NOTE, f"{folder}/~$cultura.xlsx"),
    ]
    assert str(findings[1]) == (
        "inputs/oras/2023-S1/~$cultura.xlsx\n"
        "    găsit      un fișier al sistemului sau al unui document deschis, nu un formular\n"
        "    așteptat   formulare completate\n"
        "    de făcut   închideți documentul; fișierul poate fi șters"
    )


def test_a_csv_with_the_same_columns_is_read(tmp_path: Path) -> None:
    lines = [
        "Instituția;Primăria orașului Exemplu",
        "Subdiviziunea;Secția cultură",
        "Perioada;2023-S1",
        "Acțiunea;Indicatorul;Valoarea;Femei;Bărbați",
        '1.1;1;"4 angajați";3;1',
        "1.10;2;131,3 mii lei;;",
    ]
    reading = read("\r\n".join(lines).encode("utf-8-sig"), "inputs/oras/2023-S1/cultura.csv")
    assert reading.findings == ()
    assert texts(reading) == {"1.1.1": "4 angajați", "1.10.2": "131,3 mii lei"}
    assert reading.submission is not None
    assert reading.submission.entries[1].value.kind is Kind.MONEY
    assert reading.submission.entries[1].place == Place("inputs/oras/2023-S1/cultura.csv", "", "C6")


def test_a_csv_of_narratives_is_read() -> None:
    lines = [
        "Instituția,Primăria orașului Exemplu",
        "Subdiviziunea,Secția cultură",
        "Perioada,2023-S1",
        "Acțiunea,Descrierea măsurilor întreprinse",
        '1.10,"Două instruiri, în mai.\nAlta în iunie."',
    ]
    reading = read("\n".join(lines).encode())
    assert reading.findings == ()
    assert reading.submission is not None
    assert [narrative.text for narrative in reading.submission.narratives] == ["Două instruiri, în mai.\nAlta în iunie."]


def test_a_text_without_the_table_is_told() -> None:
    reading = read("Bună ziua, nu avem ce raporta.".encode())
    assert reading.submission is None
    assert only_finding(reading).code is Code.SHEET_MISSING
    assert only_finding(reading).found == "un text în care nu este tabelul formularului"


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300))
def test_no_bytes_at_all_make_reading_fail(content: bytes) -> None:
    reading = read(content)
    assert reading.submission is not None or reading.findings


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_form_with_flipped_bytes_gives_its_values_or_a_finding(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(form(tmp_path))
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    reading = read(bytes(content))
    assert reading.findings or texts(reading) == VALUES


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True))
def test_half_a_form_is_a_finding(tmp_path: Path, share: float) -> None:
    content = form(tmp_path)
    reading = read(content[: int(len(content) * share)])
    assert reading.submission is None
    assert only_finding(reading).severity is Severity.ERROR


def test_thousands_of_findings_about_one_file_are_cut_short_and_it_does_not_count(tmp_path: Path) -> None:
    rows = "".join(f"9.{row},1,5\n" for row in range(2_500))
    head = "Instituția,Primăria orașului Exemplu\nSubdiviziunea,Secția cultură\nPerioada,2023-S1\n"
    reading = read(f"{head}Acțiunea,Indicatorul,Valoarea\n{rows}".encode())
    assert reading.submission is None
    assert len(reading.findings) == 2_001
    assert str(reading.findings[-1]) == (
        "inputs/oras/2023-S1/cultura.xlsx\n"
        "    găsit      2500 de constatări, dintre care sunt înșirate primele 2000; fișierul nu este luat în seamă\n"
        "    așteptat   un formular completat ca de obicei\n"
        "    de făcut   completați din nou formularul primit de la secretariat și trimiteți-l"
    )


def test_a_file_that_asks_for_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(content: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr("toolkit.intake.workbook.screen", give_up)
    finding = only_finding(read(b"PK"))
    assert (finding.code, finding.found) == (Code.FILE_SUSPICIOUS, "un fișier a cărui citire cere prea multă memorie")
