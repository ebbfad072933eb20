"""The days that stand in the evidence that somebody names."""

from __future__ import annotations

import pytest

from toolkit.plan.dates_in_text import days_in


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("PV nr. 7 din 01.02.2023", ["2023-02-01"]),
        ("PV nr. 7/30.02.2023", ["30.02.2023"]),
        ("HCL nr. 5 din 31 iunie 2022 și PV din 2023-02-28", ["2023-02-28", "31 iunie 2022"]),
        ("протокол от 29.02.2023 г.", ["29.02.2023"]),
        ("протокол от 31 юни 2018 г.", ["31 юни 2018"]),
        ("act din 30/02/2023", ["30/02/2023"]),
        ("act din 29. 02. 2024", ["2024-02-29"]),
    ],
)
def test_days_are_found_and_those_that_no_calendar_has_are_given_as_written(text: str, days: list[str]) -> None:
    assert [str(day.last or day.printed) for day in days_in(text)] == days


@pytest.mark.parametrize("text", ["", "nr. 45/12/2023", "nr. 112.13.2023", "ISO 37001:2017", "mai 2023", "31 iunie"])
def test_numbers_of_documents_months_and_years_are_no_days(text: str) -> None:
    assert days_in(text) == ()
