"""Numbers that count nothing, though they stand among words."""

from __future__ import annotations

import pytest

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1 plan pentru anul 2023", "plan pentru anul 2023"),
        ("5 instruiri conform HG 201/2009", "instruiri conform HG 201/2009"),
        ("3 ședințe de 2 ore", "ședințe de 2 ore"),
        ("2 instruiri la 5 mai 2023", "instruiri la 5 mai 2023"),
        ("4 rapoarte (art. 5 și 6)", "rapoarte (art. 5 și 6)"),
        ("1 strategie 2023-2027", "strategie 2023-2027"),
        ("6 consultări, nr. 12", "consultări, nr. 12"),
    ],
)
def test_a_year_a_date_an_act_or_an_article_is_part_of_the_words(text: str, unit: str) -> None:
    value = read_value(text)
    assert value.kind is Kind.COUNT
    assert [(int(quantity.number.low or 0), quantity.unit) for quantity in value.quantities] == [(int(text[0]), unit)]


def test_mai_is_the_month_or_more() -> None:
    assert len(read_value("2 ședințe, 5 mai multe rapoarte").quantities) != 1
    assert len(read_value("2 ședințe, 5 mai 2023").quantities) == 1


def test_a_year_before_words_is_unclear() -> None:
    assert read_value("3 rapoarte 2023 aprobate").kind is Kind.TEXT
