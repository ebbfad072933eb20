"""The monthly report in finished strings: every sentence that a month can need, and none that it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from conftest import a_plan, an_action, an_indicator
from returned_months import a_return, month_of

from toolkit.checks.acceptance import AcceptedFinding, Checked
from toolkit.checks.returned import ReturnedForm
from toolkit.documents.month_figures import in_rows, percent, priority_figures
from toolkit.documents.monthly_report import MonthlyReport, monthly_report
from toolkit.documents.plan_evaluation import Label
from toolkit.errors import Place
from toolkit.intake.acceptances import Acceptance
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.office_files import Adjustment
from toolkit.totals.check import check_month
from toolkit.totals.figures import figures_of
from toolkit.totals.month import MonthFigures

RETURNED = (ReturnedForm(department="presa", is_read=True), ReturnedForm(department="cultura", is_read=False))
NOTHING = Checked(findings=(), accepted=())


def a_finding(severity: Severity, found: str, *, code: Code = Code.WRONG_UNIT) -> Finding:
    place = Place("inputs/exemplu/2023-05/presa.xlsx", "Indicatori", "F12")
    return Finding(
        severity=severity,
        code=code,
        place=place,
        found=found,
        expected="altceva",
        fix="corectați",
        department="presa",
        action="1.1",
        indicator=1,
    )


def report(month: MonthFigures, checked: Checked = NOTHING) -> MonthlyReport:
    return monthly_report(month, RETURNED, checked, registration_number="")


def figures(month: MonthFigures) -> tuple[str, ...]:
    """What stands under the one action of the plan."""
    (action,) = priority_figures(month.inputs.plan.priorities[0], month).actions
    return action.lines


def test_the_overview_counts_forms_answers_months_and_findings() -> None:
    month = month_of({"2023-02": {"1.1.2": "3"}, "2023-05": {"1.1.1": "2"}})
    checked = Checked(findings=(a_finding(Severity.ERROR, "x"), a_finding(Severity.NOTE, "y")), accepted=())
    assert report(month, checked).overview == (
        Label(label="Formulare citite", value="1 din 2"),
        Label(label="Indicatori cu răspuns în această lună", value="1 din 2"),
        Label(label="Indicatori cu răspuns de la începutul semestrului", value="2 din 2"),
        Label(
            label="Luni din semestru fără formulare",
            value="ianuarie (1 subdiviziune), martie (1 subdiviziune) și aprilie (1 subdiviziune)",
        ),
        Label(label="Constatări deschise", value="1 eroare și 1 notă"),
    )


def test_of_a_plan_with_targets_it_is_said_how_many_are_reached() -> None:
    plan = a_plan(
        an_action(an_indicator(target="6 decizii"), an_indicator(target="o dată pe an"), asked=("presa",)),
    )
    month = month_of({"2023-04": {"1.1.1": "5"}, "2023-05": {"1.1.1": "2"}}, plan=plan)
    assert Label(label="Ținte atinse", value="1 din 2") in report(month).overview
    rows = priority_figures(plan.priorities[0], month).actions[0].rows
    assert [(row.number, row.target, row.so_far, row.reached) for row in rows] == [
        ("1", "Ținta: 6 decizii", "7 decizii", "116,67 % din țintă"),
        ("2", "Ținta: o dată pe an", "-", ""),
    ]


def test_zero_and_silence_stand_in_a_line_each_and_never_for_one_another() -> None:
    plan = a_plan(an_action(*[an_indicator()] * 6, asked=("presa",)))
    said = {"1.1.1": "0", "1.1.2": "0", "1.1.3": "0", "1.1.4": "2", "1.1.5": "-"}
    month = month_of({"2023-05": said}, plan=plan)
    assert figures(month)[:2] == (
        "Zero, în această lună și de la începutul semestrului: indicatorii 1–3.",
        "Fără răspuns până acum: indicatorii 5 și 6.",
    )
    (action,) = priority_figures(plan.priorities[0], month).actions
    assert [row.number for row in action.rows] == ["4"]


def test_actions_of_which_nothing_is_known_stand_together_in_one_line() -> None:
    plan = a_plan(*(an_action(code=f"1.{number}", asked=("presa",)) for number in (1, 2, 3)))
    part = priority_figures(plan.priorities[0], month_of({"2023-05": {"1.1.1": "2"}}, plan=plan))
    assert [action.heading for action in part.actions] == ["Acțiunea 1.1. Decizii publicate"]
    assert part.silent == "Acțiunile 1.2 și 1.3: nicio cifră, nici în această lună, nici mai devreme."


def test_an_adjusted_total_has_its_mark_and_its_note() -> None:
    month = month_of({"2023-05": {"1.1.1": "0"}})
    adjustment = Adjustment(action="1.1", indicator=1, text="1 decizie", reason="una scăpată", role="secretar")
    inputs = replace(month.inputs, adjustments={("1.1", 1): adjustment})
    adjusted = replace(month, inputs=inputs, figures=figures_of(inputs, with_adjustments=True))
    (action,) = priority_figures(inputs.plan.priorities[0], adjusted).actions
    assert (action.rows[0].month.text, action.rows[0].month.mark) == ("1 decizie", "*1")
    assert "*1 Indicator 1: calculat din rânduri „0 decizii”, tipărit „1 decizie”. una scăpată (ajustat de: secretar)" in (
        action.lines
    )


def test_months_that_lack_are_named_under_the_action() -> None:
    month = month_of({"2023-02": {"1.1.1": "3"}, "2023-05": {"1.1.1": "2"}})
    assert figures(month)[-1] == (
        "Luni care lipsesc din cifre: ianuarie, martie și aprilie – niciun formular de la Direcția presa."
    )


def test_without_forms_of_the_month_before_its_column_is_empty_and_the_report_says_why() -> None:
    document = report(month_of({"2023-05": {"1.1.1": "2"}}))
    assert document.figures_told == (
        "Pentru luna aprilie a anului 2023 nu este niciun formular. „-” înseamnă neraportat; ce lipsește nu se estimează."
    )
    assert document.priorities[0].actions[0].rows[0].before == ""


def test_what_a_register_says_of_a_form_stands_beside_it() -> None:
    closing = date(2023, 6, 5)
    forms = (
        ReturnedForm(department="presa", is_read=True, first=date(2023, 6, 8), corrected=date(2023, 6, 9), due=closing),
        ReturnedForm(department="cultura", is_read=False, given_back=date(2023, 6, 3), due=closing),
    )
    month = month_of({"2023-05": {"1.1.1": "2"}})
    document = monthly_report(month, forms, NOTHING, registration_number="12/3")
    assert [(row.form, row.day, row.remark) for row in document.returned] == [
        ("citit", "08.06.2023", "după termen; corectat la 09.06.2023"),
        ("lipsește", "", "întors la 03.06.2023, așteptat din nou"),
    ]
    assert document.returned_told == "Termenul pentru formulare a fost 05.06.2023."
    assert document.registration_line == "Nr. 12/3"
    assert document.moment == "perioada de raport – luna mai a anului 2023"


def test_a_form_that_the_register_does_not_know_among_others_that_it_does() -> None:
    forms = (replace(RETURNED[0], first=date(2023, 6, 1)), replace(RETURNED[1], is_read=True))
    document = monthly_report(month_of({"2023-05": {"1.1.1": "2"}}), forms, NOTHING, registration_number="")
    assert [row.remark for row in document.returned] == ["", "pus în dosar, fără dată în registru"]
    assert report(month_of({"2023-05": {"1.1.1": "2"}})).returned_told == (
        "Instituția nu a stabilit un termen pentru formulare."
        " Niciun registru nu spune când au sosit; se știe numai care sunt în dosarul lunii."
    )


def test_errors_and_warnings_stand_in_the_table_notes_in_a_line_each_and_accepted_ones_apart() -> None:
    error, warning, note = (a_finding(severity, severity.value) for severity in Severity)
    acceptance = Acceptance(
        code="wrong-unit", department="presa", action="1.1", indicator=1, reason="se știe", role="secretar"
    )
    accepted = AcceptedFinding(finding=warning, acceptance=acceptance)
    checked = Checked(findings=(error, warning, note), accepted=(accepted,))
    document = report(month_of({"2023-05": {"1.1.1": "2"}}), checked)
    (table,) = document.findings
    assert [(row.severity, row.where, row.found) for row in table.rows] == [
        ("eroare", "Direcția presa · Indicatori · F12", "error"),
        ("avertisment", "Direcția presa · Indicatori · F12", "warning"),
    ]
    assert [(part.heading, part.points) for part in document.points] == [
        ("Note, bune de știut", ("Direcția presa · Indicatori · F12: note",)),
        (
            "Constatări acceptate de secretariat",
            ("1. Direcția presa, indicatorul 1.1.1: găsit warning; așteptat altceva. se știe (acceptat de: secretar)",),
        ),
    ]


def test_without_findings_there_are_no_tables_of_them() -> None:
    document = report(month_of({"2023-05": {"1.1.1": "2", "1.1.2": "0"}}))
    assert (document.findings, document.unanswered, document.points, document.changes) == ((), (), (), ())
    assert document.findings_told == "Niciuna."


def test_what_was_not_answered_stands_by_department_and_action() -> None:
    plan = a_plan(an_action(*[an_indicator()] * 5, asked=("presa",)), an_action(code="1.2", asked=("presa",)))
    month = month_of({"2023-04": {"1.1.1": "1"}, "2023-05": {"1.1.2": "2"}}, plan=plan)
    checked = check_month(month.inputs, month.so_far_inputs)
    document = report(month, checked)
    (part,) = document.unanswered
    assert [(row.department, row.indicators) for row in part.rows] == [("Direcția presa", "1.1 (1 și 3–5); 1.2 (1)")]
    assert document.findings_told.endswith("Dintre avertismente, 2 despre ce nu s-a răspuns stau în tabelul care urmează.")


def test_a_month_lacks_no_sections_and_a_form_that_only_it_lacks_is_said_once() -> None:
    cultura = [a_return(f"2023-0{month}", {"1.1.1": "1"}, department="cultura") for month in (3, 5)]
    month = month_of({f"2023-0{number}": {"1.1.1": "1"} for number in (1, 2, 3, 4)}, "2023-05", *cultura)
    findings = check_month(month.inputs, month.so_far_inputs).findings
    assert Code.MISSING_SECTIONS not in [finding.code for finding in findings]
    assert [(f.code, f.department) for f in findings if f.code in (Code.MISSING_DEPARTMENT, Code.MISSING_MONTHS)] == [
        (Code.MISSING_MONTHS, "cultura"),
        (Code.MISSING_DEPARTMENT, "presa"),
    ]


@pytest.mark.parametrize(
    ("numbers", "said"), [([1], "1"), ([1, 2], "1 și 2"), ([1, 2, 3], "1–3"), ([1, 3, 4, 5, 9], "1, 3–5 și 9"), ([], "")]
)
def test_three_and_more_in_a_row_are_written_as_a_row(numbers: list[int], said: str) -> None:
    assert in_rows(numbers) == said


@pytest.mark.parametrize(
    ("number", "locale", "said"),
    [("40.00", "ro_MD", "40 %"), ("33.33", "bg_BG", "33,33 %"), ("1234.50", "ro_RO", "1234,5 %"), ("0.00", "en", "0 %")],
)
def test_a_percentage_has_no_zeros_at_its_end(number: str, locale: str, said: str) -> None:
    assert percent(Decimal(number), locale) == said
