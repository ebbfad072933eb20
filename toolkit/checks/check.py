"""All checks of a period's submissions, in one call."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.checks.answers import find_misfits, find_repeated_entries, find_unasked
from toolkit.checks.completeness import find_missing
from toolkit.intake.finding import Finding, Severity
from toolkit.intake.submission import Submission
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Plan

_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def check_submissions(
    plan: Plan, institution: Institution, submissions: Sequence[Submission], folder: str
) -> tuple[Finding, ...]:
    """Check what was returned for a period (`folder` names its folder in messages); all findings, gravest first."""
    findings = find_repeated_entries(submissions)
    for submission in submissions:
        findings += find_misfits(submission, plan)
        findings += find_unasked(submission, plan, institution)
    findings += find_missing(plan, institution, submissions, folder)
    return in_order(findings)


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings, the gravest first, then by place; the same finding once."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda f: (
                _GRAVEST_FIRST.index(f.severity),
                f.place.file,
                f.place.sheet,
                _cell_key(f.place.cell),
                f.action,
                f.code.value,
                f.found,
            ),
        )
    )


def _cell_key(cell: str) -> tuple[int, str]:
    """Cells in reading order: E9 before E14."""
    letters = cell.rstrip("0123456789")
    return (int(cell[len(letters) :] or 0), letters)
