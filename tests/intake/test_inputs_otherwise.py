"""Leaving out is as deleting the file; a rule that the plan declares anyway changes nothing; nothing given is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_builder import INSTITUTION, PLAN
from hypothesis import given
from hypothesis import strategies as st
from kept_runs import HOME, a_form
from small_town import as_yaml

from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.intake.what_if import what_if
from toolkit.plan.period import Period
from toolkit.plan.what_if import NOTHING_ELSE, WhatIf
from toolkit.totals.check import check_period
from toolkit.totals.figures import Figures, figures_of
from toolkit.totals.periods import composed

S1 = Period.parse("2023-S1")
STAFF = {"1.1.1": "2 angajați", "1.1.2": "-", "1.10.1": "14 ore de instruire", "1.10.3": "3 din 4"}
CULTURE = {"1.1.1": "4 angajați", "1.1.2": "Realizat", "1.10.1": "116 oree", "1.10.2": "1250 lei"}
Files = dict[str, bytes]


def read(files: Files, **asked: object) -> tuple[PeriodInputs, Figures, list[str]]:
    """What comes of the files: what was read, the figures, and every finding."""
    inputs = composed(what_if(read_period(files, "oras", S1), WhatIf.among(asked)))
    figures = figures_of(inputs, with_adjustments=True)
    return inputs, figures, [str(finding) for finding in check_period(inputs).findings]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Two departments, of a month and of the semester, with things to find in both."""
    folder = tmp_path_factory.mktemp("formulare")
    returned = {
        "2023-S1/cultura.xlsx": a_form(folder, CULTURE),
        "2023-S1/resurse.xlsx": a_form(folder, STAFF, "resurse-umane"),
        "2023-02/februarie.xlsx": a_form(folder, {"1.10.1": "3 ore de instruire", "1.10.3": "oricât"}, "cultura", "2023-02"),
        "2023-02/resurse.xlsx": a_form(folder, {"1.10.1": "7 ore de instruire"}, "resurse-umane", "2023-02"),
    }
    office = {"institution.yaml": as_yaml(INSTITUTION).encode(), "plan.yaml": as_yaml(PLAN).encode()}
    return {f"{HOME}/{name}": content for name, content in {**office, **returned}.items()}


def same(one: tuple[PeriodInputs, Figures, list[str]], other: tuple[PeriodInputs, Figures, list[str]]) -> bool:
    return one[0].submissions == other[0].submissions and one[1:] == other[1:]


@pytest.mark.parametrize(
    ("leave_out", "deleted"),
    [
        ("cultura", ["2023-S1/cultura.xlsx", "2023-02/februarie.xlsx"]),
        ("resurse-umane", ["2023-S1/resurse.xlsx", "2023-02/resurse.xlsx"]),
        ("resurse.xlsx", ["2023-S1/resurse.xlsx", "2023-02/resurse.xlsx"]),
        ("2023-02/resurse.xlsx", ["2023-02/resurse.xlsx"]),
        ("cultura, 2023-S1/resurse.xlsx", ["2023-S1/cultura.xlsx", "2023-02/februarie.xlsx", "2023-S1/resurse.xlsx"]),
    ],
)
def test_leaving_out_a_department_or_a_file_is_as_deleting_it(files: Files, leave_out: str, deleted: list[str]) -> None:
    rest = {path: content for path, content in files.items() if path.removeprefix(f"{HOME}/") not in deleted}
    assert len(rest) == len(files) - len(deleted)
    left_out = read(files, leave_out=leave_out)
    assert same(left_out, read(rest))
    assert not same(left_out, read(files))


def test_a_file_that_cannot_be_read_is_left_out_with_what_was_found_in_it(files: Files) -> None:
    broken = {**files, f"{HOME}/2023-S1/stricat.xlsx": b"nimic"}
    assert any("stricat.xlsx" in finding for finding in read(broken)[2])
    assert same(read(broken, leave_out="stricat.xlsx"), read(files))


_INDICATORS = st.sets(st.sampled_from(["1.1.1", "1.1.2", "1.10.1", "1.10.2", "1.10.3"]))


@given(indicators=_INDICATORS, is_whole=st.booleans())
def test_the_rule_that_the_plan_declares_changes_nothing(files: Files, indicators: set[str], is_whole: bool) -> None:
    inputs = read_period(files, "oras", S1)
    declared = {f"{a.code}.{n}": str(one.rule) for a in inputs.plan.actions for n, one in a.numbered()}
    rules = "; ".join(f"{i}={declared[i] if is_whole else declared[i].partition('/')[0]}" for i in sorted(indicators))
    asked = what_if(inputs, WhatIf.among({"rules": rules}))
    assert asked.plan == inputs.plan
    assert figures_of(composed(asked), with_adjustments=True) == figures_of(composed(inputs), with_adjustments=True)


def test_another_rule_is_that_of_the_total_and_of_no_other_one(files: Files) -> None:
    before, after = read(files)[1], read(files, rules="1.1.1=max")[1]
    assert before != after
    differing = {a.total.id: (b.printed, a.printed) for b, a in zip(before.totals, after.totals, strict=True) if b != a}
    assert differing == {"1.1.1": ("6 angajați", "4 angajați")}


def test_a_rule_over_months_counts_where_months_are_composed(files: Files, tmp_path: Path) -> None:
    months = {path: content for path, content in files.items() if "2023-S1/" not in path}
    months[f"{HOME}/2023-03/resurse.xlsx"] = a_form(tmp_path, {"1.10.1": "5 ore de instruire"}, "resurse-umane", "2023-03")
    printed = [
        {line.total.id: line.printed for line in read(months, rules=rules)[1].totals}["1.10.1"]
        for rules in ("", "1.10.1=sum/max", "1.10.1=max/last")
    ]
    assert printed == ["15 ore de instruire", "10 ore de instruire", "5 ore de instruire"]


def test_nothing_asked_gives_back_what_was_given_and_what_was_given_is_never_changed(files: Files) -> None:
    inputs = read_period(files, "oras", S1)
    before = repr(inputs)
    assert what_if(inputs, NOTHING_ELSE) is inputs
    what_if(inputs, WhatIf.among({"leave_out": "cultura", "rules": "1.1.1=max"}))
    assert repr(inputs) == before


def test_the_plan_is_the_one_version_that_the_report_reads(files: Files) -> None:
    old = {path.replace("plan.yaml", "plan_2023-01-01.yaml"): content for path, content in files.items()}
    assert read_period(old, "oras", S1).plan_file == f"{HOME}/plan_2023-01-01.yaml"
    assert read_period(files, "oras", S1).plan_file == f"{HOME}/plan.yaml"
    assert same(read(old), read(files))
