"""The versions of a plan, and which of them was in force on a day.

The plan in force lies in plan.yaml; those before it in plan_<when they came into force>.yaml beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import shown

_VERSION = re.compile(r"plan(?:_(\d{4}-\d\d-\d\d))?\.yaml")
_LIKE_A_VERSION = re.compile(r"plan(?!\.imported)(?:[^a-z].*)?\.ya?ml", re.IGNORECASE)


def versions_among(paths: Iterable[str]) -> tuple[str, ...]:
    """Give the files of an institution that are versions of its plan.

    Refuse what looks like one and has another name, which would be passed over in silence; what was imported is none yet.
    """
    found = []
    for path in paths:
        name = path.rpartition("/")[2]
        if _VERSION.fullmatch(name):
            found.append(path)
        elif _LIKE_A_VERSION.fullmatch(name):
            raise OfficeFileError(
                place=Place(path),
                found=gettext("„{name}”, un nume pe care nu îl are nicio versiune a planului", name=shown(name)),
                expected=gettext("plan.yaml sau plan_AN-LUNĂ-ZI.yaml, cu data de la care versiunea era în vigoare"),
                fix=gettext("corectați numele sau mutați fișierul în alt dosar"),
            )
    return tuple(found)


def plan_in_force(plans: Mapping[str, Plan], day: date) -> str | None:
    """Name the file of the plan that was in force on a day, the newest of those that had begun; None before the first."""
    begun = {file: plan for file, plan in plans.items() if plan.valid_from <= day}
    return max(begun, key=lambda file: begun[file].valid_from) if begun else None


def first_plan(plans: Mapping[str, Plan]) -> str:
    """Name the file of the plan that came into force before all others."""
    return min(plans, key=lambda file: plans[file].valid_from)


def check_versions(plans: Mapping[str, Plan]) -> None:
    """Refuse a version whose name bears another day than it does, and two of one day: nobody could say which one counts."""
    by_day: dict[date, str] = {}
    for file in sorted(plans):
        name = _VERSION.fullmatch(file.rpartition("/")[2])
        if name and name[1] and name[1] != plans[file].valid_from.isoformat():
            raise OfficeFileError(
                place=Place(file),
                found=gettext("valid_from: {day}, altă zi decât în numele fișierului", day=plans[file].valid_from),
                expected=gettext("valid_from: {day}", day=name[1]),
                fix=gettext("corectați data sau numele fișierului"),
            )
        other = by_day.setdefault(plans[file].valid_from, file)
        if other != file:
            raise OfficeFileError(
                place=Place(file),
                found=gettext("valid_from: {day}, ca în {other}", day=plans[file].valid_from, other=other),
                expected=gettext("fiecare versiune a planului în vigoare de la altă zi"),
                fix=gettext("corectați data sau ștergeți versiunea care nu este bună"),
            )
