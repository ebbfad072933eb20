"""A sheet as a grid of cells, each as it stands."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl.utils
import pytest
from form_builder import FILE, form, only_finding, read, texts, with_cells, with_part
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import Place
from toolkit.intake.finding import Code
from toolkit.intake.grid import Content, Grid, address, exact, shown


@given(row=st.integers(0, 20_000), column=st.integers(0, 16_383))
def test_an_address_is_the_one_that_excel_shows(row: int, column: int) -> None:
    assert address(row, column) == f"{openpyxl.utils.get_column_letter(column + 1)}{row + 1}"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("007", "007"),
        (39.0, "39"),
        (0.1 + 0.2, "0,3"),
        (1e15, "1000000000000000"),
        (True, "ADEVĂRAT"),
        (False, "FALS"),
        (date(2023, 12, 10), "10.12.2023"),
        (datetime(2023, 12, 10, 8, 5), "10.12.2023 08:05"),  # noqa: DTZ001  Excel knows no time zones
        (time(3, 1), "03:01"),
        (timedelta(hours=30, minutes=5), "30:05"),
    ],
)
def test_content_is_shown_as_romanian_excel_shows_it(content: Content, text: str) -> None:
    assert shown(content) == text


@given(thousandths=st.integers(-(10**12), 10**12))
def test_every_number_of_fifteen_digits_is_exact(thousandths: int) -> None:
    assert exact(thousandths / 1000) * 1000 == thousandths


def test_beyond_the_edge_every_cell_is_blank() -> None:
    grid = Grid(file=FILE, sheet="Foaie", rows=[["a"], []])
    assert [grid.text(row, column) for row, column in ((0, 0), (0, 1), (1, 0), (5, 5), (0, -1), (-1, 0))] == [
        "a",
        "",
        "",
        "",
        "",
        "",
    ]


def test_a_place_names_file_sheet_and_cell() -> None:
    assert Grid(file=FILE, sheet="Foaie", rows=[]).place(13, 4) == Place(FILE, "Foaie", "E14")


def test_a_number_that_is_none_is_read_as_text(tmp_path: Path) -> None:
    """Excel never writes NaN, other programs do."""
    saved = with_cells(form(tmp_path), {"F12": 116})
    reading = read(with_part(saved, "xl/worksheets/sheet1.xml", b"<v>116</v>", b"<v>NaN</v>"))
    assert only_finding(reading).code is Code.TEXT_NOT_UNDERSTOOD


def test_a_text_longer_than_excel_holds_is_refused(tmp_path: Path) -> None:
    saved = with_cells(form(tmp_path), {"F12": "marcaj"})
    reading = read(with_part(saved, "xl/worksheets/sheet1.xml", b"marcaj", b"a" * 32_768))
    assert reading.submission is None
    assert only_finding(reading).found == "un text de 32768 de caractere în celula F12"


def test_a_text_that_a_cell_points_to_in_vain_is_a_broken_file(tmp_path: Path) -> None:
    """Calamine finds this, the pre-screen does not."""
    cell = b'<row r="30"><c r="A30" t="s"><v>99999</v></c></row></sheetData>'
    reading = read(with_part(form(tmp_path), "xl/worksheets/sheet1.xml", b"</sheetData>", cell))
    assert only_finding(reading).code is Code.FILE_UNREADABLE


def test_a_csv_of_too_many_rows_is_refused() -> None:
    reading = read(b"a,b\n" * 20_001)
    assert only_finding(reading).found == "un fișier CSV cu peste 20000 de rânduri sau 200 de coloane"


def test_semicolons_part_a_csv_whose_header_row_has_them() -> None:
    lines = ["Notă: a, b, c, d, e, f", "Acțiunea;Indicatorul;Valoarea", "1.1;1;1,5"]
    reading = read("\n".join(lines).encode())
    assert {finding.code for finding in reading.findings} >= {Code.WRONG_INSTITUTION, Code.WRONG_PERIOD}
    assert Code.SHEET_MISSING not in {finding.code for finding in reading.findings}


CSV = """Instituția,Primăria orașului Exemplu
Subdiviziunea,Secția cultură
Perioada,2023-S1
Acțiunea,Indicatorul,Valoarea
1.1,1,"4
angajați"
1.10,1,{}
1.10,2,5 lei
1.10,3,"9 din 20"
"""


@pytest.mark.parametrize("cell", ['"116 ore', '"116" ore', '"116 ore"x'])
def test_a_csv_with_a_quotation_mark_too_few_is_refused_and_swallows_no_rows(cell: str) -> None:
    reading = read(CSV.format(cell).encode(), "inputs/oras/2023-S1/cultura.csv")
    assert reading.submission is None
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.csv\n"
        "    găsit      un fișier CSV cu ghilimele greșite în celula care începe pe rândul 7\n"
        "    așteptat   fiecare celulă fără ghilimele, sau cu ghilimele la început și la sfârșit\n"
        "    de făcut   corectați ghilimelele din rândul 7 sau completați formularul .xlsx,"
        " salvați fișierul și trimiteți-l din nou"
    )
    assert only_finding(reading).code is Code.FILE_UNREADABLE


@pytest.mark.parametrize("cell", ['116 "ore"', '"116 ""ore"""'])
def test_a_csv_with_quotation_marks_in_their_place_is_read(cell: str) -> None:
    reading = read(CSV.format(cell).encode(), "inputs/oras/2023-S1/cultura.csv")
    assert texts(reading)["1.10.1"] == '116 "ore"'


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (CSV.format("a" * 140_000), "un text de peste 131072 de caractere pe rândul 7"),
        ("a" * 500_001, "celule cu peste jumătate de milion de caractere în total"),
        ("\n" * 20_001, "un fișier CSV cu peste 20000 de rânduri sau 200 de coloane"),
        ("," * 200, "un fișier CSV cu peste 20000 de rânduri sau 200 de coloane"),
    ],
)
def test_a_csv_larger_than_any_form_is_refused(content: str, found: str) -> None:
    finding = only_finding(read(content.encode(), "inputs/oras/2023-S1/cultura.csv"))
    assert (finding.code, finding.found) == (Code.FILE_SUSPICIOUS, found)
