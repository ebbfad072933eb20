"""What a correction leaves out of the answers that it takes the place of."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.submission import Submission
from toolkit.language import counted, gettext
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import listed

_MOST_NAMED = 5


def is_blank(submission: Submission) -> bool:
    """Whether nobody wrote anything into a form, not even a dash."""
    return not submission.narratives and not any(
        entry.value.is_answer or entry.value.text.strip() or entry.remark or entry.reason or entry.evidence
        for entry in submission.entries
    )


def lost_answers(after: Submission, before: Iterable[Submission], plan: Plan, name: str) -> Finding | None:
    """Name what was answered by the returns that another takes the place of, and is not any more; None where nothing is."""
    before = tuple(before)
    indicators = {key for submission in before for key in _answered(submission)} - _answered(after)
    actions = {action for submission in before for action in _described(submission)} - _described(after)
    of_plan = [(action.code, number) for action in plan.actions for number, _ in action.numbered()]
    lost = [f"{action}.{number}" for action, number in of_plan if (action, number) in indicators]
    told = [_lost(counted(len(lost), "indicator", "indicatori"), lost)] if lost else []
    described = [action.code for action in plan.actions if action.code in actions]
    if described:
        told.append(_lost(counted(len(described), "descriere", "descrieri"), described))
    if not told:
        return None
    return Finding(
        severity=Severity.WARNING,
        code=Code.ANSWERS_LOST,
        place=Place(name),
        found=gettext("o corectare fără ce spunea formularul pe care îl înlocuiește: {lost}", lost=listed(told)),
        expected=gettext("toate răspunsurile, nu numai cele corectate: contează numai ultimul formular"),
        fix=gettext("nimic, dacă s-au șters cu bună știință; altfel completați-le și trimiteți formularul din nou"),
        department=after.department,
    )


def _answered(submission: Submission) -> set[tuple[str, int]]:
    return {(entry.action, entry.indicator) for entry in submission.entries if entry.value.is_answer}


def _described(submission: Submission) -> set[str]:
    return {narrative.action for narrative in submission.narratives if narrative.says_something}


def _lost(count: str, codes: list[str]) -> str:
    named = ", ".join(codes[:_MOST_NAMED])
    more = len(codes) - _MOST_NAMED
    if more > 0:
        return gettext("{count} ({named} și încă {more})", count=count, named=named, more=more)
    return gettext("{count} ({named})", count=count, named=named)
