"""Numerals: digits with their separators, and number words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.grammar.numerals import Certain, Numeral, read_digits, read_number_words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("05", "5"),
        ("2075", "2075"),
        ("44 000", "44000"),
        ("44.000.000", "44000000"),
        ("1'234", "1234"),
        ("131,3", "131.3"),
        ("335 069,01", "335069.01"),
        ("1.234,50", "1234.50"),
        ("1 234,567", "1234.567"),
        ("0,125", "0.125"),
        ("16.5", "16.5"),
        ("1 234.50", "1234.50"),
    ],
)
def test_a_number_in_digits_is_read_with_its_separators(text: str, number: str) -> None:
    """Groups of three are thousands, the comma begins the decimals."""
    assert read_digits(text) == Numeral(Decimal(number), Certain.ALWAYS)


@pytest.mark.parametrize(
    ("text", "certain"),
    [("1.234", Certain.AS_COUNT), ("15.06", Certain.AS_AMOUNT), ("1,234", Certain.SCALED)],
)
def test_a_number_that_can_be_read_in_two_ways_says_where_it_is_certain(text: str, certain: Certain) -> None:
    """Of things "1.234" is a thousand and more, of lei it may be little more than one."""
    numeral = read_digits(text)
    assert numeral is not None
    assert numeral.certain is certain


@pytest.mark.parametrize(
    "text",
    ["28.03.2023", "1,2,3", "007", "00", "0231", "1 23", "12 3456", "1.2345", "1.234 567", "1,234.5", "9" * 16, ""],
)
def test_digits_that_are_no_number_are_not_read(text: str) -> None:
    """Dates, codes, lists and telephone numbers count nothing."""
    assert read_digits(text) is None


@given(number=st.integers(0, 10**15), separator=st.sampled_from([" ", ""]))
def test_every_whole_number_is_read_as_it_is_grouped(number: int, separator: str) -> None:
    """Grouping by spaces, or none, never changes a number."""
    text = f"{number:,}".replace(",", separator)
    assert read_digits(text) == Numeral(Decimal(number))


@pytest.mark.parametrize(
    ("words", "number", "length"),
    [
        ("trei functii", 3, 1),
        ("un million", 1_000_000, 2),
        ("o mie de exemplare", 1_000, 2),
        ("douazeci si cinci de cazuri", 25, 3),
        ("douazeci si ceva", 20, 1),
        ("o suta douasprezece", 112, 3),
        ("noua sute nouazeci si noua", 999, 5),
        ("doua mii trei sute saizeci si patru de lei", 2364, 7),
        ("treizeci de mii", 30_000, 3),
        ("doua milioane cinci sute de mii", 2_500_000, 6),
        ("zero cazuri", 0, 1),
        ("nici un caz", 0, 2),
        ("niciuna", 0, 1),
    ],
)
def test_a_number_in_words_is_read(words: str, number: int, length: int) -> None:
    """The value, and how many of the words say it."""
    assert read_number_words(words.split()) == (number, length)


@pytest.mark.parametrize(
    "words", ["un registru", "o decizie", "noua", "noua functii", "sute de persoane", "mii", "prima", ""]
)
def test_words_that_are_not_certainly_numbers_are_not_read(words: str) -> None:
    """Mostly "un" is an article, and "nouă" may mean new."""
    assert read_number_words(words.split()) is None
