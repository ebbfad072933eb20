"""A department's figures are held against its own of earlier periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conftest import a_plan, a_submission, an_action, an_indicator
from small_report import INPUTS

from toolkit.checks.check import check_submissions
from toolkit.checks.jumps import find_jumps
from toolkit.intake.earlier import Earlier, EarlierPeriod
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.plan.period import Period
from toolkit.plan.plan import Indicator
from toolkit.plan.rule import Rule
from toolkit.plan.unit import Unit

CODES = ["2021-S1", "2021-S2", "2022-S1", "2022-S2"]


def inputs(indicator: Indicator, now: str, earlier: Sequence[str], department: str = "cultura") -> PeriodInputs:
    codes = CODES[len(CODES) - len(earlier) :]
    periods = tuple(
        EarlierPeriod(period=Period.parse(code), submissions=(a_submission(department, [text]),))
        for code, text in zip(codes, earlier, strict=True)
    )
    returned = (a_submission(department, [now]),)
    plan = a_plan(an_action(indicator))
    return replace(INPUTS, plan=plan, submissions=returned, earlier=Earlier(periods=periods))


def found(indicator: Indicator, now: str, *earlier: str, department: str = "cultura") -> list[Finding]:
    return find_jumps(inputs(indicator, now, earlier, department))


def test_a_jump_is_a_warning_with_the_reason_in_words():
    [finding] = found(an_indicator(), "40 decizii", "10 decizii", "9", "11")
    assert (finding.severity, finding.code, finding.department) == (Severity.WARNING, Code.JUMP, "cultura")
    assert str(finding) == (
        "inputs/exemplu/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      „40 decizii”, de 4 ori mai mult decât mediana ultimelor 3 perioade (10)\n"
        "    așteptat   o cifră apropiată de cele dinainte, sau un motiv pentru care este alta\n"
        "    de făcut   verificați celula F12; dacă cifra este greșită, corectați-o, salvați fișierul și trimiteți-l din nou"
    )


def test_a_stock_that_falls_to_zero_is_a_warning_after_one_period():
    [finding] = found(an_indicator("count", "sum/last"), "0", "3 decizii")
    assert finding.code is Code.STOCK_FELL_TO_ZERO
    assert finding.expected == "ce există la sfârșitul perioadei, nu ce s-a adăugat în ea"
    assert finding.found == "„0”, în perioada dinainte „3 decizii”"


def test_a_fallen_stock_is_told_once():
    stock = an_indicator("count", "sum/last")
    assert [finding.code for finding in found(stock, "0", "100", "100", "100")] == [Code.STOCK_FELL_TO_ZERO]
    assert [finding.code for finding in found(stock, "0", "100", "100", "0")] == [Code.JUMP]


def test_a_flow_that_falls_to_zero_and_a_stock_that_was_zero_are_no_finding():
    assert found(an_indicator(), "0", "3") == []
    assert found(an_indicator("count", "sum/last"), "0", "0") == []
    assert found(an_indicator("count", "sum/last"), "-", "3") == []
    assert found(an_indicator("count", "sum/last"), "cca. 2", "3") == []


def test_what_was_not_reported_in_a_period_is_left_out():
    assert found(an_indicator(), "40", "10", "-", "", "10") == []
    [finding] = found(an_indicator(), "40", "10", "-", "10", "8-12")
    assert finding.found == "„40”, de 4 ori mai mult decât mediana ultimelor 3 perioade (10)"


def test_another_department_answers_for_all_so_this_one_is_not_held_to_its_figures():
    lead = an_indicator("count", "lead:presa/sum")
    assert found(lead, "40", "10", "10", "10") == []
    assert len(found(lead, "40", "10", "10", "10", department="presa")) == 1


def test_each_unit_of_a_compound_is_held_against_its_own():
    parts = Indicator(
        text="rapoarte și inițiative",
        kind="compound",
        units=(Unit(one="raport", few="rapoarte"), Unit(one="inițiativă", few="inițiative")),
        rule=Rule.parse("sum/sum"),
    )
    [finding] = found(parts, "97 rapoarte, 30 inițiative", *["100 rapoarte, 3 inițiative"] * 3)
    assert finding.found == (
        "„97 rapoarte, 30 inițiative”, inițiative: de 10 ori mai mult decât mediana ultimelor 3 perioade (3)"
    )


def test_without_earlier_periods_nothing_is_said():
    assert find_jumps(replace(inputs(an_indicator(), "40", ()), earlier=INPUTS.earlier)) == []


def test_the_checks_of_a_period_find_jumps():
    findings = check_submissions(inputs(an_indicator(), "40", ["10", "10", "10"]))
    assert [finding.code for finding in findings if finding.code is Code.JUMP] == [Code.JUMP]
