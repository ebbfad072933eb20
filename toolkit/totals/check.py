"""All that is found in a period's inputs: the checks of what was returned and of the totals, less what was accepted."""

from __future__ import annotations

from toolkit.checks.acceptance import Checked, with_acceptances
from toolkit.checks.check import check_submissions, in_order
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.totals.relations import find_relations_broken_in_totals


def check_period(inputs: PeriodInputs) -> Checked:
    """Check a period; the open findings gravest first, and the accepted ones in the order of accepted.yaml."""
    found = (*check_submissions(inputs), *find_relations_broken_in_totals(inputs))
    checked = with_acceptances(in_order(found), inputs)
    return Checked(findings=in_order(checked.findings), accepted=checked.accepted)
