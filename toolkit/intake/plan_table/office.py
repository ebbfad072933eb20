"""For whom a plan is imported or exported."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.plan.institution import Institution


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An institution with its id, the name of its folder."""

    id: str
    institution: Institution
