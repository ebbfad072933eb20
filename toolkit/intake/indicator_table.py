"""The table of indicators on a sheet, as its cells are looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.intake.grid import Grid
from toolkit.intake.header_row import HeaderRow
from toolkit.intake.layout import Column
from toolkit.plan.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable:
    """The table of indicators on a sheet, and the plan that it answers."""

    grid: Grid
    header: HeaderRow
    plan: Plan
    currency: str

    def column(self, label: Column) -> int:
        """The column under a label."""
        return self.header.column(label)

    def is_blank(self, row: int, labels: Iterable[Column]) -> bool:
        """Whether nothing stands under any of some labels."""
        return all(self.grid.is_blank(row, self.column(label)) for label in labels)
