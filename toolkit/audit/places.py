"""How the place of a difference is named: by the heading above it, the table, its row and column, as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from toolkit.language import gettext
from toolkit.word.content import Block, Paragraph, Row, Table

_MOST_LETTERS: Final = 60
_LEAST_NAME: Final = 4  # letters; "1." alone says little of a row


@dataclass(frozen=True, slots=True)
class Where:
    """A place, from the outermost to the innermost."""

    names: tuple[str, ...] = ()
    has_sections: bool = True  # whether headings divide what stands here
    has_blanks: bool = False  # whether empty cells are there to be filled in

    def inside(self, name: str) -> Where:
        """Give a place within this one."""
        return Where((*self.names, name) if name else self.names, has_sections=False, has_blanks=self.has_blanks)

    def __str__(self) -> str:
        return " › ".join(self.names)


def names_of(blocks: Sequence[Block], where: Where) -> list[Where]:
    """Name the places of blocks: the heading above, and which table or paragraph under it."""
    section = gettext("începutul documentului") if where.has_sections else ""
    tables = paragraphs = 0
    named = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.heading is not None and where.has_sections:
            section, tables, paragraphs = short(block.text), 0, 0
            named.append(where.inside(section))
            continue
        if isinstance(block, Paragraph):
            paragraphs += 1
            name = gettext("paragraful {number}", number=paragraphs)
        else:
            tables += 1
            name = gettext("tabelul {number}", number=tables)
        alone = len(blocks) == 1 and not where.has_sections and (isinstance(block, Paragraph) or where.has_blanks)
        inside = where.inside(section)
        named.append(inside if alone else inside.inside(name))
    return named


def row_name(table: Table, number: int) -> str:
    """Name a row by its number and by what its first cells say."""
    name = ""
    for cell in table.rows[number].cells:
        text = cell.text
        if cell.from_above and not text:
            text = next(
                (c.text for row in table.rows[number::-1] for c in row.cells if c.start == cell.start and c.text), ""
            )
        name = f"{name} {text}".strip()
        if len(name) >= _LEAST_NAME:
            break
    if not name:
        return gettext("rândul {number}", number=number + 1)
    return gettext("rândul {number} „{name}”", number=number + 1, name=short(name))


def column_names(table: Table) -> list[str]:
    """Name the columns of a table's grid by its header rows, the lowest that says something."""
    headers = []
    for row in table.rows:
        if not row.is_header:
            break
        headers.append(row)
    if not headers and len(table.rows) > 1:
        headers = [next((row for row in table.rows if len(row.cells) > 1), table.rows[0])]
    width = max((row.before + sum(cell.span for cell in row.cells) for row in table.rows), default=0)
    names = [""] * width
    for row in headers:
        for cell in row.cells:
            is_title = cell.span == width > 1
            if not cell.from_above and not is_title and (text := cell.text):
                for column in range(cell.start, min(cell.start + cell.span, width)):
                    names[column] = text
    return names


def column_name(names: Sequence[str], row: Row, number: int) -> str:
    """Name a cell by its column."""
    start = row.cells[number].start
    name = names[start] if start < len(names) else ""
    return gettext("coloana „{name}”", name=short(name)) if name else gettext("coloana {number}", number=start + 1)


def short(text: str) -> str:
    """Cut a text to what a heading of a message holds."""
    text = " ".join(text.split())
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
