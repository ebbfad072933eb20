"""Fit: what of an answer is the answer that was asked for."""

import pytest
from conftest import an_indicator

from toolkit.checks.fit import Misfit, fit, same_answer
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind
from toolkit.plan.unit import Unit

ACTS = Unit(one="act", few="acte", synonyms=(("document", "documente"),))


@pytest.mark.parametrize(
    ("text", "kind", "misfit"),
    [
        ("5 acte", "count", None),
        ("5", "count", None),
        ("5 documente", "count", None),
        ("cca. 5 acte", "count", None),
        ("5 contracte", "count", Misfit.UNIT),
        ("5 acte, 3 contracte", "count", Misfit.PART),
        ("Realizat", "count", Misfit.KIND),
        ("5 lei", "count", Misfit.KIND),
        ("5 lei", "money", None),
        ("5", "money", None),
        ("5 acte", "money", Misfit.KIND),
        ("9 din 20", "percentage", None),
        ("45 %", "percentage", Misfit.NO_PARTS),
        ("Realizat", "status", None),
        ("5 acte", "status", Misfit.KIND),
        ("orice", "text", None),
        ("5 acte", "text", None),
    ],
)
def test_an_answer_fits_by_its_kind_and_unit(text, kind, misfit):
    rule = "any/last" if kind == "status" else "join/last" if kind == "text" else "sum/sum"
    assert fit(read_value(text), an_indicator(kind, rule, unit=ACTS)).misfit is misfit


def test_a_percentage_needs_no_parts_where_it_is_not_added():
    assert fit(read_value("45 %"), an_indicator("percentage", "lead:presa/last")).misfit is None


def test_only_the_part_that_fits_is_taken():
    found = fit(read_value("5 acte, 3 contracte"), an_indicator(unit=ACTS)).value
    assert (found.kind, [q.unit for q in found.quantities]) == (Kind.COUNT, ["acte"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("5 acte", "5 documente", True),
        ("5 acte", "5", True),
        ("5 acte", "5 contracte", False),
        ("5 acte", "cca. 5 acte", False),
        ("Realizat", "cod aprobat", True),
        ("Realizat", "Nerealizat", False),
        ("-", "--", True),
    ],
)
def test_two_answers_are_the_same_whatever_their_words(one, other, same):
    assert same_answer(read_value(one), read_value(other), (ACTS,)) is same


def test_the_parts_of_a_compound_may_stand_in_another_order():
    units = (ACTS, Unit(one="notă", few="note"))
    assert same_answer(read_value("3 acte, 5 note"), read_value("5 note, 3 acte"), units)
    assert not same_answer(read_value("3 acte, 5 note"), read_value("5 acte, 3 note"), units)
