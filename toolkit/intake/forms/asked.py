"""What the plan asks of one department."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.plan.institution import Institution
from toolkit.plan.plan import Action, Indicator, Plan, asked_departments


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An indicator that a department is asked for."""

    action: Action
    number: int  # of the indicator within the action
    indicator: Indicator


def asked_of(department_id: str, plan: Plan, institution: Institution) -> tuple[Asked, ...]:
    """List what a department is asked for, in the order of the plan."""
    return tuple(
        Asked(action=action, number=number, indicator=indicator)
        for action in plan.actions
        for number, indicator in action.numbered()
        if department_id in asked_departments(action, indicator, institution)
    )
