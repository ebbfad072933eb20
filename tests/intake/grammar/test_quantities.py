"""Quantities: which words belong to which number."""

from __future__ import annotations

import pytest

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind


def _read(text: str) -> list[tuple[int | None, str]]:
    quantities = read_value(text).quantities
    return [(None if q.number.low is None else int(q.number.low), q.unit) for q in quantities]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("97 rapoarte 3 inițiative 1 sondaj", [(97, "rapoarte"), (3, "inițiative"), (1, "sondaj")]),
        ("97 rapoarte\n3 inițiative\n1 sondaj", [(97, "rapoarte"), (3, "inițiative"), (1, "sondaj")]),
        ("- 5 acte\n- 3 decizii", [(5, "acte"), (3, "decizii")]),
        ("• 5 acte;\n• 3 decizii.", [(5, "acte"), (3, "decizii")]),
        ("4 categorii (19 tipuri de servicii)", [(4, "categorii"), (19, "tipuri de servicii")]),
        ("10 cereri (din care 3 respinse)", [(10, "cereri"), (3, "respinse")]),
        ("5 acte, în total: 7 decizii", [(5, "acte"), (7, "decizii")]),
        ("8 anunțuri/8 decizii", [(8, "anunțuri"), (8, "decizii")]),
        ("2 (două) decizii, trei dispoziții", [(2, "decizii"), (3, "dispoziții")]),
        ("124/0 rezerviști. 9 tineri", [(124, "rezerviști"), (0, "rezerviști"), (9, "tineri")]),
        ("5 contracte, 131,3 mii lei", [(5, "contracte"), (131300, "lei")]),
    ],
)
def test_several_counts_in_one_cell_each_keep_their_unit(text: str, quantities: list[tuple[int, str]]) -> None:
    """Whatever stands between them."""
    assert _read(text) == quantities
    assert read_value(text).kind is Kind.COMPOUND


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("Activități – 333 Beneficiari – 70 004", [(333, "Activități"), (70004, "Beneficiari")]),
        ("Instruiri: 5, participanți: 120", [(5, "Instruiri"), (120, "participanți")]),
        ("La lucrări – 9; La servicii –1", [(9, "La lucrări"), (1, "La servicii")]),
        ("Activități: 5 seminare; Beneficiari: 7 elevi", [(5, "seminare (Activități)"), (7, "elevi (Beneficiari)")]),
        ("Nr. de instruiri - 5", [(5, "Nr. de instruiri")]),
        ("Total: 901 servicii", [(901, "servicii")]),
        ("în total 901 servicii", [(901, "servicii")]),
        ("46 (contracte)", [(46, "contracte")]),
        ("5 – acte", [(5, "acte")]),
        ("683 de decizii.", [(683, "decizii")]),
    ],
)
def test_words_introduce_a_number_or_follow_it(text: str, quantities: list[tuple[int, str]]) -> None:
    """Before a dash or colon they introduce it."""
    assert _read(text) == quantities


@pytest.mark.parametrize(
    "unit",
    [
        "plan pentru anul 2023",
        "plan 2023",
        "plan pentru anii 2023-2027",
        "rapoarte pe semestrul 1",
        "decizii din 28.03.2023",
        "ședințe din 15 iunie 2023",
        "zile (3-5 iunie)",
        "ședințe (12 mai și 14 iunie)",
        "ședințe: 15.03, 20.04",
        "ședințe, ora 10:00",
        "instruiri conform HG 201/2009",
        "instruiri conform HG nr. 201",
        "rapoarte (art. 5 și 6, alin. 2)",
        "decizii nr. 2/33 și 2/34",
        "ordin 45/2023",
        "ședințe de 2 ore",
        "seminare cu 45 de participanți",
        "seminare a câte 5 zile",
        "ghid în 3 limbi",
        "contracte în valoare de 131,3 mii lei",
        "contracte (100 %)",
        "tabletă 5G",
        "teste COVID-19",
        "pagini www.balti.md/2023/5",
        "achiziții (inclusiv proceduri repetate), cu excepția contractelor de valoare mică",
        "cursuri on-line",
    ],
)
def test_a_number_that_only_refers_or_describes_belongs_to_the_unit(unit: str) -> None:
    """Years, dates, acts, and what a preposition brings in count nothing of their own."""
    assert _read(f"5 {unit}") == [(5, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "nr. 2/33 din 28.03.2023",
        "Decizia nr. 5",
        "anul 2023",
        "2023-2027",
        "15 iunie 2023",
        "iunie 2023",
        "28.03.2023",
        "2023-03-28",
        "0231 54 600",
        "0231-54-600",
        "tel. 54-600",
        "COVID-19",
        "al 3-lea raport",
        "S-au publicat 39 anunțuri",
        "Nu s-au publicat 39 anunțuri",
        "Nu s-au desfășurat: 5 instruiri",
        "Da, 5 acte",
        "5, 3",
        "5; 3 acte",
        "1,2,3",
        "1. Plan elaborat",
        "1) 5 acte",
        "1 plan 2023 aprobat",
        "1/3 din angajați",
        "la 5 instituții",
        "de 3 ori",
        "3 ori pe lună",
        "Realizat 5",
        "5?",
    ],
)
def test_a_text_with_digits_that_is_no_count_stays_text(text: str) -> None:
    """A sentence may deny its number; a date, a code and a list count nothing."""
    assert read_value(text).kind is Kind.TEXT


@pytest.mark.parametrize("text", ["5/7 funcționari", "124/0 rezerviști", "3/2 (persoane)"])
def test_a_pair_that_stands_alone_is_never_added_up(text: str) -> None:
    """5/7 may be five of seven, women and men, or two counts: a person must say which."""
    assert read_value(text).kind is Kind.TEXT
