"""How much of a target is reached is said only of figures that can be divided by each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from conftest import an_entry, an_indicator
from hypothesis import given
from hypothesis import strategies as st

from toolkit.plan.unit import Unit
from toolkit.totals.aggregation import total_for
from toolkit.totals.target import percent_reached

HOURS = Unit(one="oră", few="ore")


def reached(reported: str, target: str, *, kind: str = "count") -> Decimal | None:
    indicator = an_indicator(kind, unit=HOURS, target=target)
    return percent_reached(total_for("1.1", 1, indicator, [("presa", an_entry(reported))]), "lei")


@pytest.mark.parametrize(
    ("reported", "target", "percent"),
    [
        ("40 de ore", "100 de ore", "40.00"),
        ("40", "100 ore", "40.00"),
        ("1 oră", "3 ore", "33.33"),
        ("2 ore", "3", "66.67"),
        ("150 de ore", "100 de ore", "150.00"),
        ("0 ore", "100 de ore", "0.00"),
    ],
)
def test_exact_counts_of_the_same_unit_give_a_percentage_rounded_half_up(reported: str, target: str, percent: str) -> None:
    assert reached(reported, target) == Decimal(percent)


def test_amounts_of_money_give_one_too() -> None:
    assert reached("5 000 lei", "20 000 lei", kind="money") == Decimal("25.00")


@pytest.mark.parametrize(
    ("reported", "target"),
    [
        ("40 de ore", ""),
        ("40 de ore", "0 ore"),
        ("40 de ore", "cel puțin 100 de ore"),
        ("cca. 40 de ore", "100 de ore"),
        ("40 de ore", "100 de cursuri"),
        ("40 de ore", "100 %"),
        ("40 de ore", "Realizat"),
        ("-", "100 de ore"),
        ("indisponibil încă", "100 de ore"),
        ("Nu este cazul", "100 de ore"),
    ],
)
def test_where_either_is_no_exact_figure_or_they_count_other_things_nothing_is_said(reported: str, target: str) -> None:
    assert reached(reported, target) is None


@pytest.mark.parametrize("kind", ["percentage", "status", "text"])
def test_of_a_percentage_a_state_or_a_text_nothing_is_said(kind: str) -> None:
    rule = {"status": "any/last", "text": "join/last", "percentage": "sum/sum"}[kind]
    indicator = an_indicator(kind, rule, target="80 %")
    assert percent_reached(total_for("1.1", 1, indicator, [("presa", an_entry("40 din 50"))]), "lei") is None


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_target_is_reached_exactly_when_the_figure_is_not_below_it(figure: int, target: int) -> None:
    percent = reached(str(figure), str(target))
    assert percent is not None
    assert percent >= 100 if figure >= target else percent <= 100
    assert abs(percent - Decimal(100 * figure) / target) <= Decimal("0.005") + Decimal("1e-18")
