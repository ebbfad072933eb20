"""Whatever departments write, the checks that compare answers give findings about it and never stop."""

from __future__ import annotations

from dataclasses import replace

from conftest import a_plan, a_submission, an_action, an_indicator
from hypothesis import given, settings
from hypothesis import strategies as st
from small_report import INPUTS

from toolkit.checks.check import in_order
from toolkit.intake.earlier import Earlier, EarlierPeriod
from toolkit.intake.finding import Code, Finding
from toolkit.intake.submission import Submission
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.plan.relation import Missing, Operator, Relation
from toolkit.totals.check import check_period

COMPARING = (
    Code.RELATION_BROKEN,
    Code.RELATION_UNCERTAIN,
    Code.JUMP,
    Code.STOCK_FELL_TO_ZERO,
    Code.NARRATIVE_CONTRADICTS,
    Code.SAME_FIGURE,
)
WRITTEN = st.one_of(
    st.sampled_from(
        ["", "-", "0", "7", "92 decizii", "cca. 20", "10-15", "cel puțin 119", "9 din 20", "Realizat", "1 234,5"]
    ),
    st.text(max_size=20),
    st.integers(0, 10**15).map(str),
)
NARRATED = st.one_of(st.text(max_size=40), st.integers(0, 10**8).map(lambda number: f"Au fost {number} de decizii."))
RETURNED = st.builds(
    lambda department, texts, told: a_submission(department, texts, narratives={"1.1": told}),
    st.sampled_from(["presa", "cultura", "secretariat"]),
    st.lists(WRITTEN, min_size=3, max_size=3),
    NARRATED,
)
SIDES = st.lists(st.sampled_from(["1.1.1", "1.1.2", "1.1.3"]), min_size=1, max_size=3).map(" + ".join)
RELATIONS = st.builds(
    Relation,
    left=SIDES,
    operator=st.sampled_from(Operator),
    right=SIDES,
    severity=st.sampled_from(["error", "warning", "note"]),
    text=st.just("așa este"),
    missing=st.sampled_from(Missing),
)


def plan_with(relations: list[Relation]) -> Plan:
    indicators = [an_indicator("count", rule) for rule in ("sum/sum", "sum/last", "max/sum")]
    return a_plan(an_action(*indicators)).model_copy(update={"relations": tuple(relations)})


def compared(plan: Plan, returned: list[Submission], before: list[Submission]) -> tuple[Finding, ...]:
    periods = tuple(
        EarlierPeriod(period=Period.parse(f"20{year}-S1"), submissions=(submission,))
        for year, submission in enumerate(before, 10)
    )
    inputs = replace(INPUTS, plan=plan, submissions=tuple(returned), earlier=Earlier(periods=periods))
    return tuple(finding for finding in check_period(inputs).findings if finding.code in COMPARING)


@settings(max_examples=150)
@given(
    relations=st.lists(RELATIONS, max_size=2),
    returned=st.lists(RETURNED, max_size=3),
    before=st.lists(RETURNED, max_size=5),
)
def test_any_answers_give_findings_that_a_person_can_follow(relations, returned, before):
    for finding in compared(plan_with(relations), returned, before):
        assert all((finding.found.strip(), finding.expected.strip(), finding.fix.strip(), finding.place.file))


@settings(max_examples=80)
@given(
    relations=st.lists(RELATIONS, max_size=2),
    returned=st.lists(RETURNED, max_size=3, unique_by=lambda submission: submission.department),
    before=st.lists(RETURNED, max_size=4),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_the_files_changes_no_finding(relations, returned, before, order):
    shuffled = list(returned)
    order.shuffle(shuffled)
    plan = plan_with(relations)
    assert in_order(compared(plan, returned, before)) == in_order(compared(plan, shuffled, before))
