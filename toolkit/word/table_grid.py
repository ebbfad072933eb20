"""A table of a Word file as rows, cells and the columns that they span; and its widths, written so that they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from toolkit.word.package import W

_DEFAULT_HALF_POINTS = 20
_DEFAULT_CELL_MARGIN = 108
_TEXT_WIDTH_OF_A4 = 9638
_MOST_COLUMNS = 1000  # Word has at most 63


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the column in which it begins, how many it spans, and its paragraphs with their letter size in half-points."""

    element: etree._Element
    start: int
    span: int
    paragraphs: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row and its cells."""

    element: etree._Element
    cells: Sequence[Cell]


def rows_of(table: etree._Element, sizes: Mapping[str, int]) -> list[Row]:
    """Read a table's rows; `sizes` are the letter sizes of the paragraph styles."""
    return [Row(row, _cells_of(row, sizes)) for row in table.iterchildren(f"{W}tr")]


def set_widths(table: etree._Element, rows: Sequence[Row], widths: Sequence[int]) -> None:
    """Write the widths into the grid and into every cell; the last cell of a row reaches to the edge."""
    _write_grid(table, widths)
    for row in rows:
        for cell in row.cells:
            end = len(widths) if cell is row.cells[-1] else cell.start + cell.span
            _set_cell(cell.element, widths[cell.start : end])


def set_grid(table: etree._Element, rows: Sequence[tuple[Row, Sequence[int]]]) -> None:
    """Write the edges of each row's cells, in twips from the left, into one grid that all rows share."""
    edges = sorted({edge for _, own in rows for edge in own})
    place = {edge: number for number, edge in enumerate(edges)}
    widths = [right - left for left, right in pairwise(edges)]
    _write_grid(table, widths)
    for row, own in rows:
        for cell, left, right in zip(row.cells, own, own[1:], strict=False):
            _set_cell(cell.element, widths[place[left] : place[right]])


def keep_whole(row: etree._Element) -> None:
    """Forbid a row to break over pages."""
    properties = _child(row, "trPr")
    if properties is None:
        properties = etree.Element(f"{W}trPr")
        row.insert(0 if row.find(f"{W}tblPrEx") is None else 1, properties)
    if _child(properties, "cantSplit") is None:
        properties.insert(0, etree.Element(f"{W}cantSplit"))


def keep_with_next(row: etree._Element) -> None:
    """Keep a row on the page of the one that follows; Word reads this from the paragraphs in it."""
    for paragraph in row.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        if properties.find(f"{W}keepNext") is None:
            properties.insert(0 if properties.find(f"{W}pStyle") is None else 1, etree.Element(f"{W}keepNext"))


def text_sizes(styles: etree._Element) -> dict[str, int]:
    """Give the letter size of each paragraph style, in half-points, by its id; "" is the size where no style says one."""
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    own = {"": int(default.get(f"{W}val", "")) if default is not None else _DEFAULT_HALF_POINTS}
    based_on: dict[str, str] = {}
    for style in styles.iterfind(f"{W}style[@{W}type='paragraph']"):
        name = style.get(f"{W}styleId", "")
        size, parent = style.find(f"{W}rPr/{W}sz"), style.find(f"{W}basedOn")
        if size is not None:
            own[name] = int(size.get(f"{W}val", ""))
            if style.get(f"{W}default") == "1":
                own[""] = own[name]
        based_on[name] = parent.get(f"{W}val", "") if parent is not None else ""

    def size_of(name: str, steps: int) -> int:
        return own[name] if name in own else size_of(based_on.get(name, "") if steps else "", steps - 1)

    return {name: size_of(name, len(based_on)) for name in ["", *based_on]}


def text_width(body: etree._Element) -> int:
    """Give the width between the margins, in twips."""
    size, margin = body.find(f"{W}sectPr/{W}pgSz"), body.find(f"{W}sectPr/{W}pgMar")
    if size is None or margin is None:
        return _TEXT_WIDTH_OF_A4
    return int(size.get(f"{W}w", "0")) - int(margin.get(f"{W}left", "0")) - int(margin.get(f"{W}right", "0"))


def margins_of(table: etree._Element) -> int:
    """Give what the margins of a cell take of its width, left and right together."""
    margins = (table.find(f"{W}tblPr/{W}tblCellMar/{W}{side}") for side in ("left", "right"))
    return sum(int(margin.get(f"{W}w", "0")) if margin is not None else _DEFAULT_CELL_MARGIN for margin in margins)


def _write_grid(table: etree._Element, widths: Sequence[int]) -> None:
    grid = table.find(f"{W}tblGrid")
    if grid is not None:
        grid[:] = [etree.Element(f"{W}gridCol", {f"{W}w": str(width)}) for width in widths]
    total = table.find(f"{W}tblPr/{W}tblW")
    if total is not None:
        total.set(f"{W}w", str(sum(widths)))
        total.set(f"{W}type", "dxa")


def _cells_of(row: etree._Element, sizes: Mapping[str, int]) -> list[Cell]:
    cells: list[Cell] = []
    start = 0
    for element in row.iterchildren(f"{W}tc"):
        properties = _child(element, "tcPr")
        given = _child(properties, "gridSpan") if properties is not None else None
        span = int(given.get(f"{W}val", "1")) if given is not None else 1
        if not 1 <= span <= _MOST_COLUMNS:
            raise ValueError(f"a cell over {span} columns")
        cells.append(Cell(element, start, span, [_paragraph(p, sizes) for p in element.iterchildren(f"{W}p")]))
        start += span
    return cells


def _paragraph(paragraph: etree._Element, sizes: Mapping[str, int]) -> tuple[str, int]:
    properties = _child(paragraph, "pPr")
    style = _child(properties, "pStyle") if properties is not None else None
    size = sizes.get(style.get(f"{W}val", "") if style is not None else "", _DEFAULT_HALF_POINTS)
    return "".join([element.text or "" for element in paragraph.iter(f"{W}t")]), size


def _set_cell(cell: etree._Element, widths: Sequence[int]) -> None:
    properties = _child(cell, "tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    width, span = _child(properties, "tcW"), _child(properties, "gridSpan")
    if width is None:
        width = etree.Element(f"{W}tcW")
        properties.insert(0 if _child(properties, "cnfStyle") is None else 1, width)
    width.set(f"{W}w", str(sum(widths)))
    width.set(f"{W}type", "dxa")
    if len(widths) == 1 and span is not None:
        properties.remove(span)
    elif len(widths) > 1 and span is None:
        span = etree.Element(f"{W}gridSpan")
        width.addnext(span)
    if len(widths) > 1 and span is not None:
        span.set(f"{W}val", str(len(widths)))


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterchildren(W + name), None)
