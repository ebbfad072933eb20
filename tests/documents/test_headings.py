"""Who looks at a table in a notebook reads words; who reads its CSV, the names that programs read."""

from __future__ import annotations

from dataclasses import fields

import pytest
from plan_files import real_plan
from small_project import a_project

from toolkit.documents.headings import shown_to_people
from toolkit.documents.plan_evaluation import MeasureRow
from toolkit.documents.project_sheet import project_sheet
from toolkit.documents.tables import Table, budget_table, plan_table, results_table
from toolkit.documents.views import table_view
from toolkit.language import speaking


def test_the_results_of_a_project_are_shown_in_words() -> None:
    table = results_table(project_sheet(a_project(), registration_number=""))
    assert table.columns == ("result", "kind", "text", "state", "evidence")
    shown = shown_to_people(table)
    assert shown.columns == ("Nr.", "Felul", "Textul", "Starea", "Dovada")
    assert [row[1] for row in shown.rows] == ["Rezultat", "Livrabil", "Livrabil", "Rezultat"]


def test_the_measures_of_a_bulgarian_plan_are_shown_in_bulgarian() -> None:
    with speaking("bg"):
        shown = shown_to_people(Table(name="measures", columns=("code", "earlier", "derived"), rows=()))
    assert shown.columns == ("Код", "Заявено преди това", "Следва от срока и доказателството")


def test_every_column_of_the_evaluated_measures_has_a_heading() -> None:
    columns = tuple(field.name for field in fields(MeasureRow))
    shown = shown_to_people(Table(name="measures", columns=columns, rows=()))
    assert not set(columns) & set(shown.columns)


def test_the_budget_of_a_project_is_shown_in_words() -> None:
    table = budget_table(project_sheet(a_project(), registration_number=""))
    assert list(table_view(table).frame.columns) == ["Sursa", "Suma", "Partea din total"]


@pytest.mark.parametrize("institution_id", ["balti", "baltati", "pernik"])
def test_no_column_of_a_plan_is_shown_under_the_name_of_a_field(institution_id: str) -> None:
    table = plan_table(real_plan(institution_id)[0])
    own = {label for action in real_plan(institution_id)[0].actions for label in action.other}
    assert set(table.columns) & set(shown_to_people(table).columns) <= own


def test_a_column_of_a_table_that_is_not_known_keeps_its_name() -> None:
    table = Table(name="altul", columns=("code",), rows=(("1.1",),))
    assert shown_to_people(table) == table


def test_a_kind_that_has_no_word_is_shown_as_it_is() -> None:
    table = Table(name="altul", columns=("kind",), rows=(("result",), ("count",), ("",)))
    assert shown_to_people(table).rows == (("Rezultat",), ("count",), ("",))
