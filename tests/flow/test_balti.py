"""The real report of Bălți, semester I of 2023: inputs read, checked, added up, and held against what was published."""

from collections import Counter
from pathlib import Path

import pytest

from toolkit.checks.check import check_submissions
from toolkit.intake.finding import Severity
from toolkit.intake.period_inputs import read_period
from toolkit.intake.value import Kind
from toolkit.plan.period import Period
from toolkit.totals.comparison import Verdict
from toolkit.totals.figures import figures_of

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def inputs():
    folders = (PROJECT / "inputs/balti", PROJECT / "inputs/balti/2023-S1")
    files = {
        f.relative_to(PROJECT).as_posix(): f.read_bytes() for folder in folders for f in folder.iterdir() if f.is_file()
    }
    return read_period(files, "balti", Period.parse("2023-S1"))


@pytest.fixture(scope="module")
def figures(inputs):
    return figures_of(inputs, with_adjustments=True)


@pytest.fixture(scope="module")
def by_id(figures):
    return {line.total.id: line for line in figures.totals}


def test_the_plan_is_whole(inputs):
    actions = inputs.plan.actions
    assert (len(inputs.plan.priorities), len(actions), len(inputs.institution.departments)) == (6, 48, 18)
    assert sum(len(action.indicators) for action in actions) == 187
    assert sum(indicator.split for action in actions for indicator in action.indicators) == 32


def test_every_department_returned_its_form_and_no_cell_is_lost(inputs):
    """462 printed cells, and blank rows for what a department was asked and did not print."""
    kinds = Counter(entry.value.kind for s in inputs.submissions for entry in s.entries if entry.value.text)
    assert len(inputs.submissions) == 18
    assert kinds == {
        Kind.COUNT: 246,
        Kind.APPROX: 5,
        Kind.MONEY: 1,
        Kind.STATUS: 33,
        Kind.COMPOUND: 11,
        Kind.TEXT: 4,
        Kind.NOT_REPORTED: 154,  # 161 printed, 7 of them blank
        Kind.NOT_APPLICABLE: 1,
    }
    assert sum(len(s.narratives) for s in inputs.submissions) == 122


def test_the_real_inputs_hold_no_error(inputs):
    assert [str(f) for f in check_submissions(inputs) if f.severity is Severity.ERROR] == []


def test_what_does_not_agree_in_the_real_inputs(inputs):
    """One relation of five fails; four narratives count more than their cells; one unusual figure stands twice."""
    found = [(f.code.value, f.department, f"{f.action}.{f.indicator}", f.found) for f in check_submissions(inputs)]
    of_agreement = {"relation-broken", "relation-uncertain", "narrative-contradicts", "same-figure", "jump"}
    assert len(inputs.plan.relations) == 5
    assert sorted(row[:3] for row in found if row[0] in of_agreement) == [
        ("narrative-contradicts", "cultura", "1.15.3"),
        ("narrative-contradicts", "invatamant-tineret-sport", "3.4.1"),
        ("narrative-contradicts", "invatamant-tineret-sport", "3.4.2"),
        ("narrative-contradicts", "serviciul-de-presa", "1.1.5"),
        ("relation-broken", "resurse-umane", "1.3.2"),
        ("same-figure", "arhiva", "1.15.2"),
    ]
    [broken] = [row[3] for row in found if row[0] == "relation-broken"]
    assert broken == "1.3.2: „11 agenți”; 1.10.1: „7 agenți care au încetat mandatul”"


def test_each_of_the_178_published_totals_has_a_verdict(figures):
    verdicts = Counter(line.comparison.verdict for line in figures.totals)
    assert sum(verdicts.values()) == 187
    assert verdicts[Verdict.UNPUBLISHED] == 9  # the lost rows of 2.1 and 3.7


def test_these_published_totals_do_not_follow_from_their_rows(figures):
    published_zero = [f"1.14.{n}" for n in range(4, 9)] + [f"5.1.{n}" for n in range(1, 7)]
    others = "1.1.7 1.5.1 1.5.3 1.9.4 1.13.2 1.15.2 1.15.3 2.2.4 2.2.5 2.3.1 3.5.2 4.1.7 4.8.2 5.3.1 5.3.2"
    assert {line.total.id for line in figures.differing} == {*published_zero, *others.split()}
    assert len(figures.differing) == 26
    assert "the 178 published totals of Bălți, 26 differ" in " ".join((PROJECT / "README.md").read_text("utf-8").split())


def test_every_difference_is_explained_and_adjusted_with_a_reason(figures):
    for line in figures.differing:
        assert line.comparison.explanation
        assert line.adjustment is not None
        assert line.adjustment.text == (line.comparison.published or "-")  # a blank total is printed as a dash
    assert all(line.adjustment is None for line in figures.totals if line.comparison.verdict is not Verdict.DIFFERS)


@pytest.mark.parametrize(
    ("indicator", "computed"),
    [
        ("1.1.5", "39 informații"),  # the same 39 announcements, not 78
        ("1.13.1", "8 acte"),
        ("1.13.2", "8 acte"),  # published: 7
        ("1.15.2", "3358 ore de instruire"),
        ("2.2.8", "596 cereri"),
        ("3.1.2", "cel puțin 119 contracte"),
        ("3.4.2", "9 acorduri de modificare a contractelor"),
        ("4.1.6", "683 de decizii"),
        ("4.4.4", "44 000 exemplare ale buletinului informativ elaborat"),
        ("4.11.2", "5 informații"),
        ("5.1.5", "18 persoane (12F/6B)"),
        ("5.3.1", "64 tipuri de servicii"),
        ("5.3.2", "cel puțin cca. 167 707 beneficiari"),
    ],
)
def test_totals_follow_from_the_rows_by_the_declared_rule(by_id, indicator, computed):
    assert by_id[indicator].comparison.computed == computed


@pytest.mark.parametrize(
    ("indicator", "explanation"),
    [
        ("1.13.2", "suma ar fi „8 acte”; s-a publicat „7 acte”"),
        ("1.14.4", "nimeni nu a raportat; s-a publicat „0”"),
        ("1.1.7", "s-a raportat „0 contestații”; s-a publicat „-”"),
    ],
)
def test_the_three_sorts_of_difference_are_said_in_words(by_id, indicator, explanation):
    assert by_id[indicator].comparison.explanation == explanation


def test_no_reported_figure_is_counted_where_the_row_of_totals_was_left_at_zero(by_id):
    """5.1: the department reported 2 trainings and 18 persons; the published row is 0 throughout."""
    assert [by_id[f"5.1.{n}"].comparison.verdict for n in range(1, 7)] == [Verdict.DIFFERS] * 6


def test_status_counts_come_from_what_was_asked_and_answered(figures):
    counts = {line.status.action: (line.status.counts, line.comparison.verdict) for line in figures.statuses}
    assert counts["1.1"] == ((2, 0, 0), Verdict.SAME)
    assert counts["1.13"] == ((10, 0, 8), Verdict.DIFFERS)
    assert counts["2.1"][1] is Verdict.UNPUBLISHED
