"""A state that a person writes in words, in whichever way and language: "a implementat", "в процес на изпълнение"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from pydantic import BeforeValidator

from toolkit.language import gettext
from toolkit.plan.spelling import without_marks


def read_in_words(words: Mapping[StrEnum, Sequence[str]], expected: str) -> BeforeValidator:
    """Give what reads a state; its words are parted by bars, and `expected`, a message, is said of any others."""
    states = {without_marks(word): state for state, rows in words.items() for row in rows for word in row.split("|")}

    def read(given: object) -> object:
        state = states.get(without_marks(given)) if isinstance(given, str) else None
        if state is None:
            raise ValueError(gettext(expected))
        return state

    return BeforeValidator(read)
