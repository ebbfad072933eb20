"""Totals: exact, by the declared rule, with every contribution and everything left out."""

from dataclasses import replace
from decimal import Decimal

import pytest
from conftest import a_plan, a_submission, an_action, an_entry, an_indicator
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.grammar.printing import print_value
from toolkit.intake.value import Kind
from toolkit.plan.institution import NumberFormat
from toolkit.plan.unit import Unit
from toolkit.totals.aggregation import LeftOutReason, total_for, totals_of

DECISIONS = Unit(one="decizie", few="decizii", other="decizii", synonyms=(("hotărâre", "hotărâri"),))
NUMBERS = NumberFormat()


def total(texts, rule="sum/sum", kind="count", **more):
    """The total of what departments a, b, c … reported, in this order."""
    unit = more.pop("unit", DECISIONS)
    indicator = an_indicator(kind, rule, unit=unit, **more)
    reported = [(chr(ord("a") + n), an_entry(text, file=f"{n}.xlsx")) for n, text in enumerate(texts)]
    return total_for("1.1", 1, indicator, reported)


def said(found):
    """The total as it would be printed."""
    return found.value.text or print_value(
        found.value, number_format=NUMBERS, locale="ro_MD", currency="lei", units=found.indicator.all_units
    )


def test_each_department_counts_its_own():
    found = total(["5 decizii", "2 decizii", "0 decizii", "1 decizie"])
    assert said(found) == "8 decizii"
    assert [c.department for c in found.contributions] == ["a", "b", "c", "d"]


def test_a_department_without_a_figure_is_listed_as_missing_and_not_counted_as_zero():
    found = total(["5 decizii", "-", ""])
    assert said(found) == "5 decizii"
    assert found.missing == ("b", "c")


def test_nobody_reported_is_not_zero():
    assert total(["-", "", "--"]).value.kind is Kind.NOT_REPORTED


def test_zero_reported_is_zero():
    found = total(["0 decizii", "-"])
    assert found.value.kind is Kind.COUNT
    assert said(found) == "0 decizii"


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["Nu este cazul", "-"], Kind.NOT_APPLICABLE),
        (["Nu este cazul", "Nu e cazul"], Kind.NOT_APPLICABLE),
        (["indisponibil încă", "-"], Kind.NOT_AVAILABLE),
        (["indisponibil încă", "Nu este cazul"], Kind.NOT_REPORTED),
    ],
)
def test_the_ways_of_having_no_figure_stay_apart(texts, kind):
    assert total(texts).value.kind is kind


def test_departments_that_count_the_same_things_are_not_added():
    assert said(total(["39 decizii", "39 hotărâri"], rule="max/sum")) == "39 decizii"


def test_the_leading_department_answers_for_all_in_its_own_words():
    found = total(["141 decizii", "138 de decizii ale consiliului"], rule="lead:b/sum")
    assert said(found) == "138 de decizii ale consiliului"
    assert [(item.department, item.reason) for item in found.left_out] == [("a", LeftOutReason.NOT_LEAD)]


def test_a_leading_department_that_is_silent_leaves_the_total_not_reported():
    assert total(["141 decizii", "-"], rule="lead:b/sum").value.kind is Kind.NOT_REPORTED


def test_a_status_is_done_as_soon_as_one_department_says_so():
    assert said(total(["Nerealizat", "-", "În proces", "Realizat"], rule="any/last", kind="status")) == "Realizat"


def test_not_done_is_never_done():
    assert said(total(["Nerealizat", "-"], rule="any/last", kind="status")) == "Nerealizat"


def test_texts_are_joined_and_the_same_text_stands_once():
    assert said(total(["Interne, externe", "Online", "Online"], rule="join/last", kind="text")) == "Interne, externe; Online"


def test_what_counts_something_else_is_left_out_and_listed():
    found = total(["2 decizii", "Realizat", "3 anunțuri publicate"])
    assert said(found) == "2 decizii"
    assert [(item.department, item.reason) for item in found.left_out] == [
        ("b", LeftOutReason.KIND),
        ("c", LeftOutReason.UNIT),
    ]


def test_an_amount_in_money_among_counts_makes_the_sum_a_lower_bound():
    """3.1.2 of Bălți: 20 + 46 + 1 + 52 contracts, and one department that gave only an amount in lei."""
    contracts = Unit(one="contract", few="contracte", other="contracte", synonyms=(("achiziție", "achiziții"),))
    texts = [
        "20 achiziții (inclusiv proceduri repetate), cu excepția contractelor de valoare mică",
        "46 (contracte)",
        "1 contract",
        "-",
        "Achiziții efectuate conform planului de achiziții – 131,3 mii lei.",
        "52 contracte",
    ]
    found = total(texts, unit=contracts)
    assert said(found) == "cel puțin 119 contracte"
    assert [item.department for item in found.left_out] == ["e"]


def test_approximate_values_stay_approximate():
    assert said(total(["cca. 2075 decizii", "445 decizii"])) == "cca. 2520 decizii"
    assert said(total(["10-15 decizii", "5 decizii"])) == "15-20 decizii"
    assert said(total(["cel puțin 100 decizii", "19 decizii"])) == "cel puțin 119 decizii"


def test_the_greater_of_an_exact_number_and_a_smaller_bound_is_exact():
    """2.2.6 of Bălți: "Aproximativ până la 10 cereri" beside 52."""
    assert said(total(["Aproximativ până la 10 decizii", "52 decizii"], rule="max/sum")) == "52 decizii"


def test_compounds_add_unit_by_unit():
    units = (Unit(one="raport", few="rapoarte", other="rapoarte"), Unit(one="sondaj", few="sondaje"))
    found = total(["97 rapoarte 1 sondaj", "2 sondaje", "3 rapoarte, 1 sondaj"], kind="compound", units=units)
    assert said(found) == "100 rapoarte, 4 sondaje"


def test_of_a_compound_cell_the_part_in_the_indicators_unit_enters():
    """5.3.1 of Bălți: kinds of services beside the number of services given."""
    kinds = Unit(one="tip", few="tipuri", synonyms=(("categorie", "categorii"), ("serviciu", "servicii")))
    texts = ["4 categorii (19 tipuri de servicii), Circa 4600 servicii", "3 categorii: 1023 servicii", "8 servicii"]
    found = total(texts, unit=kinds)
    assert said(found) == "30 de tipuri"
    assert [item.reason for item in found.left_out] == [LeftOutReason.PART, LeftOutReason.PART]


def test_parts_of_one_cell_in_the_same_unit_add():
    found = total(["2 decizii de desfășurare a consultărilor; 2 decizii de organizare a ședințelor"])
    assert said(found) == "4 decizii"


def test_women_and_men_add_where_every_figure_has_them():
    found = total(["4 decizii (3F/1B)", "18 decizii (12F/ 6B)"])
    assert said(found) == "22 decizii (15F/7B)"


def test_women_and_men_are_not_printed_where_some_figures_lack_them():
    assert said(total(["4 decizii (3F/1B)", "5 decizii"])) == "9 decizii"


def test_a_percentage_divides_the_sums():
    found = total(["1 din 2", "1 din 4"], kind="percentage")
    assert (found.value.numerator, found.value.denominator) == (Decimal(2), Decimal(6))


def test_a_percentage_without_its_parts_does_not_enter():
    found = total(["50 %", "1 din 4"], kind="percentage")
    assert [item.reason for item in found.left_out] == [LeftOutReason.NO_PARTS]
    assert (found.value.numerator, found.value.denominator) == (Decimal(1), Decimal(4))


def test_a_department_that_contradicts_itself_does_not_enter():
    indicator = an_indicator(unit=DECISIONS)
    reported = [
        ("a", an_entry("5 decizii", file="1.xlsx")),
        ("a", an_entry("7 decizii", file="2.xlsx")),
        ("b", an_entry("1 decizie")),
    ]
    found = total_for("1.1", 1, indicator, reported)
    assert said(found) == "cel puțin 1 decizie"
    assert [item.reason for item in found.left_out] == [LeftOutReason.CONTRADICTION] * 2


def test_the_same_entry_twice_counts_once():
    indicator = an_indicator(unit=DECISIONS)
    reported = [("a", an_entry("5 decizii", file="1.xlsx")), ("a", an_entry("5 hotărâri", file="2.xlsx"))]
    assert said(total_for("1.1", 1, indicator, reported)) == "5 decizii"


def test_an_open_bound_adds_alike_in_whatever_department_it_stands():
    for texts in (
        ["până la 10 decizii", "5 decizii", "cel puțin 3 decizii"],
        ["cel puțin 3 decizii", "până la 10 decizii", "5 decizii"],
    ):
        assert said(total(texts)) == "cel puțin 8 decizii"


def test_a_text_beside_an_upper_bound_leaves_no_upper_bound():
    assert said(total(["până la 10 decizii", "multe"])) == "cel puțin 0 decizii"


def test_a_lower_bound_has_no_women_and_men():
    assert said(total(["4 decizii (3F/1B)", "multe"])) == "cel puțin 4 decizii"


def test_contradicting_figures_do_not_become_not_applicable():
    indicator = an_indicator(unit=DECISIONS)
    reported = [("a", an_entry("Nu este cazul")), ("b", an_entry("5", file="1.xlsx")), ("b", an_entry("7", file="2.xlsx"))]
    assert total_for("1.1", 1, indicator, reported).value.kind is Kind.NOT_REPORTED


def test_of_equal_greatest_values_the_exact_one_with_women_and_men_stands():
    assert said(total(["cca. 20 decizii", "20 decizii"], rule="max/sum")) == "20 decizii"
    assert said(total(["39 decizii", "39 decizii (20F/19B)"], rule="max/sum")) == "39 decizii (20F/19B)"


def test_the_same_number_of_other_things_is_a_contradiction():
    indicator = an_indicator(unit=DECISIONS)
    reported = [("a", an_entry("5 contracte", cell="E9")), ("a", an_entry("5 decizii", cell="E10"))]
    found = total_for("1.1", 1, indicator, reported)
    assert [item.reason for item in found.left_out] == [LeftOutReason.CONTRADICTION] * 2
    assert found.cells == (("a", "5 contracte / 5 decizii"),)


def test_a_bare_number_in_a_money_cell_is_in_the_currency_of_the_form():
    assert said(total(["5 000 lei", "3000"], kind="money")) == "8000 lei"


def test_whatever_is_written_for_a_text_is_its_text():
    assert said(total(["10 acte elaborate", "Realizat"], rule="join/last", kind="text")) == "10 acte elaborate; Realizat"


def test_where_the_plan_makes_no_total_the_report_says_so():
    assert said(total(["5 decizii", "-"], rule="none/none")) == "nu se totalizează"
    assert total(["-", ""], rule="none/none").value.kind is Kind.NOT_REPORTED


TEXTS = st.sampled_from(
    [
        "0 decizii",
        "1 decizie",
        "5 decizii",
        "44 000 decizii",
        "cca. 20 decizii",
        "10-15 decizii",
        "până la 7 decizii",
        "cel puțin 3 decizii",
        "-",
        "",
        "Nu este cazul",
        "Realizat",
        "3 rapoarte",
        "131,3 mii lei",
        "nu se știe câte",
        "4 decizii (3F/1B)",
        "indisponibil încă",
    ]
)
RULES = st.sampled_from(["sum/sum", "max/sum", "lead:a/sum", "none/none"])


@given(st.lists(TEXTS, max_size=8), RULES, st.randoms())
def test_the_order_of_files_never_changes_a_total(texts, rule, chance):
    reported = [(chr(ord("a") + n), an_entry(text, file=f"{n}.xlsx")) for n, text in enumerate(texts)]
    indicator = an_indicator(rule=rule, unit=DECISIONS)
    shuffled = list(reported)
    chance.shuffle(shuffled)
    assert total_for("1.1", 1, indicator, shuffled) == total_for("1.1", 1, indicator, reported)


@given(st.lists(TEXTS, max_size=6), st.sampled_from(["sum/sum", "max/sum"]), st.randoms())
def test_which_department_reported_what_never_changes_a_sum_or_a_maximum(texts, rule, chance):
    shuffled = list(texts)
    chance.shuffle(shuffled)
    assert said(total(shuffled, rule=rule)) == said(total(texts, rule=rule))


@given(st.lists(TEXTS, min_size=1, max_size=6), st.integers(0, 6))
def test_splitting_a_submission_in_two_never_changes_a_total(texts, cut):
    plan = a_plan(an_action(*[an_indicator(unit=DECISIONS)] * len(texts)))
    whole = a_submission("presa", texts)
    parts = [
        replace(whole, entries=whole.entries[:cut], file="1.xlsx"),
        replace(whole, entries=whole.entries[cut:], file="2.xlsx"),
    ]
    assert totals_of(plan, parts) == totals_of(plan, [whole])


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20))
def test_a_sum_of_counts_is_exact(numbers):
    found = total([f"{number} decizii" for number in numbers])
    assert found.value.quantities[0].number.low == found.value.quantities[0].number.high == sum(numbers)


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 1000)), min_size=1, max_size=8))
def test_a_ratio_lies_between_the_extremes_of_its_parts(pairs):
    parts = [(min(part, whole), whole) for part, whole in pairs]
    value = total([f"{part} din {whole}" for part, whole in parts], kind="percentage").value
    ratios = [Decimal(part) / whole for part, whole in parts]
    slack = Decimal("1e-20")  # the quotients themselves are rounded at 28 digits
    assert min(ratios) - slack <= value.numerator / value.denominator <= max(ratios) + slack
