"""The cells of one worksheet, found by their addresses, and put in where a blank one is not written down."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from toolkit.documents.marking.workbook_parts import MAIN
from toolkit.intake.grid import address

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_DEFAULT_HEIGHT: Final = 15.0  # points
_DEFAULT_WIDTH: Final = 8.43  # digits

Position = tuple[int, int]  # row and column from 0


def position_of(cell: str) -> Position | None:
    """Give where a cell named as Excel names it stands; None for any other text."""
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


class SheetCells:
    """The cells of a worksheet's XML."""

    def __init__(self, tree: etree._Element) -> None:
        self.tree = tree
        self._data = _child(tree, "sheetData")
        self._rows: dict[int, etree._Element] = {}
        self._cells: dict[Position, etree._Element] = {}
        row = column = -1
        for element in self._data.iter(f"{MAIN}row", f"{MAIN}c"):
            if element.tag == f"{MAIN}row":
                row = int(element.get("r") or row + 2) - 1
                column = -1
                self._rows.setdefault(row, element)
            else:
                found = position_of(element.get("r", ""))
                row, column = found or (row, column + 1)
                self._cells[row, column] = element
        self._first_of_merged = {
            (row, column): first
            for first, last in self._merged()
            for row in range(first[0], min(last[0], first[0] + 1000) + 1)
            for column in range(first[1], min(last[1], first[1] + 200) + 1)
        }

    def seen(self, position: Position) -> Position:
        """Give the cell in which Excel shows a cell: the first one of those merged with it."""
        return self._first_of_merged.get(position, position)

    def style(self, position: Position) -> int:
        """Give the number of a cell's style: its own, or else that of its row or column."""
        cell = self._cells.get(position)
        if cell is not None:
            return _number(cell.get("s"))
        row = self._rows.get(position[0])
        if row is not None and row.get("customFormat") in ("1", "true"):
            return _number(row.get("s"))
        column = self._column(position[1])
        return 0 if column is None else _number(column.get("style"))

    def give_style(self, position: Position, style: int) -> None:
        """Give a cell a style; what stands in it stays."""
        self._written(position).set("s", str(style))

    def styled(self) -> dict[Position, int]:
        """The styles of all cells that are written down."""
        return {position: _number(cell.get("s")) for position, cell in self._cells.items()}

    def height(self, row: int) -> float:
        """The height of a row in points."""
        element = self._rows.get(row)
        form = self.tree.find(f"{MAIN}sheetFormatPr")
        usual = _measure(None if form is None else form.get("defaultRowHeight"), _DEFAULT_HEIGHT)
        return usual if element is None else _measure(element.get("ht"), usual)

    def width(self, column: int) -> float:
        """The width of a column in digits."""
        element = self._column(column)
        form = self.tree.find(f"{MAIN}sheetFormatPr")
        usual = _measure(None if form is None else form.get("defaultColWidth"), _DEFAULT_WIDTH)
        return usual if element is None else _measure(element.get("width"), usual)

    def _written(self, position: Position) -> etree._Element:
        if position not in self._cells:
            style = self.style(position)
            row = self._row(position[0])
            cell = etree.Element(f"{MAIN}c", {"r": address(*position)})
            if style:
                cell.set("s", str(style))
            before = [c for (r, column), c in self._cells.items() if r == position[0] and column < position[1]]
            row.insert(max((row.index(c) + 1 for c in before), default=0), cell)
            self._cells[position] = cell
        return self._cells[position]

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            row = etree.Element(f"{MAIN}row", {"r": str(number + 1)})
            self._data.insert(sum(other < number for other in self._rows), row)
            self._rows[number] = row
        return self._rows[number]

    def _column(self, column: int) -> etree._Element | None:
        for element in self.tree.iterfind(f"{MAIN}cols/{MAIN}col"):
            if _number(element.get("min")) - 1 <= column <= _number(element.get("max")) - 1:
                return element
        return None

    def _merged(self) -> list[tuple[Position, Position]]:
        ranges = (merged.get("ref", "").partition(":") for merged in self.tree.iter(f"{MAIN}mergeCell"))
        places = ((position_of(first), position_of(last)) for first, _, last in ranges)
        return [(first, last) for first, last in places if first is not None and last is not None]


def _child(tree: etree._Element, name: str) -> etree._Element:
    found = tree.find(f"{MAIN}{name}")
    return etree.SubElement(tree, f"{MAIN}{name}") if found is None else found


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _measure(text: str | None, usual: float) -> float:
    try:
        return min(max(float(text), 0.0), 500.0) if text else usual
    except ValueError:
        return usual
