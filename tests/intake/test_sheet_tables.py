"""Which sheet holds which table."""

from __future__ import annotations

from toolkit.intake.finding import Code
from toolkit.intake.grid import Grid
from toolkit.intake.layout import INDICATORS, NARRATIVES
from toolkit.intake.tables import check_sheets, find_tables

LABELS = [list(INDICATORS.columns)]


def _sheet(name: str, rows: list[list[str]], *, hidden: bool = False) -> Grid:
    return Grid(file="f", sheet=name, rows=rows, hidden=hidden)


def test_the_sheet_of_the_right_name_is_taken_before_another_with_the_same_table() -> None:
    grids = [_sheet("Copie", LABELS), _sheet("INDICATORI", LABELS)]
    (table,) = find_tables(grids, is_workbook=True)
    assert table.grid is grids[1]
    assert [(f.code, f.place.sheet) for f in check_sheets(grids, [table], "f")] == [
        (Code.SHEET_MISSING, ""),
        (Code.SHEET_NOT_READ, "Copie"),
    ]


def test_a_name_without_the_table_is_no_table() -> None:
    grids = [_sheet("Indicatori", [["altceva"]]), _sheet("Foaie1", LABELS)]
    assert [table.grid.sheet for table in find_tables(grids, is_workbook=True)] == ["Foaie1"]


def test_a_csv_text_holds_one_table() -> None:
    grid = _sheet("", [*LABELS, list(NARRATIVES.columns)])
    assert [table.layout for table in find_tables([grid], is_workbook=False)] == [INDICATORS]


def test_a_hidden_sheet_is_told_unless_it_is_blank() -> None:
    grids = [_sheet("Ascunsă", [["ceva"]], hidden=True), _sheet("Goală", [["", ""]], hidden=True), _sheet("Note", [["a"]])]
    hidden = [f for f in check_sheets(grids, [], "f") if f.code is Code.SHEET_HIDDEN]
    assert [(f.place.sheet, f.found) for f in hidden] == [("Ascunsă", "o foaie ascunsă, care nu a fost citită")]
