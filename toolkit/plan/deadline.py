"""A deadline: kept as printed, understood as a rule, and what follows from the rule."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from itertools import count

MONTHS_OF_A_YEAR = 12
LEAP_YEAR = 2000  # any: it has every day that some year has
_DAYS = [0, *(monthrange(LEAP_YEAR, month)[1] for month in range(1, MONTHS_OF_A_YEAR + 1))]  # by the number of the month


class DeadlineKind(StrEnum):
    """What sort of rule a deadline is."""

    ONCE = "once"  # a day, month, quarter, semester or year, a range or a list of them
    PERMANENT = "permanent"  # goes on, and is verified at regular dates
    RECURRING = "recurring"  # is done again and again, at regular dates
    AS_NEEDED = "as_needed"
    RELATIVE = "relative"  # so long after an event, whose date is not known yet
    NONE = "none"  # no deadline is printed
    LOST = "lost"  # what was printed is lost in the source
    IMPOSSIBLE = "impossible"  # a date that no calendar has
    UNKNOWN = "unknown"  # not understood, and not guessed


class Unit(StrEnum):
    """What the time after an event is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Flaw(StrEnum):
    """Why a date is impossible."""

    DAY = "day"  # the month has no such day
    MONTH = "month"  # the year has no such month
    QUARTER = "quarter"
    SEMESTER = "semester"
    REVERSED = "reversed"  # it ends before it begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """What is impossible about a date."""

    flaw: Flaw
    month: int = 0  # that has no such day
    year: int = 0  # of that month; 0 where none is printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline as printed, and the rule that it was understood as."""

    printed: str
    kind: DeadlineKind
    first: date | None = None  # the day on which it begins, where one is said
    last: date | None = None  # the day on which it ends, where one is said
    ends: tuple[date, ...] = ()  # ONCE: the last day of each thing listed; the last of them is `last`
    every_months: int = 0  # PERMANENT and RECURRING: from one due date to the next
    each_year: tuple[tuple[int, int], ...] = ()  # month and day of the due dates, where the text names them
    amount: int = 0  # RELATIVE: 3
    unit: Unit | None = None  # RELATIVE: months
    event: str = ""  # RELATIVE: after "aprobarea Strategiei", as printed
    impossible: Impossible | None = None
    unread: str = ""  # UNKNOWN: from where on it was not understood

    @property
    def goes_on(self) -> bool:
        """Whether it is due again and again."""
        return self.kind in (DeadlineKind.PERMANENT, DeadlineKind.RECURRING)

    @property
    def is_counted(self) -> bool:
        """Whether its due dates are counted from its start, and not those of the calendar: "la 2 ani"."""
        return self.goes_on and MONTHS_OF_A_YEAR % self.every_months != 0

    @property
    def days_of_a_year(self) -> tuple[tuple[int, int], ...]:
        """Month and day of the due dates of each year: those that the text names, or the ends of the calendar's spans."""
        every = self.every_months
        return self.each_year or tuple((month, _DAYS[month]) for month in range(every, MONTHS_OF_A_YEAR + 1, every))

    def due_by(self, on: date, since: date, plan_start: date | None = None) -> bool:
        """Whether it is due to be fully implemented by a day; what goes on, at a date of its own since another day."""
        if self.kind is DeadlineKind.ONCE:
            return self.last is not None and self.last <= on
        return bool(due_dates(self, since, on, plan_start))

    def overdue_at(self, on: date) -> bool:
        """Whether its last day has passed.

        What goes on without an end is never overdue: each of its due dates is looked at by itself.
        """
        return self.last is not None and self.last < on


def due_dates(deadline: Deadline, start: date, end: date, plan_start: date | None = None) -> tuple[date, ...]:
    """Give the days from `start` to `end`, both included, on which something falls due.

    What goes on is due at the end of each year, semester, quarter or month of the calendar; in spans of several years
    ("la 2 ani"), on the last day of each span, counted from the deadline's own start or else from the plan's. Nothing is
    due before that start or after the deadline's own end.
    """
    if deadline.kind is DeadlineKind.ONCE:
        return tuple(day for day in deadline.ends if start <= day <= end)
    if not deadline.goes_on:
        return ()
    begins = deadline.first or plan_start
    lower = max(start, begins or start)
    upper = min(end, deadline.last or end)
    if not deadline.is_counted:
        days = _calendar_days(deadline, lower.year, upper.year)
    else:
        days = _span_ends(begins, deadline.every_months, upper) if begins else iter(())
    return tuple(day for day in days if lower <= day <= upper)


def resolved(deadline: Deadline, event_date: date) -> Deadline:
    """Give a relative deadline as the day that it is once the date of its event is known; any other as it is.

    Months are counted as calendars do: a month after 31 January is the last day of February.
    """
    if deadline.kind is not DeadlineKind.RELATIVE:
        return deadline
    if deadline.unit in (Unit.DAY, Unit.WEEK):
        day = event_date + timedelta(days=deadline.amount * (7 if deadline.unit is Unit.WEEK else 1))
    else:
        day = months_later(event_date, deadline.amount * (MONTHS_OF_A_YEAR if deadline.unit is Unit.YEAR else 1))
    return replace(deadline, kind=DeadlineKind.ONCE, last=day, ends=(day,))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, MONTHS_OF_A_YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _calendar_days(deadline: Deadline, first_year: int, last_year: int) -> Iterator[date]:
    """The due dates of whole years; 29 February is 28 February in most."""
    for year in range(first_year, last_year + 1):
        for month, day in deadline.days_of_a_year:
            yield date(year, month, min(day, monthrange(year, month)[1]))


def _span_ends(begins: date, months: int, end: date) -> Iterator[date]:
    """The last day of each span of so many months, up to the first that ends after a day."""
    for span in count(1):
        if begins.year + (begins.month - 1 + span * months) // MONTHS_OF_A_YEAR > MAXYEAR:
            return
        ends = months_later(begins, span * months) - timedelta(days=1)
        yield ends
        if ends > end:
            return
