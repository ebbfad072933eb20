"""What the office left open is said before anything is signed."""

from dataclasses import replace
from datetime import date

from small_report import INPUTS

from toolkit.checks.office import find_counted_until, find_plan_not_in_force, find_unwritten_sections
from toolkit.intake.counted_until import CountedUntil
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


def test_a_report_until_a_day_says_so_and_of_whom_it_leaves_something_out():
    until = CountedUntil(
        day=date(2023, 8, 3),
        register="inputs/exemplu/received.csv",
        is_known=True,
        later=frozenset({"secretariat", "cultura"}),
    )
    [finding] = find_counted_until(replace(INPUTS, counted_until=until))
    assert (finding.severity, finding.code) == (Severity.NOTE, Code.COUNTED_UNTIL)
    assert str(finding) == (
        "inputs/exemplu/received.csv\n"
        "    găsit      numărat numai ce s-a acceptat până la 03.08.2023, fără ce s-a acceptat mai târziu de la"
        " Direcția cultura și Direcția secretariat\n"
        "    așteptat   tot ce s-a acceptat, după registru\n"
        "    de făcut   nimic, dacă așa trebuie; altfel rulați fără cutoff"
    )
    [finding] = find_counted_until(replace(INPUTS, counted_until=replace(until, later=frozenset())))
    assert finding.found == "numărat numai ce s-a acceptat până la 03.08.2023"


def test_a_day_until_which_nothing_can_be_left_out_is_said_too():
    until = CountedUntil(day=date(2023, 8, 3), register="inputs/exemplu/received.csv", is_known=False)
    [finding] = find_counted_until(replace(INPUTS, counted_until=until))
    assert str(finding) == (
        "inputs/exemplu/received.csv\n"
        "    găsit      numărat tot, deși cutoff este 03.08.2023: în registru nu este nimic din această perioadă\n"
        "    așteptat   formulare primite cu „raport receive”, care le scrie în registru\n"
        "    de făcut   nimic, dacă așa trebuie; altfel rulați fără cutoff"
    )


def test_a_report_of_everything_says_nothing_of_a_day():
    assert find_counted_until(INPUTS) == []
