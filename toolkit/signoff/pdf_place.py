"""Where the signatures stand on the pages of a PDF: in the sign-off block, which is found by its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from toolkit.language import gettext
from toolkit.plan.spelling import matching
from toolkit.signoff.pdf_text import Line, lines_of

_LAST_PAGES = 5  # on which the block may stand
_WIDTH, _HEIGHT = 130.0, 26.0  # points; a hand-written signature takes as much
_BELOW = 4.0  # of the line of writing, down to the rule on which one signs
_FOOT, _GAP = 60.0, 6.0
_LETTER = 0.45  # about as wide as a letter is, in heights of letters


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlace:
    """A rectangle on a page, in points from its lower left corner."""

    page: int  # from 0
    left: float
    bottom: float
    width: float = _WIDTH
    height: float = _HEIGHT
    is_in_block: bool = True  # else by rule, at the foot of the last page

    @property
    def remark(self) -> str:
        """What must be said of the place; nothing where it is where one signs."""
        if self.is_in_block:
            return ""
        return gettext("blocul de semnături nu a fost găsit în PDF; câmpurile stau la sfârșitul ultimei pagini")


def find_places(document: bytes, labels: Sequence[str], column: str) -> tuple[FieldPlace, ...]:
    """Find one place for each role, by the labels with which the rows of the sign-off block begin, under its column.

    The block is the last thing in a document, so it is looked for from the end; where it is not there as a whole, the places
    stand side by side at the foot of the last page.
    """
    with pikepdf.open(BytesIO(document)) as pdf:
        first = max(0, len(pdf.pages) - _LAST_PAGES)
        lines = [(number, line) for number in range(first, len(pdf.pages)) for line in lines_of(pdf.pages[number])]
        left, _, right, _ = (float(each) for each in pdf.pages[-1].mediabox)
        last = len(pdf.pages) - 1
    rows = _rows(lines, labels)
    heading = _heading(lines[: rows[0]], column) if rows else None
    if heading is None:
        step = (right - left - 2 * _FOOT + _GAP) / max(1, len(labels))
        width = min(_WIDTH, step - _GAP)
        return tuple(
            FieldPlace(page=last, left=left + _FOOT + step * number, bottom=_FOOT, width=width, is_in_block=False)
            for number in range(len(labels))
        )
    return tuple(
        FieldPlace(page=page, left=heading - _WIDTH / 2, bottom=line.baseline - _BELOW)
        for page, line in (lines[row] for row in rows)
    )


def _rows(lines: Sequence[tuple[int, Line]], labels: Sequence[str]) -> list[int]:
    """Give the last lines that begin with the labels, in their order, by number; none where one is missing."""
    rows: list[int] = []
    end = len(lines)
    for label in reversed(labels):
        known = matching(label)
        end = next((n for n in range(end - 1, -1, -1) if matching(lines[n][1].text).startswith(known)), -1)
        if end < 0:
            return []
        rows.append(end)
    return rows[::-1]


def _heading(lines: Sequence[tuple[int, Line]], column: str) -> float | None:
    """Give the middle of the heading of the column in which one signs."""
    for _, line in reversed(lines):
        for piece in line.pieces:
            if matching(piece.text) == matching(column):
                return piece.left + len(piece.text) * piece.size * _LETTER / 2
    return None
