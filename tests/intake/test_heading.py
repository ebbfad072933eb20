"""The lines above the table that say whose form it is."""

from __future__ import annotations

from datetime import date

import pytest
from form_builder import INSTITUTION

from toolkit.intake.finding import Finding
from toolkit.intake.grid import Content, Grid
from toolkit.intake.heading import check_heading, department_of, read_heading
from toolkit.language import speaking
from toolkit.plan.period import Period

NAME = "Primăria orașului Exemplu"


def _grid(*rows: list[Content]) -> Grid:
    return Grid(file="f", sheet="s", rows=rows)


def test_a_line_is_what_stands_on_the_right_of_its_label_above_the_table() -> None:
    heading = read_heading(_grid(["", "Subdiviziunea:", "", "Secția  cultură"], ["Perioada", "2023-S1"]), end_row=1)
    assert (heading.department.text, heading.department.place.cell) == ("Secția cultură", "D1")
    assert heading.period.contents == ()


def test_a_line_ends_where_the_next_label_begins_in_its_row() -> None:
    heading = read_heading(
        _grid(["Perioada", "2023-07", "luna iulie a anului 2023", "", "Amprenta formularului", "3f2a-91bc-04de"]), end_row=1
    )
    assert heading.period.contents == ("2023-07", "luna iulie a anului 2023")
    assert heading.fingerprint.text == "3f2a-91bc-04de"


def test_a_label_without_anything_before_the_next_one_says_nothing() -> None:
    heading = read_heading(_grid(["Perioada", "", "Amprenta formularului", "3f2a-91bc-04de"]), end_row=1)
    assert heading.period.contents == ()


def test_the_first_of_two_lines_counts() -> None:
    heading = read_heading(_grid(["Perioada", "2023-S1"], ["Perioada", "2023-S2"]), end_row=2)
    assert heading.period.text == "2023-S1"


def test_a_sheet_without_heading_lines_has_no_heading() -> None:
    assert not read_heading(_grid(["Instituția", ""], ["text"]), end_row=2).is_there


@pytest.mark.parametrize(
    ("said", "period", "is_right"),
    [
        ("2023-s1", "2023-S1", True),
        ("Semestrul I al anului 2023", "2023-S1", True),
        ("2023-S2", "2023-S1", False),
        ("2023", "2023-S1", False),
        (date(2023, 6, 1), "2023-06", True),
        (date(2023, 6, 2), "2023-06", False),
        (date(2023, 1, 1), "2023-S1", False),
    ],
)
def test_a_period_may_be_typed_in_several_ways(said: Content, period: str, is_right: bool) -> None:
    heading = read_heading(_grid(["Instituția", NAME], ["Perioada", said]), end_row=2)
    assert (check_heading(heading, INSTITUTION, Period.parse(period)) == []) == is_right


def test_the_words_of_a_period_are_those_of_the_institution_whatever_the_screen_speaks() -> None:
    heading = read_heading(_grid(["Instituția", NAME], ["Perioada", "semestrul I al anului 2023"]), end_row=2)
    with speaking("en"):
        assert check_heading(heading, INSTITUTION, Period.parse("2023-S1")) == []


@pytest.mark.parametrize("beside", [["sem. II", "semestrul I al anului 2023"], ["2023-S1", "semestrul II al anului 2023"]])
def test_everything_beside_the_label_must_say_the_same_period(beside: list[Content]) -> None:
    heading = read_heading(_grid(["Instituția", NAME], ["Perioada", *beside]), end_row=2)
    assert check_heading(heading, INSTITUTION, Period.parse("2023-S1"))


def test_a_department_without_a_near_name_is_told_without_one() -> None:
    found = department_of(read_heading(_grid(["Subdiviziunea", "XYZ"]), end_row=1), INSTITUTION)
    assert isinstance(found, Finding)
    assert found.expected == "una dintre cele 2 subdiviziuni ale instituției"
    assert "scrieți în celula B1 numele oficial al subdiviziunii, " in found.fix


def test_an_institution_may_be_typed_without_diacritics() -> None:
    plain = NAME.replace("ă", "a").replace("ș", "s").upper()
    heading = read_heading(_grid(["Instituția", plain], ["Perioada", "2023-S1"]), end_row=2)
    assert check_heading(heading, INSTITUTION, Period.parse("2023-S1")) == []
