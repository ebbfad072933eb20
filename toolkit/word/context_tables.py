"""The tables of a context, as the cells that must stand in the printed ones.

By agreement of all our reports, a list called `rows` is printed as the rows of a table, in order, and a list called `totals`
beside it as the row after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

Table: TypeAlias = Sequence[Sequence[str]]
"""A printed table: its rows, as the texts of their cells; paragraphs of a cell are parted by line ends."""

Rows: TypeAlias = Sequence[Sequence[Sequence[str]]]
"""The rows of a context's table: of each row its fields, and of each field the cells that it fills."""

_NUMBER = re.compile(r"^[^\t]{1,8}\t")


def tables_of(value: object) -> Iterator[Rows]:
    """Walk the tables of a context, in printing order."""
    if isinstance(value, Mapping):
        rows, totals = value.get("rows"), value.get("totals")
        if isinstance(rows, list | tuple):
            table = [[_cells(field) for field in row.values()] for row in rows if isinstance(row, Mapping)]
            yield [*table, [_cells(totals)]] if isinstance(totals, list | tuple) else table
        for inner in value.values():
            yield from tables_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from tables_of(inner)


def holds_rows(table: Table, rows: Rows) -> bool:
    """Say whether the rows stand in a printed table, one after another, each field in neighbouring cells."""
    starts = range(len(table) - len(rows) + 1)
    return any(all(_holds_fields(table[start + i], row) for i, row in enumerate(rows)) for start in starts)


def _cells(field: object) -> list[str]:
    """Give the cells that a field of a row fills: a text or paragraphs fill one, a list of texts one each."""
    if not isinstance(field, list | tuple):
        return [str(field)]
    if all(isinstance(element, Mapping) and "parts" in element for element in field):
        return ["\n".join("".join(part["text"] for part in paragraph["parts"]) for paragraph in field)]
    return ["".join(map(str, element.values())) if isinstance(element, Mapping) else str(element) for element in field]


def _holds_fields(cells: Sequence[str], fields: Iterable[Sequence[str]]) -> bool:
    return all(any(_agree(cells[at:], field) for at in range(len(cells) - len(field) + 1)) for field in fields)


def _agree(cells: Sequence[str], texts: Sequence[str]) -> bool:
    return all(_agrees(cell, text) for cell, text in zip(cells, texts, strict=False))


def _agrees(cell: str, text: str) -> bool:
    """Compare a cell with its text; a paragraph may begin with its number and a tab."""
    if cell == text:
        return True
    lines, wanted = cell.split("\n"), text.split("\n")
    return len(lines) == len(wanted) and all(a == b or _NUMBER.sub("", a) == b for a, b in zip(lines, wanted, strict=True))
