"""Working days of the three countries, against dates that are known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.plan.working_days import WorkingDays

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 1, 1))


@pytest.mark.parametrize(
    ("locale", "day"),
    [
        ("ro_MD", "2023-04-17"),  # the second day of the Orthodox Easter
        ("ro_RO", "2023-04-14"),  # the Orthodox Good Friday
        ("ro_RO", "2024-05-06"),
        ("bg_BG", "2024-05-06"),
        ("ro_MD", "2023-04-24"),  # a week later the dead are remembered
        ("ro_MD", "2023-08-31"),  # the day of the language
        ("ro_RO", "2023-12-01"),
        ("bg_BG", "2023-03-03"),
        ("bg_BG", "2023-05-24"),
        ("ro_MD", "2023-08-05"),  # a Saturday
    ],
)
def test_a_public_holiday_and_a_saturday_are_no_working_days(locale: str, day: str) -> None:
    found = date.fromisoformat(day)
    assert WorkingDays(locale).first_from(found) > found


@pytest.mark.parametrize(("locale", "day"), [("ro_MD", "2023-12-01"), ("ro_RO", "2023-08-31"), ("bg_BG", "2023-08-31")])
def test_the_holiday_of_another_country_is_a_working_day(locale: str, day: str) -> None:
    assert WorkingDays(locale).first_from(date.fromisoformat(day)) == date.fromisoformat(day)


def test_days_are_counted_after_the_first_up_to_and_with_the_last() -> None:
    calendar = WorkingDays("ro_MD")
    friday = date(2023, 8, 4)
    assert [calendar.between(friday, date(2023, 8, day)) for day in (3, 4, 6, 7, 10)] == [0, 0, 0, 1, 4]
    assert calendar.after(date(2023, 8, 30), 1) == date(2023, 9, 1)  # the 31st is a holiday


def test_of_a_country_without_known_holidays_only_saturdays_and_sundays_count() -> None:
    assert not WorkingDays("ro").knows_holidays
    assert WorkingDays("ro_MD").knows_holidays
    assert WorkingDays("ro").first_from(date(2023, 1, 1)) == date(2023, 1, 2)


@given(day=DAYS, number=st.integers(1, 40), locale=st.sampled_from(["ro_MD", "ro_RO", "bg_BG", "ro"]))
def test_so_many_working_days_after_a_day_are_counted_so_many(day: date, number: int, locale: str) -> None:
    calendar = WorkingDays(locale)
    assert calendar.between(day, calendar.after(day, number)) == number
