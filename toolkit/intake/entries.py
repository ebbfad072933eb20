"""The rows of the table of indicators, each typed into an entry or named in a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from toolkit.intake.cell import find_cell_error, quoted
from toolkit.intake.cleaning import clean
from toolkit.intake.duplicate import duplicate
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grid import address
from toolkit.intake.indicator_table import IndicatorTable
from toolkit.intake.layout import Column
from toolkit.intake.row_code import RowCodes
from toolkit.intake.submission import Entry
from toolkit.intake.value import Kind, Value
from toolkit.intake.value_cell import read_row_value
from toolkit.language import gettext
from toolkit.plan.spelling import tidy

_FIGURES = (Column.VALUE, Column.WOMEN, Column.MEN)
_WORDS = (Column.REASON, Column.REMARK, Column.EVIDENCE)


def read_entries(table: IndicatorTable) -> tuple[tuple[Entry, ...], list[Finding]]:
    """Read every row; of an indicator that stands twice, equal values are kept once and different ones each."""
    codes = RowCodes(table.plan, table.grid, table.header)
    entries: dict[tuple[str, int], dict[Value, Entry]] = {}
    findings: list[Finding] = []
    for row in range(table.header.first_row, len(table.grid.rows)):
        if table.is_blank(row, (Column.INDICATOR, *_FIGURES)):
            continue  # a blank row, a heading or a signature that somebody inserted
        entry, about_row = _read_row(table, codes, row)
        findings.extend(about_row)
        if entry is None:
            continue
        same_indicator = entries.setdefault((entry.action, entry.indicator), {})
        value = replace(entry.value, text=tidy(entry.value.text))
        if same_indicator:
            findings.append(_duplicate(same_indicator, value, entry))
        same_indicator.setdefault(value, entry)
    return tuple(entry for same_indicator in entries.values() for entry in same_indicator.values()), findings


def _read_row(table: IndicatorTable, codes: RowCodes, row: int) -> tuple[Entry | None, list[Finding]]:
    findings = _errors(table, row, (Column.ACTION, Column.INDICATOR, *_FIGURES))
    key = codes.indicator(row)
    if isinstance(key, Finding):
        return None, findings or [key]
    action, number = key
    indicator = table.plan.indicator(action, number)
    if indicator is None:
        return None, findings
    findings += _errors(table, row, _WORDS)
    value, about_value = read_row_value(table, row, indicator, f"{action}.{number}")
    entry = Entry(
        action=action,
        indicator=number,
        value=value,
        place=table.grid.place(row, table.column(Column.VALUE)),
        remark=_beside(table, row, Column.REMARK),
        reason=_beside(table, row, Column.REASON),
        evidence=_beside(table, row, Column.EVIDENCE),
    )
    if value.kind is Kind.NOT_AVAILABLE and not entry.reason and Column.REASON in table.header.columns:
        about_value.append(_no_reason(table, row))
    return entry, [replace(finding, action=action, indicator=number) for finding in (*findings, *about_value)]


def _errors(table: IndicatorTable, row: int, labels: Iterable[Column]) -> list[Finding]:
    found = (find_cell_error(table.grid, row, table.column(label)) for label in labels)
    return [error for error in found if error is not None]


def _beside(table: IndicatorTable, row: int, label: Column) -> str:
    text, _ = clean(table.grid.text(row, table.column(label)))
    return text.strip()


def _no_reason(table: IndicatorTable, row: int) -> Finding:
    """Ask why a figure is not available, of a form that has a column for it."""
    column = table.column(Column.REASON)
    return Finding(
        severity=Severity.WARNING,
        code=Code.REASON_MISSING,
        place=table.grid.place(row, column),
        found=gettext("nicio explicație lângă {value}", value=quoted(table.grid.text(row, table.column(Column.VALUE)))),
        expected=gettext("de ce nu este încă cifra și când va fi"),
        fix=and_send_again(gettext("scrieți motivul în celula {cell}", cell=address(row, column))),
    )


def _duplicate(before: Mapping[Value, Entry], value: Value, entry: Entry) -> Finding:
    same = before.get(value)
    outcome = (
        gettext("valorile sunt egale și se ia una")
        if same
        else gettext("valorile diferă; dacă se contrazic, nu se ia niciuna")
    )
    return duplicate(same or next(iter(before.values())), entry, outcome)
