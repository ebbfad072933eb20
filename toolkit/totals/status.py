"""Where each department stands in an action, and the three counts that the report prints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toolkit.checks.answered import Answered, asked_numbers
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Action


class DepartmentState(StrEnum):
    """How much of what the plan asks of a department in an action it has answered."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStatus:
    """The state of every department that the plan asks in an action, in the order of print."""

    action: str
    states: tuple[tuple[str, DepartmentState], ...]

    def count(self, state: DepartmentState) -> int:
        """How many departments are in a state."""
        return sum(1 for _, given in self.states if given is state)

    @property
    def counts(self) -> tuple[int, int, int]:
        """All answered, some answered, none answered: the order of the printed sentences."""
        return self.count(DepartmentState.ALL), self.count(DepartmentState.SOME), self.count(DepartmentState.NONE)


def status_of(action: Action, institution: Institution, answered: Answered) -> ActionStatus:
    """Say for every asked department whether it answered all, some or none of what the plan asks.

    A figure, a status, a text and "not applicable" are answers; "-", a blank and "not available yet" are not.
    """
    asked = asked_numbers(action, institution)
    states: list[tuple[str, DepartmentState]] = []
    for department in institution.department_ids:
        if department in asked:
            given = asked[department] & answered.get((department, action.code), set())
            complete = given == asked[department]
            state = DepartmentState.ALL if complete else DepartmentState.SOME if given else DepartmentState.NONE
            states.append((department, state))
    return ActionStatus(action=action.code, states=tuple(states))
