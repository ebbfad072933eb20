"""Women and men in a count."""

from __future__ import annotations

import pytest

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind


@pytest.mark.parametrize(
    ("text", "total", "unit", "women", "men"),
    [
        ("4 angajați (3F/1B)", 4, "angajați", 3, 1),
        ("18 persoane (12F/ 6B)", 18, "persoane", 12, 6),
        ("18 persoane 12 F / 6 B", 18, "persoane", 12, 6),
        ("11 persoane (f-11; b-0)", 11, "persoane", 11, 0),
        ("18 persoane (12 femei, 6 bărbați)", 18, "persoane", 12, 6),
        ("18 persoane (femei – 12, bărbați – 6)", 18, "persoane", 12, 6),
        ("18 persoane (femei-12/bărbați-6)", 18, "persoane", 12, 6),
        ("18 persoane, dintre care 12 femei și 6 bărbați", 18, "persoane", 12, 6),
        ("18 persoane, 12 femei, 6 bărbați", 18, "persoane", 12, 6),
        ("18 persoane\n- 12 femei\n- 6 bărbați", 18, "persoane", 12, 6),
        ("18 persoane, din care 12 femei", 18, "persoane", 12, None),
        ("18 (12F/6B) persoane", 18, "persoane", 12, 6),
        ("18 (12F/6B)", 18, "", 12, 6),
        ("Total – 18, F-12, B-6", 18, "", 12, 6),
        ("20 elevi (12 fete, 8 băieți)", 20, "elevi", 12, 8),
        ("2 angajați (femei)", 2, "angajați", 2, None),
        ("2 angajați (bărbați)", 2, "angajați", None, 2),
        ("2 angajate (2 f)", 2, "angajate", 2, None),
        ("12F/6B", 18, "", 12, 6),
        ("3 femei, 1 bărbat", 4, "", 3, 1),
    ],
)
def test_a_split_is_part_of_its_count(text: str, total: int, unit: str, women: int | None, men: int | None) -> None:
    """As many ways as clerks have to write it."""
    value = read_value(text)
    assert value.kind is Kind.COUNT
    (quantity,) = value.quantities
    assert (quantity.number.low, quantity.unit, quantity.women, quantity.men) == (total, unit, women, men)


def test_a_split_that_does_not_add_up_is_read_as_it_stands() -> None:
    """The check is for others to make."""
    (quantity,) = read_value("4 angajați (5F/1B)").quantities
    assert (quantity.number.low, quantity.women, quantity.men) == (4, 5, 1)


@pytest.mark.parametrize("text", ["5 instruiri, 20 femei", "5 instruiri (20 femei)", "5 instruiri, 3 femei, 1 bărbat"])
def test_women_who_are_not_part_of_the_count_are_a_count_of_their_own(text: str) -> None:
    """Twenty women are not a part of five trainings."""
    assert read_value(text).kind is Kind.COMPOUND


def test_each_count_of_a_compound_has_its_own_split() -> None:
    """The split follows its count."""
    quantities = read_value("5 angajați (3F/2B), 4 consilieri (1F/3B)").quantities
    assert [(q.unit, q.women, q.men) for q in quantities] == [("angajați", 3, 2), ("consilieri", 1, 3)]


def test_women_alone_are_what_is_counted() -> None:
    """No total stands beside them."""
    (quantity,) = read_value("3 femei").quantities
    assert (quantity.unit, quantity.women) == ("femei", None)
