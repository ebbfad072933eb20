"""A month stands beside the month before and the semester so far, each by the indicator's own rule."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from conftest import a_plan, an_action, an_indicator
from hypothesis import given
from hypothesis import strategies as st
from returned_months import HOME, MONTHS, a_return, inputs_of, month_of

from toolkit.intake.earlier import Earlier, EarlierPeriod
from toolkit.intake.office_files import Adjustment
from toolkit.intake.submission import Submission
from toolkit.plan.period import Period
from toolkit.totals.figures import figures_of
from toolkit.totals.month import MonthFigures, MonthLine, month_figures
from toolkit.totals.periods import composed


def line_of(month: MonthFigures, number: int = 1) -> MonthLine:
    return list(month.lines_of(month.inputs.plan.actions[0]))[number - 1]


def texts(line: MonthLine) -> tuple[str, str, str]:
    before = line.before.comparison.computed if line.before else ""
    return line.month.printed, before, line.so_far.comparison.computed


def test_the_month_the_month_before_and_all_months_until_then() -> None:
    month = month_of({"2023-01": {"1.1.1": "3"}, "2023-04": {"1.1.1": "5"}, "2023-05": {"1.1.1": "2"}})
    assert texts(line_of(month)) == ("2 decizii", "5 decizii", "10 decizii")
    assert (month.period_before, month.inputs.period.semester) == (Period.parse("2023-04"), Period.parse("2023-S1"))


def test_a_month_that_comes_later_counts_in_nothing() -> None:
    month = month_of({"2023-04": {"1.1.1": "5"}, "2023-05": {"1.1.1": "2"}, "2023-06": {"1.1.1": "100"}})
    assert texts(line_of(month)) == ("2 decizii", "5 decizii", "7 decizii")


@pytest.mark.parametrize(
    ("rule", "so_far"), [("sum/sum", "10 decizii"), ("sum/last", "2 decizii"), ("sum/max", "5 decizii"), ("sum/none", "-")]
)
def test_the_semester_so_far_follows_the_rule_over_months(rule: str, so_far: str) -> None:
    plan = a_plan(an_action(an_indicator(rule=rule), asked=("presa",)))
    returned = {"2023-01": {"1.1.1": "3"}, "2023-04": {"1.1.1": "5"}, "2023-05": {"1.1.1": "2"}}
    assert texts(line_of(month_of(returned, plan=plan)))[2] == so_far


def test_a_quarter_that_was_returned_counts_for_its_months() -> None:
    month = month_of({"2023-Q1": {"1.1.1": "7"}, "2023-03": {"1.1.1": "7"}, "2023-04": {"1.1.1": "1"}}, "2023-04")
    assert texts(line_of(month)) == ("1 decizie", "7 decizii", "8 decizii")


def test_months_without_a_form_are_named_and_not_estimated() -> None:
    month = month_of({"2023-02": {"1.1.1": "3"}, "2023-05": {"1.1.1": "2"}})
    assert texts(line_of(month)) == ("2 decizii", "", "5 decizii")
    (missing,) = month.so_far_inputs.missing_months
    assert [str(lost) for lost in missing.months] == ["2023-01", "2023-03", "2023-04"]


def test_in_the_first_month_of_a_semester_the_month_before_is_of_the_semester_before() -> None:
    december = a_return("2022-12", {"1.1.1": "9"})
    inputs = inputs_of(a_return("2023-01", {"1.1.1": "4"}), period="2023-01")
    earlier = Earlier(periods=(EarlierPeriod(period=Period.parse("2022-12"), submissions=(december,)),))
    semester = inputs_of(a_return("2023-01", {"1.1.1": "4"}), period="2023-S1")
    month = month_figures(replace(inputs, earlier=earlier), semester, with_adjustments=True)
    assert texts(line_of(month)) == ("4 decizii", "9 decizii", "4 decizii")


def test_an_adjustment_changes_what_is_printed_of_the_month_and_nothing_beside_it() -> None:
    files = (a_return("2023-04", {"1.1.1": "5"}), a_return("2023-05", {"1.1.1": "2"}))
    adjustment = Adjustment(action="1.1", indicator=1, text="3 decizii", reason="una scăpată", role="secretar")
    inputs = replace(inputs_of(*files, period="2023-05"), adjustments={("1.1", 1): adjustment})
    semester = inputs_of(*files)
    adjusted, computed = (month_figures(inputs, semester, with_adjustments=yes) for yes in (True, False))
    assert texts(line_of(adjusted)) == ("3 decizii", "5 decizii", "7 decizii")
    assert texts(line_of(computed)) == ("2 decizii", "5 decizii", "7 decizii")


def test_a_target_is_measured_by_the_semester_so_far() -> None:
    plan = a_plan(an_action(an_indicator(target="20 de decizii"), asked=("presa",)))
    month = month_of({"2023-04": {"1.1.1": "5"}, "2023-05": {"1.1.1": "2"}}, plan=plan)
    assert line_of(month).reached == Decimal("35.00")


@pytest.mark.parametrize(
    ("april", "may", "is_zero"),
    [("0", "0", True), ("-", "0", True), ("0", "-", True), ("1", "0", False), ("-", "-", False), ("0", "până la 3", False)],
)
def test_nothing_but_zero_is_an_exact_zero_wherever_anything_was_said(april: str, may: str, is_zero: bool) -> None:
    line = line_of(month_of({"2023-04": {"1.1.1": april}, "2023-05": {"1.1.1": may}}))
    assert line.is_nothing_but_zero is is_zero
    assert line.is_known is ((april, may) != ("-", "-"))
    assert line.is_reported is (may != "-")


@given(st.lists(st.integers(0, 1000), min_size=6, max_size=6))
def test_at_the_end_of_the_semester_so_far_is_the_semester(figures: list[int]) -> None:
    returned = {name: {"1.1.1": str(figure)} for name, figure in zip(MONTHS, figures, strict=True)}
    month = month_of(returned, "2023-06")
    files: list[Submission] = [a_return(name, said) for name, said in returned.items()]
    semester = figures_of(composed(inputs_of(*files)), with_adjustments=False)
    assert line_of(month).so_far == semester.totals[0]
    assert all(submission.file.startswith(HOME) for submission in month.inputs.submissions)
