"""A plan while its rows are being put together: objectives, their measures, and what was found about them."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.errors import Place
from toolkit.intake.plan_table.headers import Header
from toolkit.intake.plan_table.rows import Cell
from toolkit.plan.printed_plan import Column, ColumnField


@dataclass(slots=True, kw_only=True)
class DraftAction:
    """A measure: the code that was read, and its cells by field, or by label for columns that nobody knows."""

    code: str  # empty where none was read
    place: Place
    headers: list[Header]  # of its table, and of those on which it goes on
    cells: dict[str, Cell] = field(default_factory=dict)
    other: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class DraftPriority:
    """An objective and its measures."""

    code: str
    title: str
    place: Place
    label: str = ""
    above_header: list[str] = field(default_factory=list)
    actions: list[DraftAction] = field(default_factory=list)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its measures; where they stand in several tables, those of the first and what others add."""
        found: dict[tuple[ColumnField, str], Column] = {}
        for action in self.actions:
            for column in (column for header in action.headers for column in header.columns):
                found.setdefault((column.field, column.label if column.field is ColumnField.OTHER else ""), column)
        return tuple(found.values())


@dataclass(slots=True, kw_only=True)
class Draft:
    """All that was read of a plan."""

    title: str = ""
    period: str = ""
    date_line: str = ""
    header: Header | None = None  # the first one
    priorities: list[DraftPriority] = field(default_factory=list)
    footnotes: dict[str, str] = field(default_factory=dict)
