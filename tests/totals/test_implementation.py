"""The degree of implementation: exact, rounded once, and not applicable where nothing was due."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.totals.implementation import MOST_POINTS, Degree, degree_of_implementation

DEGREES = st.integers(1, 10_000).flatmap(
    lambda due: st.integers(0, due).map(lambda full: degree_of_implementation(full, due)),
)


@pytest.mark.parametrize(
    ("full", "due", "percentage", "points"),
    [
        (0, 5, "0.00", "0.00"),
        (1, 5, "20.00", "0.00"),
        (1, 4, "25.00", "0.00"),
        (1, 3, "33.33", "1.92"),
        (2, 3, "66.67", "9.62"),
        (23, 40, "57.50", "7.50"),
        (9, 10, "90.00", "15.00"),
        (5, 5, "100.00", "15.00"),
        (1, 800, "0.13", "0.00"),  # 0.125 % is rounded half up
    ],
)
def test_the_percentage_and_the_points_are_rounded_half_up_to_two_decimals(full, due, percentage, points):
    degree = degree_of_implementation(full, due)
    assert (str(degree.percentage), str(degree.points)) == (percentage, points)


def test_points_begin_just_above_25_percent_and_end_just_below_90():
    just_below, just_above = degree_of_implementation(2499, 10_000), degree_of_implementation(2510, 10_000)
    assert (just_below.points, just_above.points) == (Decimal("0.00"), Decimal("0.02"))
    just_below, just_above = degree_of_implementation(8990, 10_000), degree_of_implementation(9001, 10_000)
    assert (just_below.points, just_above.points) == (Decimal("14.98"), Decimal("15.00"))


def test_points_come_from_the_percentage_before_rounding():
    """26.67 %, as printed, would give 0.39."""
    degree = degree_of_implementation(4, 15)
    assert (degree.percentage, degree.points) == (Decimal("26.67"), Decimal("0.38"))


def test_where_nothing_was_due_there_is_no_degree():
    assert degree_of_implementation(0, 0) is None


@pytest.mark.parametrize(("full", "due"), [(-1, 5), (6, 5), (1, 0)])
def test_more_than_was_due_is_refused(full, due):
    with pytest.raises(ValueError, match="measures"):
        degree_of_implementation(full, due)


@given(DEGREES)
def test_points_lie_between_none_and_all_and_the_percentage_is_within_half_a_hundredth(degree):
    assert 0 <= degree.points <= MOST_POINTS
    assert abs(Fraction(degree.percentage) - degree.exact) <= Fraction(1, 200)


@given(DEGREES, DEGREES)
def test_a_higher_degree_never_gives_fewer_points(one: Degree, other: Degree):
    lower, higher = sorted((one, other), key=lambda degree: degree.exact)
    assert lower.points <= higher.points
    assert lower.percentage <= higher.percentage
