"""Weighing: what certainly fails, what may, and what is not asked."""

from __future__ import annotations

import operator
from decimal import Decimal

import pytest
from conftest import an_indicator
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks.weighing import Absence, Outcome, compare, figure, weigh
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Number
from toolkit.plan.plan import Indicator
from toolkit.plan.relation import Missing, Operator, Relation, Term
from toolkit.plan.rule import Rule
from toolkit.plan.unit import Unit

ONE, TWO, THREE = Term("1.1", 1), Term("1.1", 2), Term("1.1", 3)
DOES = {
    Operator.AT_MOST: operator.le,
    Operator.BELOW: operator.lt,
    Operator.EQUAL: operator.eq,
    Operator.AT_LEAST: operator.ge,
    Operator.ABOVE: operator.gt,
    Operator.UNEQUAL: operator.ne,
}


def number(text: str) -> Number:
    return read_value(text).quantities[0].number


def relation(left: str, sign: str, right: str, missing: Missing = Missing.SKIP_IF_ANY) -> Relation:
    return Relation(left=left, operator=sign, right=right, severity="warning", text="așa este", missing=missing)


@pytest.mark.parametrize(
    ("left", "sign", "right", "outcome"),
    [
        ("9", "<=", "9", Outcome.HOLDS),
        ("10", "<=", "9", Outcome.FAILS),
        ("9", "<", "9", Outcome.FAILS),
        ("8", "<", "9", Outcome.HOLDS),
        ("9", "=", "9", Outcome.HOLDS),
        ("9", "=", "8", Outcome.FAILS),
        ("9", ">=", "10", Outcome.FAILS),
        ("9", ">", "9", Outcome.FAILS),
        ("9", "!=", "9", Outcome.FAILS),
        ("9", "!=", "8", Outcome.HOLDS),
        ("10-15", "<=", "9", Outcome.FAILS),
        ("10-15", "<=", "12", Outcome.MAY_FAIL),
        ("10-15", "<=", "15", Outcome.HOLDS),
        ("10-15", "=", "12", Outcome.MAY_FAIL),
        ("10-15", "=", "16", Outcome.FAILS),
        ("10-15", "!=", "12", Outcome.MAY_FAIL),
        ("cel puțin 119", "<=", "118", Outcome.FAILS),
        ("cel puțin 119", "<=", "500", Outcome.MAY_FAIL),
        ("până la 10", ">", "10", Outcome.FAILS),
        ("până la 10", "<=", "10", Outcome.HOLDS),
        ("cca. 20", "<=", "10", Outcome.MAY_FAIL),
        ("cca. 20", "=", "20", Outcome.HOLDS),
        ("5", ">=", "cca. 20", Outcome.MAY_FAIL),
    ],
)
def test_numbers_are_compared_by_their_bounds(left: str, sign: str, right: str, outcome: Outcome):
    assert compare(number(left), Operator(sign), number(right)) is outcome


@given(
    bounds=st.tuples(*[st.integers(0, 6)] * 4),
    inside=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    sign=st.sampled_from(Operator),
)
def test_what_certainly_holds_or_fails_does_so_for_every_figure_within_the_bounds(
    bounds: tuple[int, ...], inside: tuple[float, float], sign: Operator
):
    low, high, other_low, other_high = map(Decimal, (*sorted(bounds[:2]), *sorted(bounds[2:])))
    left = low + (high - low) * Decimal(inside[0])
    right = other_low + (other_high - other_low) * Decimal(inside[1])
    outcome = compare(Number(low=low, high=high), sign, Number(low=other_low, high=other_high))
    if outcome is not Outcome.MAY_FAIL:
        assert DOES[sign](left, right) is (outcome is Outcome.HOLDS)


@given(left=st.integers(0, 9), right=st.integers(0, 9), sign=st.sampled_from(Operator))
def test_exact_figures_are_never_undecided(left: int, right: int, sign: Operator):
    outcome = compare(Number.exactly(left), sign, Number.exactly(right))
    assert outcome is (Outcome.HOLDS if DOES[sign](left, right) else Outcome.FAILS)


@pytest.mark.parametrize(
    ("missing", "figures", "outcome"),
    [
        (Missing.SKIP_IF_ANY, (5, 3, Absence.NOT_GIVEN), None),
        (Missing.SKIP_IF_ANY, (Absence.NOT_GIVEN,) * 3, None),
        (Missing.SKIP_IF_ALL, (Absence.NOT_GIVEN,) * 3, None),
        (Missing.SKIP_IF_ALL, (5, 7, Absence.NOT_GIVEN), Outcome.FAILS),  # 5 declared, 7 solved, whatever is pending
        (Missing.SKIP_IF_ALL, (5, 3, Absence.NOT_GIVEN), None),  # 2 may be pending
        (Missing.SKIP_IF_ALL, (5, 7, Absence.NOT_KNOWN), Outcome.FAILS),
        (Missing.IS_ZERO, (5, 5, Absence.NOT_GIVEN), Outcome.HOLDS),
        (Missing.IS_ZERO, (5, 3, Absence.NOT_GIVEN), Outcome.FAILS),
        (Missing.IS_ZERO, (5, 3, Absence.NOT_KNOWN), None),
        (Missing.IS_ZERO, (Absence.NOT_GIVEN,) * 3, Outcome.HOLDS),
    ],
)
def test_missing_figures_are_treated_as_the_plan_declares(missing, figures, outcome):
    declared = relation("1.1.1", "=", "1.1.2 + 1.1.3", missing)
    found = [Number.exactly(figure) if isinstance(figure, int) else figure for figure in figures]
    assert weigh(declared, dict(zip((ONE, TWO, THREE), found, strict=True))) is outcome


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 decizii", Number.exactly(5)),
        ("0", Number.exactly(0)),
        ("10-15 decizii", Number(low=Decimal(10), high=Decimal(15))),
        ("", Absence.NOT_GIVEN),
        ("-", Absence.NOT_GIVEN),
        ("Nu este cazul", Absence.NOT_GIVEN),
        ("indisponibil încă", Absence.NOT_KNOWN),
        ("5 contracte", Absence.NOT_KNOWN),
        ("Realizat", Absence.NOT_KNOWN),
    ],
)
def test_only_what_answers_the_indicator_is_a_figure(text: str, expected: Number | Absence):
    assert figure(read_value(text), an_indicator(), ONE) == expected


def test_two_answers_that_contradict_each_other_are_no_figure():
    assert figure(None, an_indicator(), ONE) is Absence.NOT_KNOWN


def test_of_a_compound_the_unit_that_is_meant_counts():
    parts = Indicator(
        text="parvenite/ acceptate",
        kind="compound",
        units=(Unit(one="parvenită", few="parvenite"), Unit(one="acceptată", few="acceptate")),
        rule=Rule.parse("sum/sum"),
    )
    value = read_value("5 parvenite, 2 acceptate")
    assert figure(value, parts, Term("1.1", 1, "acceptate")) == Number.exactly(2)
    assert figure(value, parts, Term("1.1", 1, "Parvenite")) == Number.exactly(5)
    assert figure(read_value("5 parvenite"), parts, Term("1.1", 1, "acceptate")) is Absence.NOT_GIVEN


def test_a_percentage_is_compared_as_its_parts_give_it():
    percentage = an_indicator("percentage")
    assert figure(read_value("9 din 20"), percentage, ONE) == Number.exactly(45)
    assert figure(read_value("1 din 3"), percentage, ONE) == figure(read_value("2 din 6"), percentage, ONE)
    lead = an_indicator("percentage", "lead:presa/last")
    assert figure(read_value("45 %"), lead, ONE) == Number.exactly(45)
