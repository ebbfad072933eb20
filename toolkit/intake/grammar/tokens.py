"""The words, numbers and signs of a cell, in order: the first step of the value grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from toolkit.intake.cleaning import clean
from toolkit.intake.grammar.numerals import Numeral, read_digits
from toolkit.plan.spelling import printed, tidy

DASHES = frozenset("-‐‑‒–—−")


class TokenKind(Enum):
    """What a token is."""

    NUMBER = auto()  # a numeral in digits
    PAIR = auto()  # "124/0": two whole numbers
    CODE = auto()  # digits that count nothing: a date, a time, "5-a", "COVID-19", a telephone number
    WORD = auto()
    SIGN = auto()  # one other character; a line break is one too


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token, and where it stands in the cleaned text."""

    kind: TokenKind
    text: str
    folded: str  # the word as the grammar compares it
    start: int
    numeral: Numeral | None = None  # of a number

    @property
    def end(self) -> int:
        """Where the next character stands."""
        return self.start + len(self.text)

    @property
    def is_dash(self) -> bool:
        """Whether this is a dash of any length."""
        return self.text in DASHES


def fold(text: str) -> str:
    """Give the form in which grammar words are compared: small letters without diacritics, as many clerks type them."""
    return printed(text).casefold().translate(_PLAIN_LETTERS)


def folded_words(text: str) -> frozenset[str]:
    """The folded words of a list that the grammar knows, written as one text."""
    return frozenset(fold(text).split())


def folded_phrases(text: str) -> frozenset[str]:
    """The folded phrases of such a list, parted by bars."""
    return frozenset(fold(text).split("|"))


def as_read(text: str) -> str:
    """Give a cell's text as it is read: printed letters, tidy white space, lines kept, marks of a list removed."""
    visible, _ = clean(printed(text))
    lines = (_LIST_MARK.sub("", tidy(line)) for line in visible.splitlines())
    return "\n".join(line for line in lines if line)


def tokens_of(text: str) -> list[Token]:
    """Cut a cleaned text into tokens."""
    found = list(_scan(text))
    chained = _in_chains(found)
    return [
        replace(token, kind=TokenKind.CODE, numeral=None) if _is_code(found, at) or at in chained else token
        for at, token in enumerate(found)
    ]


_PLAIN_LETTERS = str.maketrans("ăâîșț’", "aaist'")
_LIST_MARK = re.compile(r"^(?:[•·▪●◦*] ?|[-–—] )(?=.*[^\W\d_])")
_TOKEN = re.compile(
    r"""
    (?P<address>(?:https?://|www\.)\S+)
    | (?P<grouped>[1-9][0-9]{0,2}(?:[ ][0-9]{3})+(?:,[0-9]+|\.[0-9]{1,2})?(?![0-9]|[.,/:][0-9]))
    | (?P<digits>[0-9]+(?:[.,/:'’][0-9]+)*)
    | (?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)
    | (?P<sign>\n|\S)
    """,
    re.VERBOSE,
)
_PAIR = re.compile(r"(?:0|[1-9][0-9]{0,5})/(?:0|[1-9][0-9]{0,5})")
_YEAR_AT_END = re.compile(r".*/(?:19|20)[0-9]{2}")
_SHORT_UNITS = frozenset("fbm")  # "3F", "1B"


def _scan(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        said, start, folded = match[0], match.start(), fold(match[0])
        if match["grouped"] or match["digits"]:
            numeral = read_digits(said)
            if numeral is not None:
                yield Token(kind=TokenKind.NUMBER, text=said, folded=folded, start=start, numeral=numeral)
            elif _PAIR.fullmatch(said) and not _YEAR_AT_END.fullmatch(said):
                yield Token(kind=TokenKind.PAIR, text=said, folded=folded, start=start)
            else:
                yield Token(kind=TokenKind.CODE, text=said, folded=folded, start=start)
        else:
            yield Token(kind=TokenKind.SIGN if match["sign"] else TokenKind.WORD, text=said, folded=folded, start=start)


def _is_code(tokens: list[Token], at: int) -> bool:
    """Whether a number is glued to letters in a way that makes a name of it: "A4", "5G", "5-a", "COVID-19"."""
    token = tokens[at]
    if token.kind not in (TokenKind.NUMBER, TokenKind.PAIR):
        return False
    before = _glued(tokens, at, -1)
    if before and before[0].kind is TokenKind.WORD:
        return True
    if len(before) == 2 and before[0].is_dash and before[1].kind is TokenKind.WORD:
        name = before[1].text
        if len(name) > 1 and name.isupper():
            return True
    after = _glued(tokens, at, 1)
    if after and after[0].kind is TokenKind.WORD:
        word = after[0].text
        return not (word.casefold() in _SHORT_UNITS or (len(word) > 1 and word.islower()))
    return len(after) == 2 and after[0].is_dash and after[1].kind is TokenKind.WORD


def _in_chains(tokens: list[Token]) -> set[int]:
    """The numbers that stand in a chain of three or more joined by dashes: "2023-03-28", "0231-54-600"."""
    chained: set[int] = set()
    for at, token in enumerate(tokens):
        if token.kind in (TokenKind.NUMBER, TokenKind.CODE):
            after = _glued(tokens, at, 1)
            if len(after) == 2 and after[0].is_dash and after[1].kind in (TokenKind.NUMBER, TokenKind.CODE):
                further = _glued(tokens, at + 2, 1)
                if at in chained or TokenKind.CODE in (token.kind, after[1].kind):
                    chained |= {at, at + 2}
                elif len(further) == 2 and further[0].is_dash and further[1].kind in (TokenKind.NUMBER, TokenKind.CODE):
                    chained |= {at, at + 2, at + 4}
    return chained


def _glued(tokens: list[Token], at: int, step: int) -> list[Token]:
    """The next two tokens in a direction that no white space parts from this one."""
    found: list[Token] = []
    here = at
    while len(found) < 2 and 0 <= here + step < len(tokens):
        left, right = sorted((tokens[here], tokens[here + step]), key=lambda token: token.start)
        if left.end != right.start:
            break
        here += step
        found.append(tokens[here])
    return found
