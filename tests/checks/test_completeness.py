"""Completeness: who has not answered what the plan asks, by action and department."""

from conftest import a_plan, a_submission, an_action, an_indicator, an_institution

from toolkit.checks.completeness import find_missing
from toolkit.intake.finding import Code, Severity
from toolkit.intake.office_files import Sections
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.plan.period import Period


def inputs_of(plan, submissions, departments):
    return PeriodInputs(
        institution=an_institution(departments),
        plan=plan,
        period=Period.parse("2023-S1"),
        folder="inputs/exemplu/2023-S1",
        submissions=tuple(submissions),
        reading_findings=(),
        sections=Sections(),
        adjustments={},
        published_totals={},
        published_status={},
    )


def test_a_department_that_returned_nothing_is_one_warning():
    plan = a_plan(an_action(), an_action(code="1.2"))
    [finding] = find_missing(inputs_of(plan, [a_submission("presa", {"1.1.1": "5", "1.2.1": "0"})], ["presa", "cultura"]))
    assert (finding.severity, finding.code, finding.department) == (Severity.WARNING, Code.MISSING_DEPARTMENT, "cultura")
    assert str(finding) == (
        "inputs/exemplu/2023-S1\n"
        "    găsit      niciun formular citit de la Direcția cultura\n"
        "    așteptat   formularul ei, cu răspunsuri la 2 acțiuni\n"
        "    de făcut   cereți formularul; până atunci răspunsurile ei lipsesc din totaluri"
    )


def test_missing_entries_are_one_warning_per_action_and_department():
    plan = a_plan(an_action(*[an_indicator()] * 3))
    [finding] = find_missing(inputs_of(plan, [a_submission("presa", ["5", "-", ""])], ["presa"]))
    assert (finding.severity, finding.code, finding.action) == (Severity.WARNING, Code.MISSING_ENTRIES, "1.1")
    assert finding.found == "fără răspuns la 1.1.2 și 1.1.3"
    assert finding.expected == "răspuns la 3 indicatori din acțiunea 1.1"


def test_zero_and_not_applicable_are_answers():
    plan = a_plan(an_action(an_indicator(), an_indicator()))
    assert find_missing(inputs_of(plan, [a_submission("presa", ["0", "Nu este cazul"])], ["presa"])) == []


def test_a_department_that_is_asked_nothing_is_not_missing():
    plan = a_plan(an_action(asked=("presa",)))
    assert find_missing(inputs_of(plan, [a_submission("presa", ["0"])], ["presa", "cultura"])) == []
