"""One cell of a table."""

from __future__ import annotations

from toolkit.intake.cell import find_cell_error, quoted, read_text
from toolkit.intake.finding import Finding
from toolkit.intake.grid import Grid
from toolkit.intake.screening.sheet_scan import SheetScan

GRID = Grid(file="f", sheet="s", rows=[["a\u200bb", "", "x"]], scan=SheetScan(errors={(0, 2): "#N/A"}))


def test_a_quote_is_one_line_and_never_long() -> None:
    assert quoted(" două\n rânduri ") == "„două rânduri”"
    assert quoted("a" * 80) == f"„{'a' * 80}”"
    assert quoted("a" * 81) == f"„{'a' * 79}…”"


def test_a_cell_without_an_error_is_no_finding() -> None:
    assert [find_cell_error(GRID, 0, column) is not None for column in (0, 1, 2, -1, 9)] == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_one_character_taken_out_is_told_in_the_singular() -> None:
    findings: list[Finding] = []
    assert read_text(GRID, 0, 0, findings) == "ab"
    assert [finding.found for finding in findings] == ["1 caracter care nu se poate tipări"]
    assert findings[0].fix == "caracterul a fost scos; verificați textul din celula A1"
