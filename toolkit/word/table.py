"""The widths of a table whose number of columns the context decides: fixed ones from the template, the rest shared fairly.

The template's own grid says what is wanted: a column that does not repeat has the width it is drawn with, but the widest of
them takes what is left, and is at least as wide as drawn, unless words elsewhere would break; the repeated one is at most as
wide as drawn, unless a word needs more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from toolkit.word.package import W
from toolkit.word.table_blocks import fit_blocks
from toolkit.word.table_grid import Cell, Row, keep_whole, keep_with_next, margins_of, rows_of, set_widths, text_width
from toolkit.word.text_width import lines_of, longest_piece_twips, longest_word_twips

_REPEATED = "repeated"
_BLOCKS = frozenset({f"{W}p", f"{W}tbl", f"{W}sdt"})
_LINES_OF_A_SHORT_ROW = 8
_LINES_AND_ROUNDING = 20  # what a table's lines and the estimate of a word may take, in twips


def mark_repeated_columns(body: etree._Element) -> None:
    """Note in each table of a template which column repeats, and take the columns of the tags themselves out of its grid."""
    for table in body.iter(f"{W}tbl"):
        if table.get(_REPEATED) is not None:
            continue
        for row in rows_of(table, {}):
            tags = [cell.start for cell in row.cells if any("{%tc " in text for text, _ in cell.paragraphs)]
            if len(tags) == 2 and tags[1] - tags[0] == 2:
                grid = table.find(f"{W}tblGrid")
                if grid is not None:
                    grid[:] = [column for place, column in enumerate(grid) if place not in tags]
                table.set(_REPEATED, str(tags[0]))
                break


def fit_tables(body: etree._Element, sizes: Mapping[str, int]) -> None:
    """Give every table with a repeated column its widths, so that it fills the page; keep its short rows on one page."""
    width = text_width(body)
    for table in body.iter(f"{W}tbl"):
        for cell in table.iter(f"{W}tc"):
            blocks = [child for child in cell if child.tag in _BLOCKS]
            if not blocks or blocks[-1].tag == f"{W}tbl":  # a loop left it bare, and Word refuses such a file
                etree.SubElement(cell, f"{W}p")
        repeated = table.get(_REPEATED)
        if repeated is not None:
            del table.attrib[_REPEATED]
            rows = rows_of(table, sizes)
            if len(table.findall(f"{W}tblGrid/{W}gridCol")) == 1:  # nothing but the column that repeats
                fit_blocks(table, rows, width)
                continue
            widths = _widths(table, rows, int(repeated), width)
            set_widths(table, rows, widths)
            _keep_short_rows(rows, widths, margins_of(table))


def share_width(room: int, greatest: int, needs: Sequence[int]) -> list[int]:
    """Share a width among equals: each gets what its longest word needs, and beyond that all alike, up to the greatest.

    Where not even the needs fit, all give way in proportion.
    """
    if sum(needs) > room:
        return [need * room // sum(needs) for need in needs]
    low, high = 0, greatest
    while low < high:
        level = (low + high + 1) // 2
        low, high = (level, high) if sum(max(need, level) for need in needs) <= room else (low, level - 1)
    return [max(need, low) for need in needs]


def _widths(table: etree._Element, rows: Sequence[Row], repeated: int, width: int) -> list[int]:
    drawn = [int(float(column.get(f"{W}w") or 0)) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    count = max(sum(cell.span for cell in row.cells) for row in rows)
    greatest, fixed = drawn[repeated], [*drawn[:repeated], *drawn[repeated + 1 :]]
    copies = count - len(fixed)
    wide = fixed.index(max(fixed))
    others = sum(fixed) - fixed[wide]
    words, pieces = _needs(rows, count, margins_of(table) + _LINES_AND_ROUNDING)
    shared, wide_at = slice(repeated, repeated + copies), wide if wide < repeated else wide + copies
    most = width - others - max(pieces[wide_at], fixed[wide] * 2 // 3)
    needs = _needs_within(most, words[shared], pieces[shared])
    shares = share_width(max(width - others - fixed[wide], min(sum(needs), most)), greatest, needs)
    fixed[wide] = width - others - sum(shares)
    return [*fixed[:repeated], *shares, *fixed[repeated:]]


def _needs(rows: Sequence[Row], count: int, margins: int) -> tuple[list[int], list[int]]:
    """Give for each column the width that its longest word needs, and its longest unbreakable piece, with the margins."""
    words, pieces = [margins] * count, [margins] * count
    measured: dict[tuple[str, int], tuple[int, int]] = {}
    for row in rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs if cell.span == 1 else ():
                if paragraph not in measured:
                    measured[paragraph] = longest_word_twips(*paragraph) + margins, longest_piece_twips(*paragraph) + margins
                word, piece = measured[paragraph]
                words[cell.start] = max(words[cell.start], word)
                pieces[cell.start] = max(pieces[cell.start], piece)
    return words, pieces


def _needs_within(most: int, words: Sequence[int], pieces: Sequence[int]) -> list[int]:
    """Give each column its longest word; where there is no room, the longest words of all break first, into their pieces."""
    low, high = 0, max(words, default=0)
    while low < high:
        limit = (low + high + 1) // 2
        fits = sum(max(piece, min(word, limit)) for word, piece in zip(words, pieces, strict=True)) <= most
        low, high = (limit, high) if fits else (low, limit - 1)
    return [max(piece, min(word, low)) for word, piece in zip(words, pieces, strict=True)]


def _keep_short_rows(rows: Sequence[Row], widths: Sequence[int], margins: int) -> None:
    """Let only long rows break over pages, and do not leave the last row, the total, alone on a page."""
    for number, row in enumerate(rows, 1):
        if max(_lines(cell, widths, margins) for cell in row.cells) <= _LINES_OF_A_SHORT_ROW:
            keep_whole(row.element)
            if number == len(rows) - 1:
                keep_with_next(row.element)


def _lines(cell: Cell, widths: Sequence[int], margins: int) -> int:
    width = sum(widths[cell.start : cell.start + cell.span]) - margins
    return sum(lines_of(text, size, width) for text, size in cell.paragraphs)
