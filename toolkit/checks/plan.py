"""What a person should know of a plan before it is printed: the slips that were adopted with it."""

from __future__ import annotations

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_inputs import PlanInputs
from toolkit.language import gettext
from toolkit.plan.printed_plan import SuspectedError


def check_plan(inputs: PlanInputs) -> tuple[Finding, ...]:
    """One note for each suspected slip, in the order of the plan's list; what reading found comes first."""
    slips = (_slip(slip, inputs) for slip in inputs.plan.suspected_errors)
    return (*inputs.reading_findings, *slips)


def _slip(slip: SuspectedError, inputs: PlanInputs) -> Finding:
    return Finding(
        severity=Severity.NOTE,
        code=Code.SUSPECTED_SLIP,
        action=slip.where if inputs.plan.action(slip.where) else "",
        place=Place(inputs.file, cell=f"{slip.where}, {slip.field}"),  # the keys by which the office finds it in plan.yaml
        found=gettext("„{text}”", text=slip.printed),
        expected=gettext("probabil „{likely}”", likely=slip.likely),
        fix=gettext("nimic, dacă este textul adoptat; se îndreaptă la următoarea actualizare a planului"),
    )
