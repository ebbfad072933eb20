"""Whether a figure stands far from those of earlier periods: by their median and how far they lie from it, exactly.

The method works on 3 to 12 values, of which a few may be wrong themselves: the median and the median distance from it hardly
move for them. A floor under the distance keeps equal or small figures from making a jump of every change.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from toolkit.intake.value import Number
from toolkit.language import counted, gettext

FEWEST = 3  # values, below which nothing is said
MOST = 12  # the latest ones, beyond which nothing older counts

_FAR = 3  # as many usual distances from the median are a jump
_OF_NORMAL = Fraction(3, 2)  # of figures that vary as chance has it, the usual distance is about 1.5 median distances
_PART_OF_MEDIAN = Fraction(1, 4)
_LEAST_DISTANCE = Fraction(2)


def jump(now: Number, earlier: Sequence[Decimal]) -> str:
    """Say why a figure stands far from the earlier ones, given in their order; empty where it does not.

    A figure with bounds is far only if both its bounds are.
    """
    values = [Fraction(value) for value in earlier[-MOST:]]
    if len(values) < FEWEST:
        return ""
    median = median_of(values)
    usual = median_of([abs(value - median) for value in values]) * _OF_NORMAL
    reach = _FAR * max(usual, abs(median) * _PART_OF_MEDIAN, _LEAST_DISTANCE)
    low, high = (None if bound is None else Fraction(bound) for bound in (now.low, now.high))
    if low is not None and low - median > reach:
        return _in_words(low, median, len(values))
    if high is not None and median - high > reach:
        return _in_words(high, median, len(values))
    return ""


def median_of(values: Sequence[Fraction]) -> Fraction:
    """The middle value; of an even number of values, halfway between the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _in_words(now: Fraction, median: Fraction, count: int) -> str:
    periods = counted(count, "perioadă", "perioade")
    if now > median > 0:
        return gettext(
            "de {times} mai mult decât mediana ultimelor {periods} ({median})",
            times=_times(now / median),
            periods=periods,
            median=_rounded(median),
        )
    if median > now > 0:
        return gettext(
            "de {times} mai puțin decât mediana ultimelor {periods} ({median})",
            times=_times(median / now),
            periods=periods,
            median=_rounded(median),
        )
    return gettext("față de mediana {median} a ultimelor {periods}", median=_rounded(median), periods=periods)


def _times(ratio: Fraction) -> str:
    tenths = _tenths(ratio)
    if tenths % 10:
        return gettext("{number} ori", number=_rounded(ratio))
    return counted(tenths // 10, "oară", "ori")


def _rounded(number: Fraction) -> str:
    """A number with one decimal at most, rounded half up."""
    whole, tenth = divmod(_tenths(number), 10)
    return gettext("{whole},{tenth}", whole=whole, tenth=tenth) if tenth else str(whole)


def _tenths(number: Fraction) -> int:
    return math.floor(number * 10 + Fraction(1, 2))
