"""The files that the secretariat keeps: what is read, and what is refused."""

from __future__ import annotations

import pytest
from form_builder import PLAN

from toolkit.errors import OfficeFileError
from toolkit.intake.office_files import (
    Adjustment,
    Adjustments,
    PublishedStatus,
    check_adjustments,
    read_published_status,
    read_published_totals,
)

FILE = "inputs/oras/2023-S1/published.csv"
TOTALS = "action,indicator,published\n"
STATUS = "action,all_done,some_overdue,none_done\n"


def _refused_totals(text: str) -> str:
    with pytest.raises(OfficeFileError) as caught:
        read_published_totals(text, FILE, PLAN)
    return str(caught.value)


def test_published_totals_are_read_as_they_were_printed() -> None:
    text = "\ufeff" + TOTALS + '1.1,1,"4 angajați,\ndin care 3 femei"\n1.10,2,-\n1.10,3,\n'
    assert read_published_totals(text, FILE, PLAN) == {
        ("1.1", 1): "4 angajați,\ndin care 3 femei",
        ("1.10", 2): "-",
        ("1.10", 3): "",
    }


def test_other_columns_are_refused() -> None:
    assert _refused_totals("action,indicator\n1.1,1\n") == (
        "inputs/oras/2023-S1/published.csv · rândul 1\n"
        "    găsit      alte coloane\n"
        "    așteptat   exact coloanele action, indicator, published\n"
        "    de făcut   corectați rândul și salvați fișierul ca CSV UTF-8"
    )


@pytest.mark.parametrize("row", ["1.1,2", "1.1,2,da,nu"])
def test_a_row_of_more_or_fewer_fields_is_refused(row: str) -> None:
    assert _refused_totals(f"{TOTALS}1.1,1,4\n{row}\n") == (
        "inputs/oras/2023-S1/published.csv · rândul 3\n"
        "    găsit      mai multe sau mai puține câmpuri\n"
        "    așteptat   exact coloanele action, indicator, published\n"
        "    de făcut   corectați rândul și salvați fișierul ca CSV UTF-8"
    )


def test_a_row_that_is_no_csv_is_refused() -> None:
    assert _refused_totals(f'{TOTALS}1.1,1,"4"x\n') == (
        "inputs/oras/2023-S1/published.csv · rândul 2\n"
        "    găsit      un rând care nu este CSV (ghilimele sau virgule greșite)\n"
        "    așteptat   coloanele action, indicator, published, despărțite prin virgulă\n"
        "    de făcut   deschideți fișierul, corectați rândul și salvați-l ca CSV UTF-8"
    )


@pytest.mark.parametrize("number", ["3", "0", "x", "٢", "2" * 5000])
def test_an_indicator_that_the_plan_does_not_have_is_refused(number: str) -> None:
    assert f"găsit      „1.1.{number}”, pe care planul nu îl are" in _refused_totals(f"{TOTALS}1.1,{number},4\n")


def test_all_wrong_rows_are_told_at_once() -> None:
    assert _refused_totals(f"{TOTALS}1.1,1,4\n1.1,1,5\n1.11,1,6\n") == (
        "inputs/oras/2023-S1/published.csv · rândul 3\n"
        "    găsit      „1.1.1” a doua oară\n"
        "    așteptat   fiecare o singură dată\n"
        "    de făcut   păstrați un singur rând\n\n"
        "inputs/oras/2023-S1/published.csv · rândul 4\n"
        "    găsit      „1.11.1”, pe care planul nu îl are\n"
        "    așteptat   un cod din plan, de exemplu 1.1\n"
        "    de făcut   corectați codul"
    )


def test_published_counts_are_numbers_or_nothing() -> None:
    published = read_published_status(f"{STATUS}1.1,2,0,\n1.10,,,\n", FILE, PLAN)
    assert published["1.1"] == PublishedStatus(all_done=2, some_overdue=0, none_done=None)
    assert [bool(status) for status in published.values()] == [True, False]


@pytest.mark.parametrize("count", ["doi", "-1", "٢", "1,5"])
def test_published_counts_of_another_kind_are_refused(count: str) -> None:
    with pytest.raises(OfficeFileError) as caught:
        read_published_status(f'{STATUS}1.1,2,0,"{count}"\n', FILE, PLAN)
    assert str(caught.value) == (
        "inputs/oras/2023-S1/published.csv · rândul 2\n"
        f"    găsit      „2, 0, {count}”\n"
        "    așteptat   numere întregi sau nimic\n"
        "    de făcut   scrieți numărul cu cifre sau lăsați câmpul gol"
    )


def test_an_adjustment_of_an_unknown_indicator_or_a_second_one_is_refused() -> None:
    known = Adjustment(action="1.1", indicator=1, text="5", reason="eroare", role="secretar")
    unknown = known.model_copy(update={"indicator": 7})
    check_adjustments(Adjustments(adjustments=(known,)), PLAN, FILE)
    with pytest.raises(OfficeFileError) as caught:
        check_adjustments(Adjustments(adjustments=(known, unknown, known)), PLAN, FILE)
    assert [error.found for error in (caught.value, *caught.value.also)] == [
        "„1.1.7”, pe care planul nu îl are",
        "„1.1.1” a doua oară",
    ]
