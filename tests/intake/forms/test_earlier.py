"""What a department reported before, beside the cells of its next form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from conftest import a_submission, an_entry, an_institution
from sent_form import SENT_FIRST, column_of, opened, returned, sent_form

from toolkit.intake.forms.earlier import earlier_figures
from toolkit.intake.forms.terms import closing_date, period_before, year_before
from toolkit.intake.split_columns import Split, with_split
from toolkit.intake.value import NOT_REPORTED
from toolkit.plan.institution import FormTerms
from toolkit.plan.period import Period


def test_the_values_stand_in_the_row_of_their_indicator() -> None:
    june = a_submission("cultura", {"1.1.1": "4 angajați", "1.10.1": "cca. 20 de ore"})
    a_year_ago = a_submission("cultura", {"1.1.1": "-", "1.10.2": "131 300 lei"})
    sheet = opened(sent_form([june], [a_year_ago]))["Indicatori"]
    rows = range(SENT_FIRST, SENT_FIRST + 5)
    before, year_ago = column_of("Perioada precedentă"), column_of("Anul precedent")
    assert [sheet.cell(row, before).value for row in rows] == ["4 angajați", None, "cca. 20 de ore", None, None]
    assert [sheet.cell(row, year_ago).value for row in rows] == ["-", None, None, "131 300 lei", None]


def test_a_form_with_earlier_values_is_read_without_them() -> None:
    june = a_submission("cultura", {"1.1.1": "4 angajați"})
    reading = returned(sent_form([june], [june]))
    assert reading.findings == ()
    assert reading.submission is not None
    assert {entry.value for entry in reading.submission.entries} == {NOT_REPORTED}


def test_only_the_department_s_own_values_are_shown() -> None:
    others = a_submission("resurse-umane", {"1.1.1": "4 angajați"})
    assert earlier_figures([others], "cultura") == {}


def test_of_two_different_answers_none_is_shown_and_of_two_equal_ones_one() -> None:
    first = a_submission("cultura", {"1.1.1": "4 angajați", "1.10.1": "116 ore"})
    second = a_submission("cultura", {"1.1.1": "5 angajați", "1.10.1": "116  ore"})
    assert earlier_figures([first, second], "cultura") == {("1.10", 1): "116 ore"}


def test_women_and_men_from_their_columns_stand_behind_the_total() -> None:
    typed = an_entry("4 angajați")
    value, _ = with_split(typed.value, Split(women=3, men=1))
    submission = replace(a_submission("cultura"), entries=(replace(typed, value=value),))
    assert earlier_figures([submission], "cultura") == {("1.1", 1): "4 angajați (3F/1B)"}


def test_women_and_men_that_were_typed_with_the_total_are_not_said_twice() -> None:
    submission = a_submission("cultura", {"1.1.1": "4 angajați (3F/1B)"})
    assert earlier_figures([submission], "cultura") == {("1.1", 1): "4 angajați (3F/1B)"}


def test_a_long_text_is_cut() -> None:
    [shown] = earlier_figures([a_submission("cultura", {"1.1.1": "foarte mult " * 20})], "cultura").values()
    assert (len(shown), shown[-1]) == (100, "…")


@pytest.mark.parametrize(
    ("code", "before", "year_ago"),
    [
        ("2023-07", "2023-06", "2022-07"),
        ("2023-01", "2022-12", "2022-01"),
        ("2023-Q1", "2022-Q4", "2022-Q1"),
        ("2023-Q3", "2023-Q2", "2022-Q3"),
        ("2023-S2", "2023-S1", "2022-S2"),
        ("2023-S1", "2022-S2", "2022-S1"),
        ("2023", "2022", "2022"),
    ],
)
def test_the_period_before_is_of_the_same_kind(code: str, before: str, year_ago: str) -> None:
    period = Period.parse(code)
    assert (str(period_before(period)), str(year_before(period))) == (before, year_ago)


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("2023-07", date(2023, 8, 5)),
        ("2023-12", date(2024, 1, 5)),
        ("2023-S1", date(2023, 7, 5)),
        ("2023", date(2024, 1, 5)),
    ],
)
def test_forms_are_to_be_returned_in_the_month_after_the_period(code: str, day: date) -> None:
    assert closing_date(an_institution(forms=FormTerms(closing_day=5)), Period.parse(code)) == day


def test_where_no_day_is_set_there_is_none() -> None:
    assert closing_date(an_institution(), Period.parse("2023-07")) is None
