"""A sheet as a grid of cells, each as it stands, from a workbook or from a CSV text."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import python_calamine

from toolkit.errors import Place
from toolkit.intake.layout import DEEPEST_HEADER_ROW, MOST_TEXT, Column
from toolkit.intake.screening.prescreen import Screened
from toolkit.intake.screening.refusal import field_too_long, suspicious, unbalanced_quotes, unreadable
from toolkit.intake.screening.shared_texts import MOST_CHARACTERS, too_much_text
from toolkit.intake.screening.sheet_scan import MOST_COLUMNS, MOST_ROWS, SheetScan
from toolkit.language import gettext
from toolkit.plan.spelling import matching

_LABEL_WITHIN = 200  # characters of a line

Content = str | float | bool | date | datetime | time | timedelta  # a blank cell is an empty text


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of one sheet, rows and columns counted from 0."""

    file: str  # relative to the project folder
    sheet: str  # empty for a CSV text
    rows: Sequence[Sequence[Content]]
    hidden: bool = False
    scan: SheetScan = field(default_factory=SheetScan)

    def content(self, row: int, column: int) -> Content:
        """What stands in a cell; an empty text beyond the edge."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def text(self, row: int, column: int) -> str:
        """A cell's content as Excel shows it."""
        return shown(self.content(row, column))

    def number(self, row: int, column: int) -> Decimal | None:
        """The exact number of a number cell; None for any other cell."""
        content = self.content(row, column)
        if isinstance(content, bool) or not isinstance(content, (int, float)):
            return None
        return exact(content) if math.isfinite(content) else None

    def is_blank(self, row: int, column: int) -> bool:
        """Whether nothing stands in a cell, not even an error or a formula."""
        position = (row, column)
        hides = position in self.scan.errors or position in self.scan.formulas_without_value
        return not hides and not self.text(row, column).strip()

    def place(self, row: int, column: int) -> Place:
        """Where a cell is, for a person."""
        return Place(self.file, self.sheet, address(row, column))


def address(row: int, column: int) -> str:
    """A cell's name as Excel shows it: row 13, column 4 is E14."""
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def exact(number: float) -> Decimal:
    """The number that Excel shows, which has 15 digits: 0.1 + 0.2 is 0.3."""
    return Decimal(f"{number:.15g}")


def shown(content: Content) -> str:
    """A cell's content as Romanian Excel shows it."""
    if isinstance(content, str):
        return content
    if isinstance(content, bool):
        return "ADEVĂRAT" if content else "FALS"
    if isinstance(content, (int, float)):
        return f"{exact(content):f}".replace(".", ",")
    if isinstance(content, datetime):
        return f"{content:%d.%m.%Y %H:%M}"
    if isinstance(content, date):
        return f"{content:%d.%m.%Y}"
    if isinstance(content, time):
        return f"{content:%H:%M}"
    return f"{content.days * 24 + content.seconds // 3600}:{content.seconds // 60 % 60:02d}"


def read_grids(content: bytes, file: str, screened: Screened) -> tuple[Grid, ...]:
    """Read every sheet of a file that has been screened; `RefusedFileError` when that fails all the same."""
    grids = _workbook_grids(content, file, screened) if screened.is_workbook else (_csv_grid(content, file),)
    characters = 0
    for grid in grids:
        for number, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    characters += len(cell)
                    if len(cell) > MOST_TEXT:
                        raise suspicious(
                            gettext(
                                "un text de {count} de caractere în celula {cell}",
                                count=len(cell),
                                cell=address(number, column),
                            )
                        )
    if characters > MOST_CHARACTERS:
        raise too_much_text()
    return grids


def _workbook_grids(content: bytes, file: str, screened: Screened) -> tuple[Grid, ...]:
    grids = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(book.sheets_metadata) != len(screened.sheets):
            raise unreadable()
        for index, sheet in enumerate(screened.sheets):
            if book.sheets_metadata[index].typ == python_calamine.SheetTypeEnum.WorkSheet:  # a chart on a sheet has no cells
                rows = book.get_sheet_by_index(index).to_python(skip_empty_area=False)
                grids.append(Grid(file=file, sheet=sheet.name, rows=rows, hidden=sheet.hidden, scan=sheet.scan))
    except BaseException as error:  # calamine's own panics are no Exception, and their class cannot be named
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise unreadable() from error
    return tuple(grids)


def _csv_grid(content: bytes, file: str) -> Grid:
    text = content.decode("utf-8-sig")
    if len(text) > MOST_CHARACTERS:
        raise too_much_text()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[list[str]] = []
    line = 1
    try:
        for row in reader:
            rows.append(row)
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise suspicious(
                    gettext(
                        "un fișier CSV cu peste {rows} de rânduri sau {columns} de coloane",
                        rows=MOST_ROWS,
                        columns=MOST_COLUMNS,
                    )
                )
    except csv.Error as error:
        if "field limit" in str(error):
            raise field_too_long(line) from error
        raise unbalanced_quotes(line) from error
    return Grid(file=file, sheet="", rows=rows)


def _delimiter(text: str) -> str:
    """What parts the labels of the header row: a comma, or the semicolon of Romanian Excel."""
    label = matching(Column.ACTION)
    for line in text.splitlines()[:DEEPEST_HEADER_ROW]:
        if label in matching(line[:_LABEL_WITHIN]):
            return max(",;\t", key=line.count)
    return ","
