"""The form: what a department sees in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from form_builder import FIRST, HEADER, INSTITUTION, NARRATIVE_HEADER, PERIOD, PLAN, ROWS, content_of_form, form

from toolkit.errors import ToolkitFault
from toolkit.intake.forms.form import FormContent, FormRow, write_form


def _opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_heading_says_whose_form_it_is_and_for_which_period(tmp_path: Path) -> None:
    sheet = _opened(form(tmp_path))["Indicatori"]
    assert sheet["A1"].value == "Formular de raportare privind implementarea Planului local, în orașul Exemplu"
    assert [[cell.value for cell in row[:3]] for row in sheet["A2:C4"]] == [
        ["Instituția", "Primăria orașului Exemplu", None],
        ["Subdiviziunea", "Secția cultură", None],
        ["Perioada", "2023-S1", "semestrul I al anului 2023"],
    ]


def test_the_instructions_name_whom_to_ask(tmp_path: Path) -> None:
    sheet = _opened(form(tmp_path))["Indicatori"]
    assert sheet["A8"].value == "Întrebări: secretariat@exemplu.md"


def test_every_row_gives_the_indicator_with_its_unit_and_help(tmp_path: Path) -> None:
    sheet = _opened(form(tmp_path))["Indicatori"]
    assert [cell.value for cell in sheet[HEADER]] == [
        "Acțiunea",
        "Indicatorul",
        "Textul indicatorului",
        "Unitatea",
        "Cum se completează",
        "Valoarea",
        "Femei",
        "Bărbați",
        "Observații",
    ]
    assert [cell.value for cell in sheet[FIRST]] == [
        "1.1",
        "1",
        "numărul de angajați",
        "angajați",
        "Scrieți un număr de angajați, de exemplu „12 angajați”.",
        "4 angajați",
        "3",
        "1",
        None,
    ]


def test_codes_and_figures_stand_as_text_so_that_excel_does_not_change_them(tmp_path: Path) -> None:
    sheet = _opened(form(tmp_path))["Indicatori"]
    row = sheet[FIRST + 2]
    assert (row[0].value, row[0].data_type, row[0].number_format) == ("1.10", "s", "@")
    assert sheet.cell(FIRST + 4, 6).number_format == "@"  # the blank value cell, for what will be typed


def test_women_and_men_have_columns_only_where_an_indicator_asks_for_them(tmp_path: Path) -> None:
    sheet = _opened(form(tmp_path, content_of_form(rows=ROWS[1:])))["Indicatori"]
    assert [cell.value for cell in sheet[HEADER]][5:] == ["Valoarea", "Observații"]


def test_cells_that_are_not_asked_are_grey(tmp_path: Path) -> None:
    sheet = _opened(form(tmp_path))["Indicatori"]
    asked, not_asked = sheet.cell(FIRST, 7), sheet.cell(FIRST + 1, 7)
    assert asked.fill.fgColor.rgb == "FFFFFFE5"
    assert not_asked.fill.fgColor.rgb == "FFBFBFBF"


def test_the_second_sheet_has_a_row_for_each_action(tmp_path: Path) -> None:
    sheet = _opened(form(tmp_path, content_of_form(rows=ROWS[:1], narratives={"1.10": "text"})))["Descrieri"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=NARRATIVE_HEADER)]
    assert rows == [
        ["Acțiunea", "Titlul acțiunii", "Descrierea măsurilor întreprinse"],
        ["1.1", "Angajarea", None],
        ["1.10", "Instruirea", "text"],
    ]


def test_the_page_is_a4_landscape_and_repeats_the_header_row(tmp_path: Path) -> None:
    sheet = _opened(form(tmp_path))["Indicatori"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert sheet.freeze_panes == f"C{FIRST}"


def test_a_row_grows_with_what_is_typed_into_it(tmp_path: Path) -> None:
    """A height marked as set by hand would stay, and hide the text."""
    with zipfile.ZipFile(io.BytesIO(form(tmp_path))) as package:
        rows = package.read("xl/worksheets/sheet2.xml")
    assert b' ht="' in rows
    assert b"customHeight" not in rows


def test_author_and_language_are_the_institutions(tmp_path: Path) -> None:
    properties = _opened(form(tmp_path)).properties
    assert (properties.creator, properties.language) == ("Primăria orașului Exemplu", "ro-MD")
    assert properties.title == "Secția cultură: semestrul I al anului 2023"


def test_a_text_that_looks_like_a_formula_or_a_link_stays_text(tmp_path: Path) -> None:
    row = FormRow(action="1.1", indicator=1, value="=1+1", remark="https://exemplu.md")
    sheet = _opened(form(tmp_path, content_of_form(rows=(row,))))["Indicatori"]
    assert sheet.cell(FIRST, 6).data_type == "s"
    assert sheet.cell(FIRST, 9).hyperlink is None


def test_equal_content_gives_equal_bytes_whatever_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = form(tmp_path)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert form(tmp_path) == first


def test_no_part_is_compressed_because_its_bytes_would_depend_on_the_machine(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(form(tmp_path))) as package:
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_a_text_longer_than_a_cell_is_refused_and_not_dropped(tmp_path: Path) -> None:
    path = tmp_path / "formular.xlsx"
    content = content_of_form(narratives={"1.1": "a" * 32_768})
    with pytest.raises(ToolkitFault) as caught:
        write_form(path, INSTITUTION, PLAN, PERIOD, content)
    assert str(caught.value) == (
        "foaia „Descrieri”\n"
        "    găsit      un text de 32768 de caractere pentru o singură celulă\n"
        "    așteptat   cel mult 32767 de caractere, cât ține Excel\n"
        "    de făcut   scurtați textul și scrieți formularul din nou"
    )
    assert not path.exists()


def test_an_indicator_that_the_plan_does_not_have_is_refused(tmp_path: Path) -> None:
    content = FormContent(department=INSTITUTION.departments[0], rows=(FormRow(action="1.1", indicator=9),), narratives={})
    with pytest.raises(ToolkitFault, match=r"indicatorul 1\.1\.9, pe care planul nu îl are"):
        write_form(tmp_path / "formular.xlsx", INSTITUTION, PLAN, PERIOD, content)
