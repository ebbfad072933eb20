"""The evaluation of a plan at a date: what is claimed of each measure, and what follows from its deadline and the evidence.

The degree of implementation is SIGMA's: measures fully implemented out of the measures due to be fully implemented by the
end of the period. A measure counts as fully implemented when it is declared so by the date, and evidence is named whose days
exist and are not after the date, nor before the time that is verified.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from toolkit.intake.claims import Claim, ClaimedState
from toolkit.language import N_
from toolkit.plan.dates_in_text import days_in
from toolkit.plan.deadline import Deadline, DeadlineKind, due_dates, months_later, resolved
from toolkit.plan.deadline_text import read_deadline
from toolkit.plan.deadline_wording import why_not_due
from toolkit.plan.period import Period
from toolkit.plan.plan import Action, Plan
from toolkit.plan.spelling import matching
from toolkit.totals.implementation import Degree, degree_of_implementation


class DerivedState(StrEnum):
    """What follows from deadline and evidence, in the words of the report."""

    IMPLEMENTED = N_("realizată")
    UNPROVED = N_("declarată realizată, fără dovadă")
    DOUBTFUL = N_("declarată realizată, cu o dovadă care nu se numără")
    OVERDUE = N_("restantă")
    UNVERIFIED = N_("scadentă la verificare, fără dovadă")
    PARTIAL = N_("în curs, realizată parțial")
    IN_TIME = N_("termenul nu a trecut")
    NOT_DUE = N_("nescadentă")
    OPEN = N_("termen care nu se poate urmări")


class Proof(StrEnum):
    """Whether the evidence of a claim counts at the date, by the days that it names."""

    COUNTS = "counts"
    IMPOSSIBLE = "impossible"  # a day that does not exist
    LATER = "later"  # of after the date
    OLD = "old"  # of before the time that is verified, where a measure goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureState:
    """One measure at a date."""

    action: Action
    deadline: Deadline
    due_on: tuple[date, ...]  # its due dates within the period
    is_due: bool  # by the end of the period
    why_not_due: str  # empty where it is due
    earlier: tuple[Claim, ...]  # what was declared before, the oldest first
    claim: Claim | None  # the last of those of until the date, which counts
    later: tuple[Claim, ...]  # what was declared only after the date
    proof: Proof  # what can be said of the evidence of the claim
    derived: DerivedState


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All measures of a plan at a date, in plan order."""

    plan: Plan
    period: Period
    on: date
    measures: tuple[MeasureState, ...]

    @property
    def due(self) -> int:
        """How many measures are due to be fully implemented by the end of the period."""
        return sum(measure.is_due for measure in self.measures)

    @property
    def implemented(self) -> int:
        """How many of those that are due are fully implemented."""
        return sum(measure.is_due and measure.derived is DerivedState.IMPLEMENTED for measure in self.measures)

    @property
    def degree(self) -> Degree | None:
        """The degree of implementation; None where nothing is due."""
        return degree_of_implementation(self.implemented, self.due)

    @property
    def claimed(self) -> int:
        """Of how many measures something is declared."""
        return sum(measure.claim is not None for measure in self.measures)


def evaluate(plan: Plan, claims: Mapping[str, Sequence[Claim]], period: Period, on: date) -> Evaluation:
    """Give the state of each measure at a date, and what is due by the end of the period; of claims the last one counts."""
    return Evaluation(
        plan=plan,
        period=period,
        on=on,
        measures=tuple(_measure(plan, action, claims.get(action.code, ()), period, on) for action in plan.actions),
    )


def _measure(plan: Plan, action: Action, claims: Sequence[Claim], period: Period, on: date) -> MeasureState:
    deadline = _deadline(action, plan)
    start, end = period.first_day, period.last_day
    is_due = deadline.due_by(end, start, plan.valid_from)
    due_on = due_dates(deadline, start, end, plan.valid_from)
    known = [claim for claim in claims if claim.date is None or claim.date <= on]
    claim = known[-1] if known else None
    proof = _proof(claim.evidence if claim else "", on, since=_verified_since(deadline, due_on, start))
    return MeasureState(
        action=action,
        deadline=deadline,
        due_on=due_on,
        is_due=is_due,
        why_not_due="" if is_due else why_not_due(deadline, start, end, plan.valid_from),
        earlier=tuple(known[:-1]),
        claim=claim,
        later=tuple(claim for claim in claims if claim not in known),
        proof=proof,
        derived=_derived(deadline, claim, proof, is_due=is_due, is_past=_is_past(deadline, start, on, plan)),
    )


def _verified_since(deadline: Deadline, due_on: Sequence[date], start: date) -> date:
    """From which day on evidence speaks of a measure: what goes on is verified for the time since it was last verified."""
    if not deadline.goes_on or not due_on:
        return date.min
    return min(start, months_later(due_on[0] + timedelta(days=1), -deadline.every_months))


def _proof(evidence: str, on: date, since: date) -> Proof:
    days = days_in(evidence)
    if any(day.impossible is not None for day in days):
        return Proof.IMPOSSIBLE
    named = [day.last for day in days if day.last is not None]
    if named and min(named) > on:
        return Proof.LATER
    return Proof.OLD if named and max(named) < since else Proof.COUNTS


def _is_past(deadline: Deadline, start: date, on: date, plan: Plan) -> bool:
    """Whether a measure is overdue: its last day has passed, or the date has come at which what goes on is verified."""
    return deadline.due_by(on, start, plan.valid_from) if deadline.goes_on else deadline.overdue_at(on)


def _derived(deadline: Deadline, claim: Claim | None, proof: Proof, *, is_due: bool, is_past: bool) -> DerivedState:
    if claim is not None and claim.state is ClaimedState.IMPLEMENTED:
        if not claim.evidence:
            return DerivedState.UNPROVED
        return DerivedState.IMPLEMENTED if proof is Proof.COUNTS else DerivedState.DOUBTFUL
    if is_past:
        return DerivedState.UNVERIFIED if deadline.goes_on else DerivedState.OVERDUE
    if claim is not None and claim.state is ClaimedState.PARTIAL:
        return DerivedState.PARTIAL
    if is_due:
        return DerivedState.IN_TIME
    return DerivedState.NOT_DUE if deadline.goes_on or deadline.kind is DeadlineKind.ONCE else DerivedState.OPEN


def _deadline(action: Action, plan: Plan) -> Deadline:
    """Understand a deadline; one that counts from an event is resolved where the plan gives the event's date."""
    deadline = read_deadline(action.deadline)
    if deadline.kind is DeadlineKind.RELATIVE:
        for event, day in plan.events.items():
            if matching(event) == matching(deadline.event):
                return resolved(deadline, day)
    return deadline
