"""The value of a longer period: exact, by the indicator's rule over months, and never of what was not reported."""

from decimal import Decimal

import pytest
from conftest import an_indicator
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.grammar.printing import print_value
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind
from toolkit.plan.institution import NumberFormat
from toolkit.plan.unit import Unit
from toolkit.totals.composition import value_over_months

DECISIONS = Unit(one="decizie", few="decizii", synonyms=(("hotărâre", "hotărâri"),))
EMPLOYEES = Unit(one="angajat", few="angajați")
ASKED = Unit(one="solicitare", few="solicitări")
ACCEPTED = Unit(one="accept", few="accepte")


def value_of(texts, rule="sum", kind="count", unit=DECISIONS, **more):
    """What months in this order come to."""
    over_departments = "any" if kind == "status" else "join" if kind == "text" else "sum"
    indicator = an_indicator(kind, f"{over_departments}/{rule}", unit=unit, **more)
    return value_over_months([read_value(text) for text in texts], indicator), indicator


def said(texts, *arguments, **more):
    value, indicator = value_of(texts, *arguments, **more)
    return value.text or print_value(
        value, number_format=NumberFormat(), locale="ro_MD", currency="lei", units=indicator.all_units
    )


@pytest.mark.parametrize(
    ("rule", "texts", "expected"),
    [
        ("sum", ["2 decizii", "0", "3 decizii"], "5 decizii"),
        ("sum", ["1", "1 hotărâre"], "2 decizii"),
        ("sum", ["cca. 20", "5"], "cca. 25 de decizii"),
        ("sum", ["10-15", "5"], "15-20 de decizii"),
        ("sum", ["cel puțin 10", "5"], "cel puțin 15 decizii"),
        ("sum", ["până la 10", "5"], "până la 15 decizii"),
        ("last", ["2 decizii", "7 hotărâri", "4 decizii aprobate"], "4 decizii aprobate"),
        ("last", ["9", "4", "-"], "4"),
        ("max", ["2 decizii", "7 hotărâri", "4"], "7 decizii"),
        ("max", ["10-15", "12"], "12-15 decizii"),
        ("none", ["2", "3"], "nu se totalizează"),
    ],
)
def test_a_count_follows_its_rule_and_keeps_its_bounds(rule, texts, expected):
    assert said(texts, rule) == expected


@pytest.mark.parametrize("rule", ["sum", "last", "max"])
def test_one_month_alone_keeps_its_words_whatever_it_says(rule):
    for text in ("cca. 7 decizii aprobate", "Realizat", "131,3 mii lei", "3 tipuri, 901 servicii", "nu se știe"):
        value, _ = value_of(["-", text, ""], rule)
        assert value == read_value(text)


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["-", "", "--"], Kind.NOT_REPORTED),
        (["-", "Nu este cazul", "-"], Kind.NOT_APPLICABLE),
        (["indisponibil încă", "-"], Kind.NOT_AVAILABLE),
        (["indisponibil încă", "Nu este cazul"], Kind.NOT_AVAILABLE),
        (["0", "-"], Kind.COUNT),
        (["0", "Nu este cazul", "indisponibil încă"], Kind.COUNT),
    ],
)
@pytest.mark.parametrize("rule", ["sum", "last", "max"])
def test_what_holds_no_figure_is_skipped_and_never_a_zero(texts, kind, rule):
    value, _ = value_of(texts, rule)
    assert value.kind is kind
    assert [q.number.low for q in value.quantities] == ([Decimal(0)] if kind is Kind.COUNT else [])


def test_nothing_at_all_is_not_reported():
    assert value_of([])[0].kind is Kind.NOT_REPORTED


@pytest.mark.parametrize("rule", ["sum", "max"])
def test_a_percentage_divides_its_sums_anew(rule):
    """45 % and 10 % are not 27,5 %: 10 of 30 are a third."""
    assert said(["45 % (9 din 20)", "10 % (1 din 10)"], rule, kind="percentage") == "33,33 % (10 din 30)"


def test_percentages_without_their_parts_are_not_added():
    value, _ = value_of(["45 %", "50 %"], kind="percentage")
    assert (value.kind, value.text) == (Kind.TEXT, "45 %; 50 %")
    assert value_of(["45 %", "45 %"], kind="percentage")[0] == read_value("45 %")
    assert said(["45 % (9 din 20)", "50 %"], kind="percentage") == "45,00 % (9 din 20)"


def test_the_last_percentage_needs_no_parts():
    assert said(["45 % (9 din 20)", "50 %"], "last", kind="percentage") == "50 %"


@pytest.mark.parametrize(("rule", "expected"), [("sum", "5 solicitări, 2 accepte"), ("max", "4 solicitări, 2 accepte")])
def test_each_unit_of_a_compound_is_combined_by_itself(rule, expected):
    texts = ["1 solicitare, 2 accepte", "4 solicitări"]
    assert said(texts, rule, kind="compound", units=(ASKED, ACCEPTED)) == expected


def test_money_adds_up_exactly():
    assert said(["0,10 lei", "0,20 lei"] * 5, kind="money") == "1,50 lei"


def test_a_status_is_that_of_the_last_month_that_says_one():
    for rule in ("sum", "last", "max"):
        assert said(["Realizat", "În proces", "-", "Nu este cazul"], rule, kind="status") == "În proces"


def test_texts_are_joined_the_same_once_and_by_last_only_the_last_stands():
    texts = ["Interne, online", "-", "externe", "Interne, online"]
    assert said(texts, "sum", kind="text") == "Interne, online; externe"
    assert said(texts, "last", kind="text") == "Interne, online"


def test_women_and_men_add_up_and_a_month_of_nobody_has_none_of_either():
    value, _ = value_of(["4 angajați (3F/1B)", "0", "2 angajați (2B)"], unit=EMPLOYEES)
    assert [(q.women, q.men) for q in value.quantities] == [(None, 3)]
    assert said(["4 angajați (3F/1B)", "0", "2 angajați (0F/2B)"], unit=EMPLOYEES) == "6 angajați (3F/3B)"
    assert said(["2 angajați (2F)", "1 angajat (1F)"], unit=EMPLOYEES) == "3 angajați (3F)"
    assert said(["0 angajați (0F/0B)", "0"], unit=EMPLOYEES) == "0 angajați (0F/0B)"
    assert said(["4 angajați (3F/1B)", "2 angajați"], unit=EMPLOYEES) == "6 angajați"
    assert said(["0", "2 angajați"], unit=EMPLOYEES) == "2 angajați"


def test_a_sum_that_a_month_hides_an_amount_from_is_a_lower_bound():
    assert said(["5 decizii", "câteva"]) == "cel puțin 5 decizii"
    assert said(["5 decizii", "2 mii lei", "1"]) == "cel puțin 6 decizii"
    assert said(["5 decizii", "Realizat", "1"]) == "6 decizii"


def test_a_sum_of_which_a_month_is_known_to_lack_is_a_lower_bound():
    indicator = an_indicator("count", "sum/sum", unit=DECISIONS)
    value = value_over_months([read_value("5 decizii")], indicator, lacks_some=True)
    assert value.kind is Kind.APPROX
    assert (value.quantities[0].number.low, value.quantities[0].number.high) == (5, None)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["2 mii lei", "500 lei"], "2500 lei"),
        (["3 bilete", "4 bilete"], "7 bilete"),
        (["3 bilete", "4 afișe"], "3 bilete; 4 afișe"),
        (["Realizat", "Realizat"], "Realizat"),
        (["Realizat", "În proces"], "Realizat; În proces"),
    ],
)
def test_answers_that_nobody_asked_for_add_up_only_where_they_count_the_same(texts, expected):
    assert said(texts) == expected


def test_the_last_known_is_one_that_answers_the_indicator():
    assert said(["3 decizii", "Realizat"], "last") == "3 decizii"
    assert said(["În proces", "Realizat"], "last") == "Realizat"


COUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@given(COUNTS)
def test_any_split_of_a_flow_over_months_adds_up(parts):
    value, _ = value_of([f"{part} decizii" for part in parts])
    assert (value.quantities[0].number.low, value.quantities[0].number.high) == (sum(parts), sum(parts))


@given(st.lists(st.tuples(st.integers(0, 10**4), st.integers(0, 10**4)), min_size=2, max_size=12))
def test_any_split_of_women_and_men_adds_up(parts):
    texts = [f"{women + men} angajați ({women}F/{men}B)" for women, men in parts]
    (quantity,) = value_of(texts, unit=EMPLOYEES)[0].quantities
    assert (quantity.women, quantity.men) == (sum(women for women, _ in parts), sum(men for _, men in parts))
    assert quantity.number.low == quantity.women + quantity.men


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=2, max_size=12))
def test_any_split_of_money_adds_up_to_the_ban(parts):
    value, _ = value_of([f"{part:f} lei".replace(".", ",") for part in parts], kind="money")
    assert value.quantities[0].number.low == sum(parts)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=2, max_size=12))
def test_a_percentage_over_months_lies_between_those_of_the_months(parts):
    texts = [f"{min(part, whole)} din {whole}" for part, whole in parts]
    value, _ = value_of(texts, kind="percentage")
    rates = [Decimal(min(part, whole)) / whole for part, whole in parts]
    assert min(rates) <= value.numerator / value.denominator <= max(rates)


FIGURES = ("0", "3 decizii", "cca. 20", "10-15", "cel puțin 7", "până la 9", "4 hotărâri")
OTHERS = ("-", "", "Nu este cazul", "indisponibil încă", "câteva", "Realizat", "2 mii lei", "5 bilete")
ANSWERS = st.lists(st.sampled_from([*FIGURES, *OTHERS]), max_size=12)


@given(ANSWERS, st.sampled_from(["sum", "max"]), st.randoms())
def test_the_order_of_the_months_changes_no_sum_and_no_maximum(texts, rule, random):
    mixed = random.sample(texts, len(texts))
    one, other = value_of(texts, rule)[0], value_of(mixed, rule)[0]
    assert [(str(q.number), q.unit) for q in one.quantities] == [(str(q.number), q.unit) for q in other.quantities]
    assert sorted(one.text.split("; ")) == sorted(other.text.split("; ")) or one.quantities


@given(ANSWERS, st.sampled_from(["sum", "max", "last"]))
def test_a_month_that_says_nothing_changes_nothing(texts, rule):
    assert said(texts, rule) == said([*texts, "-"], rule) or not any(text.strip(" -") for text in texts)


@given(ANSWERS, st.sampled_from(["sum", "max", "last"]))
def test_what_is_printed_of_months_reads_back_as_it_was(texts, rule):
    value, _ = value_of(texts, rule)
    if value.quantities:
        again = read_value(said(texts, rule))
        assert [q.number for q in again.quantities] == [q.number for q in value.quantities]
