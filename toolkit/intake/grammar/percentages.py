"""Percentages: "45 %", "9 din 20", "9 din 20 (45 %)", "45 % (9 din 20)"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from toolkit.intake.grammar.amounts import Amount, Measure, amount_at, plain
from toolkit.intake.grammar.references import is_calendar
from toolkit.intake.grammar.tokens import Token, TokenKind
from toolkit.intake.value import Number, Value
from toolkit.language import gettext
from toolkit.plan.spelling import tidy


class Percentage(NamedTuple):
    """A share: its parts, its rate in percent, or both."""

    numerator: Decimal | None
    denominator: Decimal | None
    rate: Number | None  # None where the parts say the same


def read_percentage(tokens: Sequence[Token], currency: frozenset[str]) -> Percentage | None:
    """Read a text that is a percentage; None where it is none.

    A rate that the parts give, rounded as it is stated, says nothing of its own and is dropped; one that contradicts
    them is kept beside them.
    """
    at = _after_label(tokens)
    rate, end = _rate_at(tokens, at, currency)
    if rate is not None:
        parts, end = _parts_at(tokens, _after_signs(tokens, end), currency) or (None, end)
    else:
        found = _parts_at(tokens, at, currency)
        if found is None:
            return None
        parts, end = found
        rate, end = _rate_at(tokens, _after_signs(tokens, end), currency, otherwise=end)
    if any(token.kind in (TokenKind.NUMBER, TokenKind.PAIR) for token in tokens[end:]):
        return None
    if parts is None:
        return Percentage(None, None, rate)
    numerator, denominator, is_pair = parts
    if rate is None and (is_pair or numerator > denominator or is_calendar(tokens, end, denominator)):
        return None  # "124/0" may be two counts; "5 din 2023" and "3 din 5 iunie" are no shares
    if rate is not None and rate.is_exact and rate.low is not None and _is_rounded(rate.low, numerator, denominator):
        rate = None
    return Percentage(numerator, denominator, rate)


def rate_of(numerator: Decimal, denominator: Decimal, decimals: int) -> Decimal | None:
    """Give the parts' rate in percent, rounded half up; None of nothing."""
    if denominator == 0:
        return None
    return (numerator * 100 / denominator).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def contradiction(value: Value) -> str:
    """Say, in the words of a finding, how a percentage's rate contradicts its parts; empty where it does not.

    A rate that is rounded another way (66 % for 2 of 3) contradicts nothing.
    """
    numerator, denominator, rate = value.numerator, value.denominator, value.rate
    if numerator is None or denominator is None or rate is None or rate.about or (numerator == denominator == 0):
        return ""
    parts = gettext(
        "„{value}”, dar {numerator} din {denominator}",
        value=tidy(value.text),
        numerator=f"{numerator:f}",
        denominator=f"{denominator:f}",
    )
    if denominator == 0:
        return gettext("{parts} nu este un procent", parts=parts)
    exact = numerator * 100 / denominator
    is_below = rate.low is not None and exact <= rate.low - _last_place(rate.low)
    is_above = rate.high is not None and exact >= rate.high + _last_place(rate.high)
    said = f"{plain(rate_of(numerator, denominator, 1) or Decimal(0)):f}".replace(".", ",")
    return gettext("{parts} înseamnă {said} %", parts=parts, said=said) if is_below or is_above else ""


def _last_place(rate: Decimal) -> Decimal:
    """What one more in the last digit is worth."""
    exponent = rate.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent)) if isinstance(exponent, int) else Decimal(0)


def _is_rounded(rate: Decimal, numerator: Decimal, denominator: Decimal) -> bool:
    exponent = rate.as_tuple().exponent
    return isinstance(exponent, int) and rate_of(numerator, denominator, max(0, -exponent)) == rate


def _after_label(tokens: Sequence[Token]) -> int:
    """Skip the name that introduces a rate: "Rata: 45 %"."""
    for at, token in enumerate(tokens):
        if at and (token.is_dash or token.text == ":"):
            return at + 1
        if token.kind is not TokenKind.WORD or token.folded == "nu":
            break
    return 0


def _after_signs(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].text in ("(", ",", "=", ";", "\n") or tokens[at].is_dash):
        at += 1
    return at


def _rate_at(
    tokens: Sequence[Token], at: int, currency: frozenset[str], otherwise: int | None = None
) -> tuple[Number | None, int]:
    amount = _amount(tokens, at, currency)
    if amount is None or amount.measure is not Measure.PERCENT:
        return None, at if otherwise is None else otherwise
    return amount.number, amount.end


def _parts_at(
    tokens: Sequence[Token], at: int, currency: frozenset[str]
) -> tuple[tuple[Decimal, Decimal, bool], int] | None:
    first = _amount(tokens, at, currency)
    if first is None or first.measure is not Measure.THINGS:
        return None
    if first.second is not None:
        return (_exact(first.number), _exact(first.second), True), first.end
    if not first.number.is_exact or first.end >= len(tokens) or tokens[first.end].folded != "din":
        return None
    second = _amount(tokens, first.end + 1, currency)
    if second is None or second.measure is not Measure.THINGS or second.second is not None or not second.number.is_exact:
        return None
    return (_exact(first.number), _exact(second.number), False), second.end


def _amount(tokens: Sequence[Token], at: int, currency: frozenset[str]) -> Amount | None:
    return amount_at(tokens, at, currency) if at < len(tokens) else None


def _exact(number: Number) -> Decimal:
    return number.low if number.low is not None else Decimal(0)
