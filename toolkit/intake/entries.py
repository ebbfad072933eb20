"""The rows of the table of indicators, each typed into an entry or named in a finding."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from toolkit.intake.cell import find_cell_error, quoted, read_text
from toolkit.intake.finding import SEND_AGAIN, Code, Finding, Severity
from toolkit.intake.gender_split import Split, with_split
from toolkit.intake.grammar.reading import read_number_cell, read_value
from toolkit.intake.grid import Content, Grid, address
from toolkit.intake.header_row import HeaderRow
from toolkit.intake.layout import Column, answer_asked, example_answer
from toolkit.intake.row_code import RowCodes
from toolkit.intake.submission import Entry
from toolkit.intake.value import Kind, Value
from toolkit.plan.plan import IndicatorKind, Plan
from toolkit.plan.spelling import tidy

_FIGURES = (Column.VALUE, Column.WOMEN, Column.MEN)
_NO_FIGURE = (Kind.NOT_REPORTED, Kind.NOT_APPLICABLE, Kind.NOT_AVAILABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable:
    """The table of indicators on a sheet, and the plan that it answers."""

    grid: Grid
    header: HeaderRow
    plan: Plan
    currency: str

    def column(self, label: Column) -> int:
        """The column under a label."""
        return self.header.column(label)

    def is_blank(self, row: int, labels: Iterable[Column]) -> bool:
        """Whether nothing stands under any of some labels."""
        return all(self.grid.is_blank(row, self.column(label)) for label in labels)


def read_entries(table: IndicatorTable) -> tuple[tuple[Entry, ...], list[Finding]]:
    """Read every row; what stands twice is kept once if it is the same, and not at all if it is not."""
    codes = RowCodes(table.plan, table.grid, table.header)
    units = (unit for action in table.plan.actions for indicator in action.indicators for unit in indicator.all_units)
    words = frozenset(word for unit in units for word in unit.words)
    entries: dict[tuple[str, int], Entry] = {}
    contradicted: set[tuple[str, int]] = set()
    findings: list[Finding] = []
    for row in range(table.header.first_row, len(table.grid.rows)):
        if table.is_blank(row, (Column.INDICATOR, *_FIGURES)):
            continue  # a blank row, a heading or a signature that somebody inserted
        entry, about_row = _read_row(table, codes, words, row)
        findings.extend(about_row)
        if entry is None:
            continue
        key = (entry.action, entry.indicator)
        first = entries.setdefault(key, entry)
        if first is not entry:
            findings.append(_duplicate(first, entry))
            if not _is_same(first, entry):
                contradicted.add(key)
    return tuple(entry for key, entry in entries.items() if key not in contradicted), findings


def _read_row(table: IndicatorTable, codes: RowCodes, words: frozenset[str], row: int) -> tuple[Entry | None, list[Finding]]:
    findings = []
    for label in (Column.ACTION, Column.INDICATOR, *_FIGURES, Column.REMARK):
        error = find_cell_error(table.grid, row, table.column(label))
        if error is not None:
            findings.append(error)
    key = codes.indicator(row)
    if isinstance(key, Finding):
        return None, findings or [key]
    action, number = key
    entry = None
    if find_cell_error(table.grid, row, table.column(Column.VALUE)) is None:
        value = _read_value_cell(table, words, row, findings)
        split = Split(
            women=_read_head_count(table, row, Column.WOMEN, findings),
            men=_read_head_count(table, row, Column.MEN, findings),
        )
        value, problem = with_split(value, split)
        if problem:
            findings.append(_split_mismatch(table, row, problem))
        findings.extend(_not_understood(table, row, action, number, value, findings))
        entry = Entry(
            action=action,
            indicator=number,
            value=value,
            place=table.grid.place(row, table.column(Column.VALUE)),
            remark=read_text(table.grid, row, table.column(Column.REMARK), findings),
        )
    return entry, [replace(finding, action=action, indicator=number) for finding in findings]


def _read_value_cell(table: IndicatorTable, words: frozenset[str], row: int, findings: list[Finding]) -> Value:
    column = table.column(Column.VALUE)
    content = table.grid.content(row, column)
    number = table.grid.number(row, column)
    if number is not None and (row, column) in table.grid.scan.percents:
        shown = f"{(number * 100).normalize():f}".replace(".", ",")
        return read_value(f"{shown} %", words=words, currency=table.currency)
    if number is not None:
        return read_number_cell(number)
    text = read_text(table.grid, row, column, findings)
    if isinstance(content, str) or (isinstance(content, float) and not math.isfinite(content)):
        return read_value(text, words=words, currency=table.currency)
    findings.append(
        Finding(
            severity=Severity.ERROR,
            code=Code.WRONG_KIND,
            place=table.grid.place(row, column),
            found=_converted(content, text),
            expected="un text sau un număr",
            fix=f"dați celulei {address(row, column)} formatul Text, scrieți valoarea din nou, {SEND_AGAIN}",
        )
    )
    return Value(kind=Kind.TEXT, text=text)


def _converted(content: Content, text: str) -> str:
    """Say what Excel has made of something that was typed."""
    if isinstance(content, bool):
        return f"o valoare logică: {text}"
    if isinstance(content, date):
        return f"o dată calendaristică: {text}; Excel o face din texte ca „10-12” sau „1.10”"
    return f"o oră: {text}; Excel o face din texte ca „3:1”"


def _read_head_count(table: IndicatorTable, row: int, label: Column, findings: list[Finding]) -> int | None:
    """Read how many women or men; None where the cell says nothing or cannot be read."""
    column = table.column(label)
    if find_cell_error(table.grid, row, column) is not None:
        return None
    number = table.grid.number(row, column)
    if number is None:
        value = read_value(read_text(table.grid, row, column, findings), currency=table.currency)
        if value.kind in _NO_FIGURE:
            return None
        exact = value.kind is Kind.COUNT and value.quantities[0].number.is_exact
        number = value.quantities[0].number.low if exact else None
    if number is not None and number >= 0 and number == number.to_integral_value():
        return int(number)
    people = "femei" if label is Column.WOMEN else "bărbați"
    findings.append(
        Finding(
            severity=Severity.ERROR,
            code=Code.WRONG_KIND,
            place=table.grid.place(row, column),
            found=quoted(table.grid.text(row, column)),
            expected=f"un număr întreg de {people}",
            fix=f"scrieți numai numărul în celula {address(row, column)}, {SEND_AGAIN}",
        )
    )
    return None


def _split_mismatch(table: IndicatorTable, row: int, problem: str) -> Finding:
    column = table.column(Column.VALUE)
    return Finding(
        severity=Severity.ERROR,
        code=Code.SPLIT_MISMATCH,
        place=table.grid.place(row, column),
        found=problem,
        expected="un total egal cu femei + bărbați",
        fix=f"corectați totalul din celula {address(row, column)} sau numărul de femei și de bărbați, {SEND_AGAIN}",
    )


def _not_understood(
    table: IndicatorTable, row: int, action: str, number: int, value: Value, findings: Iterable[Finding]
) -> list[Finding]:
    """Warn of a text where the plan asks for something else."""
    indicator = table.plan.indicator(action, number)
    is_told = any(finding.code is Code.WRONG_KIND for finding in findings)
    if indicator is None or value.kind is not Kind.TEXT or indicator.kind is IndicatorKind.TEXT or is_told:
        return []
    column = table.column(Column.VALUE)
    return [
        Finding(
            severity=Severity.WARNING,
            code=Code.TEXT_NOT_UNDERSTOOD,
            place=table.grid.place(row, column),
            found=f"{quoted(value.text)} (text)",
            expected=f"{answer_asked(indicator, table.currency)}, pentru indicatorul {action}.{number}",
            fix=f"scrieți valoarea în celula {address(row, column)}, de exemplu"
            f" „{example_answer(indicator, table.currency)}”, {SEND_AGAIN}",
        )
    ]


def _is_same(first: Entry, second: Entry) -> bool:
    one, other = (replace(entry.value, text=tidy(entry.value.text)) for entry in (first, second))
    return one == other


def _duplicate(first: Entry, second: Entry) -> Finding:
    outcome = "valorile sunt egale și se ia una" if _is_same(first, second) else "valorile diferă și nu se ia niciuna"
    return Finding(
        severity=Severity.ERROR,
        code=Code.DUPLICATE_ENTRY,
        place=second.place,
        found=f"indicatorul {first.action}.{first.indicator} a doua oară, după celula {first.place.cell}; {outcome}",
        expected="un singur rând pentru fiecare indicator",
        fix=f"ștergeți unul dintre cele două rânduri, {SEND_AGAIN}",
        action=first.action,
        indicator=first.indicator,
    )
