"""Amounts: marks, bounds, scales and currencies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind, Number, Quantity, Value


def _number(low: int | None, high: int | None, *, about: bool = False) -> Number:
    return Number(low=None if low is None else Decimal(low), high=None if high is None else Decimal(high), about=about)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("cca. 2520", _number(2520, 2520, about=True)),
        ("cca 2520", _number(2520, 2520, about=True)),
        ("circa 2520", _number(2520, 2520, about=True)),
        ("aprox. 2520", _number(2520, 2520, about=True)),
        ("în jur de 2520", _number(2520, 2520, about=True)),
        ("~ 2520", _number(2520, 2520, about=True)),
        ("cel puțin 119", _number(119, None)),
        ("minim 119", _number(119, None)),
        ("minimum 119", _number(119, None)),
        ("min. 119", _number(119, None)),
        ("mai mult de 119", _number(119, None)),
        ("peste 119", _number(119, None)),
        ("≥ 119", _number(119, None)),
        (">= 119", _number(119, None)),
        ("> 119", _number(119, None)),
        ("119+", _number(119, None)),
        ("până la 10", _number(None, 10)),
        ("pînă la 10", _number(None, 10)),
        ("pana la 10", _number(None, 10)),
        ("maxim 10", _number(None, 10)),
        ("cel mult 10", _number(None, 10)),
        ("sub 10", _number(None, 10)),
        ("mai puțin de 10", _number(None, 10)),
        ("≤10", _number(None, 10)),
        ("10-15", _number(10, 15)),
        ("10–15", _number(10, 15)),
        ("10 - 15", _number(10, 15)),
        ("10 000-15 000", _number(10000, 15000)),
        ("de la 10 până la 15", _number(10, 15)),
        ("de la 10 la 15", _number(10, 15)),
        ("între 10 și 15", _number(10, 15)),
        ("aproximativ 10-15", _number(10, 15, about=True)),
        ("aproximativ până la 10", _number(None, 10, about=True)),
        ("cca. cel puțin 119", _number(119, None, about=True)),
        ("cel puțin cca. 119", _number(119, None, about=True)),
    ],
)
def test_a_mark_makes_bounds(text: str, number: Number) -> None:
    """And "about" stays apart from them, with and without a unit behind."""
    assert read_value(text) == Value(kind=Kind.APPROX, text=text, quantities=(Quantity(number=number),))
    assert read_value(f"{text} titluri").quantities == (Quantity(number=number, unit="titluri"),)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("16,0 mii", 16_000, ""),
        ("16 mii de beneficiari", 16_000, "beneficiari"),
        ("1.5 mii exemplare", 1_500, "exemplare"),
        ("un million", 1_000_000, ""),
        ("2,5 mil. exemplare", 2_500_000, "exemplare"),
        ("o mie de exemplare", 1_000, "exemplare"),
        ("5 (cinci) persoane", 5, "persoane"),
        ("cinci (5) persoane", 5, "persoane"),
        ("1 (un) registru", 1, "registru"),
        ("39anunțuri", 39, "anunțuri"),
    ],
)
def test_scales_and_words_give_the_exact_count(text: str, number: int, unit: str) -> None:
    """A number said twice is one number."""
    assert read_value(text).quantities == (Quantity(number=Number.exactly(number), unit=unit),)
    assert read_value(text).kind is Kind.COUNT


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("131,3 mii lei", "131300"),
        ("131.3 mii de lei", "131300"),
        ("2,5 mil. lei", "2500000"),
        ("2 milioane lei", "2000000"),
        ("1,2 mld. MDL", "1200000000"),
        ("12 345,678 mii lei", "12345678"),
        ("335 069,01 lei", "335069.01"),
        ("1.234,50 lei", "1234.50"),
        ("1.234.567 lei", "1234567"),
        ("500lei", "500"),
        ("20 de lei", "20"),
        ("5000 (cinci mii) lei", "5000"),
        ("5 000 lei (cinci mii lei)", "5000"),
        ("un milion de lei", "1000000"),
        ("Achiziții efectuate conform planului – 131,3 mii lei.", "131300"),
        ("15.06 lei", "15.06"),
    ],
)
def test_money_is_read_in_units_of_the_currency(text: str, amount: str) -> None:
    """With its scale multiplied out."""
    value = read_value(text)
    assert value.kind is Kind.MONEY
    assert value.quantities == (Quantity(number=Number.exactly(Decimal(amount))),)


@pytest.mark.parametrize("text", ["100 euro", "100 EUR", "100 USD", "100 €", "5 contracte, 100 euro"])
def test_another_currency_is_not_the_institutions_money(text: str) -> None:
    """Nor a count of things."""
    assert read_value(text).kind is Kind.TEXT


def test_lei_of_one_country_are_not_those_of_the_other_where_the_plan_says_which() -> None:
    """Romania and Moldova both call them lei."""
    assert read_value("100 MDL", currency="MDL").kind is Kind.MONEY
    assert read_value("100 lei", currency="MDL").kind is Kind.MONEY
    assert read_value("100 RON", currency="MDL").kind is Kind.TEXT
    assert read_value("100 lv.", currency="lv.").kind is Kind.MONEY


@pytest.mark.parametrize(
    "text",
    [
        "1.234 lei",
        "1.234 mii lei",
        "1,234 lei",
        "1,234 beneficiari",
        "15.06",
        "minim 10-15",
        "15-10",
        "10 până la 15",
        "-5",
        "- 5",
        "1-",
        "5 – 131,3 mii lei",
        "3 milioane 500 mii lei",
        "un milion și jumătate",
        "10 15",
        "99999999999999999999 acte",
        "5G",
        "007",
        "24/7",
        "2x4",
        "trei-patru",
        "20 și ceva",
        "douăzeci și ceva",
        "trei sau patru cazuri",
        "3 la 5 ani",
        "9 din 20 – 45 %",
        "25 din 20",
        "8 din cele 10",
        "5 (trei)",
    ],
)
def test_what_can_be_read_in_two_ways_stays_text(text: str) -> None:
    """Never guessed into a number."""
    assert read_value(text).kind is Kind.TEXT
