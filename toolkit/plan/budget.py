"""A project's budget, read: what each line and the total are, and whether the lines give the total to the ban."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from toolkit.plan.amount import Amount, read_amounts
from toolkit.plan.project import Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBudget:
    """The amounts of a budget; what could not be read has no value."""

    lines: tuple[Amount, ...]
    total: Amount

    @property
    def sum_of_lines(self) -> Decimal | None:
        """What the lines give together; None where one of them could not be read."""
        values = [line.value for line in self.lines]
        return None if None in values else sum((value for value in values if value is not None), Decimal(0))

    @property
    def difference(self) -> Decimal | None:
        """By how much the total is greater than its lines; None where it cannot be known."""
        of_lines = self.sum_of_lines
        return None if of_lines is None or self.total.value is None else self.total.value - of_lines


def read_budget(budget: Budget) -> ReadBudget:
    """Read all amounts of a budget together, because they are written in one notation; the total says which, if any does."""
    total, *lines = read_amounts([budget.total, *(line.amount for line in budget.lines)])
    return ReadBudget(lines=tuple(lines), total=total)
