"""Relations are checked in what each department returned, where each counts its own."""

from __future__ import annotations

from conftest import a_plan, a_submission, an_action, an_indicator, an_institution

from toolkit.checks.relations import find_broken_relations
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.plan.plan import Plan
from toolkit.plan.relation import Relation

AT_MOST = {
    "left": "1.1.2",
    "operator": "<=",
    "right": "1.1.1",
    "severity": "warning",
    "text": "cele acceptate sunt dintre cele exprimate",
    "missing": "skip_if_any",
}


def plan_with(*rules: str, **changes: str) -> Plan:
    indicators = [an_indicator("count", rule) for rule in rules or ("sum/sum", "sum/sum", "sum/sum")]
    relation = Relation.model_validate({**AT_MOST, **changes})
    return a_plan(an_action(*indicators)).model_copy(update={"relations": (relation,)})


def found(plan: Plan, *answers: list[str]) -> list[Finding]:
    departments = ("cultura", "presa", "secretariat")
    returned = [a_submission(department, texts) for department, texts in zip(departments, answers, strict=False)]
    return find_broken_relations(returned, plan, an_institution())


def test_a_relation_that_fails_is_told_with_its_cells_and_why_it_must_hold():
    [finding] = found(plan_with(), ["7 decizii", "11 decizii"])
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.RELATION_BROKEN)
    assert (finding.department, finding.action, finding.indicator) == ("cultura", "1.1", 2)
    assert str(finding) == (
        "inputs/exemplu/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F13\n"
        "    găsit      1.1.2: „11 decizii”; 1.1.1: „7 decizii”\n"
        "    așteptat   1.1.2 <= 1.1.1 (cele acceptate sunt dintre cele exprimate)\n"
        "    de făcut   verificați celulele F13 și F12 și corectați-o pe cea greșită,"
        " salvați fișierul și trimiteți-l din nou"
    )


def test_a_relation_is_as_grave_as_the_plan_says():
    for severity in Severity:
        [finding] = found(plan_with(severity=severity.value), ["7", "11"])
        assert finding.severity is severity


def test_a_relation_that_approximate_figures_may_not_keep_is_only_a_note():
    [finding] = found(plan_with(severity="error"), ["12", "10-15"])
    assert (finding.severity, finding.code) == (Severity.NOTE, Code.RELATION_UNCERTAIN)
    assert finding.fix == "nimic, dacă relația se respectă: cifrele aproximative nu o arată"


def test_relations_that_hold_and_figures_that_are_missing_are_no_finding():
    assert found(plan_with(), ["7", "7"], ["7", "-"], ["", ""]) == []


def test_each_department_is_held_against_its_own_figures():
    """11 of 20 together would hold."""
    [finding] = found(plan_with(), ["7", "11"], ["13", "0"])
    assert finding.department == "cultura"


def test_a_missing_figure_that_counts_as_zero_is_shown_as_nothing():
    plan = plan_with(left="1.1.1", operator="=", right="1.1.2 + 1.1.3", missing="missing_is_zero")
    [finding] = found(plan, ["5", "3", "-"])
    assert finding.found == "1.1.1: „5”; 1.1.2: „3”; 1.1.3: nimic"
    assert found(plan, ["5", "3", "2"]) == []


def test_a_relation_of_one_cell_names_it_alone():
    plan = plan_with(left="1.1.1", operator=">", right="1.1.2", missing="missing_is_zero")
    [finding] = found(plan, ["0"])
    assert finding.fix == "verificați celula F12 și corectați-o, salvați fișierul și trimiteți-l din nou"


def test_two_contradicting_answers_of_a_department_are_not_compared():
    one, other = a_submission("cultura", ["7", "11"]), a_submission("presa", ["20", "11"])
    again = type(other)(department="cultura", file=other.file, sha256=other.sha256, entries=other.entries, narratives=())
    assert find_broken_relations([one, again], plan_with(), an_institution()) == []


def test_what_several_departments_count_alike_is_not_checked_in_each():
    assert found(plan_with("sum/sum", "max/sum"), ["7", "11"]) == []
    assert found(plan_with("lead:presa/sum", "sum/sum"), ["7", "11"]) == []


def test_a_relation_between_what_different_departments_are_asked_is_not_checked_in_each():
    of_one = an_indicator(asked=("presa",), asked_reason="Numai ea.")
    plan = a_plan(an_action(an_indicator(), of_one)).model_copy(update={"relations": (Relation.model_validate(AT_MOST),)})
    assert found(plan, ["7", "11"]) == []
