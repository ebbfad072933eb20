"""What the plan asks of a department, and what the departments have answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.intake.submission import Submission
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Action, asked_departments

Answered = Mapping[tuple[str, str], set[int]]  # (department, action) → numbers of the indicators it answered


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
