"""The value of a longer period: what one department reported for shorter ones, by the indicator's rule over months.

What stands in no form is skipped, and never counted as 0 or scaled up. "Indisponibil încă" is a figure that nobody
knows yet, and "Nu este cazul" says that an indicator did not concern the department in that month: neither brings
anything to a sum, a maximum or the last known figure. They stand only where no other month says more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.checks.fit import Misfit, fit, same_answer, unit_position
from toolkit.intake.value import NOT_REPORTED, Kind, Quantity, Value
from toolkit.language import gettext
from toolkit.plan.plan import Indicator, IndicatorKind
from toolkit.plan.rule import OverMonths
from toolkit.plan.spelling import matching, tidy
from toolkit.totals.combining import added, at_least, greatest_of, sum_of

_WITHOUT_FIGURE = (Kind.NOT_AVAILABLE, Kind.NOT_APPLICABLE)  # in the order in which one hides the other


def value_over_months(values: Sequence[Value], indicator: Indicator, *, lacks_some: bool = False) -> Value:
    """Combine the values of shorter periods, given in the order of time.

    A value that alone says something stays as it is, words included. What does not answer the indicator enters no sum,
    as within one period; a sum is a lower bound where it hides a figure, or where one is known to be lacking.
    """
    answers = [value for value in values if value.kind not in (Kind.NOT_REPORTED, *_WITHOUT_FIGURE)]
    rule = indicator.rule.months
    if not answers:
        return _without_figure(values)
    if rule is OverMonths.NONE:
        return Value(kind=Kind.TEXT, text=gettext("nu se totalizează"))
    if rule is OverMonths.LAST or indicator.kind is IndicatorKind.STATUS:
        known = [answer for answer in answers if fit(answer, indicator).misfit in (None, Misfit.PART, Misfit.NO_PARTS)]
        return (known or answers)[-1]
    entering = [value for answer in answers if (value := _entering(answer, indicator)) is not None]
    if indicator.kind is IndicatorKind.TEXT:
        return _joined(answers)
    if not entering:
        return _of_another_kind(answers, rule)
    if rule is OverMonths.MAX and indicator.kind is not IndicatorKind.PERCENTAGE:
        return answers[0] if len(answers) == 1 else _greatest(entering, indicator)
    is_open = lacks_some or any(_hides_a_figure(answer, indicator) for answer in answers)
    if len(answers) == 1 and not is_open:
        return answers[0]
    total = _with_women_and_men(sum_of(entering, indicator) or NOT_REPORTED, entering)
    return at_least(total) if is_open else total


def _without_figure(values: Sequence[Value]) -> Value:
    for kind in _WITHOUT_FIGURE:
        found = [value for value in values if value.kind is kind]
        if found:
            return found[-1]
    return values[-1] if values else NOT_REPORTED


def _entering(value: Value, indicator: Indicator) -> Value | None:
    """What of a value answers the indicator; of percentages only those with their parts can be added."""
    entering = fit(value, indicator).value
    if entering is not None and entering.kind is Kind.PERCENTAGE and None in (entering.numerator, entering.denominator):
        return None
    return entering


def _hides_a_figure(value: Value, indicator: Indicator) -> bool:
    """Whether a value does hold an amount, but not in a form that adds up."""
    return value.kind in (Kind.MONEY, Kind.TEXT, Kind.PERCENTAGE) and fit(value, indicator).misfit is Misfit.KIND


def _greatest(values: Sequence[Value], indicator: Indicator) -> Value:
    """The greatest; of a compound the greatest of each unit."""
    if indicator.kind is not IndicatorKind.COMPOUND:
        return greatest_of(values, indicator) or NOT_REPORTED
    quantities: list[Quantity] = []
    for place in range(len(indicator.units)):
        of_unit = [q for value in values for q in value.quantities if unit_position(q, indicator.units) == place]
        greatest = greatest_of([Value(kind=Kind.COUNT, quantities=(q,)) for q in of_unit], indicator)
        quantities += greatest.quantities if greatest else ()
    return Value(kind=Kind.COMPOUND, quantities=tuple(quantities))


def _of_another_kind(answers: Sequence[Value], rule: OverMonths) -> Value:
    """Answers of which none is what was asked for: those that count one and the same thing still add up."""
    if len(answers) == 1:
        return answers[0]
    if rule is OverMonths.SUM and _count_the_same(answers):
        quantities = [answer.quantities[0] for answer in answers]
        total = added(quantities)
        kind = Kind.MONEY if answers[0].kind is Kind.MONEY else Kind.COUNT if total.number.is_exact else Kind.APPROX
        return _with_women_and_men(Value(kind=kind, quantities=(total,)), answers)
    return _joined(answers)


def _count_the_same(answers: Sequence[Value]) -> bool:
    """Whether all are amounts of money, or all counts of what the same words name."""
    things = {
        (answer.kind is Kind.MONEY, *(matching(quantity.unit) for quantity in answer.quantities)) for answer in answers
    }
    is_number = all(answer.kind in (Kind.MONEY, Kind.COUNT, Kind.APPROX) for answer in answers)
    return is_number and len(things) == 1


def _joined(answers: Sequence[Value]) -> Value:
    """One after the other, the same once; where all say the same, it keeps its kind."""
    if all(same_answer(answer, answers[-1], ()) for answer in answers):
        return answers[-1]
    return Value(kind=Kind.TEXT, text="; ".join(dict.fromkeys(tidy(answer.text) for answer in answers)))


def _with_women_and_men(total: Value, values: Sequence[Value]) -> Value:
    """A sum with its women and its men, each where every month says them; where nobody is counted there are none."""
    if len(total.quantities) != 1 or any(len(value.quantities) != 1 for value in values):
        return total
    quantities = [_split_of_nobody(value.quantities[0]) for value in values]
    women = [quantity.women for quantity in quantities if quantity.women is not None]
    men = [quantity.men for quantity in quantities if quantity.men is not None]
    is_split = any(value.quantities[0].women is not None or value.quantities[0].men is not None for value in values)
    named = replace(
        total.quantities[0],
        women=sum(women) if is_split and len(women) == len(quantities) else None,
        men=sum(men) if is_split and len(men) == len(quantities) else None,
    )
    return replace(total, quantities=(named,))


def _split_of_nobody(quantity: Quantity) -> Quantity:
    is_nobody = quantity.number.low == quantity.number.high == 0
    return replace(quantity, women=quantity.women or 0, men=quantity.men or 0) if is_nobody else quantity
