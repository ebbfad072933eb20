"""The days that stand in a text, such as "PV nr. 7 din 30.02.2023": each is read as a deadline of one day is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from toolkit.plan.deadline import Deadline, DeadlineKind
from toolkit.plan.deadline_text import read_deadline
from toolkit.plan.deadline_tokens import Mark, Token, tokens_of
from toolkit.plan.deadline_words import Word
from toolkit.plan.spelling import tidy

_MOST_DAYS, _MOST_MONTHS = 31, 12


def days_in(text: str) -> tuple[Deadline, ...]:
    """Give each day of a text, those that no calendar has included."""
    plain = tidy(text)
    read = [read_deadline(plain[start:end]) for start, end in _spans(plain)]
    return tuple(day for day in read if day.kind in (DeadlineKind.ONCE, DeadlineKind.IMPOSSIBLE))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where the days stand: in figures, or with the month by its name."""
    tokens = tokens_of(text)
    for token in tokens:
        if token.kind is Mark.DATE and not _is_a_number(token, text):
            yield token.start, token.end
    for (number, month), (_, year) in pairwise(pairwise(tokens)):
        if (number.kind, month.kind, year.kind) == (Word.NUMBER, Word.MONTH, Mark.YEAR):
            yield number.start, year.end


def _is_a_number(token: Token, text: str) -> bool:
    """Whether it is the number of a document: "45/12/2023" is a day only where its parts could be those of one."""
    _, month, day = token.values
    return "." not in text[token.start : token.end] and not (day <= _MOST_DAYS and month <= _MOST_MONTHS)
