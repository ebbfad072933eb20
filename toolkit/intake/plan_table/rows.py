"""The rows of a plan as a file has them, before anybody says what they mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from toolkit.errors import Place
from toolkit.intake.cleaning import clean
from toolkit.intake.finding import Finding
from toolkit.plan.spelling import printed

Cell = tuple[str, ...]
"""The lines of a cell, none of them blank: paragraphs and line breaks begin a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table, or one line of text outside of the tables."""

    place: Place
    cells: tuple[Cell, ...]
    in_table: bool = True
    table: int = 0  # of a document, from 1
    is_whole: bool = False  # one cell over the whole width of its table
    from_above: frozenset[int] = frozenset()  # columns whose cell is one with the cell above

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns in which something stands."""
        return tuple(column for column, cell in enumerate(self.cells) if cell)

    @property
    def alone(self) -> str:
        """The text of a row in which a single cell is filled; empty for any other row."""
        filled = self.filled
        return " ".join(self.cells[filled[0]]) if len(filled) == 1 else ""

    def cell(self, column: int) -> Cell:
        """What stands in a column; nothing beyond the edge."""
        return self.cells[column] if column < len(self.cells) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRows:
    """All rows of a file in reading order, the notes at the foot of its pages, and what was found while reading."""

    rows: tuple[Row, ...]
    footnotes: Mapping[str, str] = field(default_factory=dict)  # mark → text
    findings: tuple[Finding, ...] = ()
    is_document: bool = False  # of Word, in which a plan may stand outside of any table


def cell_of(texts: Iterable[str]) -> Cell:
    """Give the lines of a cell: tidy, and without what nobody can see."""
    lines = (" ".join(_composed(line).split()) for text in texts for line in clean(text)[0].split("\n"))
    return tuple(line for line in lines if line)


def with_commas(read: PlanRows) -> tuple[PlanRows, int]:
    """Give the rows with the comma letters of Romanian in place of those with a cedilla, and the count of such cells."""
    count = 0
    rows = []
    for row in read.rows:
        cells = tuple(tuple(printed(line) for line in cell) for cell in row.cells)
        count += sum(before != after for before, after in zip(row.cells, cells, strict=True))
        rows.append(replace(row, cells=cells))
    footnotes = {mark: printed(text) for mark, text in read.footnotes.items()}
    return replace(read, rows=tuple(rows), footnotes=footnotes), count


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
