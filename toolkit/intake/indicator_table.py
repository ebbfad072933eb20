"""The table of indicators on a sheet, as its cells are looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from toolkit.intake.grid import Grid
from toolkit.intake.header_row import HeaderRow
from toolkit.intake.layout import Column
from toolkit.plan.plan import Plan


@dataclass(frozen=True, kw_only=True)
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

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all units, which mend a word that stray spaces parted."""
        indicators = (indicator for action in self.plan.actions for indicator in action.indicators)
        return frozenset(word for indicator in indicators for unit in indicator.all_units for word in unit.words)
