"""A worksheet of the form: its page, its looks, its protection, and the cells that take text alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from toolkit.errors import ToolkitFault
from toolkit.intake.forms.rules import CellRule
from toolkit.intake.layout import MOST_TEXT, Column
from toolkit.language import gettext

_LINE_POINTS = 15
_MOST_POINTS = 409  # the highest row of Excel
_WIDTHS = {
    Column.ACTION: 13,
    Column.INDICATOR: 11,
    Column.TEXT: 40,
    Column.UNIT: 13,
    Column.HELP: 27,
    Column.PREVIOUS: 12,
    Column.YEAR_AGO: 12,
    Column.VALUE: 18,
    Column.WOMEN: 8,
    Column.MEN: 8,
    Column.REASON: 14,
    Column.REMARK: 18,
    Column.EVIDENCE: 15,
    Column.TITLE: 52,
    Column.NARRATIVE: 110,
}
_PAGE_WIDTH = 75
_OPEN_TO_THE_CLERK = {"format_rows": True, "format_columns": True}  # a text that is longer than its cell can be made visible


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingText:
    """What stands above the table."""

    title: str
    identity: tuple[tuple[str, str, str], ...]  # label, text, its explanation
    beside: tuple[tuple[str, str], ...] = ()  # label and text, in the same rows, further to the right
    instructions: tuple[str, ...] = ()

    @property
    def header_row(self) -> int:
        """Under how many rows the table's header row stands: the title, the identity and the instructions."""
        return 1 + len(self.identity) + len(self.instructions)


class _Worksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter tells no types
    """A worksheet whose rules are written as they are given."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
        # XlsxWriter would look for 150 functions of newer Excels in each rule, which takes longer than all the rest.
        return formula.removeprefix("=")


class FormSheet:
    """A worksheet that takes text alone, so that no formula, link or number comes of it."""

    def __init__(self, book: Any, name: str, formats: Mapping[str, Any]) -> None:
        self.sheet = book.add_worksheet(name, _Worksheet)
        self._formats = formats

    def write(self, row: int, column: int, text: str, style: str) -> None:
        """Put a text into a cell."""
        if len(text) > MOST_TEXT:
            raise ToolkitFault(
                place=gettext("foaia „{sheet}”", sheet=self.sheet.get_name()),
                found=gettext("un text de {count} de caractere pentru o singură celulă", count=len(text)),
                expected=gettext("cel mult {text} de caractere, cât ține Excel", text=MOST_TEXT),
                fix=gettext("scurtați textul și scrieți formularul din nou"),
            )
        if text:
            self.sheet.write_string(row, column, text, self._formats[style])
        else:
            self.sheet.write_blank(row, column, None, self._formats[style])

    def write_heading(self, heading: HeadingText, columns: tuple[Column, ...]) -> int:
        """Write what stands above the table and its header row, set up the page; give the first row of the table."""
        self.write(0, 0, heading.title, "title")
        self.sheet.set_row(0, 24)
        row = 1
        for label, text, explanation in heading.identity:
            self.write(row, 0, label, "label")
            self.write(row, 1, text, "identity")
            if explanation:
                self.write(row, 2, explanation, "identity")
            row += 1
        for number, (label, text) in enumerate(heading.beside, 1):
            column = columns.index(Column.HELP)
            self.write(number, column, label, "label")
            self.write(number, column + 1, text, "identity")
        for text in heading.instructions:
            self.write(row, 0, text, "instruction")
            row += 1
        for column, name in enumerate(columns):
            self.sheet.set_column(column, column, _WIDTHS[name])
            self.write(row, column, gettext(name), "header")
        self.sheet.set_row(row, 30)
        self.sheet.freeze_panes(row + 1, 2)
        self.sheet.repeat_rows(row)
        self.sheet.set_landscape()
        self._set_up_page()
        return row + 1

    def write_page(self, title: str, lines: Iterable[str]) -> None:
        """Write a page of text, a line under the other."""
        self.write(0, 0, title, "title")
        self.sheet.set_row(0, 24)
        self.sheet.set_column(0, 0, _PAGE_WIDTH)
        for row, line in enumerate(lines, 1):
            self.write(row, 0, line, "paragraph")
            self.sheet.set_row(row, _LINE_POINTS * math.ceil(len(line) / _PAGE_WIDTH) + 6)
        self._set_up_page()

    def _set_up_page(self) -> None:
        self.sheet.set_paper(9)  # A4
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(gettext("&L&A&RPagina &P din &N"))
        self.sheet.protect("", _OPEN_TO_THE_CLERK)

    def fit_height(self, row: int, texts: Mapping[Column, str], *, least: int = 1) -> None:
        """Make a row as high as its longest text needs, Excel alone would do so by itself; and of so many lines at least."""
        lines = least
        for column, text in texts.items():
            if len(text) > _WIDTHS[column] or "\n" in text:
                lines = max(lines, sum(max(1, math.ceil(len(line) / (1.1 * _WIDTHS[column]))) for line in text.split("\n")))
        self.sheet.set_row(row, min(_LINE_POINTS * lines + 3, _MOST_POINTS))

    def keep_numbers_as_text(self, first_row: int, last_row: int, last_column: int) -> None:
        """Spare the clerk Excel's green triangles: figures stand here as text on purpose."""
        self.sheet.ignore_errors({"number_stored_as_text": xl_range(first_row, 0, max(first_row, last_row), last_column)})

    def give_rule(self, rows: Sequence[int], column: int, rule: CellRule) -> None:
        """Give the cells of some rows of a column, from the top downwards, one rule."""
        starts = [row for row in rows if row - 1 not in rows]
        ends = [row for row in rows if row + 1 not in rows]
        first, *others = ((start, column, end, column) for start, end in zip(starts, ends, strict=True))
        self.sheet.data_validation(*first, {**rule, "other_cells": others})


def formats_of(book: Any) -> dict[str, Any]:
    """Give the looks of cells, by name; "fill" alone can be written in."""
    cell = {"font_name": "Calibri", "font_size": 11, "border": 1, "border_color": "#A6A6A6", "valign": "top"}
    text = {**cell, "text_wrap": True, "num_format": "@"}
    plain = {"font_name": "Calibri", "font_size": 11, "num_format": "@"}
    styles = {
        "title": {**plain, "bold": True, "font_size": 14, "valign": "vcenter"},
        "label": {**plain, "bold": True},
        "identity": plain,
        "instruction": {**plain, "italic": True, "font_color": "#404040"},
        "paragraph": {**plain, "text_wrap": True, "valign": "top"},
        "header": {**text, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2F3"},
        "given": {**text, "bg_color": "#F7F7F7"},
        "code": {**text, "align": "center", "bg_color": "#F7F7F7"},
        "fill": {**text, "bg_color": "#FFFFE5", "locked": False},
        "not asked": {**text, "bg_color": "#BFBFBF"},
    }
    return {name: book.add_format(style) for name, style in styles.items()}
