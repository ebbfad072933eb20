"""Narratives whose figures contradict their cells, and figures that two departments claim, are notes for a person."""

from __future__ import annotations

import pytest
from conftest import a_plan, a_submission, an_action, an_indicator

from toolkit.checks.narratives import find_contradicting_figures
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.submission import Submission
from toolkit.plan.unit import Unit

NEWS = Unit(one="informație", few="informații", synonyms=(("anunț", "anunțuri"),))
HOURS = Unit(one="oră de instruire", few="ore de instruire", synonyms=(("oră", "ore"),))
PEOPLE = Unit(one="angajat", few="angajați", synonyms=(("persoană", "persoane"),))


def found(text: str, *cells: str, units: tuple[Unit, ...] = (NEWS, HOURS)) -> list[Finding]:
    plan = a_plan(an_action(*(an_indicator("count", "max/sum", unit=unit) for unit in units)))
    return find_contradicting_figures([a_submission("presa", cells, narratives={"1.1": text})], plan)


def between(*returned: Submission, rule: str = "sum/sum") -> list[Finding]:
    return find_contradicting_figures(returned, a_plan(an_action(an_indicator("count", rule, unit=HOURS))))


def test_a_narrative_that_counts_more_than_the_cell_is_a_note():
    [finding] = found("Pagina a găzduit 111 anunțuri despre funcțiile publice vacante; vezi adresa.", "39 informații")
    assert (finding.severity, finding.code) == (Severity.NOTE, Code.NARRATIVE_CONTRADICTS)
    assert (finding.department, finding.action, finding.indicator) == ("presa", "1.1", 1)
    assert str(finding) == (
        "inputs/exemplu/2023-S1/presa.xlsx · foaia „Descrieri” · celula C8\n"
        "    găsit      „111 anunțuri despre funcțiile publice…”, iar în celula F12 a foii „Indicatori”: „39 informații”\n"
        "    așteptat   aceeași cifră în descriere și la indicatorul 1.1.1\n"
        "    de făcut   întrebați subdiviziunea care cifră este bună; nimic, dacă descrierea numără altceva"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Au apărut 39 de anunțuri.",
        "Au apărut 30 de anunțuri și alte 9 anunțuri, toate 39 informații.",
        "Au apărut 20 de anunțuri, dintre care 3 decizii.",  # 20 may be a part of 39
        "Decizia nr. 111 anunțuri.",
        "În 2023 anunțurile au fost multe.",
        "Din 12.03.2023 anunțuri zilnice.",
        "https://balti.md/111 anunțuri",
        "Au apărut 111 decizii.",
        "Multe anunțuri.",
        "",
    ],
)
def test_a_narrative_that_says_the_same_or_speaks_of_something_else_is_none(text: str):
    assert found(text, "39 informații", "5 ore de instruire") == []


def test_the_only_number_of_a_narrative_contradicts_a_greater_cell_too():
    [finding] = found("Au apărut 20 de anunțuri.", "39 informații")
    assert finding.found == "„20 de anunțuri”, iar în celula F12 a foii „Indicatori”: „39 informații”"


def test_a_number_in_groups_of_three_is_one_number():
    assert found("S-au tipărit 44 000 de anunțuri.", "44000 informații") == []
    [finding] = found("S-au tipărit 44 000 de anunțuri.", "43 000 informații")
    assert finding.found == "„44 000 de anunțuri”, iar în celula F12 a foii „Indicatori”: „43 000 informații”"


def test_a_cell_without_one_exact_number_is_not_held_against_the_narrative():
    for cell in ("", "-", "cca. 39 informații", "30-40 informații", "Realizat"):
        assert found("Au apărut 111 anunțuri.", cell) == []


def test_words_that_name_two_indicators_say_nothing():
    assert found("Au apărut 111 anunțuri.", "39 informații", "39 informații", units=(NEWS, NEWS)) == []


def test_the_same_unusual_figure_of_two_departments_is_a_note():
    [finding] = between(a_submission("arhiva", ["92 ore de instruire"]), a_submission("audit", ["92 ore"]))
    assert (finding.severity, finding.code, finding.department) == (Severity.NOTE, Code.SAME_FIGURE, "arhiva")
    assert str(finding) == (
        "inputs/exemplu/2023-S1/arhiva.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      „92 ore de instruire”, ca și „92 ore” în"
        " inputs/exemplu/2023-S1/audit.xlsx · foaia „Indicatori” · celula F12\n"
        "    așteptat   la indicatorul 1.1.1 fiecare subdiviziune numără ale sale\n"
        "    de făcut   întrebați dacă au numărat aceleași lucruri; dacă da, cifra stă la una singură"
    )


def test_a_figure_that_another_department_claims_in_its_narrative_is_a_note():
    told = a_submission(
        "audit", ["7 ore"], narratives={"1.1": "Împreună: 92 de ore de instruire, din care 7 ore ale noastre."}
    )
    [finding] = between(a_submission("arhiva", ["92 ore"]), told)
    assert finding.found == (
        "„92 ore”, ca și „92 de ore de instruire” în inputs/exemplu/2023-S1/audit.xlsx · foaia „Descrieri” · celula C8"
    )


@pytest.mark.parametrize("figure", ["7", "19", "100", "cca. 92", "-"])
def test_usual_figures_are_the_same_by_chance(figure: str):
    assert between(a_submission("arhiva", [figure]), a_submission("audit", [figure])) == []


def test_what_is_meant_to_be_the_same_is_no_finding():
    for rule in ("max/sum", "lead:arhiva/sum"):
        assert between(a_submission("arhiva", ["92"]), a_submission("audit", ["92"]), rule=rule) == []


def test_the_same_figure_twice_from_one_department_is_not_two_claims():
    assert between(a_submission("arhiva", ["92 ore"], narratives={"1.1": "Au fost 92 de ore de instruire."})) == []
