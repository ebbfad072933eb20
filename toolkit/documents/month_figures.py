"""The figures of a month in the monthly report: what was reported in full, what is zero or silent in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from toolkit.documents.semester_report import TotalCell, adjustment_notes, missing_months_said
from toolkit.language import gettext
from toolkit.plan.plan import Action, Priority
from toolkit.plan.spelling import listed, printed, tidy
from toolkit.totals.month import MonthFigures, MonthLine


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator of which something was reported."""

    number: str
    text: str
    target: str  # "Ținta: 100 de ore"; empty where the plan sets none
    month: TotalCell
    before: str
    so_far: str
    reached: str  # "40 % din țintă"; empty where that cannot be said


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFigures:
    """One action of which something was reported."""

    heading: str
    rows: tuple[IndicatorRow, ...]
    lines: tuple[str, ...]  # what is zero, what is silent, adjusted totals, months that lack


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityFigures:
    """One priority."""

    heading: str
    actions: tuple[ActionFigures, ...]
    silent: str  # the actions of which nothing is known; empty where there are none


def priority_figures(priority: Priority, month: MonthFigures) -> PriorityFigures:
    """Write the figures of a priority's actions."""
    known, silent = [], []
    for action in priority.actions:
        lines = tuple(month.lines_of(action))
        if any(line.is_known or line.month.is_adjusted for line in lines):
            known.append(_action(action, lines, month))
        else:
            silent.append(action.code)
    return PriorityFigures(
        heading=gettext("Prioritatea {priority}: {title}", priority=priority.code, title=priority.title),
        actions=tuple(known),
        silent=_silent(silent),
    )


def percent(number: Decimal, locale: str) -> str:
    """Write a percentage without zeros at its end: "40 %", "33,33 %"."""
    return f"{format_decimal(number, '#,##0.##', locale=locale, group_separator=False)} %"


def _silent(codes: Sequence[str]) -> str:
    if not codes:
        return ""
    if len(codes) == 1:
        return gettext("Acțiunea {action}: nicio cifră, nici în această lună, nici mai devreme.", action=codes[0])
    return gettext("Acțiunile {actions}: nicio cifră, nici în această lună, nici mai devreme.", actions=listed(codes))


def _action(action: Action, lines: Sequence[MonthLine], month: MonthFigures) -> ActionFigures:
    notes = adjustment_notes([line.month for line in lines])
    zero = [line.number for line in lines if _is_short(line) and line.is_nothing_but_zero]
    silent = [line.number for line in lines if _is_short(line) and not line.is_known]
    said = []
    if zero:
        said.append(gettext("Zero, în această lună și de la începutul semestrului: {which}.", which=_numbers(zero)))
    if silent:
        said.append(gettext("Fără răspuns până acum: {which}.", which=_numbers(silent)))
    return ActionFigures(
        heading=gettext("Acțiunea {action}. {title}", action=action.code, title=action.title),
        rows=tuple(
            _row(line, notes.get(line.number, ("", ""))[0], month) for line in lines if line.number not in (*zero, *silent)
        ),
        lines=(
            *said,
            *(f"{mark} {note}" for mark, note in notes.values()),
            *missing_months_said(month.so_far.status_of[action.code], month.so_far_inputs),
        ),
    )


def _is_short(line: MonthLine) -> bool:
    """Whether an indicator needs no row of its own: it has no target, and its total is printed as it was computed."""
    return not line.indicator.target and not line.month.is_adjusted


def _row(line: MonthLine, mark: str, month: MonthFigures) -> IndicatorRow:
    locale = month.inputs.institution.locale
    return IndicatorRow(
        number=str(line.number),
        text=tidy(line.indicator.text),
        target=gettext("Ținta: {target}", target=printed(line.indicator.target)) if line.indicator.target else "",
        month=TotalCell(text=tidy(line.month.printed), mark=mark),
        before=tidy(line.before.comparison.computed) if line.before else "",
        so_far=tidy(line.so_far.comparison.computed),
        reached="" if line.reached is None else gettext("{percent} din țintă", percent=percent(line.reached, locale)),
    )


def _numbers(numbers: Sequence[int]) -> str:
    """The indicators by their numbers, rows of three and more as "4–7"."""
    said = in_rows(numbers)
    if len(numbers) == 1:
        return gettext("indicatorul {number}", number=said)
    return gettext("indicatorii {numbers}", numbers=said)


def in_rows(numbers: Sequence[int]) -> str:
    """Write numbers, given in their order, as a list in which three and more in a row are "4–7"."""
    rows: list[list[int]] = []
    for number in numbers:
        if not rows or number != rows[-1][-1] + 1:
            rows.append([])
        rows[-1].append(number)
    return listed(
        said for row in rows for said in ([f"{row[0]}–{row[-1]}"] if len(row) > 2 else [str(number) for number in row])
    )
