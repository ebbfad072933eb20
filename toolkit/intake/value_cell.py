"""The cells of one row that say the value: the value itself, and the women and men beside it."""

from __future__ import annotations

import math
from datetime import date

from toolkit.intake.cell import find_cell_error, quoted, read_text
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grammar.percentages import contradiction
from toolkit.intake.grammar.reading import read_number_cell, read_value
from toolkit.intake.grid import Content, address
from toolkit.intake.indicator_table import IndicatorTable
from toolkit.intake.layout import Column, answer_asked, example_answer
from toolkit.intake.split_columns import Split, with_split
from toolkit.intake.value import Kind, Value
from toolkit.language import gettext
from toolkit.plan.plan import Indicator, IndicatorKind

_NO_FIGURE = (Kind.NOT_REPORTED, Kind.NOT_APPLICABLE, Kind.NOT_AVAILABLE)
_MOST_OF_A_FORMULA = 100  # characters


def read_row_value(table: IndicatorTable, row: int, indicator: Indicator, name: str) -> tuple[Value, list[Finding]]:
    """Type what a row says of an indicator, called by its name; and say what in it is wrong or does not fit together.

    An error or a formula without a stored value stays as a text, so that the department is listed as left out.
    """
    unread = _unread_content(table, row)
    if unread:
        return Value(kind=Kind.TEXT, text=unread), []  # which `find_cell_error` tells
    findings: list[Finding] = []
    value = _read_value_cell(table, row, findings)
    split = Split(
        women=_read_head_count(table, row, Column.WOMEN, findings),
        men=_read_head_count(table, row, Column.MEN, findings),
    )
    value, problem = with_split(value, split)
    if problem:
        findings.append(_split_mismatch(table, row, problem))
    problem = contradiction(value)
    if problem:
        findings.append(_percentage_mismatch(table, row, problem))
    is_told = any(finding.code is Code.WRONG_KIND for finding in findings)
    if value.kind is Kind.TEXT and indicator.kind is not IndicatorKind.TEXT and not is_told:
        findings.append(_not_understood(table, row, indicator, name, value))
    return value, findings


def _unread_content(table: IndicatorTable, row: int) -> str:
    """The error or the formula in the value cell that no reader gives."""
    position = (row, table.column(Column.VALUE))
    scan = table.grid.scan
    return scan.errors.get(position) or scan.formulas_without_value.get(position, "")[:_MOST_OF_A_FORMULA]


def _read_value_cell(table: IndicatorTable, row: int, findings: list[Finding]) -> Value:
    column = table.column(Column.VALUE)
    content = table.grid.content(row, column)
    number = table.grid.number(row, column)
    if number is not None and (row, column) in table.grid.scan.percents:
        shown = f"{(number * 100).normalize():f}".replace(".", ",")
        return read_value(f"{shown} %", words=table.plan.unit_words, currency=table.currency)
    if number is not None:
        return read_number_cell(number)
    text = read_text(table.grid, row, column, findings)
    if isinstance(content, str) or (isinstance(content, float) and not math.isfinite(content)):
        return read_value(text, words=table.plan.unit_words, currency=table.currency)
    findings.append(
        Finding(
            severity=Severity.ERROR,
            code=Code.WRONG_KIND,
            place=table.grid.place(row, column),
            found=_converted(content, text),
            expected=gettext("un text sau un număr"),
            fix=and_send_again(
                gettext("dați celulei {cell} formatul Text, scrieți valoarea din nou", cell=address(row, column))
            ),
        )
    )
    return Value(kind=Kind.TEXT, text=text)


def _converted(content: Content, text: str) -> str:
    """Say what Excel has made of something that was typed."""
    if isinstance(content, bool):
        return gettext("o valoare logică: {text}", text=text)
    if isinstance(content, date):
        return gettext("o dată calendaristică: {text}; Excel o face din texte ca „10-12” sau „1.10”", text=text)
    return gettext("o oră: {text}; Excel o face din texte ca „3:1”", text=text)


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
    people = gettext("femei") if label is Column.WOMEN else gettext("bărbați")
    findings.append(
        Finding(
            severity=Severity.ERROR,
            code=Code.WRONG_KIND,
            place=table.grid.place(row, column),
            found=quoted(table.grid.text(row, column)),
            expected=gettext("un număr întreg de {people}", people=people),
            fix=and_send_again(gettext("scrieți numai numărul în celula {cell}", cell=address(row, column))),
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
        expected=gettext("un total egal cu femei + bărbați"),
        fix=and_send_again(
            gettext("corectați totalul din celula {cell} sau numărul de femei și de bărbați", cell=address(row, column))
        ),
    )


def _percentage_mismatch(table: IndicatorTable, row: int, problem: str) -> Finding:
    column = table.column(Column.VALUE)
    return Finding(
        severity=Severity.ERROR,
        code=Code.PERCENTAGE_MISMATCH,
        place=table.grid.place(row, column),
        found=problem,
        expected=gettext("un procent egal cu numărătorul împărțit la numitor"),
        fix=and_send_again(gettext("corectați procentul sau numerele din celula {cell}", cell=address(row, column))),
    )


def _not_understood(table: IndicatorTable, row: int, indicator: Indicator, name: str, value: Value) -> Finding:
    """Warn of a text where the plan asks for something else."""
    column = table.column(Column.VALUE)
    return Finding(
        severity=Severity.WARNING,
        code=Code.TEXT_NOT_UNDERSTOOD,
        place=table.grid.place(row, column),
        found=gettext("{value} (text)", value=quoted(value.text)),
        expected=gettext(
            "{answer_asked}, pentru indicatorul {name}", answer_asked=answer_asked(indicator, table.currency), name=name
        ),
        fix=and_send_again(
            gettext(
                "scrieți valoarea în celula {cell}, de exemplu „{example_answer}”",
                cell=address(row, column),
                example_answer=example_answer(indicator, table.currency),
            )
        ),
    )
