"""A figure far from the earlier ones is told in words; chance, and few or wrong earlier figures, are not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks.outlier import FEWEST, MOST, jump, median_of
from toolkit.intake.value import Number
from toolkit.language import speaking

SOME = st.lists(st.integers(0, 10**6), min_size=FEWEST, max_size=MOST)


def said(now: int | str, *earlier: int | str) -> str:
    return jump(Number.exactly(Decimal(now)), [Decimal(value) for value in earlier])


@pytest.mark.parametrize(
    ("now", "earlier", "words"),
    [
        (40, (10, 9, 11, 10, 10), "de 4 ori mai mult decât mediana ultimelor 5 perioade (10)"),
        (36, (8, 9, 9, 10), "de 4 ori mai mult decât mediana ultimelor 4 perioade (9)"),
        (18, (10, 10, 10), "de 1,8 ori mai mult decât mediana ultimelor 3 perioade (10)"),
        (200, (10, 10, 10), "de 20 de ori mai mult decât mediana ultimelor 3 perioade (10)"),
        (25, (100, 101, 99), ""),
        (24, (100, 101, 99), "de 4,2 ori mai puțin decât mediana ultimelor 3 perioade (100)"),
        (0, (20, 21, 19, 22), "față de mediana 20,5 a ultimelor 4 perioade"),
        (7, (0, 0, 0), "față de mediana 0 a ultimelor 3 perioade"),
        (6, (0, 0, 0), ""),
        (5, (1, 1, 2), ""),
        (17, (10, 10, 10), ""),
        (100, (10, 10), ""),
        (100, (), ""),
        (11, (10, 500, 9), ""),
        (500, (10, 500, 9, 11, 10), "de 50 de ori mai mult decât mediana ultimelor 5 perioade (10)"),
        (90, (10, 40, 70, 30, 60), ""),
    ],
)
def test_a_figure_is_far_or_not(now: int, earlier: tuple[int, ...], words: str):
    assert said(now, *earlier) == words


def test_only_the_last_twelve_periods_count():
    assert said(40, *[40] * 12, *[10] * 12) == "de 4 ori mai mult decât mediana ultimelor 12 perioade (10)"


def test_a_figure_with_bounds_is_far_only_if_both_are():
    earlier = [Decimal(10)] * 3
    assert jump(Number(low=Decimal(15), high=Decimal(90)), earlier) == ""
    assert jump(Number(low=Decimal(40), high=None), earlier) == "de 4 ori mai mult decât mediana ultimelor 3 perioade (10)"
    assert jump(Number(low=None, high=Decimal(10)), earlier) == ""
    assert jump(Number(low=None, high=Decimal(2)), earlier) == "de 5 ori mai puțin decât mediana ultimelor 3 perioade (10)"


def test_it_is_said_in_the_language_in_use():
    with speaking("en"):
        assert said(18, 10, 10, 10) == "1.8 times the median of the last 3 periods (10)"


@given(values=SOME)
def test_the_median_of_the_earlier_figures_is_never_a_jump(values: list[int]):
    median = median_of([Fraction(value) for value in values])
    exact = Decimal(median.numerator) / Decimal(median.denominator)
    assert jump(Number.exactly(exact), [Decimal(value) for value in values]) == ""


@given(values=SOME, now=st.integers(0, 10**7), order=st.randoms(use_true_random=False))
def test_the_order_of_the_periods_changes_nothing(values: list[int], now: int, order):
    shuffled = list(values)
    order.shuffle(shuffled)
    assert said(now, *values) == said(now, *shuffled)


@given(values=SOME, now=st.integers(0, 10**7), further=st.integers(1, 10**6))
def test_what_is_further_away_is_a_jump_too(values: list[int], now: int, further: int):
    if said(now, *values):
        is_above = now > median_of([Fraction(value) for value in values])
        assert said(now + further if is_above else max(now - further, 0), *values)


@given(now=st.integers(0, 10**6), values=SOME, factor=st.integers(2, 50))
def test_larger_units_of_the_same_figures_say_no_more(now: int, values: list[int], factor: int):
    """A jump in lei is one in bani; the least distance alone keeps small numbers quiet."""
    if said(now, *values):
        assert said(now * factor, *(value * factor for value in values))
