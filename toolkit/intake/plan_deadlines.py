"""The deadlines of a plan that cannot be followed, printed as they were adopted, and the events that they count from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.language import gettext
from toolkit.plan.deadline import Deadline, DeadlineKind
from toolkit.plan.deadline_text import read_deadline
from toolkit.plan.deadline_wording import problem_of
from toolkit.plan.places import place_in_plan
from toolkit.plan.plan import Action, Plan
from toolkit.plan.spelling import matching, nearest, nearest_named, shown


def deadline_findings(plan: Plan, file: str) -> tuple[Finding, ...]:
    """One finding for each deadline that is impossible, not understood or not dated yet, and each event of none of them.

    Nothing is guessed. A deadline is a warning; a note where the plan says itself that its source is broken there, or where
    it only waits for the date of its event.
    """
    deadlines = {action.code: read_deadline(action.deadline) for action in plan.actions}
    told = (_about(plan, action, deadlines[action.code], file) for action in plan.actions)
    named = {matching(deadline.event): deadline.event for deadline in deadlines.values() if deadline.event}
    return (*(finding for finding in told if finding is not None), *_events_not_named(plan, named, file))


def _about(plan: Plan, action: Action, deadline: Deadline, file: str) -> Finding | None:
    place = Place(file, cell=place_in_plan(plan, action.code, "deadline"))
    problem = problem_of(deadline)
    if problem is not None:
        return Finding(
            severity=Severity.NOTE if action.source_note else Severity.WARNING,
            code=Code.DEADLINE_NOT_UNDERSTOOD if deadline.impossible is None else Code.DEADLINE_IMPOSSIBLE,
            action=action.code,
            place=place,
            found=problem.found,
            expected=problem.expected,
            fix=problem.fix,
        )
    if deadline.kind is DeadlineKind.RELATIVE and matching(deadline.event) not in map(matching, plan.events):
        return Finding(
            severity=Severity.NOTE,
            code=Code.DEADLINE_NOT_DATED,
            action=action.code,
            place=place,
            found=gettext("„{text}”, numărat de la un eveniment fără dată", text=shown(deadline.printed)),
            expected=gettext(
                "data evenimentului „{event}”; până atunci termenul nu este socotit scadent", event=shown(deadline.event)
            ),
            fix=gettext(
                "când se știe, scrieți data lângă numele evenimentului: la „events” în plan.yaml sau în foaia „Evenimente” a"
                " planului exportat"
            ),
        )
    return None


def _events_not_named(plan: Plan, named: Mapping[str, str], file: str) -> Iterator[Finding]:
    for event in plan.events:
        if matching(event) not in named:
            yield Finding(
                severity=Severity.WARNING,
                code=Code.EVENT_NOT_NAMED,
                place=Place(file, cell=gettext("Evenimentul „{name}”", name=shown(event))),
                found=gettext("un eveniment de la care nu se numără niciun termen"),
                expected=gettext("numele evenimentului ca în termen") + nearest_named(nearest(event, named.values())),
                fix=gettext("corectați numele sau ștergeți evenimentul"),
            )
