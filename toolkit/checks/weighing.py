"""Weighing a relation: the figures of its indicators, compared by their bounds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum, auto

from toolkit.checks.fit import fit, unit_position
from toolkit.intake.value import Kind, Number, Value
from toolkit.plan.plan import Indicator, IndicatorKind
from toolkit.plan.relation import Missing, Operator, Relation, Term
from toolkit.plan.spelling import matching

_FROM_ZERO = Number(low=Decimal(0), high=None)  # what is counted is never below 0
_ZERO = Number.exactly(0)


class Absence(Enum):
    """Why there is no figure."""

    NOT_GIVEN = auto()  # not reported, or not applicable: where it is said so, it counts as 0
    NOT_KNOWN = auto()  # there is one, but it is not available yet, contradicts itself, or is not what was asked for


class Outcome(Enum):
    """What the figures say of a relation."""

    HOLDS = auto()
    FAILS = auto()  # whatever the true figures are within their bounds
    MAY_FAIL = auto()


Figures = Mapping[Term, Number | Absence]


def figure(value: Value | None, indicator: Indicator, term: Term) -> Number | Absence:
    """The figure that a value gives for a term of a relation; None is a value that contradicts itself."""
    if value is None or value.kind is Kind.NOT_AVAILABLE:
        return Absence.NOT_KNOWN
    if value.kind in (Kind.NOT_REPORTED, Kind.NOT_APPLICABLE):
        return Absence.NOT_GIVEN
    fitting = fit(value, indicator).value
    if fitting is None:
        return Absence.NOT_KNOWN
    if indicator.kind is IndicatorKind.PERCENTAGE:
        return _percentage(fitting)
    quantities = fitting.quantities
    if indicator.kind is IndicatorKind.COMPOUND:
        meant = [place for place, unit in enumerate(indicator.units) if matching(unit.few) == matching(term.unit)]
        quantities = tuple(q for q in quantities if unit_position(q, indicator.units) in meant)
    return Number.sum_of([q.number for q in quantities]) if quantities else Absence.NOT_GIVEN


def weigh(relation: Relation, figures: Figures) -> Outcome | None:
    """Say whether a relation holds of figures; None where one is missing and the plan says not to ask then."""
    given = {term: found for term, found in figures.items() if isinstance(found, Number)}
    if not given and relation.missing is not Missing.IS_ZERO:
        return None
    if len(given) < len(figures):
        if relation.missing is Missing.SKIP_IF_ANY:
            return None
        if relation.missing is Missing.IS_ZERO and Absence.NOT_KNOWN in figures.values():
            return None  # it is known to be there, so it is not 0
    filled = _ZERO if relation.missing is Missing.IS_ZERO else _FROM_ZERO
    left, right = (
        Number.sum_of([given.get(term, filled) for term in terms]) for terms in (relation.left_terms, relation.right_terms)
    )
    outcome = compare(left, relation.operator, right)
    is_guessed = filled is _FROM_ZERO and len(given) < len(figures)
    return None if is_guessed and outcome is Outcome.MAY_FAIL else outcome


def compare(left: Number, operator: Operator, right: Number) -> Outcome:
    """Compare two numbers by their bounds; an open lower side ends at 0.

    What is marked as approximate may be a little more or less: it never certainly fails.
    """
    outcome = _by_bounds(left, operator, right)
    return Outcome.MAY_FAIL if outcome is Outcome.FAILS and (left.about or right.about) else outcome


def _by_bounds(left: Number, operator: Operator, right: Number) -> Outcome:
    if operator in (Operator.AT_LEAST, Operator.ABOVE):
        return _by_bounds(right, Operator.AT_MOST if operator is Operator.AT_LEAST else Operator.BELOW, left)
    (low, high), (other_low, other_high) = _bounds(left), _bounds(right)
    if operator is Operator.AT_MOST:
        return _outcome(holds=high <= other_low, fails=low > other_high)
    if operator is Operator.BELOW:
        return _outcome(holds=high < other_low, fails=low >= other_high)
    same, apart = low == high == other_low == other_high, high < other_low or low > other_high
    return _outcome(holds=same, fails=apart) if operator is Operator.EQUAL else _outcome(holds=apart, fails=same)


def _bounds(number: Number) -> tuple[Decimal, Decimal]:
    low = Decimal(0) if number.low is None else number.low
    return low, Decimal("Infinity") if number.high is None else number.high


def _outcome(*, holds: bool, fails: bool) -> Outcome:
    return Outcome.HOLDS if holds else Outcome.FAILS if fails else Outcome.MAY_FAIL


def _percentage(value: Value) -> Number | Absence:
    if value.numerator is not None and value.denominator:
        return Number.exactly(value.numerator * 100 / value.denominator)
    return value.rate or Absence.NOT_KNOWN
