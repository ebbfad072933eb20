"""What a form that is sent out says beside whose it is: by when, by which plan, and what was reported before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.plan.institution import Institution
from toolkit.plan.period import Period, PeriodKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the heading of a form that is sent out says besides."""

    fingerprint: str
    plan_from: date
    closing: date | None  # None where the institution has set no day
    previous: Period
    year_ago: Period


def closing_date(institution: Institution, period: Period) -> date | None:
    """Give the day by which a form is to be returned: a day, set by the institution, of the month after the period."""
    if institution.forms is None:
        return None
    first_after = period.last_day + timedelta(days=1)
    return first_after.replace(day=institution.forms.closing_day)


def period_before(period: Period) -> Period:
    """Give the period of the same kind that ended when this one began."""
    last = period.first_day - timedelta(days=1)
    length = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.SEMESTER: 6, PeriodKind.YEAR: 12}[period.kind]
    return Period(year=last.year, kind=period.kind, number=(last.month - 1) // length + 1)


def year_before(period: Period) -> Period:
    """Give the same period of the year before."""
    return Period(year=period.year - 1, kind=period.kind, number=period.number)
