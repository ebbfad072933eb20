"""Percentages: rates and parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from toolkit.intake.grammar.percentages import contradiction, rate_of
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind, Number


@pytest.mark.parametrize(
    ("text", "parts", "rate"),
    [
        ("45 %", None, "45"),
        ("45,5%", None, "45.5"),
        ("45 la sută", None, "45"),
        ("100% realizat", None, "100"),
        ("Rata: 45 %", None, "45"),
        ("9 din 20", (9, 20), None),
        ("9 din 20 de recomandări", (9, 20), None),
        ("9 din 20 (46 %)", (9, 20), "46"),
        ("46 % (9 din 20)", (9, 20), "46"),
        ("0 din 0", (0, 0), None),
    ],
)
def test_a_percentage_keeps_what_is_stated(text: str, parts: tuple[int, int] | None, rate: str | None) -> None:
    """Parts, rate, or both where they contradict each other."""
    value = read_value(text)
    assert value.kind is Kind.PERCENTAGE
    assert (value.numerator, value.denominator) == (parts or (None, None))
    assert value.rate == (None if rate is None else Number.exactly(Decimal(rate)))


@pytest.mark.parametrize("text", ["45 % (9 din 20)", "9 din 20 (45 %)", "9/20 (45%)", "33 % (1 din 3)"])
def test_a_rate_that_only_repeats_the_parts_is_dropped(text: str) -> None:
    """Rounded half up as it is stated; so that the same share is always the same value."""
    assert read_value(text).kind is Kind.PERCENTAGE
    assert read_value(text).rate is None


def test_a_rate_may_be_approximate() -> None:
    """As any other number."""
    assert read_value("cca. 45 %").rate == Number(low=Decimal(45), high=Decimal(45), about=True)


@pytest.mark.parametrize(
    "text", ["5 din 2023", "3 din 5 iunie", "9/20", "25 din 20", "12 (100 %)", "45 % din 20 acte, 5 % din 3"]
)
def test_what_may_be_a_date_or_two_counts_is_no_percentage(text: str) -> None:
    """A year is no denominator."""
    assert read_value(text).kind is not Kind.PERCENTAGE


def test_rates_are_rounded_half_up_and_nothing_has_no_rate() -> None:
    """1/800 is 0,125 %."""
    assert rate_of(Decimal(1), Decimal(800), 2) == Decimal("0.13")
    assert rate_of(Decimal(0), Decimal(0), 2) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("50 % (9 din 20)", "„50 % (9 din 20)”, dar 9 din 20 înseamnă 45 %"),
        ("9 din 20 (46 %)", "„9 din 20 (46 %)”, dar 9 din 20 înseamnă 45 %"),
        ("45,5 % (1 din 3)", "„45,5 % (1 din 3)”, dar 1 din 3 înseamnă 33,3 %"),
        ("50-60 % (9 din 20)", "„50-60 % (9 din 20)”, dar 9 din 20 înseamnă 45 %"),
        ("peste 50 % (9 din 20)", "„peste 50 % (9 din 20)”, dar 9 din 20 înseamnă 45 %"),
        ("50 % (5 din 0)", "„50 % (5 din 0)”, dar 5 din 0 nu este un procent"),
    ],
)
def test_a_rate_that_contradicts_its_parts_is_told(text: str, problem: str) -> None:
    """Both figures, so that the clerk sees which one is wrong."""
    assert contradiction(read_value(text)) == problem


@pytest.mark.parametrize(
    "text",
    ["45 % (9 din 20)", "66 % (2 din 3)", "67 % (2 din 3)", "cca. 50 % (9 din 20)", "40-50 % (9 din 20)", "0 % (0 din 0)",
     "45 %", "9 din 20", "12 acte", "sub 50 % (9 din 20)"],
)  # fmt: skip
def test_a_rate_rounded_some_way_contradicts_nothing(text: str) -> None:
    """And nothing of nothing has any rate."""
    assert contradiction(read_value(text)) == ""
