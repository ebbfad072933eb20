"""What does not agree in the evidence that somebody names: days that no calendar has."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.language import gettext
from toolkit.plan.dates_in_text import days_in
from toolkit.plan.deadline_wording import problem_of


def impossible_days(evidence: str, place: Place, action: str = "") -> Iterator[Finding]:
    """Find each day that does not exist; it is printed as written, never shifted."""
    for day in days_in(evidence):
        problem = problem_of(day)
        if problem is not None:
            yield Finding(
                severity=Severity.ERROR,
                code=Code.DATE_IMPOSSIBLE,
                action=action,
                place=place,
                found=problem.found,
                expected=gettext("data documentului, o zi care există"),
                fix=gettext(
                    "verificați documentul și corectați data la „evidence”; până atunci se tipărește cum este scrisă"
                ),
            )
