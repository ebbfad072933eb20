"""The header row of a sheet, found by its labels: inserted rows and moved columns do no harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grid import Grid
from toolkit.intake.layout import DEEPEST_HEADER_ROW, INDICATORS, Column, SheetLayout, label_in
from toolkit.language import SOURCE, gettext
from toolkit.plan.spelling import listed, matching, nearest

_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRow:
    """Where the table begins and in which column each label stands."""

    row: int
    first_row: int  # of the table's content
    columns: Mapping[Column, int]
    twice: tuple[Column, ...] = ()  # labels that stand over several columns

    def column(self, label: Column) -> int:
        """The column under a label; -1, where every cell is blank, if there is none."""
        return self.columns.get(label, -1)


def find_header_row(grid: Grid, layout: SheetLayout) -> HeaderRow | None:
    """Find the row with the most labels of a layout; None unless it has all that are required, or nearly all, or three."""
    best: HeaderRow | None = None
    for row in range(min(len(grid.rows), DEEPEST_HEADER_ROW)):
        columns, twice = _labels(grid, row, layout)
        is_one = len(columns) >= min(3, len(layout.columns) - 1) or all(label in columns for label in layout.required)
        if is_one and (best is None or len(columns) > len(best.columns)):
            best = HeaderRow(row=row, first_row=row + 1, columns=columns, twice=twice)
    return best if best is None or layout is not INDICATORS else _with_second_row(grid, best)


def check_columns(grid: Grid, header: HeaderRow, layout: SheetLayout) -> list[Finding]:
    """Name the required columns that are not there, and any that are there twice."""
    findings = []
    others = [text for text in map(str, grid.rows[header.row]) if text.strip() and _label(text, grid.language) is None]
    for label in layout.required:
        if label not in header.columns:
            name = grid.label(label)
            near = nearest(name, others)
            found = gettext("nicio coloană „{label}”", label=name) + (
                gettext("; cel mai apropiat nume este „{near}”", near=near) if near else ""
            )
            findings.append(_finding(grid, header, found, layout))
    findings.extend(
        _finding(grid, header, gettext("coloana „{label}” de mai multe ori", label=grid.label(label)), layout)
        for label in header.twice
    )
    return findings


@cache
def _known(language: str) -> Mapping[str, Column]:
    return {matching(label_in(label, said)): label for said in (SOURCE, language) for label in Column}


@lru_cache(maxsize=4096)
def _label(text: str, language: str) -> Column | None:
    """Give the label that a short text is; the same few stand in every form."""
    return _known(language).get(matching(text))


def _labels(grid: Grid, row: int, layout: SheetLayout) -> tuple[dict[Column, int], tuple[Column, ...]]:
    columns: dict[Column, int] = {}
    twice = []
    for column, content in enumerate(grid.rows[row]):
        if isinstance(content, str) and 0 < len(content) <= _LONGEST_LABEL:
            label = _label(content, grid.language)
            if label in columns:
                twice.append(label)
            elif label in layout.columns:
                columns[label] = column
    return columns, tuple(twice)


def _with_second_row(grid: Grid, header: HeaderRow) -> HeaderRow:
    """Take "Femei" and "Bărbați" from a second header row, under a merged one, where they stand there.

    A row with a code or a number is one of the table, whatever its other cells say.
    """
    second = header.row + 1
    below, _ = _labels(grid, second, INDICATORS) if second < len(grid.rows) else ({}, ())
    below = {label: column for label, column in below.items() if label not in header.columns}
    codes = [header.column(label) for label in (Column.ACTION, Column.INDICATOR)]
    if not below or not all(_is_of_header(grid, second, column) for column in codes):
        return header
    return HeaderRow(row=header.row, first_row=second + 1, columns={**below, **header.columns}, twice=header.twice)


def _is_of_header(grid: Grid, row: int, column: int) -> bool:
    return grid.is_blank(row, column) or _label(grid.text(row, column), grid.language) is not None


def _finding(grid: Grid, header: HeaderRow, found: str, layout: SheetLayout) -> Finding:
    labels = listed(gettext("„{text}”", text=grid.label(label)) for label in layout.required)
    return Finding(
        severity=Severity.ERROR,
        code=Code.COLUMN_MISSING,
        place=grid.place(header.row, 0),
        found=found,
        expected=gettext("în rândul de titlu, câte o dată, coloanele {labels}", labels=labels),
        fix=and_send_again(gettext("corectați rândul de titlu al tabelului")),
    )
