"""Women and men, from the columns or from the value's own text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.split_columns import Split, with_split

HEADS = st.integers(0, 10_000)


@given(women=HEADS, men=HEADS)
def test_what_adds_up_is_put_in_without_a_word(women: int, men: int) -> None:
    value, problem = with_split(read_value(f"{women + men} angajați"), Split(women=women, men=men))
    assert problem == ""
    assert (value.quantities[0].women, value.quantities[0].men) == (women, men)


@given(women=HEADS, men=HEADS, total=HEADS)
def test_what_does_not_add_up_is_told_and_not_put_in(women: int, men: int, total: int) -> None:
    value, problem = with_split(read_value(f"{total} angajați"), Split(women=women, men=men))
    assert bool(problem) == (women + men != total)
    assert (value.quantities[0].women is None) == bool(problem)


def test_one_column_alone_may_not_exceed_the_total() -> None:
    total = read_value("4 angajați")
    assert with_split(total, Split(women=4, men=None))[1] == ""
    assert with_split(total, Split(women=5, men=None))[1] == "femei 5, mai mult decât totalul 4"


def test_columns_that_contradict_the_text_are_told_and_the_text_stays() -> None:
    value, problem = with_split(read_value("4 angajați (3F/1B)"), Split(women=2, men=2))
    assert problem == "femei 2, bărbați 2 în coloane, dar femei 3, bărbați 1 în valoarea „4 angajați (3F/1B)”"
    assert (value.quantities[0].women, value.quantities[0].men) == (3, 1)


def test_columns_complete_a_text_that_names_only_women() -> None:
    value, problem = with_split(read_value("3 angajați (2F)"), Split(women=None, men=1))
    assert problem == ""
    assert (value.quantities[0].women, value.quantities[0].men) == (2, 1)


def test_columns_beside_several_counts_say_nothing_certain() -> None:
    _, problem = with_split(read_value("3 rapoarte, 2 sondaje"), Split(women=1, men=1))
    assert problem == "femei 1, bărbați 1, lângă „3 rapoarte, 2 sondaje”, care nu este un singur număr"


def test_a_total_with_bounds_holds_every_sum_between_them() -> None:
    total = read_value("10-15 persoane")
    assert with_split(total, Split(women=6, men=6))[1] == ""
    assert with_split(total, Split(women=9, men=9))[1] == "femei 9, bărbați 9, împreună 18, dar totalul de la 10 la 15"


def test_an_about_total_is_not_held_to_the_unit() -> None:
    assert with_split(read_value("cca. 20 persoane"), Split(women=12, men=9))[1] == ""


@pytest.mark.parametrize("split", [Split(women=None, men=None), Split(women=3, men=1), Split(women=3, men=3)])
def test_a_text_whose_own_split_does_not_add_up_keeps_its_count_alone(split: Split) -> None:
    value, problem = with_split(read_value("4 angajați (3F/3B)"), split)
    assert problem == "femei 3, bărbați 3, împreună 6, dar totalul 4"
    (quantity,) = value.quantities
    assert (quantity.number.low, quantity.women, quantity.men) == (4, None, None)


def test_of_several_counts_only_the_wrong_split_is_dropped() -> None:
    text = "4 angajați (3F/1B), 5 voluntari (4F/4B)"
    value, problem = with_split(read_value(text), Split(women=None, men=None))
    assert problem == "femei 4, bărbați 4, împreună 8, dar totalul 5"
    assert [(q.women, q.men) for q in value.quantities] == [(3, 1), (None, None)]
    assert value.text == text
