"""What stands in a plan's file and is no measure: drawn lines, rows of totals, the tables in which it is signed."""

from __future__ import annotations

import pytest
from plan_files import ROWS, csv_plan, excel_plan, imported, messages, text_plan, word_plan

from toolkit.intake.plan_table.reading import ImportedPlan

PLAN = imported(csv_plan()).plan
TITLE = ROWS[0][0]
TOTAL = ("TOTAL", "", "", "120.000 lei")


@pytest.mark.parametrize(
    "rule", ["|---|---|---|---|", "| --- | :---: | ---: | :-- |", "+-----+-----+-----+-----+", "|-|-|-|-|"]
)
def test_a_line_drawn_between_rows_is_no_measure(rule: str) -> None:
    lines = text_plan([["", *row, ""] for row in ROWS]).decode().splitlines()
    read = imported("\n".join([*lines[:3], rule, *lines[3:5], rule, *lines[5:], rule]).encode(), "plan.txt")
    assert (read.plan, read.findings) == (PLAN, ())


def test_a_line_drawn_in_a_plan_without_codes_numbers_nothing() -> None:
    lines = ["| Măsuri | Termen |", "|---|---|", "| Publicarea datelor | Anual |", "| Instruirea | Permanent |"]
    read = imported("\n".join(lines).encode(), "plan.md")
    assert [(action.code, action.title) for action in read.plan.actions] == [
        ("1.1", "Publicarea datelor"),
        ("1.2", "Instruirea"),
    ]


@pytest.mark.parametrize(
    "read",
    [
        imported(csv_plan([*ROWS, TOTAL])),
        imported(text_plan([*ROWS, TOTAL])),
        imported(excel_plan([*ROWS, TOTAL])),
        imported(word_plan(TITLE, [*ROWS[1:], TOTAL])),
    ],
)
def test_a_row_of_totals_is_left_out_and_named(read: ImportedPlan) -> None:
    assert read.plan == PLAN
    assert [str(finding).split("\n", 1)[1] for finding in read.findings] == [
        (
            "    găsit      „TOTAL | 120.000 lei”\n"
            "    așteptat   o măsură sau un obiectiv; rândul este un total și nu a intrat în plan\n"
            "    de făcut   dacă rândul este o măsură, scrieți-o în planul importat"
        )
    ]
    assert read.needs_a_person


def test_a_total_over_the_whole_width_is_no_objective() -> None:
    read = imported(word_plan(TITLE, [*ROWS[1:], ("Общо: 120 лв.", "<", "<", "<")]))
    assert read.plan == PLAN
    assert [finding.found for finding in read.findings] == ["„Общо: 120 лв.”"]


def test_a_row_that_goes_on_with_the_word_total_is_no_row_of_totals() -> None:
    read = imported(csv_plan([*ROWS, ("total de angajați", "ținute", "", "")]))
    assert read.plan.actions[-1].title == "Declararea averilor total de angajați"


def test_a_measure_that_begins_with_the_word_of_a_total_is_known_by_its_deadline() -> None:
    rows = [("Мярка", "Срок"), ("Общо събрание на служителите", "март 2023"), ("Обучение", "постоянен")]
    assert [action.title for action in imported(csv_plan(rows)).plan.actions] == ["Общо събрание на служителите", "Обучение"]


def test_the_tables_in_which_a_plan_is_approved_and_signed_are_notes() -> None:
    approved = [("APROBAT", ""), ("Președintele comisiei", "Ion Ionescu")]
    signed = [("Întocmit", "Verificat", "Avizat"), ("Maria Pop", "Ana Dan", "Vlad Rus")]
    read = imported(word_plan(approved, TITLE, ROWS[1:], signed), "plan.docx")
    assert read.plan == PLAN
    assert not read.needs_a_person
    assert [finding.found for finding in read.findings] == [
        "„APROBAT”",
        "„Președintele comisiei | Ion Ionescu”",
        "„Întocmit | Verificat | Avizat”",
        "„Maria Pop | Ana Dan | Vlad Rus”",
    ]
    assert messages(read)[1] == (
        "note: plan.docx · tabelul 1, rândul 2\n"
        "    găsit      „Președintele comisiei | Ion Ionescu”\n"
        "    așteptat   un titlu, un obiectiv, o măsură sau data planului; rândul nu a intrat în plan\n"
        "    de făcut   dacă rândul ține de plan, scrieți-l în planul importat"
    )


def test_a_table_for_signing_is_no_measure_of_a_plan_without_codes() -> None:
    rows = [("Măsuri", "Termen", "Responsabil"), ("Publicarea datelor", "Anual", "Secretarul")]
    read = imported(word_plan(TITLE, rows, [("Întocmit:", "", "Ana Dan"), ("", "", "secretar")]))
    assert [action.title for action in read.plan.actions] == ["Publicarea datelor"]
    assert [finding.found for finding in read.findings if finding.severity == "note"] == [
        "„Întocmit: | Ana Dan”",
        "„secretar”",
    ]


def test_a_plan_that_goes_on_in_a_table_without_header_is_read() -> None:
    read = imported(word_plan(TITLE, ROWS[1:4], [*ROWS[4:]]))
    assert (read.plan, read.findings) == (PLAN, ())
