"""Putting the rows of a table together into objectives and measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.intake.finding import Finding, Severity
from toolkit.intake.plan_table.beside import is_total, tables_beside
from toolkit.intake.plan_table.draft import Draft, DraftAction, DraftPriority
from toolkit.intake.plan_table.headers import OBJECTIVE, Header, is_about, plan_words, read_header
from toolkit.intake.plan_table.items import code_alone, code_and_title, join_lines, objective_of
from toolkit.intake.plan_table.row_findings import row_joined, row_not_read, row_of_totals, row_short, under_no_column
from toolkit.intake.plan_table.rows import Cell, PlanRows, Row
from toolkit.plan.dates_in_text import days_in
from toolkit.plan.printed_plan import ColumnField
from toolkit.plan.spelling import matching

_PERIOD = re.compile(r"(\S.*?)\s*\(([^()]*\d{4}[^()]*)\)$", re.DOTALL)
_MARK = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+)\s*(\S.*)", re.DOTALL)


def gather(read: PlanRows) -> tuple[Draft, list[Finding]]:
    """Go through the rows in reading order; what is not understood is a finding."""
    gathering = _Gathering(read)
    for row in read.rows:
        gathering.take(row)
    return gathering.draft, gathering.findings


class _Gathering:
    """Where the reading of the rows stands."""

    def __init__(self, read: PlanRows) -> None:
        self.draft = Draft(footnotes=dict(read.footnotes))
        self.findings: list[Finding] = []
        self._beside = tables_beside(read.rows)
        self._header: Header | None = None
        self._has_codes = False  # whether measures of the table begin with a code
        self._words = {
            word.strip(".,;:()").casefold() for row in read.rows for c in row.cells for text in c for word in text.split()
        }

    def take(self, row: Row) -> None:
        header = read_header(row) if row.in_table else None
        if header is not None:
            self._begin_table(header)
        elif row.table in self._beside and (self._header is not None or not row.alone):
            self._not_read(row, Severity.NOTE)
        elif row.in_table and self._header is not None and is_total(row, self._header):
            self.findings.append(row_of_totals(row.place, _beginning(row)))
        elif row.alone:
            self._take_alone(row, row.alone)
        elif self._header is None or self._header.position(ColumnField.ACTION) is None:
            self._not_read(row, Severity.ERROR)
        else:
            self._take_measure(row, self._header)

    def _begin_table(self, header: Header) -> None:
        if self._header is None or header.labels != self._header.labels:
            self._header = header
        self.draft.header = self.draft.header or header

    def _take_alone(self, row: Row, text: str) -> None:
        """Take a row or a line in which one text stands: a title, an objective, a note, a date, or the end of a cell."""
        objective = objective_of(text) if row.filled == (0,) or row.is_whole else None
        mark = _MARK.fullmatch(text)
        if objective is not None:
            code, label, title = objective
            self.draft.priorities.append(DraftPriority(code=code, label=label, title=title, place=row.place))
        elif mark and not row.in_table:
            self.draft.footnotes[mark[1]] = mark[2]
        elif is_about(text, plan_words().dates) and days_in(text):
            self.draft.date_line = text
        elif self._header is None and not self.draft.priorities:
            self._take_title(row, text)
        elif row.in_table and self.draft.priorities and not self.draft.priorities[-1].actions:
            self.draft.priorities[-1].above_header.append(text)
        elif row.in_table and (row.is_whole or self._is_objective_without_code(row)):
            code = str(len(self.draft.priorities) + 1)
            self.draft.priorities.append(DraftPriority(code=code, title=text, place=row.place))
        elif row.in_table and self._header is not None and self._last_action() is not None:
            self._take_measure(row, self._header)
        else:
            self._not_read(row, Severity.ERROR if row.in_table else Severity.NOTE)

    def _is_objective_without_code(self, row: Row) -> bool:
        """Whether a text at the left is an objective: where measures have no codes, they are told by their other cells."""
        return self._header is not None and not self._has_codes and row.filled == (0,)

    def _take_title(self, row: Row, text: str) -> None:
        """Take the line that calls itself a plan; what stands above and below it is no part of the plan."""
        if self.draft.title or not _calls_itself_a_plan(text):
            self._not_read(row, Severity.NOTE)
            return
        parted = _PERIOD.fullmatch(text)
        self.draft.title, self.draft.period = (parted[1], parted[2]) if parted else (text, "")

    def _take_measure(self, row: Row, header: Header) -> None:
        self._take_objective_cell(row, header)
        cells, other = _cells_by_field(row, header)
        number = code_alone(" ".join(cells.pop(ColumnField.NUMBER, ())))
        title = cells.get(ColumnField.ACTION, ())
        code, rest = code_and_title(" ".join(title)) if title and not number else (number, " ".join(title))
        action_column = header.position(ColumnField.ACTION)
        last = self._last_action()
        if last is not None and action_column in row.from_above:
            self._add(last, row, header)
        elif code or (title and not (self._has_codes and last is not None)):
            self._has_codes = self._has_codes or bool(code)
            if not rest:
                self._not_read(row, Severity.ERROR)
                return
            cells[ColumnField.ACTION] = (rest,)
            measure = DraftAction(code=code, place=row.place, headers=[header], cells=cells, other=other)
            self._priority(row).actions.append(measure)
            self._look_at_width(row, header)
        elif last is not None and 2 * len(row.cells) > sum(bool(label) for label in header.labels):
            _goes_on(last, header)
            self._continue(last, row, cells, other)
            self._look_at_width(row, header)
        else:
            self._not_read(row, Severity.ERROR)

    def _take_objective_cell(self, row: Row, header: Header) -> None:
        column = header.position(OBJECTIVE)
        text = " ".join(row.cell(column)) if column is not None else ""
        if not text or column in row.from_above:
            return
        code, label, title = objective_of(text) or (str(len(self.draft.priorities) + 1), "", text)
        known = next((p for p in self.draft.priorities if matching(p.title) == matching(title)), None)
        if known is None:
            self.draft.priorities.append(DraftPriority(code=code, label=label, title=title, place=row.place))
        elif known is not self.draft.priorities[-1]:
            self.draft.priorities.remove(known)
            self.draft.priorities.append(known)

    def _add(self, last: DraftAction, row: Row, header: Header) -> None:
        """Add a further row of a measure whose own cell is merged over several rows: what is not merged goes on."""
        own = Row(place=row.place, cells=tuple(() if c in row.from_above else cell for c, cell in enumerate(row.cells)))
        cells, other = _cells_by_field(own, header)
        _goes_on(last, header)
        for into, more in ((last.cells, cells), (last.other, other)):
            for name, cell in more.items():
                into[name] = (*into.get(name, ()), *cell)

    def _continue(self, last: DraftAction, row: Row, cells: dict[str, Cell], other: dict[str, Cell]) -> None:
        """Join a row to the measure above it, which a page end has parted."""
        doubtful = []
        for into, more in ((last.cells, cells), (last.other, other)):
            for name, cell in more.items():
                into[name], word = join_lines(into.get(name, ()), cell, self._words)
                doubtful += [word] if word else []
        self.findings.append(row_joined(row.place, _beginning(row), _said(last), doubtful))

    def _look_at_width(self, row: Row, header: Header) -> None:
        """Say where a row has fewer cells than its header, and what stands under no name of a column."""
        wanted = sum(bool(label) for label in header.labels)
        if len(row.cells) < wanted:
            self.findings.append(row_short(row.place, len(row.cells), wanted))
        for column in row.filled:
            if column >= len(header.fields) or not header.fields[column]:
                self.findings.append(under_no_column(row.place, " ".join(row.cell(column))))

    def _priority(self, row: Row) -> DraftPriority:
        if not self.draft.priorities:
            self.draft.priorities.append(DraftPriority(code="1", title="", place=row.place))
        return self.draft.priorities[-1]

    def _last_action(self) -> DraftAction | None:
        return next((priority.actions[-1] for priority in reversed(self.draft.priorities) if priority.actions), None)

    def _not_read(self, row: Row, severity: Severity) -> None:
        self.findings.append(row_not_read(row.place, _beginning(row), severity))


def _cells_by_field(row: Row, header: Header) -> tuple[dict[str, Cell], dict[str, Cell]]:
    """The filled cells of a row by the field of their column, and those of unknown columns by its label."""
    cells: dict[str, Cell] = {}
    other: dict[str, Cell] = {}
    for column, (field, label) in enumerate(zip(header.fields, header.labels, strict=True)):
        if cell := row.cell(column):
            if field == ColumnField.OTHER:
                other[label] = cell
            elif field and field != OBJECTIVE:
                cells[field] = cell
    return cells, other


def _goes_on(action: DraftAction, header: Header) -> None:
    """Note that a measure goes on in a table with another header."""
    if header not in action.headers:
        action.headers.append(header)


def _calls_itself_a_plan(text: str) -> bool:
    words: Sequence[str] = plan_words().titles
    return any(re.search(rf"\b{word}\w{{0,4}}\b", text, re.IGNORECASE) for word in words)


def _beginning(row: Row) -> str:
    return " | ".join(" ".join(cell) for cell in row.cells if cell)


def _said(action: DraftAction) -> str:
    return f"{action.code} {' '.join(action.cells[ColumnField.ACTION])}".strip()
