"""The degree of implementation of a plan: measures fully implemented out of the measures due, as SIGMA counts them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

MOST_POINTS = 15
NO_POINTS_BELOW = 25  # percent
ALL_POINTS_ABOVE = 90  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree:
    """How many of the measures that were due are fully implemented."""

    full: int  # measures fully implemented, among those due
    due: int  # measures due to be fully implemented by the end of the period; at least one

    @property
    def exact(self) -> Fraction:
        """The percentage before any rounding."""
        return Fraction(100 * self.full, self.due)

    @property
    def percentage(self) -> Decimal:
        """The percentage as printed: two decimals, half up."""
        return two_decimals(self.exact)

    @property
    def points(self) -> Decimal:
        """The points that the percentage gives, from 25 % (none) evenly up to 90 % (15); two decimals, half up.

        They come from the exact percentage: 24.999 % is printed as 25.00 %, and gives no point.
        """
        within = min(max(self.exact, Fraction(NO_POINTS_BELOW)), Fraction(ALL_POINTS_ABOVE))
        return two_decimals(MOST_POINTS * (within - NO_POINTS_BELOW) / (ALL_POINTS_ABOVE - NO_POINTS_BELOW))


def degree_of_implementation(full: int, due: int) -> Degree | None:
    """Give the degree of implementation; None where nothing was due, which is not 0 %."""
    if not 0 <= full <= due:
        raise ValueError(f"{full} of {due} measures")
    return Degree(full=full, due=due) if due else None


def two_decimals(number: Fraction) -> Decimal:
    """Round half up, exactly, whatever the size of the numerator and the denominator."""
    return Decimal(math.floor(number * 100 + Fraction(1, 2))).scaleb(-2)
