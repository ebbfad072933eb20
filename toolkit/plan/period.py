"""The period that a report speaks of: a month, a quarter, a semester or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.errors import UsageError
from toolkit.language import N_, gettext, month_name
from toolkit.plan.spelling import listed

_CODE = re.compile(r"(?P<year>[12]\d{3})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|S(?P<semester>[12])))?")
_MOST_EARLIER = 12
_MOST_MADE_UP = 4
_QUARTERS = (
    N_("trimestrul I al anului {year}"),
    N_("trimestrul II al anului {year}"),
    N_("trimestrul III al anului {year}"),
    N_("trimestrul IV al anului {year}"),
)
_SEMESTERS = (N_("semestrul I al anului {year}"), N_("semestrul II al anului {year}"))


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"

    @property
    def adjective(self) -> str:
        """The word for it in the names of files: "semestrial"; like all names of files the same in every language."""
        return _ADJECTIVES[self]


_ADJECTIVES = {
    PeriodKind.MONTH: "lunar",
    PeriodKind.QUARTER: "trimestrial",
    PeriodKind.SEMESTER: "semestrial",
    PeriodKind.YEAR: "anual",
}
_LENGTH = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.SEMESTER: 6, PeriodKind.YEAR: 12}  # in months
_PART = {
    PeriodKind.QUARTER: PeriodKind.MONTH,
    PeriodKind.SEMESTER: PeriodKind.QUARTER,
    PeriodKind.YEAR: PeriodKind.SEMESTER,
}


def months_named(months: Sequence[Period]) -> str:
    """Name months of one year, in their order: "ianuarie și mai"; three and more in a row as "ianuarie–mai"."""
    rows: list[list[str]] = []
    before = 0
    for month in months:
        if not rows or month.number != before + 1:
            rows.append([])
        rows[-1].append(month_name(month.number))
        before = month.number
    return listed(said for row in rows for said in ([f"{row[0]}–{row[-1]}"] if len(row) > 2 else row))


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month, quarter, semester or year, written `2023-06`, `2023-Q2`, `2023-S1` or `2023` everywhere."""

    year: int
    kind: PeriodKind
    number: int  # of the month, quarter or semester within the year; 1 for a year

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read a period's code; `UsageError` says which forms there are."""
        match = _CODE.fullmatch(code.strip())
        if match is None:
            raise UsageError(
                place=gettext("parametrul „period”"),
                found=gettext("„{text}”", text=code),
                expected=gettext("o lună (2023-06), un trimestru (2023-Q2), un semestru (2023-S1) sau un an (2023)"),
                fix=gettext("scrieți perioada într-una din aceste forme, de exemplu 2023-S1"),
            )
        year = int(match["year"])
        for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.SEMESTER):
            if match[kind.value] is not None:
                return cls(year=year, kind=kind, number=int(match[kind.value]))
        return cls(year=year, kind=PeriodKind.YEAR, number=1)

    @property
    def text(self) -> str:
        """The period as official documents say it: "semestrul I al anului 2023"."""
        if self.kind is PeriodKind.MONTH:
            return gettext("luna {month} a anului {year}", month=month_name(self.number), year=self.year)
        if self.kind is PeriodKind.QUARTER:
            return gettext(_QUARTERS[self.number - 1], year=self.year)
        if self.kind is PeriodKind.SEMESTER:
            return gettext(_SEMESTERS[self.number - 1], year=self.year)
        return gettext("anul {year}", year=self.year)

    @property
    def first_day(self) -> date:
        """The day on which the period begins."""
        return date(self.year, (self.number - 1) * _LENGTH[self.kind] + 1, 1)

    @property
    def last_day(self) -> date:
        """The day on which the period ends."""
        month = self.number * _LENGTH[self.kind]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def parts(self) -> tuple[Period, ...]:
        """The next shorter periods that it is made of, in their order; none of a month."""
        kind = _PART.get(self.kind)
        if kind is None:
            return ()
        count = _LENGTH[self.kind] // _LENGTH[kind]
        first = (self.number - 1) * count + 1
        return tuple(Period(year=self.year, kind=kind, number=number) for number in range(first, first + count))

    @property
    def months(self) -> tuple[Period, ...]:
        """The months in it, in their order; of a month itself."""
        return tuple(month for part in self.parts for month in part.months) or (self,)

    @property
    def semester(self) -> Period:
        """The semester in which a shorter period lies; a semester itself; of a year its first."""
        number = 1 if self.first_day.month <= _LENGTH[PeriodKind.SEMESTER] else 2
        return Period(year=self.year, kind=PeriodKind.SEMESTER, number=number)

    def holds(self, other: Period) -> bool:
        """Whether another, shorter period lies in this one."""
        return self != other and self.first_day <= other.first_day and other.last_day <= self.last_day

    def shorter_among(self, names: Iterable[str]) -> tuple[Period, ...]:
        """The periods within this one that folders are named after, in the order of time; all other names are left."""
        found = set()
        for name in names:
            try:
                period = Period.parse(name)
            except UsageError:
                continue
            if str(period) == name and self.holds(period):
                found.add(period)
        return tuple(sorted(found, key=lambda period: (period.first_day, period.last_day)))

    def earlier(self, codes: Iterable[str]) -> tuple[Period, ...]:
        """The periods of the same kind before this one that codes name, or shorter ones within them; the latest last.

        Other names are passed over. No more than are compared: a year of months, and no more of the longer ones; and of
        those that shorter ones make up only the latest, for each of them takes many forms.
        """
        periods = [Period.parse(code) for code in codes if _CODE.fullmatch(code)]
        made_up = {period._within(self.kind) for period in periods if _LENGTH[period.kind] < _LENGTH[self.kind]}
        found = {period for period in periods if period.kind is self.kind} | made_up
        before = sorted(
            (period for period in found if period.last_day < self.first_day), key=lambda period: period.first_day
        )
        of_shorter = [period for period in before if period in made_up]
        left_out = of_shorter[:-_MOST_MADE_UP]
        return tuple(period for period in before[-_MOST_EARLIER:] if period not in left_out)

    def _within(self, kind: PeriodKind) -> Period:
        """The longer period of a kind in which it lies."""
        return Period(year=self.year, kind=kind, number=(self.first_day.month - 1) // _LENGTH[kind] + 1)

    def __str__(self) -> str:
        if self.kind is PeriodKind.MONTH:
            return f"{self.year}-{self.number:02d}"
        if self.kind is PeriodKind.YEAR:
            return str(self.year)
        return f"{self.year}-{'Q' if self.kind is PeriodKind.QUARTER else 'S'}{self.number}"
