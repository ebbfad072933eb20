"""The versions of a plan, and which of them was in force on a day.

The plan in force lies in plan.yaml; those before it in plan_<when they came into force>.yaml beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.plan import Plan


def plan_in_force(plans: Mapping[str, Plan], day: date) -> str | None:
    """Name the file of the plan that was in force on a day, the newest of those that had begun; None before the first."""
    begun = {file: plan for file, plan in plans.items() if plan.valid_from <= day}
    return max(begun, key=lambda file: begun[file].valid_from) if begun else None


def first_plan(plans: Mapping[str, Plan]) -> str:
    """Name the file of the plan that came into force before all others."""
    return min(plans, key=lambda file: plans[file].valid_from)


def check_versions(plans: Mapping[str, Plan]) -> None:
    """Refuse two versions that came into force on the same day: nobody could say which one counts."""
    by_day: dict[date, str] = {}
    for file in sorted(plans):
        other = by_day.setdefault(plans[file].valid_from, file)
        if other != file:
            raise OfficeFileError(
                place=Place(file),
                found=gettext("valid_from: {day}, ca în {other}", day=plans[file].valid_from, other=other),
                expected=gettext("fiecare versiune a planului în vigoare de la altă zi"),
                fix=gettext("corectați data sau ștergeți versiunea care nu este bună"),
            )
