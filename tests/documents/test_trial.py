"""A trial says on its first page in what it is otherwise, in the institution's language; the report itself says nothing."""

from __future__ import annotations

import pytest
from returned_months import inputs_of

from toolkit.documents.trial import trial_told
from toolkit.documents.views import otherwise
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.what_if import what_if
from toolkit.language import speaking
from toolkit.plan.rule import OverDepartments, OverMonths
from toolkit.plan.what_if import WhatIf

INPUTS = inputs_of()
EVERYTHING = {
    "leave_out": "cultura, arhiva.xlsx",
    "rules": "1.1.1=max; 1.1.2=lead:presa/last",
    "plan_at": "2023-03-01",
    "adjustments": False,
}


def asked(**parameters: object) -> PeriodInputs:
    return what_if(INPUTS, WhatIf.among(parameters))


def test_the_report_itself_says_nothing() -> None:
    assert (trial_told(INPUTS), otherwise(INPUTS)) == ("", "")
    assert trial_told(asked(cutoff="2023-08-03")) == ""


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        ({"leave_out": "cultura"}, "fără Direcția cultura"),
        ({"leave_out": "2023-02/presa.csv"}, "fără fișierul „2023-02/presa.csv”"),
        ({"rules": "1.1.1=max"}, "indicatorul 1.1.1 luat ca maxim peste subdiviziuni"),
        ({"rules": "1.1.1=sum/last"}, "indicatorul 1.1.1 adunat peste subdiviziuni, luat din ultima lună"),
        ({"plan_at": "2023-03-01"}, "după planul în vigoare la 01.03.2023"),
        ({"adjustments": False}, "fără totalurile ajustate de secretariat"),
    ],
)
def test_each_parameter_is_said(parameter: dict[str, object], told: str) -> None:
    assert trial_told(asked(**parameter)) == f"Raport de probă: {told}."


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "ro_MD",
            (
                "Raport de probă: fără Direcția cultura și fișierul „arhiva.xlsx”; indicatorul 1.1.1 luat ca maxim peste"
                " subdiviziuni; indicatorul 1.1.2 luat de la Direcția presa, luat din ultima lună; după planul în vigoare la"
                " 01.03.2023; fără totalurile ajustate de secretariat."
            ),
        ),
        (
            "bg_BG",
            (
                "Пробен доклад: без Direcția cultura и файла „arhiva.xlsx“; индикатор 1.1.1 взет като най-голямата стойност"
                " от звената; индикатор 1.1.2 взет от Direcția presa, взет от последния месец;"
                " по плана в сила към 01.03.2023; без общите стойности, коригирани от секретариата."
            ),
        ),
        (
            "en_GB",
            (
                "Trial report: without Direcția cultura and the file “arhiva.xlsx”; indicator 1.1.1 taken as the highest of"
                " the departments; indicator 1.1.2 taken from Direcția presa, taken from the last month; by the plan"
                " in force on 01.03.2023; without the totals adjusted by the secretariat."
            ),
        ),
    ],
)
def test_everything_is_said_in_the_language_of_the_institution(language: str, told: str) -> None:
    with speaking(language):
        assert trial_told(asked(**EVERYTHING)) == told


def test_every_rule_has_its_words() -> None:
    said = set()
    for over in OverDepartments:
        for months in OverMonths:
            lead = ":presa" if over is OverDepartments.LEAD else ""
            said.add(trial_told(asked(rules=f"1.1.1={over}{lead}/{months}")))
    assert len(said) == len(OverDepartments) * len(OverMonths)


def test_the_notebook_shows_it_above_everything_else() -> None:
    assert otherwise(asked(leave_out="cultura")) == "**Raport de probă: fără Direcția cultura.**\n\n"
