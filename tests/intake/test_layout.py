"""The layout of the form."""

from __future__ import annotations

import pytest
from form_builder import PLAN

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.layout import INDICATORS, NARRATIVES, SheetLayout, answer_asked, example_answer
from toolkit.plan.plan import Indicator
from toolkit.plan.spelling import matching

ALL = [indicator for action in PLAN.actions for indicator in action.indicators]


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.kind.value)
def test_the_example_is_an_answer_of_the_kind_that_is_asked(indicator: Indicator) -> None:
    assert read_value(example_answer(indicator, "lei")).kind.value == indicator.kind.value


def test_what_is_asked_is_said_in_a_few_words() -> None:
    assert [answer_asked(indicator, "lei") for indicator in ALL] == [
        "un număr de angajați",
        "o stare: Realizat, În proces sau Nerealizat",
        "un număr de ore de instruire",
        "o sumă în lei",
        "un procent",
    ]


@pytest.mark.parametrize("layout", [INDICATORS, NARRATIVES])
def test_no_two_columns_of_a_sheet_are_taken_for_each_other(layout: SheetLayout) -> None:
    assert len({matching(label) for label in layout.columns}) == len(layout.columns)
    assert set(layout.required) <= set(layout.columns)
