"""A total added up again from its contributions, in the plainest way, without the code that made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.checks.fit import same_answer, unit_position
from toolkit.intake.grammar.printing import print_number
from toolkit.intake.submission import Entry
from toolkit.intake.value import Kind, Number, Quantity, State, Value
from toolkit.language import gettext
from toolkit.plan.institution import Institution, NumberFormat
from toolkit.plan.plan import Indicator
from toolkit.plan.rule import OverDepartments, OverMonths
from toolkit.plan.spelling import listed, tidy
from toolkit.totals.aggregation import IndicatorTotal
from toolkit.totals.comparison import value_text


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedUp:
    """The line of the sum, as a person would check it, and whether it gives the figure that was computed."""

    line: str  # "119 = 12 + 7 + 100"
    holds: bool


def add_up(total: IndicatorTotal, institution: Institution) -> AddedUp:
    """Add the contributions of a total up again, by the indicator's rule over departments."""
    values = [contribution.value for contribution in total.contributions]
    said = value_text(total.value, total.indicator, institution)
    if total.indicator.rule.departments is OverDepartments.NONE:
        return AddedUp(line=gettext("planul nu cere un total"), holds=not values)
    if not values:
        return AddedUp(line=gettext("niciun răspuns nu intră în total"), holds=not total.value.has_figure)
    figures = institution.number_format
    if total.indicator.rule.departments is OverDepartments.SUM and total.value.kind is Kind.PERCENTAGE:
        return _ratio(total.value, values, figures)
    if total.indicator.rule.departments is OverDepartments.SUM:
        return _sum(total.value, values, total.indicator, figures)
    if total.indicator.rule.departments is OverDepartments.MAX and total.value.quantities:
        return _greatest(total.value, values, figures)
    texts = listed(tidy(value_text(value, total.indicator, institution)) for value in values)
    return AddedUp(
        line=gettext("„{said}”, din: {texts}", said=said, texts=texts),
        holds=_is_one_of(total.value, values, total.indicator),
    )


def add_up_months(entry: Entry, indicator: Indicator, institution: Institution) -> AddedUp | None:
    """Add up what a department's figure was composed of; None where it was not composed, or holds nothing to add."""
    values = [part.value for part in entry.made_of]
    if not values or any(len(value.quantities) != 1 for value in (entry.value, *values)):
        return None
    if indicator.rule.months is OverMonths.SUM:
        return _sum(entry.value, values, indicator, institution.number_format)
    if indicator.rule.months is OverMonths.MAX:
        return _greatest(entry.value, values, institution.number_format)
    last = same_answer(entry.value, values[-1], indicator.all_units)
    return AddedUp(line=gettext("„{text}”, ultima cifră cunoscută", text=tidy(entry.value.text)), holds=last)


def _sum(total: Value, values: Sequence[Value], indicator: Indicator, figures: NumberFormat) -> AddedUp:
    """Each unit by itself: "119 = 12 + 107"; women and men beside it, where the total has them."""
    lines: list[str] = []
    holds = True
    for quantity in total.quantities:
        parts = [q for value in values for q in value.quantities if _counts_the_same(q, quantity, total, indicator)]
        computed = _bounds([part.number for part in parts])
        found = _is_sum(quantity.number, computed)
        holds = holds and found and _split_holds(quantity, parts)
        # A split that the total does not print is not added up: not every department gave it.
        lines.append(f"{_printed(quantity, figures)} = {' + '.join(_printed(part, figures, of=quantity) for part in parts)}")
        if found and quantity.number.high is None and computed[1] is not None:
            lines[-1] += gettext(" și ce nu s-a putut aduna")
    return AddedUp(line="; ".join(lines), holds=holds and bool(lines))


def _counts_the_same(part: Quantity, quantity: Quantity, total: Value, indicator: Indicator) -> bool:
    if len(total.quantities) == 1 and total.kind is not Kind.COMPOUND:
        return True
    of_part, of_total = unit_position(part, indicator.units) or 0, unit_position(quantity, indicator.units) or 0
    return of_part == of_total


Bounds = tuple[Decimal | None, Decimal | None, bool]
"""The lowest and the highest that a number may be, None where that side is open, and whether it is about so much."""


def _bounds(numbers: Sequence[Number]) -> Bounds:
    """Add the lower and the upper bounds; what is open on one side leaves the sum open on that side."""
    lows = [number.low for number in numbers]
    highs = [number.high for number in numbers]
    about = any(number.about for number in numbers)
    if None in highs:
        return sum((low for low in lows if low is not None), Decimal(0)), None, about
    low = None if None in lows else sum((low for low in lows if low is not None), Decimal(0))
    return low, sum((high for high in highs if high is not None), Decimal(0)), about


def _is_sum(number: Number, computed: Bounds) -> bool:
    """Whether a number is the sum of its parts, or open above it: what a department said without a number lies there."""
    low, high, about = computed
    return (
        number.about == about
        and number.low == (low if number.high is not None else low or 0)
        and number.high in (high, None)
    )


def _split_holds(quantity: Quantity, parts: Sequence[Quantity]) -> bool:
    return all(
        counted is None or counted == sum(part or 0 for part in of_parts)
        for counted, of_parts in (
            (quantity.women, [part.women for part in parts]),
            (quantity.men, [part.men for part in parts]),
        )
    )


def _ratio(total: Value, values: Sequence[Value], figures: NumberFormat) -> AddedUp:
    numerators = [value.numerator or Decimal(0) for value in values]
    denominators = [value.denominator or Decimal(0) for value in values]

    def written(number: Decimal) -> str:
        return print_number(Number.exactly(number), figures)

    line = gettext(
        "{numerator} din {denominator} = ({numerators}) din ({denominators})",
        numerator=written(total.numerator or Decimal(0)),
        denominator=written(total.denominator or Decimal(0)),
        numerators=" + ".join(map(written, numerators)),
        denominators=" + ".join(map(written, denominators)),
    )
    return AddedUp(line=line, holds=(total.numerator, total.denominator) == (sum(numerators), sum(denominators)))


def _greatest(total: Value, values: Sequence[Value], figures: NumberFormat) -> AddedUp:
    numbers = [Number.sum_of([quantity.number for quantity in value.quantities]) for value in values]
    number = Number.sum_of([quantity.number for quantity in total.quantities])
    lows = [one.low for one in numbers if one.low is not None]
    highs = [one.high for one in numbers if one.high is not None]
    low, high = max(lows, default=None), max(highs) if len(highs) == len(numbers) else None
    said = [print_number(one, figures) for one in numbers]
    line = (
        gettext("{greatest} = cel mai mare dintre {numbers}", greatest=print_number(number, figures), numbers=listed(said))
        if len(said) > 1
        else f"{print_number(number, figures)} = {said[0]}"
    )
    return AddedUp(line=line, holds=(number.low, number.high) == (low, high))


def _is_one_of(total: Value, values: Sequence[Value], indicator: Indicator) -> bool:
    """Whether a state or a text is what was reported: the furthest state, the texts one after the other, the one of all."""
    if indicator.rule.departments is OverDepartments.JOIN:
        return all(tidy(value.text) in tidy(total.text) for value in values)
    if indicator.rule.departments is OverDepartments.ANY:
        furthest = next((s for s in State if any(value.state is s for value in values)), None)
        return total.state is furthest
    return len(values) == 1 and same_answer(total, values[0], indicator.all_units)


def _printed(quantity: Quantity, figures: NumberFormat, of: Quantity | None = None) -> str:
    split = "/".join(
        f"{count}{letter}"
        for count, letter, is_wanted in (
            (quantity.women, gettext("F"), of is None or of.women is not None),
            (quantity.men, gettext("B"), of is None or of.men is not None),
        )
        if count is not None and is_wanted
    )
    return print_number(quantity.number, figures) + (f" ({split})" if split else "")
