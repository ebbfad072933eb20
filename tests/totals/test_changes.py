"""What has changed since another run follows from its tables and from the two manifests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from conftest import a_plan, an_action, an_indicator
from returned_months import a_return, month_of

from toolkit.documents.month_tables import month_table
from toolkit.documents.tables import findings_table, totals_table
from toolkit.errors import Place
from toolkit.intake.compared_run import ComparedRun, MadeOf, read_compared_run
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.received.register import Register
from toolkit.plan.period import Period
from toolkit.totals.changes import Changes, Form, FormChange, Source, changes_since
from toolkit.totals.month import MonthFigures

HOME = "inputs/exemplu"
FORM = f"{HOME}/2023-05/presa.xlsx"
VERSIONS = {"python": "3.12", "toolkit": "a", "libraries": {"lxml": "5"}}


def made_of(files: Mapping[str, str], **parameters: object) -> MadeOf:
    return MadeOf(parameters={"adjustments": True, **parameters}, files=files, versions=VERSIONS)


def a_finding(found: str, *, code: Code = Code.WRONG_UNIT, file: str = FORM, cell: str = "F12") -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=code,
        place=Place(file, "Indicatori", cell),
        found=found,
        expected="altceva",
        fix="corectați",
        department="presa",
    )


def run_of(month: MonthFigures, *findings: Finding, files: Mapping[str, str]) -> ComparedRun:
    """A run as its own tables tell it."""
    folder = "outputs/exemplu/2023-05/monthly_report/0123456789ab"
    tables = (totals_table(month.figures, month.inputs.institution), month_table(month), findings_table(findings))
    manifest = '{"parameters": {}, "inputs": [], "versions": {}}'
    contents = {f"{folder}/{table.name}.csv": table.to_csv().encode() for table in tables}
    run = read_compared_run({**contents, f"{folder}/manifest.json": manifest.encode()})
    assert run is not None
    return replace(run, made_of=made_of(files))


def changes(
    before: ComparedRun, month: MonthFigures, *findings: Finding, files: Mapping[str, str], **parameters: object
) -> Changes:
    return changes_since(before, month, findings, made_of(files, **parameters), Register())


def test_the_same_inputs_have_changed_nothing() -> None:
    month = month_of({"2023-04": {"1.1.1": "5"}, "2023-05": {"1.1.1": "2"}})
    found = changes(run_of(month, a_finding("x"), files={FORM: "1"}), month, a_finding("x"), files={FORM: "1"})
    assert found.is_nothing
    assert found.run_id == "0123456789ab"


def test_a_corrected_form_changes_the_month_and_the_semester_so_far() -> None:
    before = month_of({"2023-04": {"1.1.1": "5"}, "2023-05": {"1.1.1": "2"}})
    after = month_of({"2023-04": {"1.1.1": "5"}, "2023-05": {"1.1.1": "3"}})
    found = changes(run_of(before, files={FORM: "1"}), after, files={FORM: "2"})
    assert [(t.action, t.number, t.is_so_far, t.then, t.now, t.departments) for t in found.totals] == [
        ("1.1", "1", False, "2 decizii", "3 decizii", ("presa",)),
        ("1.1", "1", True, "7 decizii", "8 decizii", ("presa",)),
    ]
    assert found.forms == (FormChange(period=Period.parse("2023-05"), department="presa", change=Form.CORRECTED),)
    assert found.sources == ()


def test_a_corrected_form_of_an_earlier_month_changes_the_semester_alone() -> None:
    april = f"{HOME}/2023-04/presa.xlsx"
    before = month_of({"2023-04": {"1.1.1": "5"}, "2023-05": {"1.1.1": "2"}})
    after = month_of({"2023-04": {"1.1.1": "6"}, "2023-05": {"1.1.1": "2"}})
    found = changes(run_of(before, files={april: "1"}), after, files={april: "2"})
    assert [(t.is_so_far, t.then, t.now, t.departments) for t in found.totals] == [(True, "7 decizii", "8 decizii", ())]
    assert [(str(form.period), form.change) for form in found.forms] == [("2023-04", Form.CORRECTED)]


def test_an_answer_that_is_left_out_of_a_total_is_a_change_of_its_department() -> None:
    other = a_return("2023-05", {"1.1.1": "5"}, department="cultura")
    before = month_of({"2023-05": {"1.1.1": "-"}}, "2023-05", other)
    after = month_of({"2023-05": {"1.1.1": "multe"}}, "2023-05", other)
    found = changes(run_of(before, files={}), after, files={})
    assert [(total.then, total.now, total.departments) for total in found.totals] == [
        ("5 decizii", "cel puțin 5 decizii", ("presa",)),
        ("5 decizii", "cel puțin 5 decizii", ("presa",)),
    ]


def test_forms_that_came_and_went_are_named_by_department_whatever_the_files_are_called() -> None:
    month = month_of({"2023-05": {"1.1.1": "2"}})
    kept = f"{HOME}/received/2023-05/{'a' * 64}.xlsx"
    found = changes(
        run_of(month, files={f"{HOME}/2023-05/cultura.xlsx": "1", kept: "0" * 64}),
        month,
        files={f"{HOME}/2023-05/presa (2).xlsx": "0" * 64, f"{HOME}/2023-05/arhiva.xlsx": "3"},
    )
    assert [(form.department, form.change) for form in found.forms] == [("cultura", Form.GONE), ("arhiva", Form.NEW)]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (f"{HOME}/plan.yaml", Source.PLAN),
        (f"{HOME}/plan_2022-01-01.yaml", Source.PLAN),
        (f"{HOME}/institution.yaml", Source.INSTITUTION),
        (f"{HOME}/2023-05/adjustments.yaml", Source.ADJUSTMENTS),
        (f"{HOME}/2023-05/accepted.yaml", Source.ACCEPTED),
        (f"{HOME}/received.csv", Source.REGISTER),
        ("templates/monthly_report.docx", Source.TEMPLATE),
        ("notebooks/monthly_report.ipynb", Source.NOTEBOOK),
        (f"{HOME}/2023-04/accepted.yaml", Source.OTHER),
    ],
)
def test_what_else_went_in_otherwise_is_named(path: str, source: Source) -> None:
    month = month_of({"2023-05": {"1.1.1": "2"}})
    assert changes(run_of(month, files={path: "1"}), month, files={path: "2"}).sources == (source,)


def test_other_parameters_and_another_program_are_named_and_the_run_compared_with_is_not() -> None:
    month = month_of({"2023-05": {"1.1.1": "2"}})
    before = run_of(month, files={})
    assert changes(before, month, files={}, compare_with="0123456789ab").is_nothing
    assert changes(before, month, files={"outputs/exemplu/x/totals.csv": "1"}).is_nothing
    assert changes(before, month, files={}, cutoff="2023-06-10").sources == (Source.PARAMETERS,)
    older = replace(before, made_of=replace(before.made_of, versions={**VERSIONS, "toolkit": "b"}))
    assert changes(older, month, files={}).sources == (Source.PROGRAM,)
    with_pdf = replace(before, made_of=replace(before.made_of, versions={**VERSIONS, "libreoffice": "7"}))
    assert changes(with_pdf, month, files={}).is_nothing


def test_an_indicator_that_the_plan_no_longer_has_or_did_not_have_is_a_change() -> None:
    one = a_plan(an_action(an_indicator(), asked=("presa",)))
    returned = {"2023-05": {"1.1.1": "2", "1.1.2": "4"}}
    both, first = month_of(returned), month_of({"2023-05": {"1.1.1": "2"}}, plan=one)
    gone = changes(run_of(both, files={}), first, files={})
    new = changes(run_of(first, files={}), both, files={})
    assert [(t.number, t.is_so_far, t.then, t.now) for t in gone.totals] == [("2", False, "4 decizii", "")]
    assert [(t.number, t.is_so_far, t.then, t.now) for t in new.totals] == [
        ("2", False, "", "4 decizii"),
        ("2", True, "", "4 decizii"),
    ]


def test_findings_that_are_new_and_gone_and_none_about_how_the_word_file_reads() -> None:
    month = month_of({"2023-05": {"1.1.1": "2"}})
    stays, goes, comes = (a_finding(text) for text in ("rămâne", "pleacă", "vine"))
    how_it_reads = a_finding("o barieră", code=Code.ACCESSIBILITY)
    renamed = replace(stays, place=Place(f"{HOME}/2023-05/presa (2).xlsx", "Indicatori", "F12"))
    found = changes(run_of(month, stays, goes, how_it_reads, files={}), month, renamed, comes, files={})
    assert found.new == (comes,)
    assert [said.found for said in found.gone] == ["pleacă"]


def test_the_same_finding_once_more_is_new_once() -> None:
    month = month_of({"2023-05": {"1.1.1": "2"}})
    again = a_finding("x", file=f"{HOME}/2023-05/presa2.xlsx")
    found = changes(run_of(month, a_finding("x"), files={}), month, a_finding("x"), again, files={})
    assert len(found.new) == 1
    assert found.gone == ()


def test_a_finding_whose_cell_has_moved_is_the_same() -> None:
    month = month_of({"2023-05": {"1.1.1": "2"}})
    before = run_of(month, a_finding("x", cell="F12"), files={FORM: "1"})
    found = changes(before, month, a_finding("x", cell="G14"), files={FORM: "1"})
    assert (found.new, found.gone) == ((), ())
