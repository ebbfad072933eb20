"""How much a template may print: rounds of its loops and letters, counted over everything that one document takes."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from jinja2 import TemplateRuntimeError

MOST_STEPS: Final = 10_000_000  # a round of a loop takes as many as there are names, conditions and texts in it
MOST_LETTERS: Final = 20_000_000  # with the marks of XML; Word itself gives up far earlier


class OverLimitError(TemplateRuntimeError):
    """A template that would print without end, or more than a document can hold."""


@dataclass(slots=True)
class _Left:
    """What is left of both."""

    steps: int = MOST_STEPS
    letters: int = MOST_LETTERS


_LEFT: ContextVar[_Left | None] = ContextVar("left", default=None)


@contextmanager
def one_document() -> Iterator[None]:
    """Count all that is printed within as one document; what is printed outside of any counts by itself."""
    before = _LEFT.set(_Left())
    try:
        yield
    finally:
        _LEFT.reset(before)


def counted(items: Sized, steps: int) -> Sized:
    """Give what a loop goes through, after counting what its rounds take."""
    left = _LEFT.get() or _Left()
    left.steps -= len(items) * steps
    if left.steps < 0:
        raise OverLimitError("too many rounds")
    return items


def joined(pieces: Generator[str, None, None]) -> str:
    """Join what a template prints, piece by piece, no longer than there is room; an error names the piece's line."""
    left, taken = _LEFT.get(), []
    if left is None:
        with one_document():
            return joined(pieces)
    for piece in pieces:
        left.letters -= len(piece)
        if left.letters < 0:
            pieces.throw(OverLimitError("too many letters"))
        taken.append(piece)
    return "".join(taken)
