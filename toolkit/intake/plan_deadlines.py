"""The deadlines of a plan that cannot be followed: printed as they were adopted, and told."""

from __future__ import annotations

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.plan.deadline_text import read_deadline
from toolkit.plan.deadline_wording import problem_of
from toolkit.plan.places import place_in_plan
from toolkit.plan.plan import Plan


def deadline_findings(plan: Plan, file: str) -> tuple[Finding, ...]:
    """One finding for each deadline that is a day which does not exist, or that is not understood; none is guessed.

    A warning, or a note where the plan says itself that its source is broken there.
    """
    findings = []
    for action in plan.actions:
        deadline = read_deadline(action.deadline)
        problem = problem_of(deadline)
        if problem is not None:
            findings.append(
                Finding(
                    severity=Severity.NOTE if action.source_note else Severity.WARNING,
                    code=Code.DEADLINE_NOT_UNDERSTOOD if deadline.impossible is None else Code.DEADLINE_IMPOSSIBLE,
                    action=action.code,
                    place=Place(file, cell=place_in_plan(plan, action.code, "deadline")),
                    found=problem.found,
                    expected=problem.expected,
                    fix=problem.fix,
                )
            )
    return tuple(findings)
