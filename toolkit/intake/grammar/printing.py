"""Values as the institution prints them; the grammar of reading.py reads each back as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from toolkit.intake.grammar.amounts import plain
from toolkit.intake.grammar.percentages import rate_of
from toolkit.intake.value import Kind, Number, Quantity, State, Value
from toolkit.language import N_, gettext
from toolkit.plan.institution import NumberFormat
from toolkit.plan.spelling import printed
from toolkit.plan.unit import Unit


def print_value(value: Value, *, number_format: NumberFormat, locale: str, currency: str, units: Sequence[Unit] = ()) -> str:
    """Write a value in the institution's official form: "10 funcționari", "131 300 lei", "45,00 % (9 din 20)".

    A quantity takes the form of the unit that its words name; words that name none of `units` stay as they are.
    """
    if value.kind is Kind.MONEY:
        return " ".join(_money(quantity.number, number_format, currency) for quantity in value.quantities)
    if value.quantities:
        return ", ".join(_quantity(quantity, number_format, locale, units) for quantity in value.quantities)
    if value.kind is Kind.PERCENTAGE:
        return _percentage(value, number_format)
    if value.kind is Kind.STATUS:
        return printed(value.text) or gettext(_STATES[value.state or State.DONE])
    return gettext(_WITHOUT_FIGURE[value.kind]) if value.kind in _WITHOUT_FIGURE else printed(value.text)


def print_number(number: Number, number_format: NumberFormat) -> str:
    """Write a number with its marks, by one table: "119", "cca. 2520", "cel puțin 119", "până la 10", "10-15"."""
    return _marked(number, lambda figure: _figure(figure, number_format))


_STATES = {State.DONE: N_("Realizat"), State.IN_PROGRESS: N_("În proces"), State.NOT_DONE: N_("Nerealizat")}
_WITHOUT_FIGURE = {
    Kind.NOT_REPORTED: "-",
    Kind.NOT_APPLICABLE: N_("Nu este cazul"),
    Kind.NOT_AVAILABLE: N_("indisponibil încă"),
}


def _marked(number: Number, write: Callable[[Decimal], str]) -> str:
    about = gettext("cca. ") if number.about else ""
    if number.low is None:
        return gettext("{about}până la {number}", about=about, number=write(number.high or Decimal(0)))
    if number.high is None:
        return gettext("cel puțin {about}{number}", about=about, number=write(number.low))
    return about + (write(number.low) if number.low == number.high else f"{write(number.low)}-{write(number.high)}")


def _quantity(quantity: Quantity, number_format: NumberFormat, locale: str, units: Sequence[Unit]) -> str:
    number = quantity.number
    said = print_number(number, number_format)
    unit = _unit_named(quantity.unit, units)
    words = unit.form_for(plain(number.high or number.low or Decimal(0)), locale) if unit else printed(quantity.unit)
    split = "/".join(
        f"{count}{letter}"
        for count, letter in ((quantity.women, gettext("F")), (quantity.men, gettext("B")))
        if count is not None
    )
    return " ".join(part for part in (said, words, split and f"({split})") if part)


def _unit_named(words: str, units: Sequence[Unit]) -> Unit | None:
    ranked = [(rank, at) for at, unit in enumerate(units) if words and (rank := unit.rank_of(words)) is not None]
    return units[min(ranked)[1]] if ranked else None


def _money(number: Number, number_format: NumberFormat, currency: str) -> str:
    def write(amount: Decimal) -> str:
        return _figure(amount, number_format, decimals=2 if amount % 1 or _needs_decimals(amount, number_format) else 0)

    return f"{_marked(number, write)} {currency}"


def _percentage(value: Value, number_format: NumberFormat) -> str:
    if value.numerator is None or value.denominator is None:
        return f"{_rate(value.rate, number_format, decimals=0)} %" if value.rate else ""
    parts = gettext(
        "{numerator} din {denominator}",
        numerator=_figure(value.numerator, number_format),
        denominator=_figure(value.denominator, number_format),
    )
    computed = rate_of(value.numerator, value.denominator, decimals=2)
    rate = value.rate or (None if computed is None else Number.exactly(computed))
    return f"{_rate(rate, number_format, decimals=2)} % ({parts})" if rate else parts


def _rate(rate: Number, number_format: NumberFormat, *, decimals: int) -> str:
    """Write a rate in percent, rounded half up to two decimals, and with at least so many."""

    def write(percent: Decimal) -> str:
        rounded = percent.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        return _figure(rounded, number_format, decimals=2 if _needs_decimals(rounded, number_format) else decimals)

    return _marked(rate, write)


def _needs_decimals(amount: Decimal, number_format: NumberFormat) -> bool:
    """Whether the amount would print as "1.234", which of money and percents is no certain number."""
    return number_format.group_separator == "." and 10 ** (number_format.group_from_digits - 1) <= amount < 10**6


def _figure(number: Decimal, number_format: NumberFormat, *, decimals: int = 0) -> str:
    """Write a plain number with at least so many decimals."""
    whole, _, rest = f"{plain(number):f}".partition(".")
    grouped = _grouped(whole, number_format)
    rest = rest.ljust(decimals, "0")
    if len(rest) == 3 and grouped == whole != "0":
        rest += "0"  # "1,125" might be thousands typed the English way
    return f"{grouped},{rest}" if rest else grouped


def _grouped(whole: str, number_format: NumberFormat) -> str:
    if len(whole) < number_format.group_from_digits:
        return whole
    first = len(whole) % 3 or 3
    groups = [whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))]
    return number_format.group_separator.join(groups)
