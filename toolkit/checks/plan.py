"""What a person should know of a plan before it is printed: deadlines that cannot be followed, and slips."""

from __future__ import annotations

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_deadlines import deadline_findings
from toolkit.intake.plan_inputs import PlanInputs
from toolkit.language import gettext
from toolkit.plan.places import place_in_plan
from toolkit.plan.printed_plan import SuspectedError


def check_plan(inputs: PlanInputs) -> tuple[Finding, ...]:
    """What reading found, the deadlines that cannot be followed, and a note for each suspected slip, in this order."""
    slips = (_slip(slip, inputs) for slip in inputs.plan.suspected_errors)
    return (*inputs.reading_findings, *deadline_findings(inputs.plan, inputs.file), *slips)


def _slip(slip: SuspectedError, inputs: PlanInputs) -> Finding:
    return Finding(
        severity=Severity.NOTE,
        code=Code.SUSPECTED_SLIP,
        action=slip.where if inputs.plan.action(slip.where) else "",
        place=Place(inputs.file, cell=place_in_plan(inputs.plan, slip.where, slip.field)),
        found=gettext("„{text}”", text=slip.printed),
        expected=gettext("probabil „{likely}”", likely=slip.likely),
        fix=gettext("nimic, dacă este textul adoptat; se îndreaptă la următoarea actualizare a planului"),
    )
