"""A deadline that cannot be followed is told, and printed as it was adopted."""

from __future__ import annotations

from datetime import date
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


def test_a_deadline_that_waits_for_the_date_of_an_event_says_where_to_write_it() -> None:
    [finding] = deadline_findings(plan_with("3 luni de la aprobarea Strategiei"), "inputs/x/plan.yaml")
    assert (finding.code, finding.severity, finding.action) == ("deadline-not-dated", "note", "1.1")
    assert str(finding) == (
        "inputs/x/plan.yaml · Măsura 1.1, coloana „Termen”\n"
        "    găsit      „3 luni de la aprobarea Strategiei”, numărat de la un eveniment fără dată\n"
        "    așteptat   data evenimentului „aprobarea Strategiei”; până atunci termenul nu este socotit scadent\n"
        "    de făcut   când se știe, scrieți data lângă numele evenimentului: la „events” în plan.yaml sau în foaia"
        " „Evenimente” a planului exportat"
    )


def test_a_deadline_whose_event_has_a_date_is_in_order() -> None:
    plan = plan_with("3 luni de la aprobarea Strategiei")
    dated = plan.model_copy(update={"events": {"Aprobarea  strategiei": date(2024, 3, 15)}})
    assert deadline_findings(dated, "inputs/x/plan.yaml") == ()


def test_an_event_from_which_no_deadline_counts_is_said_with_the_nearest_one() -> None:
    plan = plan_with("3 luni de la aprobarea Strategiei")
    wrong = plan.model_copy(update={"events": {"aprobarea Strategieii": date(2024, 3, 15)}})
    note, warning = deadline_findings(wrong, "inputs/x/plan.yaml")
    assert (note.code, warning.code, warning.severity) == ("deadline-not-dated", "event-not-named", "warning")
    assert str(warning) == (
        "inputs/x/plan.yaml · Evenimentul „aprobarea Strategieii”\n"
        "    găsit      un eveniment de la care nu se numără niciun termen\n"
        "    așteptat   numele evenimentului ca în termen; cel mai apropiat este „aprobarea Strategiei”\n"
        "    de făcut   corectați numele sau ștergeți evenimentul"
    )


@pytest.mark.parametrize(("institution", "told"), [("balti", [("5.1", "note")]), ("baltati", []), ("pernik", [])])
def test_of_the_real_plans_one_deadline_is_not_understood_and_known_to_be_a_misprint(
    institution: str, told: list[tuple[str, str]]
) -> None:
    path = PROJECT / f"inputs/{institution}/plan.yaml"
    findings = deadline_findings(read_yaml(path.read_text(encoding="utf-8"), path.name, Plan), path.name)
    assert [(finding.action, finding.severity) for finding in findings] == told
