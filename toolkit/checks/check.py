"""All checks of a period's submissions, in one call."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.checks.answers import find_misfits, find_repeated, find_unasked
from toolkit.checks.completeness import find_missing
from toolkit.checks.jumps import find_jumps
from toolkit.checks.narratives import find_contradicting_figures
from toolkit.checks.office import find_counted_until, find_plan_not_in_force, find_unwritten_sections
from toolkit.checks.relations import find_broken_relations
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import PeriodInputs

_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def check_submissions(inputs: PeriodInputs) -> tuple[Finding, ...]:
    """Check what was returned for a period; all findings, those of the reading included, gravest first."""
    findings = [*inputs.reading_findings, *inputs.earlier.findings]
    for returned in inputs.returned:
        findings += find_repeated(returned)
        for submission in returned:
            findings += find_misfits(submission, inputs.plan)
        findings += find_contradicting_figures(returned, inputs.plan)
    for submission in inputs.submissions:
        findings += find_unasked(submission, inputs.plan, inputs.institution)
    findings += find_broken_relations(inputs.submissions, inputs.plan, inputs.institution)
    findings += find_jumps(inputs)
    findings += find_missing(inputs)
    findings += find_unwritten_sections(inputs)
    findings += find_plan_not_in_force(inputs)
    findings += find_counted_until(inputs)
    return in_order(findings)


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings, the gravest first, then by place; the same finding once."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda f: (
                _GRAVEST_FIRST.index(f.severity),
                f.code is Code.MISSING_ENTRIES,  # there are many, and they are not about a cell
                f.place.reading_order,
                _code_key(f.action),
                f.code.value,
                f.found,
            ),
        )
    )


def _code_key(code: str) -> list[tuple[int, str]]:
    """Codes in plan order: 1.9 before 1.10."""
    return [(int(part) if part.isdecimal() else 0, part) for part in code.split(".")]
