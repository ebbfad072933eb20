"""How the values of one indicator are combined, over departments as over months: exactly, and by their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.checks.fit import unit_position
from toolkit.intake.value import Kind, Number, Quantity, Value
from toolkit.plan.plan import Indicator, IndicatorKind


def sum_of(values: Sequence[Value], indicator: Indicator) -> Value | None:
    """All added; of a percentage its numerators and denominators, of a compound each unit by itself."""
    if not values:
        return None
    if indicator.kind is IndicatorKind.PERCENTAGE:
        return _ratio_of_sums(values)
    if indicator.kind is IndicatorKind.COMPOUND:
        parts: dict[int, list[Quantity]] = {}
        for value in values:
            for quantity in value.quantities:
                parts.setdefault(unit_position(quantity, indicator.units) or 0, []).append(quantity)
        quantities = tuple(
            Quantity(number=added(parts[position]).number, unit=indicator.units[position].few) for position in sorted(parts)
        )
        return Value(kind=Kind.COMPOUND, quantities=quantities)
    quantity = added([q for value in values for q in value.quantities])
    unit = indicator.unit.few if indicator.unit else quantity.unit
    named = Quantity(number=quantity.number, unit=unit, women=quantity.women, men=quantity.men)
    kind = Kind.MONEY if indicator.kind is IndicatorKind.MONEY else Kind.COUNT if named.number.is_exact else Kind.APPROX
    return Value(kind=kind, quantities=(named,))


def greatest_of(values: Sequence[Value], indicator: Indicator) -> Value | None:
    """The greatest; where bounds overlap, the greatest of each bound."""
    if not values:
        return None
    quantities = [added(value.quantities) for value in values]
    certain = [q for q in quantities if all(_is_at_least(q.number, other.number) for other in quantities)]
    if certain:  # of equals, an exact one before "cca.", and one with women and men before one without
        greatest = min(certain, key=lambda q: (q.number.about, q.women is None, q.men is None, str(q)))
    else:
        lows = [q.number.low for q in quantities if q.number.low is not None]
        highs = [q.number.high for q in quantities]
        high = None if None in highs else max(h for h in highs if h is not None)
        about = any(q.number.about for q in quantities)
        greatest = Quantity(number=Number(low=max(lows, default=None), high=high, about=about), unit=quantities[0].unit)
    return sum_of([Value(kind=values[0].kind, quantities=(greatest,))], indicator)


def at_least(value: Value) -> Value:
    """The same value with its upper bounds opened; women and men would no longer add up to it."""
    opened = tuple(
        Quantity(number=Number(low=q.number.low or Decimal(0), high=None, about=q.number.about), unit=q.unit)
        for q in value.quantities
    )
    kind = Kind.APPROX if value.kind is Kind.COUNT else value.kind
    return Value(kind=kind, quantities=opened, numerator=value.numerator, denominator=value.denominator)


def added(quantities: Sequence[Quantity]) -> Quantity:
    """Add numbers, and women and men where every number has them."""
    number = Number.sum_of([quantity.number for quantity in quantities])
    women = [q.women for q in quantities if q.women is not None]
    men = [q.men for q in quantities if q.men is not None]
    complete = len(women) == len(men) == len(quantities)
    return Quantity(
        number=number,
        unit=quantities[0].unit,
        women=sum(women) if complete or (len(quantities) == 1 and women) else None,
        men=sum(men) if complete or (len(quantities) == 1 and men) else None,
    )


def _ratio_of_sums(values: Sequence[Value]) -> Value:
    """Σ numerators / Σ denominators."""
    numerator = sum((v.numerator for v in values if v.numerator is not None), Decimal(0))
    denominator = sum((v.denominator for v in values if v.denominator is not None), Decimal(0))
    return Value(kind=Kind.PERCENTAGE, numerator=numerator, denominator=denominator)


def _is_at_least(number: Number, other: Number) -> bool:
    """Whether a number is certainly not below another (itself included)."""
    return number == other or (number.low is not None and other.high is not None and number.low >= other.high)
