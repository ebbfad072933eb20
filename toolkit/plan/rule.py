"""How the figures of one indicator are combined: over departments, and over months."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OverDepartments(StrEnum):
    """How the figures of several departments become the institution's one figure."""

    SUM = "sum"  # each department counts its own
    MAX = "max"  # several departments count the same things
    LEAD = "lead"  # one department answers for all
    ANY = "any"  # done as soon as one department says so
    JOIN = "join"  # texts, one after the other
    NONE = "none"  # no total is made


class OverMonths(StrEnum):
    """How the figures of several months become the figure of a longer period."""

    SUM = "sum"  # a flow: what happened adds up
    LAST = "last"  # a stock: what there is at the end
    MAX = "max"  # the highest of the months
    NONE = "none"  # no figure is made


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The rule that an indicator declares, written `sum/last` or `lead:resurse-umane/sum` in the plan."""

    departments: OverDepartments
    lead: str  # the department that answers for all; empty unless the rule is `lead`
    months: OverMonths

    @classmethod
    def parse(cls, text: str) -> Rule:
        """Read a rule; `ValueError` when it is none of ours."""
        over_departments, slash, over_months = text.partition("/")
        name, colon, lead = over_departments.partition(":")
        departments = OverDepartments(name)
        if not slash or (departments is OverDepartments.LEAD) != bool(colon and lead):
            raise ValueError(text)
        return cls(departments=departments, lead=lead, months=OverMonths(over_months))

    def __str__(self) -> str:
        lead = f":{self.lead}" if self.lead else ""
        return f"{self.departments.value}{lead}/{self.months.value}"
