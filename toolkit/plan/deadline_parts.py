"""Reading the parts of a deadline: the days, months, quarters, semesters and years that stand in its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.plan.deadline_spans import Part, completed
from toolkit.plan.deadline_tokens import Kind, Mark, Token
from toolkit.plan.deadline_words import Word

_NUMBERED = (Word.QUARTER, Word.SEMESTER)


class Cursor:
    """Goes along the tokens of a deadline."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.position = 0
        self._furthest = 0  # that any reading has come

    @property
    def is_at_end(self) -> bool:
        """Whether every token has been read."""
        return self.position == len(self._tokens)

    @property
    def unread_from(self) -> int | None:
        """Where the text begins that no reading has come to; None where there is none."""
        return self._tokens[self._furthest].start if self._furthest < len(self._tokens) else None

    def at(self, *kinds: Kind) -> bool:
        """Whether a token of these kinds comes next."""
        return self.position < len(self._tokens) and self._tokens[self.position].kind in kinds

    def take(self, *kinds: Kind) -> Token | None:
        """Go past the next token if it is of these kinds."""
        if not self.at(*kinds):
            return None
        self.position += 1
        self._furthest = max(self._furthest, self.position)
        return self._tokens[self.position - 1]

    def skip(self, *kinds: Kind) -> None:
        """Go past all tokens of these kinds."""
        while self.take(*kinds):
            pass

    def skip_all_but(self, *kinds: Kind) -> bool:
        """Go past all that follows, which is kept as printed; False, at the first token of these kinds."""
        while not self.is_at_end and not self.at(*kinds):
            self.position += 1
        self._furthest = max(self._furthest, self.position)
        return self.is_at_end


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The parts that a deadline names, and how they are introduced."""

    ranges: Sequence[Sequence[Part]]
    is_until: bool  # only the end is said: "până la 31 martie 2022"

    @property
    def is_range(self) -> bool:
        """Whether a beginning and an end are named."""
        return len(self.ranges[0]) > 1

    @property
    def is_single(self) -> bool:
        """Whether one day, month … is named, which is the beginning and the end."""
        return len(self.ranges) == 1 and not self.is_range and not self.is_until

    @property
    def has_years(self) -> bool:
        """Whether the year of each part is known."""
        return all(part.year for parts in self.ranges for part in parts)

    @property
    def has_no_year(self) -> bool:
        """Whether nothing is of a certain year."""
        return not any(part.year for parts in self.ranges for part in parts)


def read_named(cursor: Cursor) -> Named | None:
    """Read the days, months … that stand here, as one thing, a range or a list."""
    start = cursor.position
    cursor.skip(Word.OF, Word.AT)
    opening = cursor.take(Word.BETWEEN, Word.FROM, Word.SINCE, Word.UNTIL)
    ranges: list[list[Part]] = []
    while _next_part(cursor, ranges, is_between=opening is not None and opening.kind is Word.BETWEEN):
        pass
    complete = completed(ranges)
    needs_range = opening is not None and opening.kind is not Word.UNTIL
    if not complete or (needs_range and len(complete[0]) == 1):
        cursor.position = start
        return None
    return Named(ranges=complete, is_until=opening is not None and not needs_range)


def _next_part(cursor: Cursor, ranges: list[list[Part]], *, is_between: bool) -> bool:
    """Read one more part into the last range or after it; False where none stands here."""
    start = cursor.position
    previous = ranges[-1][-1] if ranges else None
    joint = cursor.take(Mark.DASH, Word.UNTIL, Mark.COMMA, Word.AND) if previous else None
    part = _part(cursor, previous)
    if part is not None and previous is None:
        ranges.append([part])
    elif part is not None and previous is not None and _is_year_before(previous, joint, part) and ranges == [[previous]]:
        ranges[0] = [replace(part, year=previous.year)]
    elif part is not None and joint and (joint.kind in (Mark.COMMA, Word.AND) and not is_between):
        ranges.append([part])
    elif part is not None and joint and len(ranges[-1]) == 1:
        ranges[-1].append(part)
    else:
        cursor.position = start
        return False
    return True


def _part(cursor: Cursor, previous: Part | None) -> Part | None:
    start = cursor.position
    cursor.skip(Word.OF, Word.AT)
    at_end = cursor.take(Word.END) is not None
    cursor.skip(Word.OF, Word.MONTHS, Word.YEARS)
    part = _bare_part(cursor, previous)
    if part is None or (at_end and part.kind in (Mark.DATE, Word.NUMBER)):
        cursor.position = start
        return None
    if not part.year and part.kind is not Word.NUMBER:
        part = replace(part, year=_year(cursor))
    cursor.skip(Word.YEARS)
    return replace(part, at_end=at_end)


def _bare_part(cursor: Cursor, previous: Part | None) -> Part | None:
    """Read a part without the words before it and the year after it."""
    token = cursor.take(Mark.DATE, Mark.DAY_MONTH, Mark.MONTH_YEAR, Mark.YEAR, Word.MONTH, Word.NUMBER, *_NUMBERED)
    match token.kind if token else None, token.values if token else ():
        case Mark.DATE, (year, month, day):
            return Part(kind=Mark.DATE, number=day, month=month, year=year)
        case Mark.DAY_MONTH, (day, month):
            return Part(kind=Mark.DATE, number=day, month=month)
        case Mark.MONTH_YEAR, (year, month):
            return Part(kind=Word.MONTH, number=month, year=year)
        case Mark.YEAR, (year,):
            return Part(kind=Mark.YEAR, year=year)
        case Word.MONTH, (month,):
            return _month(cursor, month)
        case Word.NUMBER, (number,):
            return _number(cursor, number, previous)
        case (Word.QUARTER | Word.SEMESTER) as kind, _:
            cursor.skip(Word.OF)
            numeral = cursor.take(Word.NUMBER)
            return Part(kind=kind, number=numeral.value) if numeral else None
    return None


def _month(cursor: Cursor, month: int) -> Part:
    """Read on after a month: "March 31, 2022" is a day of it."""
    start = cursor.position
    if (day := cursor.take(Word.NUMBER)) and (year := _year(cursor)):
        return Part(kind=Mark.DATE, number=day.value, month=month, year=year)
    cursor.position = start
    return Part(kind=Word.MONTH, number=month)


def _number(cursor: Cursor, number: int, previous: Part | None) -> Part:
    """Read on after a number: of a day, quarter or semester; alone, it counts what the part before it does, or the next."""
    start = cursor.position
    cursor.skip(Word.OF, Word.MONTHS)
    if month := cursor.take(Word.MONTH):
        return Part(kind=Mark.DATE, number=number, month=month.value)
    if unit := cursor.take(*_NUMBERED):
        return Part(kind=unit.kind, number=number)
    cursor.position = start
    return Part(kind=previous.kind if previous and previous.kind in _NUMBERED else Word.NUMBER, number=number)


def _year(cursor: Cursor) -> int:
    """Read the year after a part; 0 where none stands here."""
    start = cursor.position
    cursor.take(Mark.COMMA, Mark.SLASH)
    cursor.skip(Word.OF, Word.SINCE, Word.YEARS)
    if year := cursor.take(Mark.YEAR):
        return year.value
    cursor.position = start
    return 0


def _is_year_before(previous: Part, joint: Token | None, part: Part) -> bool:
    """Whether a year stands before what it is the year of: "2024, trimestrul I", "2023-S1"; "2023 - iunie" says neither."""
    if previous.kind is not Mark.YEAR or part.year or (joint and joint.kind not in (Mark.COMMA, Mark.DASH)):
        return False
    return part.kind in _NUMBERED or (part.kind is Word.MONTH and not (joint and joint.kind is Mark.DASH))
