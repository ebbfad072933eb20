"""Where what is declared of a measure does not agree with what follows from its deadline and the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.errors import Place
from toolkit.intake.claims import ClaimedState, place_of_claim
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.language import gettext
from toolkit.plan.dates_in_text import days_in
from toolkit.plan.spelling import printed_day
from toolkit.totals.evaluation import DerivedState, Evaluation, MeasureState, Proof


def contradictions(evaluation: Evaluation, file: str) -> tuple[Finding, ...]:
    """Find a date outside the period, measures under way too long, evidence that does not count, and what is early or late.

    The report prints both, the claim and what follows. What is declared implemented without evidence, the checks find.
    """
    of_measures = (finding for measure in evaluation.measures for finding in _of_measure(measure, evaluation, file))
    return (*_of_the_date(evaluation), *of_measures)


def is_under_way_too_long(measure: MeasureState) -> bool:
    """Whether a measure is declared partly implemented, and its deadline has passed."""
    past = (DerivedState.OVERDUE, DerivedState.UNVERIFIED)
    return measure.claim is not None and measure.claim.state is ClaimedState.PARTIAL and measure.derived in past


def _of_the_date(evaluation: Evaluation) -> Iterator[Finding]:
    period, on = evaluation.period, evaluation.on
    if not period.first_day <= on <= period.last_day:
        yield Finding(
            severity=Severity.WARNING,
            code=Code.DATE_OUTSIDE_PERIOD,
            place=Place(gettext("parametrul „{name}”", name="date")),
            found=gettext("{day}, o zi din afara perioadei evaluate", day=printed_day(on)),
            expected=gettext(
                "o zi de la {start} la {end}", start=printed_day(period.first_day), end=printed_day(period.last_day)
            ),
            fix=gettext("verificați data; scadențele sunt cele ale perioadei, starea măsurilor este cea de la această dată"),
        )


def _of_measure(measure: MeasureState, evaluation: Evaluation, file: str) -> Iterator[Finding]:
    if measure.claim is not None and is_under_way_too_long(measure):
        yield _finding(
            measure,
            file,
            severity=Severity.WARNING,
            found=gettext(
                "declarată realizată parțial de „{role}”; la {day} rezultă „{derived}”",
                role=measure.claim.role,
                day=printed_day(evaluation.on),
                derived=gettext(measure.derived.value),
            ),
            expected=gettext("o măsură realizată, cu dovadă, sau una nerealizată: termenul ei a trecut"),
            fix=gettext("întrebați responsabilul ce a rămas de făcut; în raport stau amândouă"),
        )
    if measure.derived is DerivedState.DOUBTFUL:
        yield from _of_doubtful(measure, evaluation, file)
    if measure.derived is DerivedState.IMPLEMENTED:
        yield from _of_implemented(measure, evaluation, file)
    for claim in measure.later:
        yield _finding(
            measure,
            file,
            severity=Severity.NOTE,
            found=gettext(
                "declarată de „{role}” la {day}, după data evaluării",
                role=claim.role,
                day=printed_day(claim.date or evaluation.on),
            ),
            expected=gettext("ce s-a declarat până la {day}", day=printed_day(evaluation.on)),
            fix=gettext("nimic: se socotește la o evaluare de mai târziu"),
        )


def _of_doubtful(measure: MeasureState, evaluation: Evaluation, file: str) -> Iterator[Finding]:
    """An impossible day is told by the checks of claims."""
    named = _days(measure)
    if measure.proof is Proof.LATER:
        yield _finding(
            measure,
            file,
            severity=Severity.WARNING,
            found=gettext("o dovadă din {day}, de după data evaluării", day=printed_day(min(named))),
            expected=gettext("o dovadă de până la {day}", day=printed_day(evaluation.on)),
            fix=gettext("verificați dacă la data evaluării măsura era realizată; până atunci nu se numără"),
        )
    elif measure.proof is Proof.OLD:
        yield _finding(
            measure,
            file,
            severity=Severity.WARNING,
            found=gettext("o dovadă din {day}, dinaintea perioadei care se verifică", day=printed_day(max(named))),
            expected=gettext("o dovadă pentru verificarea din {day}", day=printed_day(measure.due_on[-1])),
            fix=gettext("scrieți la „evidence” dovada acestei perioade; până atunci măsura nu se numără ca realizată"),
        )


def _of_implemented(measure: MeasureState, evaluation: Evaluation, file: str) -> Iterator[Finding]:
    if not measure.is_due:
        yield _finding(
            measure,
            file,
            severity=Severity.NOTE,
            found=gettext("declarată realizată, deși nu este scadentă: {reason}", reason=measure.why_not_due),
            expected=gettext(
                "măsuri scadente până la {day}; numai ele se numără", day=printed_day(evaluation.period.last_day)
            ),
            fix=gettext("nimic, dacă măsura s-a făcut fără să fie scadentă; altfel verificați starea"),
        )
    first = min(_days(measure), default=date.min)
    if first > (measure.deadline.last or date.max):
        yield _finding(
            measure,
            file,
            severity=Severity.NOTE,
            found=gettext("o dovadă din {day}, de după termen", day=printed_day(first)),
            expected=gettext("o dovadă de până la {day}", day=printed_day(measure.deadline.last or first)),
            fix=gettext("nimic, dacă măsura s-a făcut cu întârziere: se numără ca realizată"),
        )


def _days(measure: MeasureState) -> list[date]:
    evidence = measure.claim.evidence if measure.claim is not None else ""
    return [day.last for day in days_in(evidence) if day.last is not None]


def _finding(measure: MeasureState, file: str, *, severity: Severity, found: str, expected: str, fix: str) -> Finding:
    code = measure.action.code
    return Finding(
        severity=severity,
        code=Code.CLAIM_CONTRADICTED,
        action=code,
        place=place_of_claim(code, file),
        found=found,
        expected=expected,
        fix=fix,
    )
