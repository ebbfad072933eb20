"""What a person would miss in a table that reads well: cells beside and above it, merged and hidden ones."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable

from toolkit.errors import Place
from toolkit.intake.cell import quoted
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.grammar.statuses import read_absence
from toolkit.intake.grid import Grid, address
from toolkit.intake.header_row import HeaderRow
from toolkit.intake.heading import heading_labels
from toolkit.intake.layout import Column, SheetLayout
from toolkit.intake.row_code import RowCodes
from toolkit.intake.value import Kind
from toolkit.language import gettext
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import listed, matching, nearest, tidy

_SPEAKS = (Column.INDICATOR, Column.VALUE, Column.TITLE, Column.NARRATIVE)
_ANSWERS = (Column.VALUE, Column.WOMEN, Column.MEN, Column.NARRATIVE)
_READ = (Column.ACTION, Column.INDICATOR, Column.TEXT, *_ANSWERS)


def find_overlooked(grid: Grid, header: HeaderRow, layout: SheetLayout, plan: Plan) -> list[Finding]:
    """Find what is filled in and not read, or read and not seen, above, beside and in the rows of a table."""
    rows = [row for row in range(header.first_row, len(grid.rows)) if _is_row_of_table(grid, header, row)]
    return [
        *_find_above(grid, header, plan),
        *_find_columns(grid, header, layout, rows),
        *_find_parted(grid, header, rows),
        *_find_merged(grid, header, rows),
        *_find_hidden(grid, rows),
        *_find_hidden_columns(grid, header, rows),
    ]


def _is_row_of_table(grid: Grid, header: HeaderRow, row: int) -> bool:
    """Whether a row speaks of an action or an indicator, and is no signature or note under the table."""
    return any(not grid.is_blank(row, header.column(label)) for label in _SPEAKS)


def _find_above(grid: Grid, header: HeaderRow, plan: Plan) -> list[Finding]:
    """Find answers that stand above the table, in its columns: figures, and whatever stands in the row of an action."""
    labels = heading_labels(grid.language)
    columns = [header.columns[label] for label in _ANSWERS if label in header.columns]
    findings = []
    for row in range(header.row):
        filled = [column for column in columns if not grid.is_blank(row, column)]
        if filled and not any(matching(grid.text(row, column)) in labels for column in range(len(grid.rows[row]))):
            is_of_table = isinstance(RowCodes(plan, grid, header).action(row), str)
            findings += [_above(grid, row, column) for column in filled if is_of_table or _is_figure(grid, row, column)]
    return findings


def _is_figure(grid: Grid, row: int, column: int) -> bool:
    if (row, column) in grid.scan.errors or (row, column) in grid.scan.formulas_without_value:
        return True
    return grid.number(row, column) is not None or bool(read_value(grid.text(row, column)).quantities)


def _above(grid: Grid, row: int, column: int) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.COLUMN_NOT_READ,
        place=grid.place(row, column),
        found=gettext("{text}, deasupra tabelului, care nu a fost citit", text=quoted(grid.text(row, column))),
        expected=gettext("valori numai sub rândul de titlu al tabelului"),
        fix=and_send_again(gettext("mutați valoarea în rândul indicatorului ei sau ștergeți-o")),
    )


def _find_columns(grid: Grid, header: HeaderRow, layout: SheetLayout, rows: list[int]) -> list[Finding]:
    """Find filled columns whose label is unknown or lost, and figures beside the table where the value is blank."""
    read = set(header.columns.values())
    free = [grid.label(label) for label in layout.columns if label not in header.columns]
    findings = []
    for column in range(max(map(len, grid.rows), default=0)):
        if column in read:
            continue
        label = _label_over(grid, header, column)
        named = bool(label) or column < max(read)  # within the table a column has lost its label
        filled = (row for row in rows if not grid.is_blank(row, column) and (named or _is_answer_blank(grid, header, row)))
        first = next(filled, None)
        if first is not None:
            mistyped = nearest(label, free)
            near = mistyped or nearest(label, map(grid.label, layout.columns))
            findings.append(_not_read(grid.place(header.row, column), label, address(first, column), mistyped, near))
    return findings


def _label_over(grid: Grid, header: HeaderRow, column: int) -> str:
    texts = (tidy(grid.text(row, column)) for row in range(header.row, header.first_row))
    return " ".join(text for text in texts if text)


def _is_answer_blank(grid: Grid, header: HeaderRow, row: int) -> bool:
    answer = header.column(Column.VALUE if Column.VALUE in header.columns else Column.NARRATIVE)
    return grid.is_blank(row, answer) or read_absence(tidy(grid.text(row, answer))) is Kind.NOT_REPORTED


def _not_read(place: Place, label: str, first: str, mistyped: str | None, near: str | None) -> Finding:
    called = gettext("coloana {label}", label=quoted(label)) if label else gettext("o coloană fără titlu")
    if mistyped:
        fix = gettext("scrieți „{mistyped}” în titlul coloanei", mistyped=mistyped)
    else:
        fix = (
            gettext("mutați ce este de raportat în coloana „{near}”", near=near)
            if near
            else gettext("mutați ce este de raportat în coloanele formularului")
        )
    return Finding(
        severity=Severity.WARNING,
        code=Code.COLUMN_NOT_READ,
        place=place,
        found=gettext("{called}, completată din celula {first}, care nu a fost citită", called=called, first=first),
        expected=gettext("numai coloanele formularului")
        + (gettext("; cea mai apropiată este „{near}”", near=near) if near else ""),
        fix=and_send_again(fix),
    )


def _find_parted(grid: Grid, header: HeaderRow, rows: list[int]) -> list[Finding]:
    """Find rows of a CSV text that have more cells than the header row: a comma in a value has parted it."""
    if grid.sheet:
        return []
    width = len(grid.rows[header.row])
    beyond = [(row, next((c for c in range(width, len(grid.rows[row])) if not grid.is_blank(row, c)), None)) for row in rows]
    return [_parted(grid, row, column) for row, column in beyond if column is not None]


def _parted(grid: Grid, row: int, column: int) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code=Code.COLUMN_NOT_READ,
        place=grid.place(row, column),
        found=gettext("{text}, dincolo de ultima coloană din rândul de titlu", text=quoted(grid.text(row, column))),
        expected=gettext("în fiecare rând, atâtea celule câte are rândul de titlu"),
        fix=and_send_again(gettext("puneți între ghilimele textul din rândul {row} în care este o virgulă", row=row + 1)),
    )


def _find_merged(grid: Grid, header: HeaderRow, rows: list[int]) -> list[Finding]:
    """Find answers merged with the cells below, which Excel then holds blank, or with the column before."""
    findings = []
    for label in _ANSWERS:
        column = header.column(label)
        for (top, left), (bottom, right) in sorted(grid.scan.merged):
            emptied = range(top if left < column else top + 1, min(bottom + 1, len(grid.rows)))
            next_row = bisect_left(rows, emptied.start)  # looked up, for thousands of ranges may hold thousands of rows each
            is_emptied = next_row < len(rows) and rows[next_row] < emptied.stop
            if left <= column <= right and top >= header.first_row and is_emptied:
                findings.append(_merged(grid, (top, column), f"{address(top, left)}:{address(bottom, right)}", label))
    return findings


def _merged(grid: Grid, cell: tuple[int, int], cells: str, label: Column) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.CELLS_MERGED,
        place=grid.place(*cell),
        found=gettext("celulele {cells} îmbinate, dintre care Excel păstrează numai prima", cells=cells),
        expected=gettext("în coloana „{label}”, câte o celulă pentru fiecare rând", label=grid.label(label)),
        fix=and_send_again(gettext("anulați îmbinarea celulelor, completați fiecare rând")),
    )


def _find_hidden(grid: Grid, rows: list[int]) -> list[Finding]:
    hidden = [row for row in rows if row in grid.scan.hidden_rows]
    if not hidden:
        return []
    named = listed(_spans(row + 1 for row in hidden))
    found = gettext("rândurile {named} ascunse, care au fost citite", named=named)
    fix = gettext("în Excel alegeți Reafișare, verificați rândurile, apoi păstrați-le vizibile sau ștergeți-le")
    if len(hidden) == 1:
        found = gettext("rândul {named} ascuns, care a fost citit", named=named)
        fix = gettext("în Excel alegeți Reafișare, verificați rândul, apoi păstrați-l vizibil sau ștergeți-l")
    return [
        Finding(
            severity=Severity.WARNING,
            code=Code.SHEET_HIDDEN,
            place=grid.place(hidden[0], 0),
            found=found,
            expected=gettext("numai rânduri vizibile"),
            fix=fix,
        )
    ]


def _find_hidden_columns(grid: Grid, header: HeaderRow, rows: list[int]) -> list[Finding]:
    labels = [
        label
        for label in _READ
        if header.column(label) in grid.scan.hidden_columns
        and any(not grid.is_blank(row, header.column(label)) for row in rows)
    ]
    if not labels:
        return []
    named = listed(gettext("„{text}”", text=grid.label(label)) for label in labels)
    found = gettext("coloanele {named} ascunse, care au fost citite", named=named)
    fix = gettext("în Excel alegeți Reafișare, verificați coloanele, apoi păstrați-le vizibile")
    if len(labels) == 1:
        found = gettext("coloana {named} ascunsă, care a fost citită", named=named)
        fix = gettext("în Excel alegeți Reafișare, verificați coloana, apoi păstrați-o vizibilă")
    return [
        Finding(
            severity=Severity.WARNING,
            code=Code.SHEET_HIDDEN,
            place=grid.place(header.row, header.column(labels[0])),
            found=found,
            expected=gettext("numai coloane vizibile"),
            fix=fix,
        )
    ]


def _spans(numbers: Iterable[int]) -> list[str]:
    """Write numbers with runs as spans: 12, 14–17."""
    spans = []
    for _, run in itertools.groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        first, last = members[0], members[-1]
        spans += [f"{first}–{last}"] if last > first + 1 else [str(number) for number in members]
    return spans
