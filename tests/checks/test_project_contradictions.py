"""What contradicts itself on a project sheet is told, and printed as stated."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_project import PERIOD, PROJECT, a_budget, a_project

from toolkit.checks.project import check_project
from toolkit.intake.finding import Severity
from toolkit.intake.project_inputs import read_project
from toolkit.plan.budget import read_budget

INPUTS = Path(__file__).parents[2] / "inputs"


def real_project(name: str):
    home = INPUTS / "sector1"
    paths = [home / "institution.yaml", *(home / "projects").iterdir()]
    return read_project({f"inputs/{p.relative_to(INPUTS)}": p.read_bytes() for p in paths}, "sector1", name, PERIOD)


def test_a_project_that_agrees_with_itself_has_no_finding() -> None:
    assert check_project(a_project()) == ()


@pytest.mark.parametrize(("name", "total"), [("sipoca-1151", "358225.25"), ("sipoca-1263", "3222419.35")])
def test_the_budgets_of_the_real_projects_add_up_to_the_ban(name: str, total: str) -> None:
    inputs = real_project(name)
    budget = read_budget(inputs.project.budget)
    assert (f"{budget.sum_of_lines:f}", budget.difference) == (total, 0)
    assert not [finding for finding in check_project(inputs) if finding.severity is Severity.ERROR]


def test_the_15_months_of_sipoca_1151_are_held_against_the_calendar_and_the_contract() -> None:
    assert str(check_project(real_project("sipoca-1151"))[0]) == (
        "inputs/sector1/projects/sipoca-1151.yaml · durata\n"
        "    găsit      15 luni pentru Martie 2022 – Iunie 2023\n"
        "    așteptat   16 luni, cu prima și ultima; de la semnarea contractului (09.03.2022) sunt 15 luni\n"
        "    de făcut   verificați durata în contract; se tipărește așa cum este declarată"
    )


def test_a_budget_that_does_not_add_up_is_an_error_with_the_difference_to_the_ban() -> None:
    [finding] = check_project(a_project(budget=a_budget("1.000,00", "600,00", "399,99")))
    assert (finding.severity.value, finding.code.value) == ("error", "budget-mismatch")
    assert str(finding) == (
        "inputs/exemplu/projects/sipoca-7.yaml · bugetul, totalul\n"
        "    găsit      totalul 1.000,00 lei, iar rândurile 999,99 lei: o diferență de 0,01 lei\n"
        "    așteptat   rânduri care dau totalul, la ban\n"
        "    de făcut   verificați sumele în contract și corectați-o pe cea greșită"
    )


def test_lines_that_give_more_than_the_total_have_a_negative_difference() -> None:
    [finding] = check_project(a_project(budget=a_budget("1.000,00", "600,00", "1.400,50")))
    assert finding.found == "totalul 1.000,00 lei, iar rândurile 2.000,50 lei: o diferență de -1.000,50 lei"


def test_an_amount_in_the_other_notation_is_an_error_and_no_sum_is_judged() -> None:
    [finding] = check_project(a_project(budget=a_budget("2.663.109,05", "1.984.333,05", "678,776.00")))
    assert (finding.severity.value, finding.code.value) == ("error", "amount-not-understood")
    assert str(finding) == (
        "inputs/exemplu/projects/sipoca-7.yaml · bugetul, Sursa 2\n"
        "    găsit      „678,776.00” este scris altfel decât celelalte sume, care sunt scrise ca 358.225,25\n"
        "    așteptat   toate sumele scrise la fel: 358.225,25 sau 358,225.25, cu bani cu tot\n"
        "    de făcut   scrieți suma ca pe celelalte: 678.776,00"
    )


def test_a_total_that_cannot_be_read_is_named_so() -> None:
    [finding] = check_project(a_project(budget=a_budget("mult", "1.984.333,05")))
    assert finding.place.cell == "bugetul, totalul"


def test_a_suspected_slip_is_a_note() -> None:
    slip = {"where": "1", "field": "deliverables", "printed": "Registrul", "likely": "Registrul riscurilor"}
    [finding] = check_project(a_project(suspected_errors=[slip]))
    assert finding.severity is Severity.NOTE
    assert str(finding) == (
        "inputs/exemplu/projects/sipoca-7.yaml · rezultatul 1, livrabilele\n"
        "    găsit      „Registrul”\n"
        "    așteptat   probabil „Registrul riscurilor”\n"
        "    de făcut   nimic: se tipărește cum a fost publicat; corectați întâi textul publicat"
    )


def test_the_duration_is_counted_from_the_contract_in_whole_months() -> None:
    first_day = {**PROJECT["contract"], "signed_on": "2022-03-01"}
    duration = {**PROJECT["duration"], "months": "14"}
    [finding] = check_project(a_project(contract=first_day, duration=duration))
    assert finding.expected == "16 luni, cu prima și ultima; de la semnarea contractului (01.03.2022) sunt 16 luni"


def test_a_day_in_the_evidence_that_no_calendar_has_is_an_error_and_printed_as_written() -> None:
    declared = {"project": "sipoca-7", "result": "1", "deliverable": "2", "state": "delivered", "role": "manager"}
    inputs = a_project([{**declared, "evidence": "PV nr. 7 din 30 februarie 2023"}])
    [finding] = check_project(inputs)
    assert (finding.severity.value, finding.code.value) == ("error", "date-impossible")
    assert str(finding) == (
        "inputs/exemplu/2023/evidence.yaml · livrabilul 1.2\n"
        "    găsit      „30 februarie 2023”, o dată imposibilă: februarie 2023 are 28 de zile\n"
        "    așteptat   data documentului, o zi care există\n"
        "    de făcut   verificați documentul și corectați data la „evidence”; până atunci se tipărește cum este scrisă"
    )
    assert inputs.deliveries[1, 2].evidence == "PV nr. 7 din 30 februarie 2023"


def test_evidence_of_after_the_period_is_a_warning() -> None:
    declared = {"project": "sipoca-7", "result": "1", "deliverable": "2", "state": "livrat", "role": "manager"}
    [finding] = check_project(a_project([{**declared, "evidence": "Certificat nr. 99 din 01.05.2024"}]))
    assert (finding.severity.value, finding.code.value) == ("warning", "evidence-later")
    assert str(finding) == (
        "inputs/exemplu/2023/evidence.yaml · livrabilul 1.2\n"
        "    găsit      o dovadă din 01.05.2024, de după sfârșitul perioadei\n"
        "    așteptat   o dovadă de până la 31.12.2023\n"
        "    de făcut   verificați starea de la sfârșitul perioadei; se tipărește cum este declarată"
    )
    assert check_project(a_project([{**declared, "evidence": "Certificat nr. 99 din 31.12.2023"}])) == ()


def test_thousands_among_amounts_with_bani_are_an_error_and_no_sum_is_judged() -> None:
    [finding] = check_project(a_project(budget=a_budget("2.234,00", "1.234", "1.000,00")))
    assert (finding.code.value, finding.place.cell) == ("amount-not-understood", "bugetul, Sursa 1")


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("sipoca-1151", ["durata", "obiectivul general"]),
        ("sipoca-1263", ["obiectivele specifice", "obiectivele specifice", "rezultatul 2, textul"]),
    ],
)
def test_the_places_of_the_real_projects_are_named_in_words(name: str, places: list[str]) -> None:
    assert [finding.place.cell for finding in check_project(real_project(name))] == places


def test_a_slip_in_a_seldom_field_is_placed_by_its_key() -> None:
    slip = {"where": "project", "field": "programme", "printed": "Programul", "likely": "Programele"}
    [finding] = check_project(a_project(suspected_errors=[slip]))
    assert finding.place.cell == "programme"
