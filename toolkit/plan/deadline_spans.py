"""The days, months, quarters, semesters and years that a deadline names, and the dates that they are."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.plan.deadline import LEAP_YEAR, MONTHS_OF_A_YEAR, Flaw, Impossible
from toolkit.plan.deadline_tokens import Mark
from toolkit.plan.deadline_words import Word

PartKind = Mark | Word

_MONTHS_IN: Mapping[PartKind, int] = {Word.MONTH: 1, Word.QUARTER: 3, Word.SEMESTER: 6, Mark.YEAR: 12}
_FLAWS: Mapping[PartKind, Flaw] = {Word.MONTH: Flaw.MONTH, Word.QUARTER: Flaw.QUARTER, Word.SEMESTER: Flaw.SEMESTER}


class ImpossibleError(Exception):
    """A date that no calendar has."""

    def __init__(self, impossible: Impossible) -> None:
        super().__init__(impossible)
        self.impossible = impossible


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that a deadline names, as far as it is said there: "15", "iunie", "trimestrul II", "anul 2023"."""

    kind: PartKind  # DATE, MONTH, QUARTER, SEMESTER or YEAR; NUMBER where only the next part says of what
    number: int = 1  # the day of a DATE; which month, quarter or semester
    month: int = 0  # of a DATE
    year: int = 0  # 0 where none is said
    at_end: bool = False  # "sfârșitul anului 2018" is its last day


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day of a part to the last day of the same or another."""

    first: date
    last: date


def completed(ranges: Sequence[Sequence[Part]]) -> list[list[Part]] | None:
    """Give each part what only a later one says: "iunie, decembrie 2023", "1-15 martie 2022", "I și II trimestru".

    None where a number remains of which nobody says what it counts.
    """
    complete: list[list[Part]] = []
    after: Part | None = None
    for parts in reversed(ranges):
        complete.append([])
        for part in reversed(parts):
            after = _completed_by(part, after)
            if after.kind is Word.NUMBER:
                return None
            complete[-1].append(after)
    return [parts[::-1] for parts in complete[::-1]]


def _completed_by(part: Part, after: Part | None) -> Part:
    if after is None or after.kind is Mark.YEAR:
        return part
    if part.kind is Word.NUMBER and after.kind is not Word.MONTH:
        part = replace(part, kind=after.kind, month=after.month)
    return part if part.year else replace(part, year=after.year) if part.kind is not Mark.YEAR else part


def spans_of(ranges: Sequence[Sequence[Part]]) -> tuple[Span, ...]:
    """Give the dates of each range; parts without a year are of a leap year, and may go on over its end."""
    found = []
    for parts in ranges:
        span = Span(_bounds(parts[0]).first, _bounds(parts[-1]).last)
        if span.first > span.last and parts[-1].year:
            raise ImpossibleError(Impossible(flaw=Flaw.REVERSED))
        found.append(span)
    return tuple(found)


def _bounds(part: Part) -> Span:
    year = part.year or LEAP_YEAR
    if part.kind is Mark.DATE:
        if not 1 <= part.month <= MONTHS_OF_A_YEAR:
            raise ImpossibleError(Impossible(flaw=Flaw.MONTH))
        if not 1 <= part.number <= monthrange(year, part.month)[1]:
            raise ImpossibleError(Impossible(flaw=Flaw.DAY, month=part.month, year=part.year))
        day = date(year, part.month, part.number)
        return Span(day, day)
    months = _MONTHS_IN[part.kind]
    if not 1 <= part.number * months <= MONTHS_OF_A_YEAR:
        raise ImpossibleError(Impossible(flaw=_FLAWS[part.kind]))
    last_month = part.number * months
    last = date(year, last_month, monthrange(year, last_month)[1])
    return Span(last if part.at_end else date(year, last_month - months + 1, 1), last)
