"""How much of a target is reached: only where total and target are figures of the same kind and unit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from toolkit.checks.fit import fit
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind, Value
from toolkit.plan.plan import Indicator
from toolkit.totals.aggregation import IndicatorTotal
from toolkit.totals.implementation import two_decimals

_ADD_UP = (Kind.COUNT, Kind.MONEY)


def percent_reached(total: IndicatorTotal, currency: str) -> Decimal | None:
    """Give a total as a percentage of its indicator's target, exact but for the last of two decimals.

    None where the plan has no target, where either is approximate, a percentage or a text, where they count different
    things, and where the target is 0.
    """
    reached, wanted = _exact(total.value, total.indicator), target_of(total.indicator, currency)
    if reached is None or not wanted:
        return None
    return two_decimals(100 * Fraction(reached) / Fraction(wanted))


def target_of(indicator: Indicator, currency: str) -> Decimal | None:
    """Give the number that a target is, typed as the value of a cell would be; None where it is not one exact number."""
    if not indicator.target:
        return None
    words = frozenset(word for unit in indicator.all_units for word in unit.words)
    return _exact(read_value(indicator.target, words=words, currency=currency), indicator)


def _exact(value: Value, indicator: Indicator) -> Decimal | None:
    fitting = fit(value, indicator)
    if fitting.misfit is not None or fitting.value is None or fitting.value.kind not in _ADD_UP:
        return None
    (quantity,) = fitting.value.quantities
    return quantity.number.low if quantity.number.is_exact else None
