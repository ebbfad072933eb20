"""The three counts of an action: computed from what was asked and answered, never typed in."""

import pytest
from conftest import a_submission, an_action, an_indicator, an_institution

from toolkit.checks.answered import answered_numbers
from toolkit.totals.status import DepartmentState, status_of

INSTITUTION = an_institution()


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (["5 decizii", "Realizat"], DepartmentState.ALL),
        (["0 decizii", "Nerealizat"], DepartmentState.ALL),
        (["Nu este cazul", "Nu e cazul"], DepartmentState.ALL),
        (["5 decizii", "-"], DepartmentState.SOME),
        (["-", "indisponibil încă"], DepartmentState.NONE),
        (["", "--"], DepartmentState.NONE),
    ],
)
def test_an_answer_is_a_figure_a_status_or_not_applicable(answers, state):
    action = an_action(an_indicator(), an_indicator("status", "any/last"), asked=("presa",))
    found = status_of(action, INSTITUTION, answered_numbers([a_submission("presa", answers)]))
    assert found.states == (("presa", state),)


def test_a_department_that_returned_nothing_counts_as_none():
    found = status_of(an_action(), INSTITUTION, answered_numbers([a_submission("presa", ["5 decizii"])]))
    assert found.counts == (1, 0, 3)


def test_a_department_that_was_not_asked_is_not_counted():
    found = status_of(an_action(asked=("presa",)), INSTITUTION, answered_numbers([a_submission("cultura", ["5 decizii"])]))
    assert found.counts == (0, 0, 1)


def test_an_indicator_may_ask_others_than_its_action():
    own = an_indicator(asked=("cultura",), asked_reason="numai ea știe")
    action = an_action(an_indicator(), own, asked=("presa",))
    submissions = [a_submission("presa", ["5 decizii"]), a_submission("cultura", {"1.1.2": "2 decizii"})]
    assert status_of(action, INSTITUTION, answered_numbers(submissions)).counts == (2, 0, 0)
