"""A template is checked as a whole: every fault is found at once, each at its paragraph, and nothing else."""

from __future__ import annotations

import pytest
from docx_builder import FILE, SEMESTER_REPORT
from hypothesis import given, settings
from template_faults import DOCUMENT, FAULTS, HERE, IN_ONE_PARAGRAPH, Fault, FaultyReport, here, whole
from test_template_mutations import SOUPS, SmallReport, small_template

from toolkit.documents.semester_report import SemesterReport
from toolkit.errors import OfficeFileError
from toolkit.word.placeholders import check_placeholders
from toolkit.word.template_check import check_template


def test_nothing_is_wrong_with_the_template_of_the_semester_report():
    checked = check_template(SEMESTER_REPORT.read_bytes(), FILE, SemesterReport)

    assert (checked.faults, checked.unused) == ((), ())


def test_nothing_is_wrong_with_the_small_template():
    checked = check_template(whole(), FILE, FaultyReport)

    assert (checked.faults, checked.unused) == ((), ())


def test_at_least_forty_faults_are_seeded():
    assert len(FAULTS) >= 40


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_each_fault_is_found_at_its_paragraph_and_nothing_else(fault: Fault):
    checked = check_template(fault.content(), FILE, FaultyReport)

    assert [(one.part, one.paragraph, one.found) for one in checked.faults] == [(fault.part, fault.paragraph, fault.found)]


def test_all_faults_of_one_template_are_found_at_once():
    typed, found = zip(*IN_ONE_PARAGRAPH.values(), strict=True)

    checked = check_template(here(*typed), FILE, FaultyReport)

    assert [(one.part, one.paragraph, one.text, one.found) for one in checked.faults] == [
        (DOCUMENT, HERE + number, " ".join(text.split()), what)
        for number, (text, what) in enumerate(zip(typed, found, strict=True))
    ]


MET_LATER = {  # where a run prints with data, or never: it writes the properties anew, and leaves alone what raw holds
    "in the title property",
    "raw",
    "repetition that leaves a cell",
    "two kinds of repetition",
}


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - MET_LATER))
def test_a_run_refuses_what_the_check_finds(name: str):
    with pytest.raises(OfficeFileError):
        check_placeholders(FAULTS[name].content(), FILE, FaultyReport)


@pytest.mark.parametrize("name", sorted(MET_LATER))
def test_some_faults_are_found_before_a_run_meets_them(name: str):
    check_placeholders(FAULTS[name].content(), FILE, FaultyReport)


@settings(max_examples=100, deadline=None)
@given(SOUPS)
def test_what_a_run_refuses_in_any_soup_of_tags_the_check_finds(paragraphs: list[str]):
    content = small_template(*paragraphs)
    checked = check_template(content, FILE, SmallReport)

    try:
        check_placeholders(content, FILE, SmallReport)
    except OfficeFileError:
        assert checked.faults or checked.unused
    else:
        assert not checked.unused
        assert {fault.found for fault in checked.faults} <= {"un marcaj care face altceva decât să tipărească"} or any(
            "nu se potrivesc" in fault.found for fault in checked.faults
        )
