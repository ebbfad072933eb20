"""What rose or fell since earlier periods of the same kind, where two figures can honestly be held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.value import Kind, Value
from toolkit.totals.aggregation import IndicatorTotal, totals_of
from toolkit.totals.comparison import value_text
from toolkit.totals.figures import Figures

_ENDLESS = Fraction(10**9)  # the share of a rise from nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """An indicator's figure beside that of the period before."""

    total: IndicatorTotal
    before: str  # as they print
    after: str
    difference: Fraction
    share: Fraction  # of the figure before; of nothing, endless
    in_a_row: int  # how many times it has gone this way, this one counted

    @property
    def is_rise(self) -> bool:
        """Whether the figure has become larger."""
        return self.difference > 0

    @property
    def is_fall(self) -> bool:
        """Whether the figure has become smaller."""
        return self.difference < 0


def trends_of(inputs: PeriodInputs, figures: Figures) -> tuple[Trend, ...]:
    """Compare the totals with those of the period before, in plan order.

    Only exact figures of one kind are compared, to which the same departments contributed, with nothing missing or left out
    on either side: else the difference would say who reported, and not what happened. Adjusted totals are not compared.
    """
    earlier = [{t.id: t for t in totals_of(inputs.plan, period.submissions)} for period in inputs.earlier.periods]
    if not earlier:
        return ()
    trends = []
    for line in figures.totals:
        total, before = line.total, earlier[-1].get(line.total.id)
        if line.is_adjusted or before is None or _lacks_months(total, inputs):
            continue
        difference = _difference(before, total)
        if difference is None:
            continue
        base = _exact(before.value) or Fraction(0)
        trends.append(
            Trend(
                total=total,
                before=value_text(before.value, total.indicator, inputs.institution),
                after=value_text(total.value, total.indicator, inputs.institution),
                difference=difference,
                share=abs(difference / base) if base else _ENDLESS,
                in_a_row=_in_a_row([*(of.get(total.id) for of in earlier), total]),
            )
        )
    return tuple(trends)


def _lacks_months(total: IndicatorTotal, inputs: PeriodInputs) -> bool:
    contributing = {contribution.department for contribution in total.contributions}
    return any(
        missing.department in contributing and (missing.action, missing.indicator) in (("", 0), (total.action, total.number))
        for missing in inputs.missing_months
    )


def _in_a_row(totals: Sequence[IndicatorTotal | None]) -> int:
    """How many of the last differences have the sign of the last one."""
    count, sign = 0, 0
    for before, after in zip(reversed(totals[:-1]), reversed(totals[1:]), strict=True):
        difference = None if before is None or after is None else _difference(before, after)
        way = 0 if not difference else 1 if difference > 0 else -1
        if way == 0 or sign not in (0, way):
            break
        count, sign = count + 1, way
    return count


def _difference(before: IndicatorTotal, after: IndicatorTotal) -> Fraction | None:
    """The difference of two totals; None where they cannot be held against each other."""
    if before.value.kind is not after.value.kind or not (_is_whole(before) and _is_whole(after)):
        return None
    if {c.department for c in before.contributions} != {c.department for c in after.contributions}:
        return None
    old, new = _exact(before.value), _exact(after.value)
    return None if old is None or new is None else new - old


def _is_whole(total: IndicatorTotal) -> bool:
    return bool(total.contributions) and not total.left_out and not total.missing


def _exact(value: Value) -> Fraction | None:
    """The one exact number of a value."""
    if value.kind is Kind.PERCENTAGE:
        if value.numerator is not None and value.denominator:
            return Fraction(value.numerator) / Fraction(value.denominator)
        return _fraction(value.rate.low) if value.rate is not None and value.rate.is_exact else None
    if value.kind not in (Kind.COUNT, Kind.MONEY) or len(value.quantities) != 1:
        return None
    number = value.quantities[0].number
    return _fraction(number.low) if number.is_exact else None


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
