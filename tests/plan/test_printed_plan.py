"""A plan that is printed as a table: it has the cells of its columns, and no others."""

from __future__ import annotations

import pytest

from toolkit.errors import OfficeFileError
from toolkit.plan.plan import Plan
from toolkit.plan.yaml_file import read_yaml

PLAN = """
title: Plan de integritate
valid_from: 2023-02-21
columns: [{field: action, label: Măsuri}, {field: deadline, label: Termen}, {field: other, label: Observații}]
footnotes: [{mark: "¹", action: "1.1", text: Sau un grup de lucru}]
suspected_errors: [{where: "1.1", field: title, printed: responsabile, likely: responsabilă}]
priorities:
  - code: "1"
    label: Obiectiv 1
    title: Integritate
    actions:
      - {code: "1.1", title: Desemnarea unei persoane responsabile ¹, deadline: Anual, other: {Observații: o dată}}
"""


def refusal(text: str) -> str:
    with pytest.raises(OfficeFileError) as raised:
        read_yaml(text, "inputs/x/plan.yaml", Plan)
    return str(raised.value)


def test_a_plan_of_measures_needs_no_indicators_and_asks_nobody() -> None:
    plan = read_yaml(PLAN, "inputs/x/plan.yaml", Plan)
    assert plan.actions[0].asked == ()
    assert [column.label for column in plan.columns_of(plan.priorities[0])] == ["Măsuri", "Termen", "Observații"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("deadline: Anual", 'deadline: ""', "„deadline” la măsura 1.1, sau „source_note”"),
        ("deadline: Anual", "deadline: Anual, budget: 5 lei", "o coloană pentru „budget”, care e scris la măsura 1.1"),
        ("{Observații: o dată}", "{Note: x}", "o coloană pentru „Note”, care e scris la măsura 1.1"),
        ("responsabile ¹", "responsabile", "semnul „¹” în textul acțiunii 1.1"),
        ("printed: responsabile", "printed: altceva", "textul „altceva” la 1.1, title"),
        ("deadline: Anual", "deadline: Anual, asked: all", "cel puțin un indicator la o acțiune cu „asked”"),
        (
            "deadline: Anual",
            "deadline: Anual, asked: all, indicators: [{text: câte}]",
            "„kind” și „rule” la indicatorul 1, fiindcă e cerut unei subdiviziuni",
        ),
        (
            "deadline: Anual",
            "deadline: Anual, asked: all, indicators: [{text: ce, kind: text, rule: join/none}]",
            "„title_in_report” la un plan despre care se raportează",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(old: str, new: str, expected: str) -> None:
    plan = (
        PLAN.replace("label: Termen}", "label: Termen}, {field: indicators, label: Indicatori}") if "indic" in new else PLAN
    )
    assert f"așteptat   {expected}\n" in refusal(plan.replace(old, new))


def test_a_missing_deadline_is_told_by_the_note_on_the_source() -> None:
    noted = 'deadline: "", source_note: celula lipsește'
    assert read_yaml(PLAN.replace("deadline: Anual", noted), "x", Plan).actions[0].deadline == ""


def test_a_place_of_the_plan_gives_its_texts() -> None:
    plan = read_yaml(PLAN, "x", Plan)
    assert plan.texts_of("plan", "title") == ("Plan de integritate",)
    assert plan.texts_of("1", "title") == ("Integritate",)
    assert plan.texts_of("1.1", "responsible") == ()
    assert plan.texts_of("1.1", "nothing") == ()
    assert plan.texts_of("plan", "valid_from") == ()
    assert plan.texts_of("9", "title") == ()
