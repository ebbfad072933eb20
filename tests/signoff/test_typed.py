"""What goes into a register that is never changed is read strictly: one line, no formula, no personal code, no far day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import UsageError
from toolkit.plan.period import Period
from toolkit.signoff.typed import day_typed, is_same_person, name_typed, reason_typed

PERIOD = Period.parse("2023-S1")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ana Pop", "Ana Pop"),
        ("  Ana\tPop ", "Ana Pop"),
        ("Ştefan Ţurcanu", "Ștefan Țurcanu"),
        ("Мария Иванова", "Мария Иванова"),
        ("Jean-Luc d’Orléans", "Jean-Luc d’Orléans"),
    ],
)
def test_a_name_is_tidied(typed: str, name: str) -> None:
    assert name_typed(typed) == name


@pytest.mark.parametrize(
    "typed", ["", "   ", "A", "123", "Ana 2", "Ana\x00Pop", "Ana\x1b[2J", "Ana\u202ePop", "Ana_____Pop", "{{ x }}"]
)
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        name_typed(typed)
    assert caught.value.expected == "numele și prenumele cui semnează, de exemplu Ana Pop"


def test_a_refusal_says_which_option_is_to_be_corrected() -> None:
    with pytest.raises(UsageError) as caught:
        name_typed("Ana\x07Pop")
    assert str(caught.value) == (
        "opțiunea --name\n"
        "    găsit      „Ana\ufffdPop”\n"
        "    așteptat   numele și prenumele cui semnează, de exemplu Ana Pop\n"
        "    de făcut   corectați --name"
    )


@pytest.mark.parametrize("typed", ["=CMD|'/C calc'!A0", "+Ana Pop", "-Ana Pop", "@Ana Pop", " =Ana Pop"])
@pytest.mark.parametrize("read", [name_typed, reason_typed])
def test_what_excel_would_reckon_is_refused(read: object, typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(typed)  # type: ignore[operator]
    assert caught.value.expected == "un text care nu începe cu = + - @"


@pytest.mark.parametrize(("read", "longest"), [(name_typed, 80), (reason_typed, 300)])
def test_a_text_that_is_too_long_is_refused(read: object, longest: int) -> None:
    assert read("a" * longest) == "a" * longest  # type: ignore[operator]
    with pytest.raises(UsageError) as caught:
        read("a" * (longest + 1))  # type: ignore[operator]
    assert caught.value.expected == f"cel mult {longest} de litere"


@pytest.mark.parametrize(
    "code", ["CNP 1800101221144", "1800101221144", "codul 2001234567890", "200 123 456 7890", "ЕГН 6101057509", "6101057509"]
)
def test_a_personal_code_is_refused_and_not_repeated(code: str) -> None:
    """Of a line that nobody may take back, thirteen digits are too many, whether or not their last one fits."""
    with pytest.raises(UsageError) as caught:
        reason_typed(f"cerut de Ana Pop, {code}")
    assert str(caught.value) == (
        "opțiunea --reason\n"
        "    găsit      un cod personal\n"
        "    așteptat   un text fără coduri personale: registrul nu se mai șterge\n"
        "    de făcut   scrieți textul fără cod"
    )


@pytest.mark.parametrize("typed", ["dispoziția nr. 1234567 din 05.02.2024", "telefon 0231 54 666", "suma de 12.500.000 lei"])
def test_other_numbers_may_stand_in_a_reason(typed: str) -> None:
    assert reason_typed(typed) == typed


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Popescu Ana", "Ana Popescu", True),
        ("Ștefan Țurcanu", "TURCANU  stefan", True),
        ("Ana-Maria Pop", "Pop Ana Maria", True),
        ("Мария Иванова", "ИВАНОВА Мария", True),
        ("Ana Pop", "Ana Popa", False),
        ("Ana Pop", "Ana Maria Pop", False),
    ],
)
def test_two_names_of_the_same_words_are_one_person(name: str, other: str, same: bool) -> None:
    assert is_same_person(name, other) is same


def test_no_reason_is_none() -> None:
    assert reason_typed("") == ""


@pytest.mark.parametrize(
    "typed", ["", "05.02.2024", "20240205", "2024-2-5", "2024-02-30", "2024-W06-1", "azi", "2024-02-05T10:00"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        day_typed(typed, PERIOD)
    assert caught.value.expected == "ziua semnării ca an-lună-zi, de exemplu 2024-02-05"


@pytest.mark.parametrize("typed", ["0001-01-01", "2021-12-31", "2034-01-01", "2204-02-05"])
def test_a_day_far_from_the_period_is_a_slip(typed: str) -> None:
    """After a step of 2204 none could follow in this century."""
    with pytest.raises(UsageError) as caught:
        day_typed(typed, PERIOD)
    assert caught.value.expected == "o zi între 01.01.2022 și 31.12.2033"


@given(st.dates(date(2022, 1, 1), date(2033, 12, 31)))
def test_every_day_near_the_period_is_read(day: date) -> None:
    assert day_typed(day.isoformat(), PERIOD) == day


@given(st.text(min_size=1, max_size=100))
def test_whatever_is_read_is_one_printable_line(typed: str) -> None:
    for read in (name_typed, reason_typed):
        try:
            said = read(typed)
        except UsageError:
            continue
        assert said.isprintable()
        assert said == said.strip() != ""
        assert said[0] not in "=+-@"
