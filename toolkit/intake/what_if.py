"""What was read, as it would be with something otherwise: see plan/what_if.py."""

from __future__ import annotations

from dataclasses import replace

from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.submission import Submission
from toolkit.plan.plan import Indicator, Plan
from toolkit.plan.rule import Rule
from toolkit.plan.what_if import RuleChange, WhatIf, with_rules


def what_if(inputs: PeriodInputs, asked: WhatIf) -> PeriodInputs:
    """Leave out what is to be left out, and give the indicators their other rules; earlier periods stay as they are.

    It is as if the files had never been returned: what was found in them goes too. The plan in force at another day is
    chosen where the files are listed, and `adjustments` where figures are printed; here they are only remembered. What
    the inputs do not have (an indicator of another plan) changes nothing.
    """
    if not asked.is_trial:
        return inputs

    def counts(submission: Submission) -> bool:
        return submission.department not in asked.leave_out and not is_left_out(submission.file, asked)

    return replace(
        inputs,
        plan=_with_other_rules(inputs.plan, asked.rules) if asked.rules else inputs.plan,
        submissions=tuple(filter(counts, inputs.submissions)),
        parts=tuple(replace(part, submissions=tuple(filter(counts, part.submissions))) for part in inputs.parts),
        reading_findings=tuple(
            finding
            for finding in inputs.reading_findings
            if finding.department not in asked.leave_out and not is_left_out(finding.place.file, asked)
        ),
        what_if=asked,
    )


def is_left_out(path: str, asked: WhatIf) -> bool:
    """Whether a file is left out by its name, or by its name with that of its folder."""
    return any(path.endswith(f"/{name}") for name in asked.leave_out)


def _with_other_rules(plan: Plan, rules: tuple[RuleChange, ...]) -> Plan:
    by_indicator = {(change.action, change.indicator): change for change in rules}

    def rule_of(action: str, number: int, indicator: Indicator) -> Rule:
        change = by_indicator.get((action, number))
        return change.rule_for(indicator.rule) if change else indicator.rule

    return with_rules(plan, rule_of)
