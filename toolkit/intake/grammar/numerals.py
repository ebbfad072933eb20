"""Numbers as clerks write them: digits with their separators, number words, and the words for thousands and millions.

A numeral that can be read in two ways says where it is certain; whoever reads it elsewhere must leave it as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

LARGEST = Decimal(10) ** 15  # nothing that a town hall counts is larger; what is, is a code or a slip

SCALES = {
    **dict.fromkeys(("mie", "mii"), 10**3),
    **dict.fromkeys(("mil", "mln", "milion", "milioane", "million", "millioane"), 10**6),
    **dict.fromkeys(("mld", "mlrd", "miliard", "miliarde"), 10**9),
}
"""Words that multiply the number before them, folded."""


class Certain(Enum):
    """Where a numeral can be read in one way only."""

    ALWAYS = auto()
    AS_COUNT = auto()  # "1.234": thousands, since things are whole; of lei it might be a bit more than one
    AS_AMOUNT = auto()  # "15.06": an amount before a scale, a currency or "%"; elsewhere it might be a day in June
    SCALED = auto()  # "1,234": decimals before a scale or "%"; elsewhere perhaps thousands typed the English way


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in digits, and where it is certain."""

    number: Decimal
    certain: Certain = Certain.ALWAYS


_FORM = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?:(?P<spaces>(?: [0-9]{3})+)|(?P<dots>(?:\.[0-9]{3})+)|(?:['’][0-9]{3})+)"
    r"|0|0[1-9]|[1-9][0-9]*)"
    r"(?:(?P<separator>[.,])(?P<decimals>[0-9]+))?"
)
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2])")


def read_digits(text: str) -> Numeral | None:
    """Read a numeral: "44 000", "44.000", "131,3", "16.5"; None for what is no number (a date, a code, "1,2,3").

    The comma begins the decimals and groups of three digits are thousands. A point is read as a decimal point only
    before one or two digits; a number of thousands with a decimal point is read only where spaces mark the thousands.
    """
    form = _FORM.fullmatch(text)
    if form is None:
        return None
    whole = re.sub(r"[^0-9]", "", form["whole"])
    decimals = form["decimals"] or ""
    if len(whole) > 16 or (decimals and whole != "0" and whole.startswith("0")):
        return None
    number = Decimal(f"{whole}.{decimals}" if decimals else whole)
    certain = _where_certain(text, form)
    return Numeral(number, certain) if certain is not None and number <= LARGEST else None


def read_number_words(words: Sequence[str]) -> tuple[int, int] | None:
    """Read the number that folded words begin with: its value and how many words say it; None where none is certain.

    "un" and "o" are numbers only before a scale ("un milion"), for elsewhere they are articles; "nouă" alone may mean
    "new"; "niciun caz" is as certain a zero as "zero cazuri".
    """
    if not words or words[0] not in _BEGINNINGS:
        return None
    for zero in _ZEROS:
        if tuple(words[: len(zero)]) == zero:
            return 0, len(zero)
    total, at = 0, 0
    for one, many, worth in _BIG:
        if _word(words, at) in ("un", "o") and _word(words, at + 1) in one:
            total, at = total + worth, at + 2
            continue
        number, end = _below_thousand(words, at)
        end += _word(words, end) == "de" and _word(words, end + 1) in many
        if number and _word(words, end) in many:
            total, at = total + number * worth, end + 1
    number, end = _below_thousand(words, at)
    if end == 0 or (end == 1 and words[0] == "noua"):
        return None
    return total + number, end


def _where_certain(text: str, form: re.Match[str]) -> Certain | None:
    decimals, whole = form["decimals"], form["whole"]
    if decimals is None:
        return Certain.AS_COUNT if form["dots"] and len(form["dots"]) == 4 else Certain.ALWAYS
    if form["separator"] == ",":
        return Certain.SCALED if whole.isdigit() and whole != "0" and len(decimals) == 3 else Certain.ALWAYS
    if len(decimals) > 2 or not (form["spaces"] or whole.isdigit()):
        return None
    return Certain.AS_AMOUNT if _DAY_AND_MONTH.fullmatch(text) else Certain.ALWAYS


_ZEROS = (
    *((word,) for word in ("zero", "niciun", "nicio", "niciunul", "niciuna")),
    *(("nici", word) for word in ("un", "o", "unul", "una")),
)
_ONE_TO_NINE = ("unu", "doi", "trei", "patru", "cinci", "sase", "sapte", "opt", "noua")
_UNITS = {**{word: number for number, word in enumerate(_ONE_TO_NINE, 1)}, "una": 1, "doua": 2}
_TEENS = {
    **{f"{word}sprezece": 10 + number for word, number in _UNITS.items()},
    "zece": 10,
    "unsprezece": 11,
    "paisprezece": 14,
    "saisprezece": 16,
}
_TENS = {**{f"{word}zeci": 10 * number for word, number in _UNITS.items() if number > 1}, "saizeci": 60}
_BIG = (
    (("miliard",), ("miliarde",), 10**9),
    (("milion", "million"), ("milioane", "millioane"), 10**6),
    (("mie",), ("mii",), 10**3),
)
_BEGINNINGS = frozenset({*(zero[0] for zero in _ZEROS), *_UNITS, *_TEENS, *_TENS, "un", "o"})


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int]:
    """The number under a thousand that begins at a word, and where it ends; 0 and the same place where there is none."""
    hundreds = 0
    if _word(words, at) == "o" and _word(words, at + 1) == "suta":
        hundreds, at = 100, at + 2
    elif _word(words, at) in _UNITS and _word(words, at + 1) == "sute":
        hundreds, at = 100 * _UNITS[words[at]], at + 2
    word = _word(words, at)
    if word in _TENS:
        if _word(words, at + 1) == "si" and _word(words, at + 2) in _UNITS:
            return hundreds + _TENS[word] + _UNITS[words[at + 2]], at + 3
        return hundreds + _TENS[word], at + 1
    if word in _UNITS or word in _TEENS:
        return hundreds + (_UNITS.get(word) or _TEENS[word]), at + 1
    return hundreds, at
