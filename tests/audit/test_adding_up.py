"""Whatever departments report, a total adds up again; a total that was touched does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from conftest import DEPARTMENTS, an_action, an_entry, an_indicator, an_institution
from hypothesis import given
from hypothesis import strategies as st

from toolkit.audit.adding_up import add_up
from toolkit.intake.value import Number
from toolkit.plan.unit import Unit
from toolkit.totals.aggregation import IndicatorTotal, total_for

INSTITUTION = an_institution()
COUNTS = ("0", "7", "12 decizii (7F/5B)", "cca. 2520", "10-15", "cel puțin 119", "până la 10", "3 decizii", "1 decizie (1F)")
OTHERS = ("-", "", "Nu este cazul", "indisponibil încă", "câteva", "131,3 mii lei", "4 dosare", "Realizat", "În proces")
PERCENTAGES = ("45 % (9 din 20)", "9 din 20", "1 din 3", "50 %", "0 din 4")
MONEY = ("131 300 lei", "131,3 mii lei", "12,5 lei", "0 lei", "până la 100 lei")
RULES = ("sum/sum", "max/sum", f"lead:{DEPARTMENTS[0]}/sum", "none/none")
COMPOUND = an_indicator("compound", units=(Unit(one="decizie", few="decizii"), Unit(one="dosar", few="dosare")))
INDICATORS = [
    *((an_indicator("count", rule), (*COUNTS, *OTHERS)) for rule in RULES),
    *((an_indicator("money", rule), (*MONEY, *OTHERS)) for rule in RULES),
    *((an_indicator("percentage", rule), (*PERCENTAGES, *OTHERS)) for rule in ("sum/sum", RULES[2])),
    (COMPOUND, ("3 decizii, 4 dosare", "12 dosare", "1 decizie", "5", *OTHERS)),
    (an_indicator("status", "any/last"), OTHERS),
    (an_indicator("text", "join/last"), (*COUNTS, *OTHERS)),
]


@st.composite
def totals(draw: st.DrawFn) -> IndicatorTotal:
    indicator, texts = draw(st.sampled_from(INDICATORS))
    answers = draw(st.lists(st.tuples(st.sampled_from(DEPARTMENTS), st.sampled_from(texts)), max_size=5))
    reported = [(department, an_entry(text, cell=f"F{row}")) for row, (department, text) in enumerate(answers, 12)]
    return total_for("1.1", 1, indicator, reported)


@given(totals())
def test_every_total_adds_up_again(total: IndicatorTotal) -> None:
    added = add_up(total, INSTITUTION)
    assert added.holds, added.line


@given(totals().filter(lambda total: bool(total.value.quantities) and total.indicator.kind != "text"), st.integers(1, 9))
def test_a_figure_that_was_raised_adds_up_no_more(total: IndicatorTotal, more: int) -> None:
    quantity, *others = total.value.quantities
    number = quantity.number
    raised = Number(
        low=None if number.low is None else number.low + more,
        high=None if number.high is None else number.high + Decimal(more),
        about=number.about,
    )
    value = replace(total.value, quantities=(replace(quantity, number=raised), *others))
    assert not add_up(replace(total, value=value), INSTITUTION).holds


def test_a_ratio_that_was_touched_adds_up_no_more() -> None:
    total = total_for(
        "1.1", 1, an_indicator("percentage"), [("presa", an_entry("9 din 20")), ("cultura", an_entry("1 din 4"))]
    )
    assert add_up(total, INSTITUTION).line == "10 din 24 = (1 + 9) din (4 + 20)"
    touched = replace(total, value=replace(total.value, numerator=Decimal(11)))
    assert not add_up(touched, INSTITUTION).holds


@pytest.mark.parametrize(
    ("rule", "answers", "line"),
    [
        ("sum/sum", ("12 decizii (7F/5B)", "3 decizii (1F/2B)"), "15 (8F/7B) = 12 (7F/5B) + 3 (1F/2B)"),
        ("sum/sum", ("12 decizii (7F/5B)", "3"), "15 = 12 + 3"),
        ("sum/sum", ("cca. 5", "10-15"), "cca. 15-20 = cca. 5 + 10-15"),
        ("max/sum", ("5", "39", "7"), "39 = cel mai mare dintre 5, 39 și 7"),
        ("max/sum", ("5",), "5 = 5"),
        ("sum/sum", ("-", ""), "niciun răspuns nu intră în total"),
        ("none/none", ("5",), "planul nu cere un total"),
    ],
)
def test_the_line_is_as_a_person_would_check_it(rule: str, answers: tuple[str, ...], line: str) -> None:
    in_order = sorted(DEPARTMENTS)
    reported = [(department, an_entry(text)) for department, text in zip(in_order, answers, strict=False)]
    assert add_up(total_for("1.1", 1, an_action(an_indicator(rule=rule)).indicators[0], reported), INSTITUTION).line == line
