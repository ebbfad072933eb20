"""The widths of a table in which every column repeats, and whose rows need not have the same columns.

Rows with the same number of cells are one block with the same widths; a row with a single cell reaches over the page. Each
column gets at least what its longest word needs, and otherwise a share by the square root of how much stands in it, which
makes rows low: a column of long texts gets more, but not so much that the others become ladders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import isqrt

from lxml import etree

from toolkit.word.table_grid import Row, margins_of, set_grid
from toolkit.word.text_width import longest_word_twips

_LINES_AND_ROUNDING = 20  # what a table's lines and the estimate of a word may take, in twips
_SAME_EDGE = 60  # twips within which edges of two blocks become one


def fit_blocks(table: etree._Element, rows: Sequence[Row], width: int) -> None:
    """Give every block of rows its own widths, so that all of them fill the page."""
    counts = sorted({len(row.cells) for row in rows}, reverse=True)
    edges: dict[int, list[int]] = {}
    for count in counts:
        block = [row for row in rows if len(row.cells) == count]
        own = [0, *accumulate(_widths(block, count, width, margins_of(table)))]
        known = sorted({edge for others in edges.values() for edge in others})
        edges[count] = [_snapped(edge, known) for edge in own]
    set_grid(table, [(row, _edges(edges, row)) for row in rows])


def _edges(edges: Mapping[int, Sequence[int]], row: Row) -> Sequence[int]:
    return edges[len(row.cells)]


def _widths(rows: Sequence[Row], count: int, width: int, margins: int) -> list[int]:
    needs = [margins + _LINES_AND_ROUNDING] * count
    letters = [0] * count
    measured: dict[tuple[str, int], int] = {}
    for row in rows:
        for place, cell in enumerate(row.cells):
            for paragraph in cell.paragraphs:
                if paragraph not in measured:
                    measured[paragraph] = longest_word_twips(*paragraph) + margins + _LINES_AND_ROUNDING
                needs[place] = max(needs[place], measured[paragraph])
                letters[place] += len(paragraph[0])
    return _shared(width, needs, [isqrt(10_000 * number // len(rows)) + 1 for number in letters])


def _shared(width: int, needs: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Share a width by weights, each at least what it needs; where not even the needs fit, all give way in proportion."""
    if sum(needs) >= width:
        widths = [need * width // sum(needs) for need in needs]
        return [*widths[:-1], width - sum(widths[:-1])]
    needy: set[int] = set()
    while True:
        room = width - sum(needs[place] for place in needy)
        total = sum(weight for place, weight in enumerate(weights) if place not in needy)
        widths = [
            need if place in needy else room * weight // total
            for place, (need, weight) in enumerate(zip(needs, weights, strict=True))
        ]
        poorer = {place for place, need in enumerate(needs) if place not in needy and widths[place] < need}
        if not poorer:
            widest = max(range(len(widths)), key=widths.__getitem__)
            widths[widest] += width - sum(widths)
            return widths
        needy |= poorer


def _snapped(edge: int, known: Sequence[int]) -> int:
    return next((other for other in known if abs(other - edge) <= _SAME_EDGE), edge)
