"""The tables of a returned file: which sheet holds which, and what is wrong with the sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grid import Grid
from toolkit.intake.header_row import HeaderRow, find_header_row
from toolkit.intake.heading import Heading, read_heading
from toolkit.intake.layout import INDICATORS, NARRATIVES, Column, SheetLayout, label_in
from toolkit.language import SOURCE, gettext, known_languages
from toolkit.plan.spelling import matching


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the form, where it was found."""

    layout: SheetLayout
    grid: Grid
    header: HeaderRow
    heading: Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlace:
    """Where a table of the form was found, without its cells."""

    layout: SheetLayout
    sheet: str  # empty for a CSV text
    header_row: int  # from 0
    columns: Mapping[Column, int]


def places_of(tables: Sequence[Table], grids: Sequence[Grid]) -> tuple[TablePlace, ...]:
    """Say where the tables of a file were found, in the order of its sheets."""
    return tuple(
        TablePlace(layout=table.layout, sheet=table.grid.sheet, header_row=table.header.row, columns=table.header.columns)
        for grid in grids
        for table in tables
        if table.grid is grid
    )


def find_tables_in(language: str, grids: Sequence[Grid], *, is_workbook: bool) -> tuple[tuple[Grid, ...], list[Table]]:
    """Find the tables of a form in a language, or else in any other; give them, and the sheets as they were read."""
    own = tuple(replace(grid, language=language) for grid in grids)
    tables = find_tables(own, is_workbook=is_workbook)
    for other in () if tables else known_languages():  # whose catalogues are opened only here
        in_other = tuple(replace(grid, language=other) for grid in grids)
        tables = find_tables(in_other, is_workbook=is_workbook)
        if tables:
            return in_other, tables
    return own, tables


def find_tables(grids: Sequence[Grid], *, is_workbook: bool) -> list[Table]:
    """Find the sheet of each table: by its name if its header row is there, else by the header row alone."""
    tables = []
    for layout in (INDICATORS, NARRATIVES):
        named_first = sorted(grids, key=lambda grid: matching(grid.sheet) not in _names(grid, layout))
        for grid in named_first:
            header = find_header_row(grid, layout)
            if header is not None:
                tables.append(Table(layout=layout, grid=grid, header=header, heading=read_heading(grid, header.row)))
                break
        if tables and not is_workbook:
            break  # a CSV text holds one table
    return tables


def _names(grid: Grid, layout: SheetLayout) -> tuple[str, str]:
    return matching(layout.name), matching(grid.label(layout.name))


def check_sheets(grids: Sequence[Grid], tables: Sequence[Table], file: str) -> list[Finding]:
    """Name the sheets that are missing, hidden, or filled in and not read."""
    is_workbook = any(grid.sheet for grid in grids)
    found = {table.layout.name for table in tables}
    wanted = (INDICATORS, NARRATIVES) if is_workbook else (() if tables else (INDICATORS,))
    language = grids[0].language if grids else SOURCE
    findings = [_sheet_missing(layout, file, language, is_workbook) for layout in wanted if layout.name not in found]
    for grid in grids:
        is_read = any(table.grid is grid for table in tables)
        if grid.hidden and any(any(row) for row in grid.rows):
            findings.append(_hidden(grid, is_read=is_read))
        elif not is_read and any(find_header_row(grid, layout) for layout in (INDICATORS, NARRATIVES)):
            findings.append(_not_read(grid))
    return findings


def _sheet_missing(layout: SheetLayout, file: str, language: str, is_workbook: bool) -> Finding:  # noqa: FBT001
    labels = ", ".join(gettext("„{text}”", text=label_in(label, language)) for label in layout.required)
    return Finding(
        severity=Severity.ERROR,
        code=Code.SHEET_MISSING,
        place=Place(file),
        found=gettext("nicio foaie „{sheet}”", sheet=label_in(layout.name, language))
        if is_workbook
        else gettext("un text în care nu este tabelul formularului"),
        expected=gettext("un tabel cu rândul de titlu {labels}", labels=labels),
        fix=gettext("completați formularul primit de la secretariat, fără să-i ștergeți foile, și trimiteți-l"),
    )


def _hidden(grid: Grid, *, is_read: bool) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.SHEET_HIDDEN,
        place=Place(grid.file, grid.sheet),
        found=gettext("o foaie ascunsă, care a fost citită")
        if is_read
        else gettext("o foaie ascunsă, care nu a fost citită"),
        expected=gettext("numai foi vizibile"),
        fix=gettext("în Excel alegeți Reafișare, verificați foaia, apoi păstrați-o vizibilă sau ștergeți-o"),
    )


def _not_read(grid: Grid) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.SHEET_NOT_READ,
        place=Place(grid.file, grid.sheet),
        found=gettext("încă o foaie cu tabelul formularului, care nu a fost citită"),
        expected=gettext(
            "câte o singură foaie „{indicators}” și „{narratives}”",
            indicators=grid.label(INDICATORS.name),
            narratives=grid.label(NARRATIVES.name),
        ),
        fix=and_send_again(gettext("mutați valorile pe foaia citită și ștergeți foaia aceasta")),
    )
