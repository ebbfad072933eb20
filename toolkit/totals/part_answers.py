"""One department's answers to one indicator, period by period, and what they come to together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.checks.fit import same_answer
from toolkit.intake.grammar.printing import print_value
from toolkit.intake.submission import Entry
from toolkit.intake.value import Kind
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Indicator, IndicatorKind
from toolkit.plan.rule import OverMonths
from toolkit.totals.composition import value_over_months

Entries = Mapping[Period, Sequence[Entry]]  # by the period that they were returned for, in the order of time


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """An entry that counts for a period, and what shorter periods within it say of the same."""

    counted: Entry
    period: Period
    others: Entry
    is_same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedAnswer:
    """What one department's answers to one indicator come to over a period."""

    entries: tuple[Entry, ...]  # none where the period's own answer counts; several where they contradict each other
    lacking: tuple[Period, ...]  # the months of which the figure holds nothing
    overlaps: tuple[Overlap, ...]


def counting(period: Period, answered: Collection[Period]) -> list[Period]:
    """Say which periods count, in the order of time: one that answered counts for all that lie within it."""
    if period in answered:
        return [period]
    return [found for part in period.parts for found in counting(part, answered)] if answered else []


def compose_answers(entries: Entries, indicator: Indicator, period: Period, institution: Institution) -> ComposedAnswer:
    """Compose what one department returned for one indicator and for shorter periods within a period."""
    answered = {part: answers for part, found in entries.items() if (answers := [e for e in found if e.value.is_answer])}
    counted = counting(period, answered)
    overlaps = []
    for part in counted if indicator.rule.months is not OverMonths.NONE else ():
        within = [found for shorter in part.parts for found in counting(shorter, answered)]
        if within:
            mine, others = answered[part][0], _combined([answered[p] for p in within], (), indicator, institution)[-1]
            is_same = same_answer(mine.value, others.value, indicator.all_units)
            overlaps.append(Overlap(counted=mine, period=part, others=others, is_same=is_same))
    silent = [e for part, found in entries.items() if not any(c == part or c.holds(part) for c in counted) for e in found]
    made: tuple[Entry, ...] = ()
    if counted != [period] and (counted or period not in entries):
        made = _combined([answered[part] for part in counted], silent, indicator, institution)
    lacking = _lacking([part for part in counted if _agree(answered[part], indicator)], indicator, period)
    has_figure = len(made) == 1 and made[0].value.has_figure
    return ComposedAnswer(entries=made, lacking=lacking if has_figure else (), overlaps=tuple(overlaps))


def _combined(
    answers: Sequence[Sequence[Entry]], silent: Sequence[Entry], indicator: Indicator, institution: Institution
) -> tuple[Entry, ...]:
    """One entry of several periods' entries; where none of these periods has one answer alone, the answers as they are."""
    certain = [min(found, key=lambda e: e.place.reading_order) for found in answers if _agree(found, indicator)]
    if answers and not certain:
        return tuple(answers[-1])
    lacks_some = len(certain) < len(answers)
    value = value_over_months([e.value for e in (*silent, *certain)], indicator, lacks_some=lacks_some)
    source = next((e for e in reversed((*silent, *certain)) if e.value is value), None) or certain[-1]
    if not value.text and value.kind is not Kind.NOT_REPORTED:
        printed = print_value(
            value,
            number_format=institution.number_format,
            locale=institution.locale,
            currency=institution.currency,
            units=indicator.all_units,
        )
        value = replace(value, text=printed)
    return (replace(source, value=value, made_of=tuple(certain)),)


def _agree(entries: Sequence[Entry], indicator: Indicator) -> bool:
    """Whether a department said one thing alone for a period, in however many files."""
    return all(same_answer(entry.value, entries[0].value, indicator.all_units) for entry in entries[1:])


def _lacking(counted: Sequence[Period], indicator: Indicator, period: Period) -> tuple[Period, ...]:
    """The months of which no figure is known; of a stock those after the last known one."""
    if indicator.kind in (IndicatorKind.STATUS, IndicatorKind.TEXT) or not counted:
        return ()
    known = {month for part in counted for month in part.months}
    lacking = [month for month in period.months if month not in known]
    if indicator.rule.months is OverMonths.LAST:
        lacking = [month for month in lacking if month.first_day > counted[-1].last_day]
    return tuple(lacking)
