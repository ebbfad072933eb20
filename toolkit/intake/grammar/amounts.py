"""Amounts: a number with its marks, bounds, scale and measure: "aproximativ până la 10", "131,3 mii lei", "45 %"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from toolkit.intake.grammar.numerals import LARGEST, SCALES, Certain, Numeral, read_number_words
from toolkit.intake.grammar.tokens import Token, TokenKind, fold
from toolkit.intake.value import Number


class UnclearError(Exception):
    """The text can be read in more than one way; `read_value` leaves it as text."""


class Measure(Enum):
    """What an amount is measured in."""

    THINGS = auto()
    MONEY = auto()  # the institution's currency
    OTHER_MONEY = auto()
    PERCENT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as the text states it."""

    number: Number
    second: Number | None = None  # the other number of a pair: "124/0"
    measure: Measure = Measure.THINGS
    end: int  # the token after it
    stands_alone: bool  # needs a separator before it, for its first word could belong to the words before: "peste", "trei"


def currency_words(currency: str) -> frozenset[str]:
    """The folded words that mean the institution's currency; lei are Romania's and Moldova's alike."""
    said = fold(currency).strip(" .")
    if said in _LEI:
        return frozenset((*_LEI, *_LEI_CODES))
    return frozenset((*_LEI, said) if said in _LEI_CODES else (said,))


def amount_at(tokens: Sequence[Token], at: int, currency: frozenset[str]) -> Amount | None:
    """Read the amount that begins at a token; None where none does."""
    if tokens[at].kind is TokenKind.PAIR:
        first, second = (Number.exactly(int(part)) for part in tokens[at].text.split("/"))
        return Amount(number=first, second=second, end=at + 1, stands_alone=True)
    marks = _marks_at(tokens, at)
    if marks is None:
        return None
    span = _span_at(tokens, marks.end)
    if span is None:
        return None
    end = span.end
    open_above = (
        _sign(tokens, end) == "+" and tokens[end].start == tokens[end - 1].end and _is_followed_by_words(tokens, end)
    )
    if open_above + span.is_range + bool(marks.bound) > 1:
        raise UnclearError  # "minim 10-15"
    scale, end = _scale_at(tokens, end + open_above)
    measure, end = _measure_at(tokens, end, currency)
    if not all(_is_certain(numeral, scaled=scale != 1, measure=measure) for numeral in (span.low, span.high)):
        return None
    if span.is_loose and scale != 1:
        raise UnclearError  # "5 – 131,3 mii lei": thousands of both, or five of something for so much
    low, high = plain(span.low.number * scale), plain(span.high.number * scale)
    if high > LARGEST:
        raise UnclearError
    bound = "low" if open_above else marks.bound
    number = Number(low=None if bound == "high" else low, high=None if bound == "low" else high, about=marks.about)
    return Amount(number=number, measure=measure, end=end, stands_alone=marks.stands_alone or span.stands_alone)


def plain(number: Decimal) -> Decimal:
    """Give a number without idle decimals: plural forms and tables take 16000.0 for a fraction."""
    return Decimal(int(number)) if number == number.to_integral_value() else number.normalize()


_LEI_CODES = ("mdl", "ron")
_LEI = ("lei", "leu")
_OTHER_CURRENCIES = frozenset(("lei", "leu", "mdl", "ron", "euro", "eur", "usd", "dolari", "dolar", "leva", "lv", "€", "$"))
_ABBREVIATIONS = frozenset(("cca", "aprox", "min", "max", "mil", "mln", "mld", "mlrd"))

# Each phrase of the fixed table: whether it marks "about" or opens a side, and whether it could belong to the words before.
_MARKS: dict[tuple[str, ...], tuple[str, bool]] = {
    tuple(phrase.split()): (meaning, stands_alone)
    for meaning, stands_alone, phrases in (
        ("about", False, "cca|circa|aprox|aproximativ|~|≈"),
        ("about", True, "in jur de|in jurul a|vreo"),
        ("low", False, "cel putin|minim|minimum|min|mai mult de|mai multe de|mai multi de|nu mai putin de|≥|>|> ="),
        ("low", True, "peste"),
        ("high", False, "cel mult|maxim|maximum|max|mai putin de|nu mai mult de|≤|<|< ="),
        ("high", True, "pana la|pina la|sub"),
    )
    for phrase in phrases.split("|")
}
_LONGEST_MARK = max(map(len, _MARKS))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    about: bool
    bound: str  # "low", "high" or empty
    stands_alone: bool
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    low: Numeral
    high: Numeral
    end: int
    stands_alone: bool = False
    is_loose: bool = False  # a range whose dash has spaces around it

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def _marks_at(tokens: Sequence[Token], at: int) -> _Marks | None:
    about, bound, stands_alone, here = False, "", False, at
    while True:
        for length in range(_LONGEST_MARK, 0, -1):
            said = tuple(token.folded for token in tokens[here : here + length])
            mark = _MARKS.get(said)
            if mark is not None:
                break
        else:
            return _Marks(about=about, bound=bound, stands_alone=stands_alone, end=here)
        meaning, is_preposition = mark
        if about if meaning == "about" else bound:
            return None  # said twice: not ours to settle
        about = about or meaning == "about"
        bound = bound if meaning == "about" else meaning
        stands_alone = stands_alone or (here == at and is_preposition)
        here = _after_abbreviation(tokens, here + len(said))


def _span_at(tokens: Sequence[Token], at: int) -> _Span | None:
    """Read "10", "zece", "10-15", "de la 1 până la 9" or "între 10 și 15"."""
    words = tuple(token.folded for token in tokens[at : at + 2])
    if words[:1] == ("intre",):
        return _joined(tokens, at + 1, (("si",),))
    if words == ("de", "la"):
        return _joined(tokens, at + 2, (("pana", "la"), ("pina", "la"), ("la",)))
    first = _numeral_at(tokens, at)
    if first is None:
        return None
    if first.end < len(tokens) and tokens[first.end].is_dash and not first.stands_alone:
        second = _numeral_at(tokens, first.end + 1)
        if second is not None and not second.stands_alone and first.low.number < second.low.number:
            is_loose = tokens[first.end - 1].end != tokens[first.end].start
            if is_loose and at and tokens[at - 1].is_dash:
                raise UnclearError  # "Contracte – 5 – 10"
            return _Span(low=first.low, high=second.low, end=second.end, is_loose=is_loose)
    return first


def _joined(tokens: Sequence[Token], at: int, links: Sequence[tuple[str, ...]]) -> _Span | None:
    first = _numeral_at(tokens, at)
    if first is None:
        return None
    for link in links:
        if tuple(token.folded for token in tokens[first.end : first.end + len(link)]) == link:
            second = _numeral_at(tokens, first.end + len(link))
            if second is not None and first.low.number < second.low.number:
                return _Span(low=first.low, high=second.low, end=second.end, stands_alone=True)
    return None


def _numeral_at(tokens: Sequence[Token], at: int) -> _Span | None:
    """One number in digits or words, or in both: "5 (cinci)", "cinci (5)"."""
    if at >= len(tokens):
        return None
    numeral = tokens[at].numeral
    if numeral is not None:
        words = _words_from(tokens, at + 2)
        said = read_number_words(words) or ((1, 1) if words[:1] in (["un"], ["o"]) else None)
        if _sign(tokens, at + 1) == "(" and said and said[0] == numeral.number and _sign(tokens, at + 2 + said[1]) == ")":
            return _Span(low=numeral, high=numeral, end=at + 3 + said[1])
        return _Span(low=numeral, high=numeral, end=at + 1)
    said = read_number_words(_words_from(tokens, at))
    if said is None:
        return None
    numeral, end = Numeral(Decimal(said[0])), at + said[1]
    if _sign(tokens, end) == "(" and _sign(tokens, end + 2) == ")" and tokens[end + 1].numeral == numeral:
        end += 3
    return _Span(low=numeral, high=numeral, end=end, stands_alone=True)


def _scale_at(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The factor that a scale word gives, and where it ends; 1 where there is none."""
    word = at + (_folded(tokens, at) == "de" and _folded(tokens, at + 1) in SCALES)
    scale = SCALES.get(_folded(tokens, word))
    return (scale, _after_abbreviation(tokens, word + 1)) if scale else (1, at)


def _measure_at(tokens: Sequence[Token], at: int, currency: frozenset[str]) -> tuple[Measure, int]:
    if _folded(tokens, at) in ("%", "procente") or (_folded(tokens, at), _folded(tokens, at + 1)) == ("la", "suta"):
        return Measure.PERCENT, at + (2 if _folded(tokens, at) == "la" else 1)
    money = currency | _OTHER_CURRENCIES
    word = at + (_folded(tokens, at) == "de" and _folded(tokens, at + 1) in money)
    if _folded(tokens, word) in currency:
        return Measure.MONEY, word + 1
    return (Measure.OTHER_MONEY, word + 1) if _folded(tokens, word) in money else (Measure.THINGS, at)


def _is_certain(numeral: Numeral, *, scaled: bool, measure: Measure) -> bool:
    """Whether a numeral is certain where it stands; a day of the month counts nothing, but "1.234 lei" is unclear."""
    is_percent = measure is Measure.PERCENT
    if numeral.certain is Certain.AS_AMOUNT:
        return scaled or measure is not Measure.THINGS
    certain = {
        Certain.ALWAYS: True,
        Certain.AS_COUNT: not scaled and measure is Measure.THINGS,
        Certain.SCALED: scaled or is_percent,
    }[numeral.certain]
    if not certain:
        raise UnclearError
    return True


def _after_abbreviation(tokens: Sequence[Token], at: int) -> int:
    return at + (tokens[at - 1].folded in _ABBREVIATIONS and _sign(tokens, at) == ".")


def _is_followed_by_words(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 == len(tokens) or tokens[at + 1].kind is TokenKind.WORD


def _words_from(tokens: Sequence[Token], at: int) -> list[str]:
    words: list[str] = []
    for token in tokens[at : at + 12]:
        if token.kind is not TokenKind.WORD:
            break
        words.append(token.folded)
    return words


def _folded(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].folded if at < len(tokens) else ""


def _sign(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) and tokens[at].kind is TokenKind.SIGN else ""
