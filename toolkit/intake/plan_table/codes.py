"""Which measure belongs to which objective, and the code of each: every code stands once."""

from __future__ import annotations

from collections import Counter

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_table.draft import Draft, DraftPriority
from toolkit.language import counted, gettext

_MOST_DOTS = 3  # in a code


def match_by_code(draft: Draft) -> None:
    """Give each measure to the objective that its code names, where one does; else it stays under the one above it."""
    by_code = {priority.code: priority for priority in draft.priorities}
    for priority in draft.priorities:
        for action in list(priority.actions):
            named = by_code.get(action.code.rpartition(".")[0])
            if named is not None and named is not priority:
                priority.actions.remove(action)
                named.actions.append(action)


def give_codes(priorities: list[DraftPriority], file: str) -> list[Finding]:
    """Let every code stand once: numbers that restart are prefixed by their objective, the rest is numbered by position."""
    findings: list[Finding] = []
    _number_objectives(priorities)
    codes = Counter(action.code for priority in priorities for action in priority.actions if action.code)
    if any(count > 1 for count in codes.values()):
        for priority in priorities:
            for action in priority.actions:
                if action.code and not action.code.startswith(f"{priority.code}.") and action.code.count(".") < _MOST_DOTS:
                    action.code = f"{priority.code}.{action.code}"
    given = 0
    taken: set[str] = set()
    for priority in priorities:
        for position, action in enumerate(priority.actions, 1):
            if not action.code:
                given += 1
                action.code = _free(f"{priority.code}.{position}", taken)
            elif action.code in taken:
                code = _free(action.code, taken)
                findings.append(_code_twice(action.place, action.code, code))
                action.code = code
            taken.add(action.code)
    if given:
        findings.append(
            Finding(
                severity=Severity.WARNING,
                code=Code.PLAN_CODE_GIVEN,
                place=Place(file),
                found=gettext("{actions} fără cod în tabel", actions=counted(given, "măsură", "măsuri")),
                expected=gettext("câte un cod la fiecare măsură; au fost numerotate după locul lor"),
                fix=gettext("verificați codurile în planul importat"),
            )
        )
    return findings


def _number_objectives(priorities: list[DraftPriority]) -> None:
    taken: set[str] = set()
    for priority in priorities:
        priority.code = _free(priority.code, taken) if priority.code in taken else priority.code
        taken.add(priority.code)


def _free(code: str, taken: set[str]) -> str:
    """The code itself, or the next one of its series that no other has."""
    series, _, number = code.rpartition(".")
    following = int(number) if number.isdecimal() else 1
    while code in taken:
        following += 1
        code = f"{series}.{following}" if series else str(following)
    return code


def _code_twice(place: Place, code: str, given: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_CODE_GIVEN,
        place=place,
        found=gettext("codul {code}, care stă și la altă măsură", code=code),
        expected=gettext("fiecare cod o singură dată; măsura a primit codul {given}", given=given),
        fix=gettext("verificați codurile în planul importat"),
    )
