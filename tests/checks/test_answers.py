"""Checks of answers: each finding says the cell, what stands there, what was wanted and what to do."""

import pytest
from conftest import a_plan, a_submission, an_action, an_indicator, an_institution

from toolkit.checks.answers import find_misfits, find_repeated, find_unasked
from toolkit.intake.finding import Code, Severity
from toolkit.plan.unit import Unit

CONTRACTS = Unit(one="contract", few="contracte")


def misfits(text, indicator):
    return find_misfits(a_submission("cultura", [text]), a_plan(an_action(indicator)))


def test_money_where_a_number_was_asked_is_a_warning_with_its_cell():
    [finding] = misfits("131,3 mii lei", an_indicator(unit=CONTRACTS))
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.WRONG_KIND)
    assert str(finding) == (
        "inputs/exemplu/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      „131,3 mii lei”\n"
        "    așteptat   un număr, în contracte, pentru indicatorul 1.1.1\n"
        "    de făcut   cereți subdiviziunii valoarea potrivită pentru celula F12; până atunci nu intră în total"
    )


def test_another_unit_is_a_warning_that_names_the_way_out():
    [finding] = misfits("3 anunțuri", an_indicator(unit=CONTRACTS))
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.WRONG_UNIT)
    assert finding.fix == "corectați celula F12 sau adăugați unitatea ca sinonim în plan; până atunci nu intră în total"


def test_a_part_in_another_unit_is_only_a_note():
    [finding] = misfits("3 contracte, 20 anunțuri", an_indicator(unit=CONTRACTS))
    assert (finding.severity, finding.code) == (Severity.NOTE, Code.WRONG_UNIT)


def test_a_percentage_without_its_parts_is_a_warning():
    [finding] = misfits("45 %", an_indicator("percentage"))
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.PERCENTAGE_WITHOUT_PARTS)
    assert finding.fix == "cereți subdiviziunii valoarea potrivită pentru celula F12; până atunci nu intră în total"
    assert finding.expected == "un procent cu numărătorul și numitorul lui, de exemplu „9 din 20”, pentru indicatorul 1.1.1"


def test_a_percentage_of_one_department_without_its_parts_cannot_be_made_over_months():
    lead = an_indicator("percentage", "lead:cultura/sum")
    [finding] = misfits("45 %", lead)
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.PERCENTAGE_WITHOUT_PARTS)
    assert finding.fix == (
        "cereți subdiviziunii din câte este; fără părți, procentul nu se poate face pe mai multe perioade"
    )
    assert misfits("9 din 20", lead) == misfits("9 din 20", an_indicator("percentage")) == []


def test_answers_that_fit_and_answers_without_a_figure_are_no_findings():
    for text in ("5 contracte", "5", "cca. 5 contracte", "-", "", "Nu este cazul", "indisponibil încă"):
        assert misfits(text, an_indicator(unit=CONTRACTS)) == []


def test_the_same_entry_in_two_files_of_a_department_is_an_error():
    first, second = a_submission("cultura", ["5 decizii"]), a_submission("presa", ["6 decizii"])
    again = type(second)(department="cultura", file=second.file, sha256=second.sha256, entries=second.entries, narratives=())
    [finding] = find_repeated([again, first])
    assert (finding.severity, finding.code, finding.department) == (Severity.ERROR, Code.DUPLICATE_ENTRY, "cultura")
    assert finding.found == (
        "„6 decizii”, iar în inputs/exemplu/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12: „5 decizii”"
    )


def test_an_answer_that_the_plan_does_not_ask_is_a_note_and_a_dash_is_not():
    plan = a_plan(an_action(an_indicator(), an_indicator(), asked=("presa",)))
    [finding] = find_unasked(a_submission("cultura", ["5 decizii", "-"]), plan, an_institution())
    assert (finding.severity, finding.code) == (Severity.NOTE, Code.NOT_ASKED)
    assert finding.found == "răspuns la 1.1.1, pe care planul nu îl cere acestei subdiviziuni"


def test_an_action_described_in_two_files_of_a_department_is_an_error():
    first = a_submission("cultura", narratives={"1.1": "Unu."})
    other = a_submission("presa", narratives={"1.1": "Doi."})
    again = type(first)(department="cultura", file=other.file, sha256="0", entries=(), narratives=other.narratives)
    [finding] = find_repeated([first, again])
    assert (finding.severity, finding.code, finding.action) == (Severity.ERROR, Code.DUPLICATE_NARRATIVE, "1.1")
    assert finding.expected == "acțiunea 1.1 descrisă o singură dată de la aceeași subdiviziune"


def test_two_texts_of_one_file_are_not_repeated_here():
    assert find_repeated([a_submission("cultura", ["5 decizii"], narratives={"1.1": "Unu."})]) == []


def test_two_files_that_complete_each_other_are_no_finding():
    first = a_submission("cultura", ["5 decizii", "-"])
    other = a_submission("presa", ["", "2 decizii"])
    again = type(first)(department="cultura", file=other.file, sha256="0", entries=other.entries, narratives=())
    assert find_repeated([first, again]) == []


TRAININGS = (Unit(one="instruire", few="instruiri"), Unit(one="participant", few="participanți"))


def test_half_of_an_answer_is_no_zero_for_the_other_half():
    """A total of trainings in which a department's are not would be taken for all of them."""
    [finding] = misfits("12 participanți", an_indicator("compound", units=TRAININGS))
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.WRONG_UNIT)
    assert str(finding) == (
        "inputs/exemplu/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      „12 participanți”, fără instruiri\n"
        "    așteptat   mai multe numere, fiecare cu unitatea lui, pentru indicatorul 1.1.1\n"
        "    de făcut   cereți subdiviziunii și numărul de instruiri pentru celula F12; până atunci lipsește din total"
    )


@pytest.mark.parametrize("text", ["2 instruiri, 12 participanți", "0 instruiri, 0 participanți", "-", "Nu este cazul"])
def test_a_whole_answer_and_none_lack_nothing(text: str):
    assert misfits(text, an_indicator("compound", units=TRAININGS)) == []
