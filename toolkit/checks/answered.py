"""What the plan asks of a department, and what the departments have answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.checks.fit import same_answer
from toolkit.intake.submission import Entry, Submission
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Action, Plan, asked_departments

Answered = Mapping[tuple[str, str], set[int]]  # (department, action) → numbers of the indicators it answered
OneAnswerEach = Mapping[tuple[str, str, int], Entry | None]  # by department, action and number of the indicator


def asked_numbers(action: Action, institution: Institution) -> dict[str, set[int]]:
    """Say which indicators of an action each department is asked; a department that is asked none is not there."""
    asked: dict[str, set[int]] = {}
    for number, indicator in action.numbered():
        for department in asked_departments(action, indicator, institution):
            asked.setdefault(department, set()).add(number)
    return asked


def answered_numbers(submissions: Sequence[Submission]) -> Answered:
    """Say which indicators each department answered: a figure, a status, a text or "not applicable" is an answer."""
    answered: dict[tuple[str, str], set[int]] = {}
    for submission in submissions:
        for entry in submission.entries:
            if entry.value.is_answer:
                answered.setdefault((submission.department, entry.action), set()).add(entry.indicator)
    return answered


def one_answer_each(submissions: Sequence[Submission], plan: Plan) -> OneAnswerEach:
    """Give the answer of each department to each indicator; None where it gave two that contradict each other."""
    answers: dict[tuple[str, str, int], Entry | None] = {}
    for submission in sorted(submissions, key=lambda s: s.file):
        for entry in submission.entries:
            key = (submission.department, entry.action, entry.indicator)
            indicator = plan.indicator(entry.action, entry.indicator)
            first = answers.get(key)
            if indicator is None or (key in answers and first is None):
                continue
            if first is None or not first.value.is_answer:
                answers[key] = entry
            elif entry.value.is_answer and not same_answer(first.value, entry.value, indicator.all_units):
                answers[key] = None
    return answers
