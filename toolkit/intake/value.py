"""A value: what stands in an entry, typed.

Zero, not reported, not applicable and not available are four different things, and stay so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer a cell holds; the words are those of plan.yaml and totals.csv."""

    COUNT = "count"
    APPROX = "approx"  # a count that the cell itself marks as approximate or bounded
    MONEY = "money"
    PERCENTAGE = "percentage"
    STATUS = "status"
    COMPOUND = "compound"  # several counts in one cell
    TEXT = "text"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"


class State(StrEnum):
    """How far along a status says that things are."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An exact number, or the bounds that a person gave for it.

    `low` or `high` is None where that side is open: "cel puțin 119" is [119, open], "până la 10" is [open, 10],
    "10-15" is [10, 15]. `about` marks "cca." and the like.
    """

    low: Decimal | None
    high: Decimal | None
    about: bool = False

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a number needs at least one bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the bounds of a number stand the wrong way round")

    @classmethod
    def exactly(cls, number: Decimal | int) -> Number:
        """Give the exact number."""
        return cls(low=Decimal(number), high=Decimal(number))

    @property
    def is_exact(self) -> bool:
        """Whether this is one number without any mark."""
        return self.low == self.high and not self.about

    @classmethod
    def sum_of(cls, numbers: Sequence[Number]) -> Number:
        """Add by the bounds, in whatever order: an open side stays open, and about stays about.

        What is counted is never below 0. Where both sides would be open ("până la 10" and "cel puțin 5"), what is
        certain is the lower bound.
        """
        low = sum((number.low for number in numbers if number.low is not None), Decimal(0))
        high = sum((number.high for number in numbers if number.high is not None), Decimal(0))
        about = any(number.about for number in numbers)
        if any(number.high is None for number in numbers):
            return cls(low=low, high=None, about=about)
        is_low_open = any(number.low is None for number in numbers)
        return cls(low=None if is_low_open else low, high=high, about=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number with its unit, and the women and men in it where the cell says so."""

    number: Number
    unit: str = ""  # the printed words that follow or introduce the number; empty for a bare number
    women: int | None = None
    men: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What stands in an entry, typed, with the text that it was read from."""

    kind: Kind
    text: str = ""  # as read; empty for a value that was computed
    quantities: tuple[Quantity, ...] = ()  # one for count, approx and money (in currency units), several for compound
    state: State | None = None  # of a status
    numerator: Decimal | None = None  # of a percentage, where its parts are given
    denominator: Decimal | None = None
    rate: Number | None = None  # of a percentage as stated, in percent

    @property
    def has_figure(self) -> bool:
        """Whether the value holds a number."""
        return bool(self.quantities) or self.rate is not None or self.numerator is not None

    @property
    def is_answer(self) -> bool:
        """Whether a department that gave this value has answered: a figure, a status, a text, or "not applicable"."""
        return self.kind not in (Kind.NOT_REPORTED, Kind.NOT_AVAILABLE)


NOT_REPORTED = Value(kind=Kind.NOT_REPORTED)
