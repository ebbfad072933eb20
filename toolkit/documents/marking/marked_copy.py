"""A copy of a returned workbook with what is to be corrected marked in its cells and listed on its first sheet."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Final

import python_calamine
from lxml import etree

from toolkit.documents.corrections import Correction, gravest
from toolkit.documents.marking.cell_styles import CellStyles
from toolkit.documents.marking.comments import SheetComments
from toolkit.documents.marking.first_sheet import TITLE, FirstSheet, answers_in, put_first
from toolkit.documents.marking.sheet_cells import Position, SheetCells, position_of
from toolkit.documents.marking.workbook_parts import BOOK, MAIN, REFERS, WorkbookParts, take_out
from toolkit.intake.cleaning import clean
from toolkit.intake.screening.package import MOST_FILE_BYTES
from toolkit.language import gettext

_MOST_LOOKED_AT: Final = 20  # cells around a marked one
_MOST_IN_COMMENT: Final = 3_000  # characters; the sheet has the rest


def marked_copy(
    content: bytes, corrections: Sequence[Correction], *, whose: str, how: Sequence[str], author: str
) -> bytes | None:
    """Give a copy of a workbook, which was screened, in the language in use; equal arguments give equal bytes.

    What an earlier copy had marked is taken out first. None where the workbook is put together in a way in which nothing can
    be marked.
    """
    try:
        parts = WorkbookParts(content)
        styles = CellStyles(parts)
        answers = _take_out_earlier_marks(content, parts, styles)
        for name, part in parts.sheets().items():
            of_sheet = [correction for correction in corrections if correction.place.sheet == name]
            _mark(parts, part, styles, of_sheet, author)
        put_first(parts, styles, FirstSheet(whose=whose, how=how, corrections=corrections, answers=answers))
        copy = parts.packed()
    except (etree.LxmlError, KeyError, ValueError, StopIteration):  # readers forgive what cannot be edited
        return None
    return copy if len(copy) <= MOST_FILE_BYTES else None


def _mark(parts: WorkbookParts, part: str, styles: CellStyles, corrections: Sequence[Correction], author: str) -> None:
    by_cell: dict[Position, list[Correction]] = {}
    cells = SheetCells(parts.tree(part)) if corrections else None
    for correction in corrections:
        position = position_of(correction.place.cell)
        if cells is not None and position is not None:
            by_cell.setdefault(cells.seen(position), []).append(correction)
    if cells is None or not by_cell:
        return
    comments = SheetComments(parts, part, cells)
    for position, of_cell in sorted(by_cell.items()):
        cells.give_style(position, styles.marked(cells.style(position), gravest(of_cell)))
        comments.add(position, _comment(of_cell), author)


def _comment(corrections: Sequence[Correction]) -> str:
    said = "\n\n".join("\n".join(correction.lines) for correction in corrections)
    text = clean(f"{_mark_of_comments()}\n{said}")[0]
    return text if len(text) <= _MOST_IN_COMMENT else f"{text[: _MOST_IN_COMMENT - 1]}…"


def _mark_of_comments() -> str:
    """What every text of ours in a comment begins with, by which it is found again."""
    return f"■ {gettext(TITLE)}"


def _take_out_earlier_marks(content: bytes, parts: WorkbookParts, styles: CellStyles) -> Mapping[tuple[str, str], str]:
    """Take out what an earlier copy had marked; gives what was answered on its first sheet."""
    answers: dict[tuple[str, str], str] = {}
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number, (name, part) in enumerate(parts.sheets().items()):
        is_sheet = book.sheets_metadata[number].typ == python_calamine.SheetTypeEnum.WorkSheet
        found = answers_in(book.get_sheet_by_index(number).to_python(skip_empty_area=False)) if is_sheet else None
        if found is not None:
            answers |= found
            _take_out_sheet(parts, name, part)
        elif is_sheet:
            cells = SheetCells(parts.tree(part))
            SheetComments(parts, part, cells).take_out(_mark_of_comments())
            _take_off_colours(cells, styles)
    return answers


def _take_out_sheet(parts: WorkbookParts, name: str, part: str) -> None:
    book = parts.tree(BOOK)
    sheets = list(book.iter(f"{MAIN}sheet"))
    number = next(number for number, sheet in enumerate(sheets) if sheet.get("name") == name)
    for defined in list(book.iterfind(f"{MAIN}definedNames/{MAIN}definedName[@localSheetId]")):
        local = int(defined.get("localSheetId", "0"))
        if local == number:
            take_out(defined)
        elif local > number:
            defined.set("localSheetId", str(local - 1))
    for view in book.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
        view.attrib.pop("firstSheet", "")
    parts.unrelate(BOOK, sheets[number].get(REFERS, ""))
    take_out(sheets[number])
    for _, beside in list(parts.related(part)):
        parts.remove(beside)
    parts.remove(part)


def _take_off_colours(cells: SheetCells, styles: CellStyles) -> None:
    """Have each marked cell look as the nearest unmarked one of its column that is most like it."""
    there = cells.styled()
    marked = {position for position, style in there.items() if styles.is_mark(style)}
    columns: dict[int, list[int]] = {}
    for row, column in there.keys() - marked if marked else ():
        columns.setdefault(column, []).append(row)
    for row, column in sorted(marked):
        style = there[row, column]
        near = sorted(columns.get(column, ()), key=lambda other: (abs(other - row), -other))
        others = [there[other, column] for other in near[:_MOST_LOOKED_AT]]
        like = max(others, key=lambda other: styles.likeness(other, style), default=None)
        like = like if like is not None and styles.likeness(like, style) else None
        cells.give_style((row, column), styles.unmarked(style, like))
