"""Relations of what is not each department's own are checked in the institution's totals."""

from __future__ import annotations

from dataclasses import replace

from conftest import a_plan, a_submission, an_action, an_indicator
from small_report import INPUTS

from toolkit.intake.finding import Code, Finding, Severity
from toolkit.plan.plan import Indicator
from toolkit.plan.relation import Relation
from toolkit.totals.relations import find_relations_broken_in_totals

RELATION = Relation.model_validate(
    {
        "left": "1.1.2",
        "operator": "<=",
        "right": "1.1.1",
        "severity": "error",
        "text": "cele soluționate sunt dintre cele depuse",
        "missing": "skip_if_any",
    }
)


def found(first: Indicator, second: Indicator, **answers: list[str]) -> list[Finding]:
    plan = a_plan(an_action(first, second)).model_copy(update={"relations": (RELATION,)})
    returned = tuple(a_submission(department, texts) for department, texts in answers.items())
    return find_relations_broken_in_totals(replace(INPUTS, plan=plan, submissions=returned))


def of(department: str) -> Indicator:
    return an_indicator(asked=(department,), asked_reason="Numai ea.")


def test_a_relation_between_two_departments_is_checked_in_the_totals():
    [finding] = found(of("presa"), of("cultura"), presa=["5", ""], cultura=["", "8"])
    assert (finding.severity, finding.code, finding.department) == (Severity.ERROR, Code.RELATION_BROKEN, "")
    assert str(finding) == (
        "inputs/exemplu/2023-S1\n"
        "    găsit      1.1.2: „8 decizii” în total; 1.1.1: „5 decizii” în total\n"
        "    așteptat   1.1.2 <= 1.1.1 (cele soluționate sunt dintre cele depuse)\n"
        "    de făcut   verificați răspunsurile subdiviziunilor din care s-au făcut totalurile"
    )


def test_what_several_count_alike_is_compared_once():
    most = an_indicator("count", "max/sum")
    assert found(most, most, presa=["39", "39"], cultura=["39", "39"]) == []
    [finding] = found(most, most, presa=["39", "40"], cultura=["39", ""])
    assert finding.found == "1.1.2: „40 de decizii” în total; 1.1.1: „39 de decizii” în total"


def test_a_sum_that_lacks_a_department_is_at_least_what_it_is():
    """What presa has not said yet could make it up."""
    everybody = an_indicator()
    [finding] = found(everybody, of("cultura"), cultura=["5", "8"], presa=["-", ""], secretariat=["1", ""])
    assert (finding.severity, finding.code) == (Severity.NOTE, Code.RELATION_UNCERTAIN)
    [finding] = found(everybody, of("cultura"), cultura=["5", "8"], presa=["0", ""], secretariat=["1", ""])
    assert finding.code is Code.RELATION_BROKEN


def test_a_total_without_a_figure_is_not_compared():
    assert found(of("presa"), of("cultura"), presa=["", ""], cultura=["", "8"]) == []


def test_relations_that_the_departments_are_held_to_are_not_told_twice():
    assert found(an_indicator(), an_indicator(), presa=["5", "8"]) == []
