"""What the office left open is said before anything is signed."""

from dataclasses import replace

from small_report import INPUTS

from toolkit.checks.office import find_plan_not_in_force, find_unwritten_sections
from toolkit.intake.finding import Code, Severity
from toolkit.intake.office_files import Sections
from toolkit.plan.period import Period


def test_sections_that_nobody_wrote_are_one_warning():
    [finding] = find_unwritten_sections(INPUTS)
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.MISSING_SECTIONS)
    assert str(finding) == (
        "inputs/exemplu/2023-S1/sections.yaml\n"
        "    găsit      fără text la proposals (IV. Propuneri): în raport stă numai ce se schițează din cifre\n"
        "    așteptat   un text la fiecare parte a raportului pe care o scriu oamenii\n"
        "    de făcut   citiți schița și corectați-o în Word (o ia înapoi „raport run” cu --keep-text),"
        " sau scrieți textul în sections.yaml; „Nu sunt propuneri.” este și el un text"
    )


def test_written_sections_are_no_finding():
    whole = {"summary": ["Da."], "risks": {"lead": "Nu sunt riscuri."}, "proposals": {"items": ["Una."]}}
    assert find_unwritten_sections(replace(INPUTS, sections=Sections.model_validate(whole))) == []


def test_a_plan_of_later_is_a_warning_and_one_of_within_the_period_is_not():
    assert find_plan_not_in_force(INPUTS) == []
    [finding] = find_plan_not_in_force(replace(INPUTS, period=Period.parse("2022-S2")))
    assert finding.code is Code.PLAN_NOT_IN_FORCE
    assert finding.found == "valid_from: 2023-01-01, după încheierea perioadei (semestrul II al anului 2022)"
