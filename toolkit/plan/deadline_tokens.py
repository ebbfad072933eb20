"""The text of a deadline as a row of dates, numbers and known phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from babel import Locale

from toolkit.plan.deadline_words import WORDS, Word
from toolkit.plan.spelling import without_marks


class Mark(StrEnum):
    """What a token is that is no known phrase."""

    DATE = "date"  # year, month, day
    DAY_MONTH = "day and month"
    MONTH_YEAR = "month and year"  # year, month
    YEAR = "year"
    DASH = "dash"
    COMMA = "comma"
    SLASH = "slash"
    BRACKET = "bracket"
    OTHER = "other"  # what nobody knows


Kind = Mark | Word


@dataclass(frozen=True, slots=True)
class Token:
    """A date, number, sign or phrase, with its place in the text."""

    kind: Kind
    values: tuple[int, ...]
    start: int
    end: int

    @property
    def value(self) -> int:
        """The only number that most tokens hold, or 0."""
        return self.values[0] if self.values else 0


_YEAR = "(?:19|20|21)[0-9]{2}"  # a year of two digits is not guessed
_TOKEN = re.compile(
    rf"""
      (?P<iso>{_YEAR}-[0-9]{{1,2}}-[0-9]{{1,2}}(?![0-9]))
    | (?P<date>[0-9]{{1,2}}(?:\.\s?[0-9]{{1,2}}\.\s?|/[0-9]{{1,2}}/|-[0-9]{{1,2}}-){_YEAR}(?![0-9]))
    | (?P<year_month>{_YEAR}-(?:0[1-9]|1[0-2])(?![0-9]))
    | (?P<month_year>[0-9]{{1,2}}[./]{_YEAR}(?![0-9]))
    | (?P<day_month>[0-9]{{1,2}}\.[0-9]{{1,2}}(?![./]?[0-9]))
    | (?P<number>[0-9]+)
    | (?P<word>[^\W\d_]+)
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
_DIGITS = re.compile("[0-9]+")
_LONGEST_NUMBER = 3  # digits; what is counted or numbered in a deadline
_SIGNS: Mapping[str, Kind] = {
    "-": Mark.DASH,
    ",": Mark.COMMA,
    ";": Mark.COMMA,
    "/": Mark.SLASH,
    "(": Mark.BRACKET,
    ")": Mark.BRACKET,
    "[": Mark.BRACKET,
    "]": Mark.BRACKET,
}
_ROMAN = {name: n for n, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class _Piece:
    """A match of the pattern: its group, its compared form, and its place."""

    group: str
    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Split a tidy text; full stops and colons only end words, and leave nothing."""
    pieces = _pieces(text)
    tokens: list[Token] = []
    position = 0
    while position < len(pieces):
        length, token = _phrase_at(pieces, position) or (1, _single(pieces[position]))
        tokens.append(token)
        position += length
    return _without_suffixes(tokens)


def _pieces(text: str) -> list[_Piece]:
    pieces = []
    for match in _TOKEN.finditer(text):
        group, found = str(match.lastgroup), match.group()
        compared = without_marks(found) if group in ("word", "other") else found
        if compared or found == ";":
            pieces.append(_Piece(group, compared or found, match.start(), match.end()))
    return pieces


def _single(piece: _Piece) -> Token:
    """The token of a piece that begins no known phrase."""
    numbers = tuple(int(digits) for digits in _DIGITS.findall(piece.text[:12]))
    kind: Kind = Mark.OTHER
    match piece.group:
        case "iso":
            kind = Mark.DATE
        case "date":
            kind, numbers = Mark.DATE, numbers[::-1]
        case "year_month":
            kind = Mark.MONTH_YEAR
        case "month_year":
            kind, numbers = Mark.MONTH_YEAR, numbers[::-1]
        case "day_month":
            kind = Mark.DAY_MONTH
        case "number" if re.fullmatch(_YEAR, piece.text):
            kind = Mark.YEAR
        case "number" if len(piece.text) <= _LONGEST_NUMBER:
            kind = Word.NUMBER
        case "word" if piece.text in _ROMAN:
            kind, numbers = Word.NUMBER, (_ROMAN[piece.text],)
        case "other":
            kind = _SIGNS.get(piece.text, Mark.OTHER)
    return Token(kind, numbers, piece.start, piece.end)


def _phrase_at(pieces: Sequence[_Piece], position: int) -> tuple[int, Token] | None:
    """The longest known phrase that begins at a piece, and of how many pieces it is."""
    for words, kind, value in _phrases().get(pieces[position].text, ()):
        end = position + len(words)
        if tuple(piece.text for piece in pieces[position:end]) == words:
            return len(words), Token(kind, (value,), pieces[position].start, pieces[end - 1].end)
    return None


def _without_suffixes(tokens: Sequence[Token]) -> list[Token]:
    """Leave out what makes an ordinal of a number: "II-lea", "1-во", "31st"."""
    kept: list[Token] = []
    for token in tokens:
        if token.kind is Word.SUFFIX and kept:
            before = [kept.pop()] if kept[-1].kind is Mark.DASH else []
            if kept and kept[-1].kind is Word.NUMBER:
                continue
            kept += before
        kept.append(token)
    return kept


@cache
def _phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], Word, int]]]:
    """Every known phrase in pieces, by its first, the longest first."""
    known: dict[tuple[str, ...], tuple[Word, int]] = {}
    for language, table in WORDS.items():
        for (kind, value), phrases in table.items():
            for phrase in phrases.split("|"):
                known[tuple(piece.text for piece in _pieces(phrase))] = (kind, value)
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months["format"][width].items():
                known[(without_marks(name),)] = (Word.MONTH, number)
    by_first: dict[str, list[tuple[tuple[str, ...], Word, int]]] = {}
    for words in sorted(known, key=len, reverse=True):
        by_first.setdefault(words[0], []).append((words, *known[words]))
    return by_first
