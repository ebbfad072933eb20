"""Working days: neither Saturday nor Sunday, nor a public holiday of the institution's country."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import cached_property

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class WorkingDays:
    """The working days of a country, given by a locale: "ro_MD" is Moldova."""

    def __init__(self, locale: str) -> None:
        self.country = locale.partition("_")[2]

    @property
    def knows_holidays(self) -> bool:
        """Whether the public holidays of the country are known; else only Saturdays and Sundays are no working days."""
        return self._holidays != ()

    def first_from(self, day: date) -> date:
        """Give a day, or the first working day after it."""
        while not self._is_one(day):
            day += _ONE_DAY
        return day

    def after(self, day: date, number: int) -> date:
        """Give the working day that is so many working days after a day."""
        for _ in range(number):
            day = self.first_from(day + _ONE_DAY)
        return day

    def between(self, day: date, until: date) -> int:
        """Count the working days after a day, up to and with another."""
        days = ((day + _ONE_DAY * number) for number in range(1, (until - day).days + 1))
        return sum(self._is_one(one) for one in days)

    def _is_one(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self._holidays

    @cached_property
    def _holidays(self) -> Container[date]:
        from holidays import country_holidays  # noqa: PLC0415  only who counts days loads it

        try:
            return country_holidays(self.country)  # works out each year that it is asked for
        except NotImplementedError:
            return ()
