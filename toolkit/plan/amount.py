"""Amounts of money as offices print them, in the two notations in use: 358.225,25 and 3,222,419.35.

All amounts of one sheet are read together: one that stands alone may be read either way ("1.234"), and one that is written
in the other notation than its neighbours is more likely a slip of the pen than a change of habit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from toolkit.language import gettext
from toolkit.plan.spelling import shown

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?:\D|$))")
_MINUSES = ("-", "\u2013", "\u2212")
_LONGEST = 24  # characters, so that sums are exact in the 28 digits of a Decimal


class Notation(Enum):
    """Which mark stands before the bani, and which between groups of three digits."""

    COMMA = (",", ".")  # 358.225,25
    POINT = (".", ",")  # 3,222,419.35

    @property
    def example(self) -> str:
        """An amount in this notation."""
        return self.written(Decimal("358225.25"))

    def written(self, value: Decimal) -> str:
        """Write a sum in this notation, to the ban."""
        decimal, group = self.value
        return f"{value:,.2f}".translate(str.maketrans(",.", group + decimal))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount as printed, and what it is; or why it cannot be read."""

    printed: str
    value: Decimal | None
    problem: str  # empty where it was read
    fix: str = ""  # what is to be done about the problem


def read_amounts(texts: Sequence[str]) -> tuple[Amount, ...]:
    """Read the amounts of one sheet, in the order given; each that is not beyond doubt has a problem in place of a value.

    The notation that most unambiguous amounts are written in, or else the first of them, is the sheet's. What may be read
    either way is read in it where others are written without bani too; among amounts that all have them, "1.234" may be one
    that has lost a digit.
    """
    possible = [_possible(text) for text in texts]
    certain = [next(iter(ways)) for ways in possible if len(ways) == 1]
    of_sheet = max(certain, key=certain.count) if certain else None
    settled = [next(iter(ways.values())) for ways in possible if len(set(ways.values())) == 1]
    all_have_bani = all(_decimals(value) for value in settled)
    return tuple(
        _amount(text, ways, of_sheet, all_have_bani=all_have_bani) for text, ways in zip(texts, possible, strict=True)
    )


def _possible(text: str) -> dict[Notation, Decimal]:
    """Give every notation in which a text is an amount, with its value."""
    plain = _SPACES.sub("", text.strip())
    if len(plain) > _LONGEST:
        return {}
    found = {}
    for notation in Notation:
        decimal, group = map(re.escape, notation.value)
        with_bani = rf"(?:[1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d+)(?:{decimal}\d{{1,2}})?"
        perhaps = rf"[1-9]\d{{0,2}}{decimal}\d{{3}}"  # money has no thousandths, but alone it is not beyond doubt
        if re.fullmatch(rf"{with_bani}|{perhaps}", plain, re.ASCII):
            found[notation] = Decimal(plain.replace(notation.value[1], "").replace(notation.value[0], "."))
    return found


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _amount(text: str, ways: dict[Notation, Decimal], of_sheet: Notation | None, *, all_have_bani: bool) -> Amount:
    values = set(ways.values())
    if len(values) == 1 and (of_sheet is None or of_sheet in ways):
        return Amount(printed=text, value=values.pop(), problem="")
    if not values:
        problem = gettext("nu este o sumă: „{text}”", text=shown(text))
        if _is_negative(text):
            fix = gettext("scrieți suma fără minus: sumele unui buget se adună; verificați-o în contract")
        else:
            fix = gettext("scrieți numai suma, în cifre, de exemplu {example}", example=(of_sheet or Notation.COMMA).example)
    elif of_sheet in ways and _decimals(ways[of_sheet]) <= 2:
        if not all_have_bani:
            return Amount(printed=text, value=ways[of_sheet], problem="")
        problem = gettext(
            "„{text}” nu are bani, iar celelalte sume, scrise ca {example}, au: poate fi o sumă din care lipsește o cifră",
            text=shown(text),
            example=of_sheet.example,
        )
        fix = gettext("scrieți suma cu două cifre pentru bani, ca pe celelalte")
    elif of_sheet is not None:
        problem = gettext(
            "„{text}” este scris altfel decât celelalte sume, care sunt scrise ca {example}",
            text=shown(text),
            example=of_sheet.example,
        )
        written = of_sheet.written(values.pop()) if len(values) == 1 else of_sheet.example
        fix = gettext("scrieți suma ca pe celelalte: {written}", written=written)
    else:
        small, great = sorted(values)
        problem = gettext(
            "„{text}” se poate citi în două feluri: {small} sau {great}",
            text=shown(text),
            small=f"{small:f}".replace(".", ","),
            great=f"{great:.2f}".replace(".", ","),
        )
        fix = gettext("scrieți suma cu două cifre pentru bani, ca să se citească într-un singur fel")
    return Amount(printed=text, value=None, problem=problem, fix=fix)


def _is_negative(text: str) -> bool:
    plain = text.strip()
    return plain[:1] in _MINUSES and bool(_possible(plain[1:]))
