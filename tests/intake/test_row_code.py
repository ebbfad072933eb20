"""Which action and indicator a row speaks of."""

from __future__ import annotations

import pytest
from form_builder import PLAN

from toolkit.intake.finding import Finding
from toolkit.intake.grid import Content, Grid
from toolkit.intake.header_row import HeaderRow
from toolkit.intake.layout import Column
from toolkit.intake.row_code import RowCodes
from toolkit.intake.screening.sheet_scan import SheetScan

HEADER = HeaderRow(row=0, first_row=1, columns={Column.ACTION: 0, Column.INDICATOR: 1, Column.TEXT: 2})


def _codes(*rows: list[Content], merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()) -> RowCodes:
    grid = Grid(file="f", sheet="s", rows=[["Acțiunea", "Indicatorul", "Textul"], *rows], scan=SheetScan(merged=merged))
    return RowCodes(PLAN, grid, HEADER)


@pytest.mark.parametrize("action", ["1.10", " 1.10. ", "Acțiunea 1.10", "MĂSURA 1.10", "1 . 10"])
@pytest.mark.parametrize("number", ["2", "2.", "2)", "Indicatorul 2", "1.10.2", 2.0])
def test_a_code_is_known_however_it_is_typed(action: str, number: Content) -> None:
    assert _codes([action, number, ""]).indicator(1) == ("1.10", 2)


@pytest.mark.parametrize("number", ["", "x", "0", "4", "1.1.2", "2,5"])
def test_a_number_that_the_action_does_not_have_is_told(number: str) -> None:
    found = _codes(["1.10", number, ""]).indicator(1)
    assert isinstance(found, Finding)
    assert found.expected == "un număr de la 1 la 3, câți indicatori are acțiunea 1.10"


def test_the_number_1_1_may_be_two_actions_and_the_text_says_which() -> None:
    assert _codes([1.1, 1.0, "numărul de ore"]).indicator(1) == ("1.10", 1)
    assert isinstance(_codes([1.1, 1.0, ""]).indicator(1), Finding)


def test_a_code_counts_for_the_rows_that_its_cell_is_merged_over_and_no_further() -> None:
    codes = _codes(["1.10", "1", ""], ["", "2", ""], ["", "3", ""], merged=(((1, 0), (2, 0)),))
    assert [codes.indicator(row) for row in (1, 2)] == [("1.10", 1), ("1.10", 2)]
    assert isinstance(codes.indicator(3), Finding)
