"""Whether a department's value is the answer that an indicator asks for, and which part of it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from toolkit.intake.value import Kind, Quantity, Value
from toolkit.plan.plan import Indicator, IndicatorKind
from toolkit.plan.rule import OverDepartments
from toolkit.plan.spelling import matching
from toolkit.plan.unit import Unit


class Misfit(StrEnum):
    """Why a value, or a part of it, is not the answer that was asked for."""

    KIND = "kind"  # another kind of answer
    UNIT = "unit"  # counts something else
    PART = "part"  # a part of a compound cell counts something else
    NO_PARTS = "no_parts"  # a percentage without its numerator and denominator cannot be added


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What of a value answers the indicator (None if nothing does), and what is wrong with the rest."""

    value: Value | None
    misfit: Misfit | None


def fit(value: Value, indicator: Indicator) -> Fit:
    """Find what of a reported value answers the indicator: its kind, in its unit or a declared synonym."""
    if indicator.kind is IndicatorKind.TEXT:  # whatever was written is a text
        return Fit(value=Value(kind=Kind.TEXT, text=value.text), misfit=None)
    if indicator.kind is IndicatorKind.MONEY and _is_bare_number(value):  # the form says the currency beside the cell
        return Fit(value=Value(kind=Kind.MONEY, text=value.text, quantities=value.quantities), misfit=None)
    if indicator.kind in (IndicatorKind.STATUS, IndicatorKind.MONEY, IndicatorKind.PERCENTAGE):
        if value.kind.value != indicator.kind.value:
            return Fit(value=None, misfit=Misfit.KIND)
        adds_up = indicator.rule.departments is OverDepartments.SUM
        if value.kind is Kind.PERCENTAGE and adds_up and (value.numerator is None or value.denominator is None):
            return Fit(value=None, misfit=Misfit.NO_PARTS)
        return Fit(value=value, misfit=None)
    if value.kind not in (Kind.COUNT, Kind.APPROX, Kind.COMPOUND):
        return Fit(value=None, misfit=Misfit.KIND)
    if indicator.kind is IndicatorKind.COMPOUND:
        known = tuple(q for q in value.quantities if unit_position(q, indicator.units) is not None)
    else:
        known = _in_one_unit(value.quantities, indicator.unit)
    if not known:
        return Fit(value=None, misfit=Misfit.UNIT)
    if len(known) == len(value.quantities):
        return Fit(value=value, misfit=None)
    compound = indicator.kind is IndicatorKind.COMPOUND or len(known) > 1
    kind = Kind.COMPOUND if compound else Kind.COUNT if known[0].number.is_exact else Kind.APPROX
    return Fit(value=Value(kind=kind, quantities=known), misfit=Misfit.PART)


def same_answer(one: Value, other: Value, units: Sequence[Unit]) -> bool:
    """Whether two values say the same of the same things, whatever words they were typed in."""
    return (*figures_in(one), _things(one, units)) == (*figures_in(other), _things(other, units))


def figures_in(value: Value) -> tuple[object, ...]:
    """What a value says without its words and units: kind, numbers with their marks, women and men, state, ratio."""
    numbers = sorted(str((q.number, q.women, q.men)) for q in value.quantities)
    words = matching(value.text) if value.kind is Kind.TEXT else ""
    return (value.kind, *numbers, value.state, value.numerator, value.denominator, value.rate, words)


def unit_position(quantity: Quantity, units: Sequence[Unit]) -> int | None:
    """Which of a compound's units a quantity names, or None."""
    ranked = [(rank, place) for place, unit in enumerate(units) if (rank := unit.rank_of(quantity.unit)) is not None]
    return min(ranked)[1] if ranked else None


def units_not_named(value: Value, indicator: Indicator) -> tuple[Unit, ...]:
    """The units of a compound of which a department's answer says nothing; a bare number counts the first."""
    named = {unit_position(q, indicator.units) if q.unit else 0 for q in value.quantities}
    return tuple(unit for place, unit in enumerate(indicator.units) if place not in named)


def _in_one_unit(quantities: Sequence[Quantity], unit: Unit | None) -> tuple[Quantity, ...]:
    """The quantities that name the unit best: its own forms before its synonyms; a bare number counts as the unit."""
    if unit is None:
        return tuple(quantities) if len(quantities) == 1 else ()
    ranks = [unit.rank_of(q.unit) if q.unit else 0 for q in quantities]
    best = min((rank for rank in ranks if rank is not None), default=None)
    return tuple(q for q, rank in zip(quantities, ranks, strict=True) if rank is not None and rank == best)


def _is_bare_number(value: Value) -> bool:
    return value.kind in (Kind.COUNT, Kind.APPROX) and not value.quantities[0].unit and value.quantities[0].women is None


def _things(value: Value, units: Sequence[Unit]) -> list[tuple[int, str]]:
    """What is counted: each number with the place of its unit; a bare number counts the first."""
    places = [unit_position(q, units) if q.unit else 0 for q in value.quantities]
    pairs = zip(places, value.quantities, strict=True)
    return sorted((-1 if place is None else place, str(q.number)) for place, q in pairs)
