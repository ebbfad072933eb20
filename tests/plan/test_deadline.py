"""What follows from a deadline: due in a period or not, due by a day, overdue at a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.plan.deadline import Deadline, DeadlineKind, due_dates, months_later, resolved
from toolkit.plan.deadline_text import read_deadline
from toolkit.plan.period import Period

PLAN_START = date(2022, 2, 21)
NEVER_DUE = (
    "după necesitate",
    "3 luni de la aprobarea Strategiei",
    "",
    "[text pierdut în sursă]",
    "31.06.2022",
    "când se poate",
)
ONCE = (
    "31 martie 2022",
    "Aprilie 2022",
    "Sem. II 2022",
    "2023",
    "2022-2024",
    "Trim. I 2022 - trim. II 2023",
    "până la 30 iunie 2023",
    "iunie, decembrie 2023",
)
GOING_ON = (
    "permanent",
    "permanent, cu verificarea semestrială",
    "trimestrial",
    "lunar",
    "anual, 31 martie",
    "anual, 29 februarie",
    "La 2 ani",
    "la 5 luni",
    "la 2 ani, începând cu 2021",
    "permanent, 2022-2024",
    "anual, până la 30 iunie 2024",
)
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
DEADLINES = st.sampled_from((*ONCE, *GOING_ON, *NEVER_DUE)).map(read_deadline)
YEARS = st.integers(2020, 2026)


def due(text, start="2022-01-01", end="2024-12-31", plan_start=PLAN_START):
    """The due dates of a deadline in a time, as texts."""
    days = due_dates(read_deadline(text), date.fromisoformat(start), date.fromisoformat(end), plan_start)
    return [str(day) for day in days]


def is_due_in(deadline: Deadline, period: str) -> bool:
    span = Period.parse(period)
    return bool(due_dates(deadline, span.first_day, span.last_day, PLAN_START))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("31 martie 2022", ["2022-03-31"]),
        ("Aprilie 2022", ["2022-04-30"]),
        ("Sem. II 2022", ["2022-12-31"]),
        ("2022-2024", ["2024-12-31"]),
        ("iunie, decembrie 2023", ["2023-06-30", "2023-12-31"]),
        ("permanent", ["2022-12-31", "2023-12-31", "2024-12-31"]),
        (
            "permanent, cu verificarea semestrială",
            ["2022-06-30", "2022-12-31", "2023-06-30", "2023-12-31", "2024-06-30", "2024-12-31"],
        ),
        ("anual, 31 ianuarie", ["2023-01-31", "2024-01-31"]),  # that of 2022 was before the plan
        ("anual, 29 februarie", ["2022-02-28", "2023-02-28", "2024-02-29"]),
        ("anual, începând cu 2023", ["2023-12-31", "2024-12-31"]),
        ("permanent, până la 31 decembrie 2023", ["2022-12-31", "2023-12-31"]),
        ("la 2 ani", ["2024-02-20"]),  # two years from the plan's start, that day included
        ("la 2 ani, începând cu 2021", ["2022-12-31", "2024-12-31"]),
        ("la 5 luni", ["2022-07-20", "2022-12-20", "2023-05-20", "2023-10-20", "2024-03-20", "2024-08-20"]),
        *((text, []) for text in NEVER_DUE),
    ],
)
def test_due_dates_follow_from_the_rule(text, days):
    assert due(text) == days


def test_a_month_and_a_quarter_are_due_on_their_last_day():
    assert due("lunar", "2024-01-15", "2024-03-30") == ["2024-01-31", "2024-02-29"]
    assert due("trimestrial", "2024-01-01", "2024-12-31") == ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]


def test_spans_of_years_are_not_due_where_nobody_says_when_they_begin():
    assert due("La 2 ani", plan_start=None) == []
    assert due("anual", plan_start=None) == ["2022-12-31", "2023-12-31", "2024-12-31"]


def test_spans_end_where_the_calendar_does():
    assert due("la 2 ani", "9990-01-01", "9999-12-31", date(9995, 1, 1)) == ["9996-12-31", "9998-12-31"]
    assert due("la 5 luni", "9999-01-01", "9999-12-31", date(9998, 12, 31))[-1] <= "9999-12-31"


@pytest.mark.parametrize(
    ("text", "period", "is_due"),
    [
        ("30 iunie 2022", "2022-S1", True),
        ("30 iunie 2022", "2022-S2", False),
        ("2022", "2022-S1", False),
        ("2022", "2022-S2", True),
        ("permanent", "2023-S1", False),
        ("permanent", "2023", True),
        ("permanent, cu verificarea semestrială", "2023-S1", True),
        ("după necesitate", "2023", False),
    ],
)
def test_a_deadline_is_due_in_the_period_that_holds_one_of_its_due_dates(text, period, is_due):
    assert is_due_in(read_deadline(text), period) is is_due


@pytest.mark.parametrize(
    ("text", "is_due"),
    [
        ("31 martie 2022", True),  # due before the period, and due still
        ("30 iunie 2023", True),
        ("decembrie 2023", False),
        ("iunie, decembrie 2023", False),  # not as a whole
        ("permanent", False),
        ("permanent, cu verificarea semestrială", True),
        ("după necesitate", False),
        ("31.06.2022", False),
    ],
)
def test_due_by_a_day_is_what_ended_before_it_and_what_is_verified_since_the_period_began(text, is_due):
    assert read_deadline(text).due_by(date(2023, 6, 30), date(2023, 1, 1), PLAN_START) is is_due


@pytest.mark.parametrize(
    ("text", "is_overdue"),
    [
        ("29 iunie 2023", True),
        ("30 iunie 2023", False),
        ("2022", True),
        ("iunie, decembrie 2022", True),
        ("iunie, decembrie 2023", False),
        ("permanent", False),
        ("permanent, 2020-2022", True),
        ("La 2 ani", False),
        *((text, False) for text in NEVER_DUE),
    ],
)
def test_a_deadline_is_overdue_from_the_day_after_its_last(text, is_overdue):
    assert read_deadline(text).overdue_at(date(2023, 6, 30)) is is_overdue


@pytest.mark.parametrize(
    ("text", "event", "day"),
    [
        ("3 luni de la aprobarea Strategiei", "2021-12-17", "2022-03-17"),
        ("o lună de la aprobare", "2022-01-31", "2022-02-28"),
        ("o lună de la aprobare", "2024-01-31", "2024-02-29"),
        ("un an de la aprobare", "2024-02-29", "2025-02-28"),
        ("30 de zile de la aprobare", "2022-01-31", "2022-03-02"),
        ("2 săptămâni de la aprobare", "2022-01-31", "2022-02-14"),
    ],
)
def test_a_time_after_an_event_is_a_day_once_the_event_has_its_date(text, event, day):
    deadline = resolved(read_deadline(text), date.fromisoformat(event))
    assert (deadline.kind, str(deadline.last), deadline.printed) == (DeadlineKind.ONCE, day, text)
    assert is_due_in(deadline, day[:7])


@given(DEADLINES.filter(lambda deadline: deadline.kind is not DeadlineKind.RELATIVE), DAYS)
def test_the_date_of_an_event_changes_no_other_deadline(deadline, day):
    assert resolved(deadline, day) == deadline


@given(DEADLINES, DAYS, DAYS, DAYS, st.none() | DAYS)
def test_the_due_dates_of_a_time_are_those_of_its_two_halves_together(deadline, one, other, third, plan_start):
    start, middle, end = sorted((one, other, third))
    after = middle + timedelta(days=1)
    whole = due_dates(deadline, start, end, plan_start)
    assert whole == due_dates(deadline, start, middle, plan_start) + due_dates(deadline, after, end, plan_start)
    assert list(whole) == sorted(set(whole))
    assert all(start <= day <= end for day in whole)


@given(st.sampled_from([text for text in ONCE if "," not in text]).map(read_deadline), YEARS)
def test_what_is_due_once_in_a_year_is_due_in_exactly_one_of_its_semesters(deadline, year):
    semesters = [is_due_in(deadline, f"{year}-S{number}") for number in (1, 2)]
    assert sum(semesters) == is_due_in(deadline, str(year))


@given(DEADLINES, DAYS, DAYS)
def test_what_is_overdue_stays_overdue(deadline, one, other):
    earlier, later = sorted((one, other))
    assert deadline.overdue_at(earlier) <= deadline.overdue_at(later)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(0, 1200), st.integers(0, 1200))
def test_months_later_are_never_out_of_order(day, months, more):
    assert months_later(day, months) <= months_later(day, months + more)
    assert day <= months_later(day, months)
