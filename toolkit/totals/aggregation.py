"""The total of one indicator: what the departments reported, combined by the rule that the plan declares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from toolkit.checks.fit import fit, same_answer
from toolkit.intake.submission import Entry, Submission
from toolkit.intake.value import NOT_REPORTED, Kind, State, Value
from toolkit.language import gettext
from toolkit.plan.plan import Indicator, Plan
from toolkit.plan.rule import OverDepartments
from toolkit.plan.spelling import tidy
from toolkit.totals.combining import at_least, greatest_of, sum_of


class LeftOutReason(StrEnum):
    """Why an entry, or a part of it, does not enter a total: the misfits of `fit`, and three of the rule's own."""

    KIND = "kind"
    UNIT = "unit"
    PART = "part"
    NO_PARTS = "no_parts"
    NOT_LEAD = "not_lead"  # another department answers for all
    CONTRADICTION = "contradiction"  # the department reported it twice, with different values
    NO_TOTAL = "no_total"  # the rule makes no total


Reported = tuple[str, Entry]  # a department's id and its entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one department's entry brought into a total."""

    department: str
    entry: Entry
    value: Value  # as it entered: of the indicator's kind, in its unit


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An entry, or a part of one, that did not enter a total."""

    department: str
    entry: Entry
    reason: LeftOutReason


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTotal:
    """The computed figure of an indicator, and everything it was made from."""

    action: str
    number: int  # of the indicator within the action
    indicator: Indicator
    value: Value
    contributions: tuple[Contribution, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    missing: tuple[str, ...] = ()  # departments that have a row for it, but reported nothing
    cells: tuple[tuple[str, str], ...] = ()  # department → the text of its cell, as it stands in the report's table

    @property
    def id(self) -> str:
        """The indicator's id, "1.15.2"."""
        return f"{self.action}.{self.number}"


def totals_of(plan: Plan, submissions: Sequence[Submission]) -> tuple[IndicatorTotal, ...]:
    """Make the total of every indicator, in plan order."""
    reported: dict[tuple[str, int], list[Reported]] = {}
    for submission in submissions:
        for entry in submission.entries:
            reported.setdefault((entry.action, entry.indicator), []).append((submission.department, entry))
    return tuple(
        total_for(action.code, number, indicator, reported.get((action.code, number), ()))
        for action in plan.actions
        for number, indicator in action.numbered()
    )


def total_for(action: str, number: int, indicator: Indicator, reported: Sequence[Reported]) -> IndicatorTotal:
    """Combine what the departments reported for one indicator, by the indicator's own rule.

    Departments without a figure are listed in `missing`, not counted as zero; if nobody reported, the total is not
    reported. A sum is a lower bound where a department did answer, but with an amount or a text that holds no number of
    the indicator's unit. The order of what was reported never matters.
    """
    entries, contradictions = _one_entry_each(reported, indicator)
    left_out = [LeftOut(department=d, entry=e, reason=LeftOutReason.CONTRADICTION) for d, e in contradictions]
    silent = (Kind.NOT_REPORTED, Kind.NOT_AVAILABLE, Kind.NOT_APPLICABLE)
    contributions: list[Contribution] = []
    for department, entry in ((d, e) for d, e in entries if e.value.kind not in silent):
        entered, reason = _entering(department, entry.value, indicator)
        if entered is not None:
            contributions.append(Contribution(department=department, entry=entry, value=entered))
        if reason is not None:
            left_out.append(LeftOut(department=department, entry=entry, reason=reason))
    value = _COMBINE[indicator.rule.departments]([c.value for c in contributions], indicator)
    if value is None and any(item.reason is LeftOutReason.NO_TOTAL for item in left_out):
        value = Value(kind=Kind.TEXT, text=gettext("nu se totalizează"))
    elif value is None:
        value = _no_figure([e.value for _, e in (*entries, *contradictions)])
    elif indicator.rule.departments is OverDepartments.SUM and any(_hides_a_figure(item) for item in left_out):
        value = at_least(value)
    texts: dict[str, list[str]] = {}
    for department, entry in (*entries, *contradictions):
        texts.setdefault(department, []).append(tidy(entry.value.text))
    return IndicatorTotal(
        action=action,
        number=number,
        indicator=indicator,
        value=value,
        contributions=tuple(contributions),
        left_out=tuple(left_out),
        missing=tuple(d for d, e in entries if e.value.kind in (Kind.NOT_REPORTED, Kind.NOT_AVAILABLE)),
        cells=tuple((department, " / ".join(found)) for department, found in sorted(texts.items())),
    )


def _one_entry_each(reported: Sequence[Reported], indicator: Indicator) -> tuple[list[Reported], list[Reported]]:
    """One entry per department, by department; entries of one department that contradict each other stand apart."""
    by_department: dict[str, list[Entry]] = {}
    for department, entry in reported:
        by_department.setdefault(department, []).append(entry)
    entries: list[Reported] = []
    contradictions: list[Reported] = []
    for department in sorted(by_department):
        given = sorted(by_department[department], key=lambda e: e.place.reading_order)
        answered = [e for e in given if e.value.is_answer] or given[:1]
        if all(same_answer(e.value, answered[0].value, indicator.all_units) for e in answered):
            entries.append((department, answered[0]))
        else:
            contradictions += [(department, entry) for entry in answered]
    return entries, contradictions


def _entering(department: str, value: Value, indicator: Indicator) -> tuple[Value | None, LeftOutReason | None]:
    """The value as it enters the indicator's total, or None; and why all or a part of it stays out."""
    if indicator.rule.departments is OverDepartments.NONE:
        return None, LeftOutReason.NO_TOTAL
    if indicator.rule.departments is OverDepartments.LEAD and department != indicator.rule.lead:
        return None, LeftOutReason.NOT_LEAD
    fitting = fit(value, indicator)
    return fitting.value, LeftOutReason(fitting.misfit.value) if fitting.misfit else None


def _lead(values: Sequence[Value], indicator: Indicator) -> Value | None:  # noqa: ARG001  # one signature for every rule
    return values[0] if values else None


def _any(values: Sequence[Value], indicator: Indicator) -> Value | None:  # noqa: ARG001
    """The furthest state that a department reports, in its own words."""
    for state in (State.DONE, State.IN_PROGRESS, State.NOT_DONE):
        reached = sorted((value for value in values if value.state is state), key=lambda v: (len(v.text), v.text))
        if reached:
            return reached[0]
    return None


def _join(values: Sequence[Value], indicator: Indicator) -> Value | None:  # noqa: ARG001
    texts = list(dict.fromkeys(value.text.strip() for value in values))
    return Value(kind=values[0].kind, text="; ".join(texts), state=values[0].state) if texts else None


_COMBINE: dict[OverDepartments, Callable[[Sequence[Value], Indicator], Value | None]] = {
    OverDepartments.SUM: sum_of,
    OverDepartments.MAX: greatest_of,
    OverDepartments.LEAD: _lead,
    OverDepartments.ANY: _any,
    OverDepartments.JOIN: _join,
    OverDepartments.NONE: lambda _values, _indicator: None,
}


def _no_figure(values: Sequence[Value]) -> Value:
    """What stands where no entry entered: not applicable or not available only if all that answered say so."""
    kinds = {value.kind for value in values if value.kind is not Kind.NOT_REPORTED}
    for kind in (Kind.NOT_APPLICABLE, Kind.NOT_AVAILABLE):
        if kinds == {kind}:
            return Value(kind=kind)
    return NOT_REPORTED


def _hides_a_figure(item: LeftOut) -> bool:
    """Whether a department that was left out did report an amount, but not in a form that adds up."""
    hidden = item.entry.value.kind in (Kind.MONEY, Kind.TEXT, Kind.PERCENTAGE)
    return item.reason is LeftOutReason.CONTRADICTION or (item.reason is LeftOutReason.KIND and hidden)
