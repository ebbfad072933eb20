"""All that is found in a period's inputs: the checks of what was returned and of the totals, less what was accepted."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.checks.acceptance import Checked, with_acceptances
from toolkit.checks.check import check_submissions, in_order
from toolkit.intake.finding import Code, Finding
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.totals.relations import find_relations_broken_in_totals


def check_period(inputs: PeriodInputs) -> Checked:
    """Check a period; the open findings gravest first, and the accepted ones in the order of accepted.yaml."""
    return _weighed((*check_submissions(inputs), *find_relations_broken_in_totals(inputs)), inputs)


def check_month(inputs: PeriodInputs, so_far: PeriodInputs) -> Checked:
    """Check a month by itself, with the months that its semester so far lacks; it has no sections that people write."""
    found = (*check_submissions(inputs), *find_relations_broken_in_totals(inputs))
    of_month = [finding for finding in found if finding.code is not Code.MISSING_SECTIONS]
    return _weighed((*of_month, *_lacking_before(inputs, so_far)), inputs)


def _lacking_before(inputs: PeriodInputs, so_far: PeriodInputs) -> list[Finding]:
    """What the semester so far lacks; of the month itself its own findings say what is missing."""
    lacking = {(one.department, one.action) for one in so_far.missing_months if one.months != (inputs.period,)}
    found = [finding for finding in so_far.reading_findings if finding.code is Code.MISSING_MONTHS]
    return [finding for finding in found if (finding.department, finding.action) in lacking]


def _weighed(found: Sequence[Finding], inputs: PeriodInputs) -> Checked:
    checked = with_acceptances(in_order(found), inputs)
    return Checked(findings=in_order(checked.findings), accepted=checked.accepted)
