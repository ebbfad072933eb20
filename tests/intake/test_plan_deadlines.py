"""A deadline that cannot be followed is told, and printed as it was adopted."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import a_plan, an_action

from toolkit.intake.plan_deadlines import deadline_findings
from toolkit.plan.plan import Plan
from toolkit.plan.yaml_file import read_yaml

PROJECT = Path(__file__).parents[2]


def plan_with(deadline: str) -> Plan:
    return a_plan(an_action().model_copy(update={"deadline": deadline}))


@pytest.mark.parametrize("deadline", ["31.06.2022", "30 februarie 2022", "Trimestrul V 2022"])
def test_an_impossible_date_is_a_warning_and_stays_as_it_is(deadline: str) -> None:
    plan = plan_with(deadline)
    [finding] = deadline_findings(plan, "inputs/x/plan.yaml")
    assert (finding.code, finding.severity, finding.action) == ("deadline-impossible", "warning", "1.1")
    assert plan.actions[0].deadline == deadline


def test_the_message_says_where_what_and_what_to_do() -> None:
    [finding] = deadline_findings(plan_with("31.06.2022"), "inputs/x/plan.yaml")
    assert str(finding) == (
        "inputs/x/plan.yaml · Măsura 1.1, coloana „Termen”\n"
        "    găsit      „31.06.2022”, o dată imposibilă: iunie 2022 are 30 de zile\n"
        "    așteptat   o dată care există, cu începutul înaintea sfârșitului\n"
        "    de făcut   verificați documentul adoptat și corectați termenul în plan; până atunci se tipărește cum este scris"
    )


def test_what_is_not_understood_is_not_guessed() -> None:
    [finding] = deadline_findings(plan_with("când va fi cazul, poate"), "inputs/x/plan.yaml")
    assert finding.code == "deadline-not-understood"


@pytest.mark.parametrize(("institution", "told"), [("balti", [("5.1", "note")]), ("baltati", []), ("pernik", [])])
def test_of_the_real_plans_one_deadline_is_not_understood_and_known_to_be_a_misprint(
    institution: str, told: list[tuple[str, str]]
) -> None:
    path = PROJECT / f"inputs/{institution}/plan.yaml"
    findings = deadline_findings(read_yaml(path.read_text(encoding="utf-8"), path.name, Plan), path.name)
    assert [(finding.action, finding.severity) for finding in findings] == told
