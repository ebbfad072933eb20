"""What the plan asks of each department."""

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


def asked_by_department(plan: Plan, institution: Institution) -> dict[str, tuple[Asked, ...]]:
    """List what each department is asked for, in the order of the plan; the departments in the order of print."""
    asked: dict[str, list[Asked]] = {department_id: [] for department_id in institution.department_ids}
    for action in plan.actions:
        for number, indicator in action.numbered():
            for department_id in asked_departments(action, indicator, institution):
                asked[department_id].append(Asked(action=action, number=number, indicator=indicator))
    return {department_id: tuple(rows) for department_id, rows in asked.items()}
