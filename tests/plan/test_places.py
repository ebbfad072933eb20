"""A place in a plan is named as a clerk finds it."""

from __future__ import annotations

import pytest
from conftest import a_plan, an_action
from plan_files import real_plan

from toolkit.language import speaking
from toolkit.plan.places import place_in_plan


@pytest.mark.parametrize(
    ("institution_id", "where", "field", "said"),
    [
        ("baltati", "1.2", "deadline", "Măsura 1.2, coloana „Termen de realizare”"),
        ("baltati", "1.2", "title", "Măsura 1.2, coloana „Măsuri”"),
        ("baltati", "1", "title", "Obiectiv 1, „Titlul”"),
        ("baltati", "plan", "title", "Planul, „Titlul”"),
        ("balti", "1.1", "deadline", "Măsura 1.1, coloana „Termen”"),
        ("pernik", "I", "title", "Obiectivul I, „Titlul”"),
    ],
)
def test_a_place_is_said_with_what_the_plan_calls_its_column(institution_id: str, where: str, field: str, said: str) -> None:
    assert place_in_plan(real_plan(institution_id)[0], where, field) == said


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("deadline", "Măsura I, coloana „Termen”"),
        ("responsible", "Măsura I, coloana „Responsabili”"),
        ("title", "Obiectivul I, „Titlul”"),
    ],
)
def test_a_code_of_an_objective_and_of_a_measure_is_the_measure_where_only_measures_have_the_field(
    field: str, said: str
) -> None:
    plan = a_plan(an_action().model_copy(update={"code": "I", "deadline": "Anual"}))
    assert place_in_plan(plan, "I", field) == said


def test_a_text_of_a_measure_is_found_where_its_objective_has_the_same_code() -> None:
    plan = a_plan(an_action().model_copy(update={"code": "I", "deadline": "Anual"}))
    assert plan.texts_of("I", "deadline") == ("Anual",)
    assert plan.texts_of("I", "title") == (plan.priorities[0].title,)


def test_a_place_in_a_bulgarian_plan_is_said_in_bulgarian() -> None:
    with speaking("bg"):
        assert place_in_plan(real_plan("pernik")[0], "V.1", "responsible") == "Мярка V.1, колона „Отговорна институция“"
