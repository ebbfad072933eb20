"""The value grammar: the text of a cell becomes a typed value.

What cannot be read in one way only stays text; nothing is guessed into a number. The grammar, from the whole to the parts:

    value       absence | percentage | quantities | status | text
    quantities  words before a dash, number, words after it; once or several times      (quantities.py, references.py)
    number      marks, numeral or range, scale, currency or percent                     (amounts.py)
    numeral     digits with separators, or number words                                 (numerals.py)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from toolkit.intake.grammar.amounts import Measure, UnclearError, currency_words
from toolkit.intake.grammar.numerals import LARGEST
from toolkit.intake.grammar.percentages import read_percentage
from toolkit.intake.grammar.quantities import Part, parts_of
from toolkit.intake.grammar.splits import with_splits
from toolkit.intake.grammar.statuses import read_absence, read_status
from toolkit.intake.grammar.tokens import Token, as_read, tokens_of
from toolkit.intake.value import Kind, Number, Quantity, Value


def read_value(text: str, *, words: Collection[str] = (), currency: str = "lei") -> Value:
    """Type the text of a cell.

    `words` are the words of the known units, in small letters; they serve only to mend a word that stray spaces parted.
    """
    if len(text.strip()) > _MOST_CHARACTERS:
        return Value(kind=Kind.TEXT, text=text)
    return _typed(text, frozenset(words), currency)


def read_number_cell(number: Decimal) -> Value:
    """Type a cell that holds a number and no text; its text is the plain Romanian decimal."""
    if not number.is_finite():
        return Value(kind=Kind.TEXT, text=str(number))
    text = f"{number.normalize():f}".replace(".", ",") if number else "0"
    if number < 0 or number > LARGEST:
        return Value(kind=Kind.TEXT, text=text)
    return Value(kind=Kind.COUNT, text=text, quantities=(Quantity(number=Number.exactly(abs(number))),))


_MOST_CHARACTERS = 2_000  # a longer text is a narrative that went into the wrong cell


@lru_cache(maxsize=4096)
def _typed(text: str, words: frozenset[str], currency: str) -> Value:
    """Type a text once, for departments write the same few answers over and over."""
    cleaned = as_read(text)
    absence = read_absence(cleaned)
    if absence is not None:
        return Value(kind=absence, text=text)
    tokens = tokens_of(cleaned)
    try:
        value = _read_figures(cleaned, tokens, words, currency)
    except UnclearError:
        return Value(kind=Kind.TEXT, text=text)
    if value is not None:
        return replace(value, text=text)
    state = read_status(tokens)
    return Value(kind=Kind.TEXT if state is None else Kind.STATUS, text=text, state=state)


def _read_figures(cleaned: str, tokens: Sequence[Token], words: Collection[str], currency: str) -> Value | None:
    own_currency = currency_words(currency)
    percentage = read_percentage(tokens, own_currency)
    if percentage is not None:
        numerator, denominator, rate = percentage
        return Value(kind=Kind.PERCENTAGE, numerator=numerator, denominator=denominator, rate=rate)
    parts = with_splits(parts_of(cleaned, tokens, words, own_currency))
    if not parts:
        return None
    if len(parts) == 1:
        return Value(kind=_kind_of(parts[0]), quantities=(parts[0].quantity,))
    quantities = tuple(
        replace(part.quantity, unit=currency) if part.measure is Measure.MONEY else part.quantity for part in parts
    )
    if not all(quantity.unit for quantity in quantities):
        raise UnclearError  # several numbers, and one of them says not what it counts
    return Value(kind=Kind.COMPOUND, quantities=quantities)


def _kind_of(part: Part) -> Kind:
    if part.measure is Measure.MONEY:
        return Kind.MONEY
    return Kind.COUNT if part.quantity.number.is_exact else Kind.APPROX
