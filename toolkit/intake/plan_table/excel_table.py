"""A plan in an Excel workbook: the rows of its sheets, merged cells told apart."""

from __future__ import annotations

from toolkit.intake.grid import Grid
from toolkit.intake.plan_table.rows import Cell, PlanRows, Row, cell_of
from toolkit.intake.screening.sheet_scan import Position


def read_excel_rows(grids: tuple[Grid, ...]) -> PlanRows:
    """Read the rows of all sheets that can be seen, in their order."""
    return PlanRows(rows=tuple(row for grid in grids if not grid.hidden for row in _rows_of(grid)))


def _rows_of(grid: Grid) -> list[Row]:
    begins, width = _merged(grid)
    rows: list[Row] = []
    for number in range(len(grid.rows)):
        columns = range(len(grid.rows[number]))
        from_above = frozenset(c for c in columns if (number, c) in begins and begins[number, c][0] < number)
        cells = tuple(_cell(grid, begins.get((number, column), (number, column))) for column in columns)
        is_whole = any(width.get((number, column), 0) > 1 and _is_only(cells, column) for column in columns)
        row = Row(
            place=grid.place(number, next((c for c, cell in enumerate(cells) if cell), 0)),
            cells=cells,
            is_whole=is_whole,
            from_above=from_above,
        )
        if row.filled:
            rows.append(row)
    return rows


def _cell(grid: Grid, position: Position) -> Cell:
    return cell_of([grid.scan.errors.get(position) or grid.text(*position)])


def _is_only(cells: tuple[Cell, ...], column: int) -> bool:
    return bool(cells[column]) and not any(cell for other, cell in enumerate(cells) if other != column)


def _merged(grid: Grid) -> tuple[dict[Position, Position], dict[Position, int]]:
    """For the cells of the first column of each merged range, where their text stands; and how many columns it covers."""
    begins: dict[Position, Position] = {}
    width: dict[Position, int] = {}
    for first, last in grid.scan.merged:
        width[first] = last[1] - first[1] + 1
        for row in range(first[0] + 1, min(last[0], len(grid.rows)) + 1):
            begins[row, first[1]] = first
    return begins, width
