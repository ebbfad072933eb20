"""What narratives say otherwise than the cells, and figures that two departments claim: notes, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.checks.answered import OneAnswerEach, one_answer_each
from toolkit.checks.narrated import Narrated, narrated
from toolkit.checks.weighing import figure
from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.submission import Entry, Narrative, Submission
from toolkit.intake.value import Number
from toolkit.language import gettext
from toolkit.plan.plan import IndicatorKind, Plan
from toolkit.plan.relation import Term
from toolkit.plan.rule import OverDepartments
from toolkit.plan.spelling import listed, tidy

_LEAST_UNUSUAL = 20  # below it, two departments have the same figure by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What one narrative states of one indicator."""

    department: str
    narrative: Narrative
    indicator: int  # number within the action
    numbers: tuple[Narrated, ...]


def find_contradicting_figures(submissions: Sequence[Submission], plan: Plan) -> list[Finding]:
    """Note narratives that count otherwise than their department's cell, and unusual figures that two departments claim."""
    answers = one_answer_each(submissions, plan)
    stated = [found for submission in submissions for found in _stated_in(submission, plan)]
    return [*_contradictions(stated, answers, plan), *_same_figures(stated, answers, plan)]


def _stated_in(submission: Submission, plan: Plan) -> Iterator[_Stated]:
    for narrative in submission.narratives:
        action = plan.action(narrative.action)
        by_indicator: dict[int, list[Narrated]] = {}
        for found in narrated(narrative, action) if action is not None else ():
            by_indicator.setdefault(found.indicator, []).append(found)
        for indicator, numbers in by_indicator.items():
            yield _Stated(department=submission.department, narrative=narrative, indicator=indicator, numbers=tuple(numbers))


def _contradictions(stated: Sequence[_Stated], answers: OneAnswerEach, plan: Plan) -> Iterator[Finding]:
    """A number that is not greater than the cell's may be a part of it, unless the narrative says no other."""
    for of_indicator in stated:
        entry = answers.get((of_indicator.department, of_indicator.narrative.action, of_indicator.indicator))
        number = _exact(entry, plan) if entry is not None else None
        if entry is None or number is None or any(found.number == number for found in of_indicator.numbers):
            continue
        for found in of_indicator.numbers:
            if found.number > number or found.stands_alone:
                yield _contradicts(of_indicator, entry, found)


def _same_figures(stated: Sequence[_Stated], answers: OneAnswerEach, plan: Plan) -> Iterator[Finding]:
    """Where figures are added, two departments with the same unusual one may have counted the same things.

    A cell claims its figure, and so does a narrative that states one. What is counted by `max` or `lead` is meant to be
    the same.
    """
    claims: dict[tuple[str, int, Decimal], dict[str, tuple[str, Place]]] = {}

    def claim(department: str, action: str, indicator: int, number: Decimal, written: tuple[str, Place]) -> None:
        if number >= _LEAST_UNUSUAL and number % 10 and _is_added(action, indicator, plan):
            claims.setdefault((action, indicator, number), {}).setdefault(department, written)

    for (department, action, indicator), entry in answers.items():
        number = _exact(entry, plan) if entry is not None else None
        if entry is not None and number is not None:
            claim(department, action, indicator, number, (tidy(entry.value.text), entry.place))
    for of_indicator in stated:
        narrative = of_indicator.narrative
        for found in of_indicator.numbers:
            written = (found.text, narrative.place)
            claim(of_indicator.department, narrative.action, of_indicator.indicator, found.number, written)
    for (action, indicator, _), claimed in claims.items():
        if len(claimed) > 1:
            yield _same_figure(action, indicator, claimed)


def _exact(entry: Entry, plan: Plan) -> Decimal | None:
    """The one exact number of a count or an amount; None where the cell has none."""
    indicator = plan.indicator(entry.action, entry.indicator)
    if indicator is None or indicator.kind not in (IndicatorKind.COUNT, IndicatorKind.MONEY):
        return None
    found = figure(entry.value, indicator, Term(entry.action, entry.indicator))
    return found.low if isinstance(found, Number) and found.is_exact else None


def _is_added(action: str, number: int, plan: Plan) -> bool:
    indicator = plan.indicator(action, number)
    return indicator is not None and indicator.rule.departments is OverDepartments.SUM


def _contradicts(of_indicator: _Stated, entry: Entry, found: Narrated) -> Finding:
    return Finding(
        severity=Severity.NOTE,
        code=Code.NARRATIVE_CONTRADICTS,
        department=of_indicator.department,
        action=entry.action,
        indicator=entry.indicator,
        place=of_indicator.narrative.place,
        found=gettext(
            "„{stated}”, iar în celula {cell} a foii „{sheet}”: „{value}”",
            stated=found.text,
            cell=entry.place.cell,
            sheet=entry.place.sheet,
            value=tidy(entry.value.text),
        ),
        expected=gettext(
            "aceeași cifră în descriere și la indicatorul {action}.{number}", action=entry.action, number=entry.indicator
        ),
        fix=gettext("întrebați subdiviziunea care cifră este bună; nimic, dacă descrierea numără altceva"),
    )


def _same_figure(action: str, indicator: int, claimed: dict[str, tuple[str, Place]]) -> Finding:
    (department, (text, place)), *others = claimed.items()
    also = listed(gettext("„{text}” în {place}", text=other, place=where) for _, (other, where) in others)
    return Finding(
        severity=Severity.NOTE,
        code=Code.SAME_FIGURE,
        department=department,
        action=action,
        indicator=indicator,
        place=place,
        found=gettext("„{text}”, ca și {also}", text=text, also=also),
        expected=gettext(
            "la indicatorul {action}.{number} fiecare subdiviziune numără ale sale", action=action, number=indicator
        ),
        fix=gettext("întrebați dacă au numărat aceleași lucruri; dacă da, cifra stă la una singură"),
    )
