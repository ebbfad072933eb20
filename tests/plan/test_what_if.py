"""What an auditor asks to be otherwise is written in one way, read back the same, and refused whole where it is not."""

from __future__ import annotations

from datetime import date

import pytest
from form_builder import PLAN
from hypothesis import given
from hypothesis import strategies as st

from toolkit.plan.rule import OverDepartments, OverMonths, Rule
from toolkit.plan.what_if import NOTHING_ELSE, WhatIf, names_in, rules_in, with_rules

_OVER = st.sampled_from([rule.value for rule in OverDepartments if rule is not OverDepartments.LEAD] + ["lead:cultura"])
_MONTHS = st.sampled_from(["", *(f"/{rule.value}" for rule in OverMonths)])
_IDS = st.builds("{}.{}".format, st.from_regex(r"[1-9I]{1,2}(\.[1-9]{1,2})?", fullmatch=True), st.integers(1, 99))
_RULES = st.dictionaries(_IDS, st.tuples(_OVER, _MONTHS).map("".join), max_size=5)
_FORM = "indicatori cu regulile lor, despărțiți prin punct și virgulă"
_WRITE = "scrieți de exemplu 3.1.2=max; 4.1.1=lead:cultura, sau lăsați gol"
_KNOWN = "una dintre regulile sum, max, lead:<id>, any, join și none"


def refusal(text: str) -> str:
    with pytest.raises(ValueError, match=r"\|") as caught:
        rules_in(text)
    return str(caught.value)


def test_without_any_of_the_parameters_nothing_is_otherwise() -> None:
    for parameters in ({}, {"leave_out": "", "rules": " ", "plan_at": "", "adjustments": True, "cutoff": "2023-08-03"}):
        assert WhatIf.among(parameters) == NOTHING_ELSE
    assert not NOTHING_ELSE.is_trial


@pytest.mark.parametrize(
    ("parameter", "is_of_inputs"),
    [
        ({"leave_out": "cultura"}, True),
        ({"rules": "1.1.1=max"}, True),
        ({"plan_at": "2023-03-01"}, True),
        ({"adjustments": False}, False),
    ],
)
def test_each_of_them_makes_a_trial(parameter: dict[str, object], is_of_inputs: bool) -> None:
    asked = WhatIf.among(parameter)
    assert (asked.is_trial, asked.is_of_inputs) == (True, is_of_inputs)


def test_the_day_of_the_plan_and_the_names_are_read() -> None:
    asked = WhatIf.among({"leave_out": " cultura,arhiva.xlsx ", "plan_at": "2023-03-01"})
    assert (asked.leave_out, asked.plan_at) == (("cultura", "arhiva.xlsx"), date(2023, 3, 1))


@pytest.mark.parametrize("text", ["a,,b", ",a", "a,", ",", "a, b ,a"])
def test_names_that_are_empty_or_stand_twice_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\|") as caught:
        names_in(text)
    assert str(caught.value) == (
        "subdiviziuni sau fișiere, fiecare o dată, despărțite prin virgulă"
        " | scrieți de exemplu cultura, arhiva.xlsx, sau lăsați gol"
    )


@given(_RULES)
def test_rules_are_read_and_written_the_same(rules: dict[str, str]) -> None:
    text = "; ".join(f"{indicator}={rule}" for indicator, rule in rules.items())
    assert "; ".join(f"{change.id}={change}" for change in rules_in(text)) == text


def test_a_rule_over_departments_alone_leaves_the_months_as_the_plan_declares() -> None:
    short, whole = rules_in("1.10.1=max; 1.10.2 = lead:cultura/max")
    assert str(short.rule_for(Rule.parse("sum/last"))) == "max/last"
    assert str(whole.rule_for(Rule.parse("sum/last"))) == "lead:cultura/max"


@pytest.mark.parametrize(
    "text", ["3.1.2", "3.1.2=", "=max", "max", "3.1.2=max,4.1.1=sum", "3.1.2=max;", "3=max", "3.1.x=max"]
)
def test_what_is_no_list_of_rules_is_refused(text: str) -> None:
    if text == "3.1.2=max,4.1.1=sum":
        assert refusal(text) == f"la 3.1.2, în loc de „max,4.1.1=sum”, {_KNOWN} | corectați regula"
    else:
        assert refusal(text) == f"{_FORM} | {_WRITE}"


@pytest.mark.parametrize(
    ("rule", "near"),
    [
        ("maxx", "; cel mai apropiat este „max”"),
        ("summ/last", "; cel mai apropiat este „sum”"),
        ("lead", "; cel mai apropiat este „lead”"),
        ("sum/never", "; cel mai apropiat este „sum”"),
        ("average", ""),
    ],
)
def test_an_unknown_rule_is_refused_with_the_nearest(rule: str, near: str) -> None:
    assert refusal(f"1.1.1=max; 3.1.2={rule}") == f"la 3.1.2, în loc de „{rule}”, {_KNOWN}{near} | corectați regula"


def test_an_indicator_with_two_rules_is_refused() -> None:
    assert refusal("3.1.2=max; 1.1.1=sum; 3.1.2=sum") == (
        "fiecare indicator o dată, iar 3.1.2 stă de mai multe ori | păstrați o singură regulă"
    )


def test_a_plan_with_other_rules_is_a_new_one_also_where_an_indicator_is_looked_up() -> None:
    assert PLAN.indicator("1.1", 1) is PLAN.actions[0].indicators[0]
    changed = with_rules(
        PLAN, lambda action, number, one: Rule.parse("max/sum") if (action, number) == ("1.1", 1) else one.rule
    )
    found = changed.indicator("1.1", 1)
    assert found is not None
    assert (str(found.rule), str(PLAN.actions[0].indicators[0].rule)) == ("max/sum", "sum/sum")
    assert changed.model_dump() != PLAN.model_dump()


def test_a_plan_with_the_rules_that_it_has_is_the_same() -> None:
    assert with_rules(PLAN, lambda _, __, indicator: indicator.rule) == PLAN
