"""A plan while its rows are being put together: objectives, their measures, and what was found about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.errors import Place
from toolkit.intake.plan_table.headers import Header
from toolkit.intake.plan_table.rows import Cell


@dataclass(slots=True, kw_only=True)
class DraftAction:
    """A measure: the code that was read, and its cells by field, or by label for columns that nobody knows."""

    code: str  # empty where none was read
    place: Place
    cells: dict[str, Cell] = field(default_factory=dict)
    other: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class DraftPriority:
    """An objective and its measures."""

    code: str
    title: str
    place: Place
    label: str = ""
    header: Header | None = None
    above_header: list[str] = field(default_factory=list)
    actions: list[DraftAction] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Draft:
    """All that was read of a plan."""

    title: str = ""
    period: str = ""
    date_line: str = ""
    header: Header | None = None  # the first one
    priorities: list[DraftPriority] = field(default_factory=list)
    footnotes: Mapping[str, str] = field(default_factory=dict)
