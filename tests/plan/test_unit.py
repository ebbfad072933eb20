"""Units: the form after a number, and the words that name a unit."""

from decimal import Decimal

import pytest

from toolkit.language import counted
from toolkit.plan.unit import Unit

DECISIONS = Unit(one="decizie", few="decizii")
COPIES = Unit(one="exemplar", few="exemplare", other="exemplare", synonyms=(("bucată", "bucăți"),))


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "decizii"),
        (1, "decizie"),
        (2, "decizii"),
        (19, "decizii"),
        (20, "de decizii"),
        (101, "decizii"),
        (119, "decizii"),
        (683, "de decizii"),
    ],
)
def test_the_form_follows_the_plural_classes_of_romanian(number, form):
    assert DECISIONS.form_for(Decimal(number), "ro_MD") == form


@pytest.mark.parametrize(
    ("number", "form"), [(0, "решения"), (1, "решение"), (2, "решения"), (20, "решения"), (101, "решения")]
)
def test_a_language_with_two_forms_needs_no_third(number, form):
    """Bulgarian puts no word between a number and its noun."""
    assert Unit(one="решение", few="решения").form_for(Decimal(number), "bg_BG") == form


def test_the_plan_decides_what_the_institution_prints_after_large_numbers():
    assert COPIES.form_for(Decimal(44000), "ro_MD") == "exemplare"


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ("decizii", 0),
        ("de decizii", 0),
        ("Decizii ale consiliului municipal privind formarea bunurilor imobile", 0),
        ("deciziile", None),
        ("buletine", None),
        ("", None),
    ],
)
def test_a_unit_is_named_by_its_own_words_and_may_go_on(words, rank):
    assert DECISIONS.rank_of(words) == rank


def test_a_synonym_ranks_after_the_units_own_forms_and_its_forms_rank_alike():
    assert [COPIES.rank_of("exemplare"), COPIES.rank_of("bucată"), COPIES.rank_of("bucăți")] == [0, 1, 1]


def test_small_numbers_in_messages_take_the_right_form():
    assert [counted(n, "celulă", "celule") for n in (0, 1, 2, 20, 101)] == [
        "0 celule",
        "1 celulă",
        "2 celule",
        "20 de celule",
        "101 celule",
    ]
