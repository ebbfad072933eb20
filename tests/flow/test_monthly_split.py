"""The illustrative months of Bălți: marked as such, made anew by a script, and composed into the real semester."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from monthly_split import (
    ILLUSTRATIVE_NAME,
    MARK,
    MONTHS,
    PROJECT,
    SEMESTER,
    SPLIT,
    files_of,
    semester_inputs,
    write_split,
)

from toolkit.checks.check import check_submissions
from toolkit.checks.fit import figures_in, same_answer
from toolkit.intake.finding import Code, Severity
from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.intake.submission import Entry
from toolkit.plan.period import Period
from toolkit.totals.figures import figures_of
from toolkit.totals.periods import composed


@pytest.fixture(scope="module")
def semester() -> PeriodInputs:
    return semester_inputs()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(files_of(PROJECT, SPLIT, *MONTHS, SEMESTER))


@pytest.fixture(scope="module")
def made_of_months(files: dict[str, bytes]) -> PeriodInputs:
    return composed(read_period(files, "balti-lunar", SEMESTER))


def test_the_semester_of_the_months_has_the_parsed_values_of_the_real_one(
    semester: PeriodInputs, made_of_months: PeriodInputs
) -> None:
    """Kind, bounds and marks, unit, women and men, state, parts of a percentage; of what was not split the words too."""
    real, composed_entries = entries_of(semester), entries_of(made_of_months)
    assert composed_entries.keys() == real.keys()
    assert len(real) == 641
    for key, entry in real.items():
        indicator = semester.plan.indicator(*key[1:])
        value = composed_entries[key].value
        assert figures_in(value) == figures_in(entry.value), key
        assert same_answer(value, entry.value, indicator.all_units), key
        if len(composed_entries[key].made_of) == 1:
            assert value == entry.value, key


def test_203_values_are_split_and_every_month_has_its_own(semester: PeriodInputs, made_of_months: PeriodInputs) -> None:
    split = [entry for entry in entries_of(made_of_months).values() if len(entry.made_of) > 1]
    assert len(split) == 203
    months = tuple(f"{SPLIT}/{month}" for month in MONTHS)
    assert all(tuple(e.place.file.rpartition("/")[0] for e in entry.made_of) == months for entry in split)
    assert sum(sum(q.women is not None for q in entry.value.quantities) for entry in split) == 3


def test_its_totals_print_what_the_real_ones_print_in_the_official_form(
    semester: PeriodInputs, made_of_months: PeriodInputs
) -> None:
    real, ours = (figures_of(replace(i, adjustments={}), with_adjustments=False) for i in (semester, made_of_months))
    assert [line.total.value.kind for line in ours.totals] == [line.total.value.kind for line in real.totals]
    assert [figures_in(line.total.value) for line in ours.totals] == [figures_in(line.total.value) for line in real.totals]
    assert [line.status for line in ours.statuses] == [line.status for line in real.statuses]


def test_the_months_hold_no_error_and_lack_only_what_stands_in_june_alone(made_of_months: PeriodInputs) -> None:
    findings = check_submissions(made_of_months)
    assert [str(finding) for finding in findings if finding.severity is Severity.ERROR] == []
    lacking = [(f.department, f.action) for f in findings if f.code is Code.MISSING_MONTHS]
    assert len(lacking) == 8
    assert {m.months for m in made_of_months.missing_months} == {MONTHS[:-1]}
    assert [f for f in findings if f.code is Code.MONTHS_NOT_COUNTED] == []


def test_the_year_of_the_months_lacks_july_to_december(files: dict[str, bytes]) -> None:
    year = composed(read_period(files, "balti-lunar", Period.parse("2023")))
    whole = [missing for missing in year.missing_months if not missing.action]
    assert len(whole) == 18
    assert {missing.months for missing in whole} == {Period.parse("2023-S2").months}


def test_every_file_says_that_it_is_illustrative(files: dict[str, bytes]) -> None:
    workbooks = [content for path, content in files.items() if path.endswith(".xlsx")]
    assert len(workbooks) == 6 * 18
    for content in workbooks:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        for sheet in book:
            heading = [cell for row in sheet.iter_rows(max_row=8, values_only=True) for cell in row]
            assert ILLUSTRATIVE_NAME in heading
    others = {path: content.decode() for path, content in files.items() if not path.endswith(".xlsx")}
    assert sorted(others) == [
        f"{SPLIT}/2023-S1/sections.yaml",
        f"{SPLIT}/README.md",
        f"{SPLIT}/institution.yaml",
        f"{SPLIT}/plan.yaml",
    ]
    assert all(text.startswith((MARK, "# ILUSTRATIV")) for text in others.values())


def test_the_script_makes_the_same_anew(files: dict[str, bytes], tmp_path: Path) -> None:
    write_split(tmp_path)
    again = files_of(tmp_path, SPLIT, *MONTHS, SEMESTER)
    assert again.keys() == {path for path in files if not path.endswith("README.md")}
    texts = [path for path in again if path.endswith(".yaml")]
    assert {path: again[path] for path in texts} == {path: files[path] for path in texts}
    made, there = (said_in(read_period(found, "balti-lunar", SEMESTER)) for found in (again, files))
    assert made == there


def said_in(inputs: PeriodInputs) -> list[tuple[object, ...]]:
    """What stands in each month's forms, wherever the form has its cells."""
    return [
        (
            part.period,
            s.file,
            [(e.action, e.indicator, e.value) for e in s.entries],
            [(n.action, n.text) for n in s.narratives],
        )
        for part in inputs.parts
        for s in part.submissions
    ]


def entries_of(inputs: PeriodInputs) -> dict[tuple[str, str, int], Entry]:
    return {(s.department, e.action, e.indicator): e for s in inputs.submissions for e in s.entries}
