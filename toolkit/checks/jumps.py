"""Figures that stand far from those of earlier periods, and stocks that have fallen to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit.checks.answered import OneAnswerEach, one_answer_each
from toolkit.checks.outlier import jump
from toolkit.checks.weighing import figure
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.submission import Entry
from toolkit.intake.value import Number
from toolkit.language import gettext
from toolkit.plan.plan import Indicator, IndicatorKind
from toolkit.plan.relation import Term
from toolkit.plan.rule import OverDepartments, OverMonths
from toolkit.plan.spelling import tidy

_WITH_FIGURES = (IndicatorKind.COUNT, IndicatorKind.MONEY, IndicatorKind.PERCENTAGE, IndicatorKind.COMPOUND)


def find_jumps(inputs: PeriodInputs) -> list[Finding]:
    """Find, department by department, figures far from its earlier ones; one of them is enough for a fallen stock."""
    if not inputs.earlier.periods:
        return []
    earlier = [one_answer_each(period.submissions, inputs.plan) for period in inputs.earlier.periods]
    findings: list[Finding] = []
    for key, entry in one_answer_each(inputs.submissions, inputs.plan).items():
        department, action, number = key
        indicator = inputs.plan.indicator(action, number)
        if entry is not None and indicator is not None and _counts(department, indicator):
            findings += _of_entry(key, entry, indicator, earlier)
    return findings


def _counts(department: str, indicator: Indicator) -> bool:
    """Whether the department's figure is one that the institution goes by."""
    rule = indicator.rule
    return indicator.kind in _WITH_FIGURES and rule.lead in ("", department) and rule.departments is not OverDepartments.NONE


def _of_entry(
    key: tuple[str, str, int], entry: Entry, indicator: Indicator, earlier: Sequence[OneAnswerEach]
) -> Iterator[Finding]:
    department, action, number = key
    units = [unit.few for unit in indicator.units] or [""]
    for term in (Term(action, number, unit) for unit in units):
        now = figure(entry.value, indicator, term)
        if not isinstance(now, Number):
            continue
        told = [(found.value, found) for answers in earlier if (found := answers.get(key)) is not None]
        before = [
            (middle, found) for value, found in told if (middle := _middle(figure(value, indicator, term))) is not None
        ]
        is_nothing = now.low == now.high == 0
        if indicator.rule.months is OverMonths.LAST and is_nothing and before and before[-1][0] > 0:
            was = tidy(before[-1][1].value.text)
            yield _finding(Code.STOCK_FELL_TO_ZERO, department, entry, gettext("în perioada dinainte „{was}”", was=was))
        elif reason := jump(now, [value for value, _ in before]):
            yield _finding(Code.JUMP, department, entry, f"{term.unit}: {reason}" if term.unit else reason)


def _middle(found: object) -> Decimal | None:
    """One figure for what was said earlier: halfway between its bounds; None where a side is open, or there is none."""
    if not isinstance(found, Number) or found.low is None or found.high is None:
        return None
    return (found.low + found.high) / 2


def _finding(code: Code, department: str, entry: Entry, why: str) -> Finding:
    fell = code is Code.STOCK_FELL_TO_ZERO
    cell = entry.place.cell
    return Finding(
        severity=Severity.WARNING,
        code=code,
        department=department,
        action=entry.action,
        indicator=entry.indicator,
        place=entry.place,
        found=gettext("„{text}”, {why}", text=tidy(entry.value.text), why=why),
        expected=gettext("ce există la sfârșitul perioadei, nu ce s-a adăugat în ea")
        if fell
        else gettext("o cifră apropiată de cele dinainte, sau un motiv pentru care este alta"),
        fix=and_send_again(gettext("verificați celula {cell}; dacă cifra este greșită, corectați-o", cell=cell)),
    )
