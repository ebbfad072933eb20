"""Amounts are read exactly, in the notation of their sheet, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.plan.amount import read_amounts
from toolkit.plan.institution import NumberFormat
from toolkit.plan.money import money_text

BANI = st.integers(min_value=0, max_value=10**13)


def with_commas(bani: int) -> str:
    return f"{bani // 100:,}.{bani % 100:02d}"


def with_points(bani: int) -> str:
    return with_commas(bani).translate(str.maketrans(",.", ".,"))


def values(*texts: str) -> list[str | None]:
    return [None if amount.value is None else f"{amount.value:f}" for amount in read_amounts(texts)]


def problems(*texts: str) -> list[str]:
    return [amount.problem for amount in read_amounts(texts)]


@given(st.lists(BANI, min_size=1))
def test_what_is_written_in_either_notation_is_read_back_to_the_ban(amounts: list[int]) -> None:
    exact = [Decimal(bani) / 100 for bani in amounts]
    for written in (with_commas, with_points):
        assert [amount.value for amount in read_amounts([written(bani) for bani in amounts])] == exact


@given(BANI)
def test_what_the_sheet_prints_is_read_back_to_the_ban(bani: int) -> None:
    text = money_text(Decimal(bani) / 100, NumberFormat(group_separator=".", group_from_digits=4))
    [amount] = read_amounts([text])
    assert amount.value == Decimal(bani) / 100


@given(st.integers(min_value=100_000, max_value=10**13), st.lists(st.integers(min_value=100_000), min_size=2, max_size=5))
def test_an_amount_in_the_other_notation_than_its_neighbours_is_refused(odd: int, neighbours: list[int]) -> None:
    texts = [with_commas(odd), *(with_points(bani % 10**13 + 100_000) for bani in neighbours)]
    assert [amount.value is None for amount in read_amounts(texts)] == [True, *(False for _ in neighbours)]


@given(st.text(max_size=50))
def test_any_text_is_an_amount_or_has_a_problem(text: str) -> None:
    [amount] = read_amounts([text])
    assert (amount.value is None) == bool(amount.problem)


@pytest.mark.parametrize(
    ("text", "value"),
    [("358.225,25", "358225.25"), ("3,222,419.35", "3222419.35"), ("17768,59", "17768.59"), ("64448.4", "64448.4")],
)
def test_an_amount_that_reads_in_one_way_is_read_alone(text: str, value: str) -> None:
    assert values(text) == [value]


def test_thousands_alone_are_refused_and_the_two_readings_are_said() -> None:
    assert problems("1.234") == ["„1.234” se poate citi în două feluri: 1,234 sau 1234,00"]
    assert values("1,234") == [None]


@pytest.mark.parametrize("neighbour", ["2.358.225", "500"])
def test_thousands_are_read_in_the_notation_of_a_sheet_that_has_others_without_bani(neighbour: str) -> None:
    assert values("1.234", "358.225,25", neighbour)[:2] == ["1234", "358225.25"]


@pytest.mark.parametrize(
    ("text", "neighbours", "example"),
    [("1.234", ("358.225,25", "5.387,6"), "358.225,25"), ("1,234", ("358,225.25", "2,345"), "358,225.25")],
)
def test_thousands_among_amounts_that_all_have_bani_are_refused(
    text: str, neighbours: tuple[str, ...], example: str
) -> None:
    assert problems(text, *neighbours)[0] == (
        f"„{text}” nu are bani, iar celelalte sume, scrise ca {example}, au: poate fi o sumă din care lipsește o cifră"
    )


def test_thousands_of_the_other_notation_are_no_thousandths_of_this_one() -> None:
    expected = "„1,234” este scris altfel decât celelalte sume, care sunt scrise ca 358.225,25"
    assert problems("1,234", "358.225,25") == [expected, ""]


def test_an_amount_in_the_other_notation_is_refused_by_the_example_of_its_neighbours() -> None:
    expected = "„678,776.00” este scris altfel decât celelalte sume, care sunt scrise ca 358.225,25"
    assert problems("1.984.333,05", "678,776.00", "2.663.109,05") == ["", expected, ""]


@pytest.mark.parametrize("text", ["", "lei", "1.23.456,00", "12,34,567.00", "1.234,567,89", "-5", "1e9", "١٢٣", "9" * 25])
def test_what_is_no_amount_is_said_to_be_none(text: str) -> None:
    assert problems(text)[0].startswith("nu este o sumă: „")


def test_what_is_no_amount_is_shown() -> None:
    assert problems("circa o mie") == ["nu este o sumă: „circa o mie”"]


@pytest.mark.parametrize("text", ["0.123", "0,123", "007.123", "0.123.456"])
def test_no_group_of_thousands_begins_with_a_zero(text: str) -> None:
    assert values("1.234,50", text) == ["1234.50", None]
    assert values("1,234.50", text) == ["1234.50", None]


@pytest.mark.parametrize(
    ("texts", "fix"),
    [
        (("678,776.00", "1.984.333,05", "2.663.109,05"), "scrieți suma ca pe celelalte: 678.776,00"),
        (("678.776,00", "1,984,333.05", "2,663,109.05"), "scrieți suma ca pe celelalte: 678,776.00"),
        (("1,234", "358.225,25"), "scrieți suma ca pe celelalte: 358.225,25"),
        (("1.234", "358.225,25"), "scrieți suma cu două cifre pentru bani, ca pe celelalte"),
        (("1.234",), "scrieți suma cu două cifre pentru bani, ca să se citească într-un singur fel"),
        (
            ("-335.069,01", "5.387,65"),
            "scrieți suma fără minus: sumele unui buget se adună; verificați-o în contract",
        ),
        (
            ("\u2212335.069,01",),
            "scrieți suma fără minus: sumele unui buget se adună; verificați-o în contract",
        ),
        (("circa o mie",), "scrieți numai suma, în cifre, de exemplu 358.225,25"),
        (("- circa o mie", "5,387.65"), "scrieți numai suma, în cifre, de exemplu 358,225.25"),
        (("5.387,65",), ""),
    ],
)
def test_what_is_to_be_done_fits_what_is_wrong_with_the_amount(texts: tuple[str, ...], fix: str) -> None:
    assert read_amounts(texts)[0].fix == fix
