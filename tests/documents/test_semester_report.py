"""The context of the semester report: finished strings in the printed order, nothing missing, nothing invented."""

from dataclasses import asdict, replace
from datetime import date

import pytest
from conftest import a_submission
from small_report import INPUTS

from toolkit.checks.acceptance import AcceptedFinding
from toolkit.documents.semester_report import semester_report
from toolkit.errors import Place
from toolkit.intake.acceptances import Acceptance
from toolkit.intake.counted_until import CountedUntil
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.office_files import Sections
from toolkit.intake.period_inputs import MissingMonths
from toolkit.language import speaking
from toolkit.plan.period import Period
from toolkit.totals.figures import figures_of


def report(*, with_adjustments=True, registration_number=""):
    return semester_report(
        INPUTS, figures_of(INPUTS, with_adjustments=with_adjustments), registration_number=registration_number
    )


def test_departments_stand_in_the_order_of_the_plan_with_what_they_wrote():
    rows = report().priorities[0].actions[0].rows
    assert [(row.name, row.values) for row in rows] == [
        ("Direcția cultura", ("3 acte", "Realizat")),
        ("Direcția presa", ("5 acte", "-")),
    ]
    assert [paragraph.style for paragraph in rows[1].narrative] == ["text", "bullet"]


def test_an_action_that_a_department_left_wholly_blank_gives_it_no_row_but_counts_as_none():
    action = report().priorities[0].actions[1]
    assert [row.name for row in action.rows] == ["Direcția cultura"]
    assert [sentence.rpartition("\u00a0")[2] for sentence in action.status_sentences] == ["1;", "0;", "2."]


def test_an_adjusted_total_has_a_mark_and_a_note_with_the_computed_figure():
    action = report().priorities[0].actions[0]
    assert [(cell.text, cell.mark) for cell in action.totals] == [("7 acte", "*1"), ("Realizat", "")]
    assert action.notes == (
        "Au restanțe la anumiți indicatori: Direcția presa.",
        "*1 Indicator 1: calculat din rânduri „8 acte”, tipărit „7 acte”. Așa s-a publicat. (ajustat de: secretar)",
    )


def test_without_adjustments_the_computed_total_is_printed_and_there_is_no_note():
    action = report(with_adjustments=False).priorities[0].actions[0]
    assert [(cell.text, cell.mark) for cell in action.totals] == [("8 acte", ""), ("Realizat", "")]
    assert not [note for note in action.notes if note.startswith("*")]


def test_the_departments_that_are_behind_are_named_under_the_table():
    assert report().priorities[0].actions[1].notes == (
        "Nu au realizat niciun indicator: Direcția presa; Direcția secretariat.",
    )


def test_every_heading_is_in_the_contents_list_once_with_its_bookmark():
    found = report()
    lines = [(line.level, line.text, line.bookmark) for line in found.contents]
    assert [level for level, _, _ in lines] == [1, 1, 2, 3, 3, 1, 1]
    assert len({bookmark for _, _, bookmark in lines}) == len(lines)
    assert (3, found.priorities[0].actions[1].heading.text, "actiunea_1_2") in lines


def test_the_title_says_the_plan_and_the_period():
    found = report()
    assert found.title_plan == "Planului local,"
    assert found.title_period == "perioada de raport – semestrul I al anului 2023"


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("ro_MD", "perioada de raport – semestrul I al anului 2023; s-a numărat ce s-a acceptat până la 3 august 2023"),
        ("bg_BG", "отчетен период – първо полугодие на 2023 г.; отчетено е приетото до 3 август 2023\u202fг."),
        ("en_GB", "reporting period – first half of 2023; counting what was accepted until 3 August 2023"),
    ],
)
def test_the_title_says_until_which_day_what_was_accepted_counts(locale, said):
    until = CountedUntil(day=date(2023, 8, 3), register="inputs/exemplu/received.csv", is_known=True)
    institution = INPUTS.institution.model_copy(update={"locale": locale})
    inputs = replace(INPUTS, institution=institution, counted_until=until)
    with speaking(locale):
        figures = figures_of(inputs, with_adjustments=False)
        assert semester_report(inputs, figures, registration_number="").title_period == said


def test_where_the_register_leaves_nothing_out_the_title_says_no_day():
    until = CountedUntil(day=date(2023, 8, 3), register="inputs/exemplu/received.csv", is_known=False)
    inputs = replace(INPUTS, counted_until=until)
    found = semester_report(inputs, figures_of(inputs, with_adjustments=False), registration_number="")
    assert found.title_period == "perioada de raport – semestrul I al anului 2023"


@pytest.mark.parametrize(
    ("period", "title"),
    [
        ("2023-05", "Raport lunar"),
        ("2023-Q2", "Raport trimestrial"),
        ("2023-S2", "Raport semestrial"),
        ("2023", "Raport anual"),
    ],
)
def test_the_title_follows_the_length_of_the_period(period: str, title: str):
    given = replace(INPUTS, period=Period.parse(period))
    found = semester_report(given, figures_of(given, with_adjustments=True), registration_number="")
    assert found.title_kind == f"{title} privind implementarea"
    assert found.property_title == f"{title} privind implementarea Planului local, {Period.parse(period).text}"


def test_what_the_office_writes_keeps_its_spaces_that_do_not_break():
    given = replace(INPUTS, sections=Sections(summary=("20\u00a0de  acte.\n- un punct",)))
    found = semester_report(given, figures_of(given, with_adjustments=True), registration_number="")
    assert [(p.style, p.parts[0].text) for p in found.summary] == [("text", "20\u00a0de acte."), ("bullet", "un punct")]


def test_a_section_that_nobody_wrote_is_drafted():
    given = replace(INPUTS, sections=Sections(summary=("Un rezumat.",)))
    found = semester_report(given, figures_of(given, with_adjustments=True), registration_number="")
    assert found.risks_lead == "Din cifrele raportate rezultă următoarele riscuri:"
    assert [paragraph.parts[0].text for paragraph in found.summary] == ["Un rezumat."]


def test_a_registration_number_replaces_the_line_to_be_filled_by_hand():
    assert report(registration_number="03-12/345").registration_line == "Nr. 03-12/345"


def test_the_context_holds_nothing_but_finished_strings():
    def leaves(value):
        if isinstance(value, dict):
            return [leaf for item in value.values() for leaf in leaves(item)]
        if isinstance(value, (list, tuple)):
            return [leaf for item in value for leaf in leaves(item)]
        return [value]

    assert {type(leaf) for leaf in leaves(asdict(report()))} <= {str, int}


def test_two_files_of_a_department_print_the_answer_and_both_texts():
    again = a_submission("presa", {"1.1.1": "-", "1.2.1": "4 acte"}, narratives={"1.1": "Al doilea."})
    inputs = replace(INPUTS, submissions=(*INPUTS.submissions, replace(again, file="inputs/exemplu/2023-S1/z.xlsx")))
    found = semester_report(inputs, figures_of(inputs, with_adjustments=True), registration_number="")
    row = found.priorities[0].actions[0].rows[1]
    assert (row.name, row.values) == ("Direcția presa", ("5 acte", "-"))
    assert [part.text for paragraph in row.narrative for part in paragraph.parts][-1] == "Al doilea."


def test_a_dash_in_one_file_does_not_stand_above_the_text_of_another():
    for texts, printed in ((("-", "Ianuarie:\nDa."), ["Ianuarie:", "Da."]), (("-", "-"), ["-"])):
        submissions = tuple(a_submission("presa", {"1.1.1": "5 acte"}, narratives={"1.1": text}) for text in texts)
        inputs = replace(INPUTS, submissions=submissions)
        found = semester_report(inputs, figures_of(inputs, with_adjustments=False), registration_number="")
        (row,) = found.priorities[0].actions[0].rows
        assert ["".join(part.text for part in paragraph.parts) for paragraph in row.narrative] == printed


def test_months_that_the_figures_lack_are_named_under_the_table():
    months = Period.parse("2023-S1").months
    missing = (
        MissingMonths(department="presa", months=months[1:2]),
        MissingMonths(department="secretariat", months=months[1:2]),
        MissingMonths(department="cultura", months=months[:5], action="1.1", indicator=1),
        MissingMonths(department="cultura", months=months[:5], action="1.1", indicator=2),
        MissingMonths(department="presa", months=months[3:4], action="1.2", indicator=1),
    )
    first, second = notes_of(missing)
    assert first == (
        "Luni care lipsesc din cifre: februarie – niciun formular de la Direcția presa;"
        " ianuarie–mai – nicio cifră de la Direcția cultura la indicatorii 1 și 2."
    )
    assert second == (
        "Luni care lipsesc din cifre: februarie – niciun formular de la Direcția presa și Direcția secretariat;"
        " aprilie – nicio cifră de la Direcția presa la indicatorul 1."
    )


def test_months_that_nobody_reported_are_named_in_three_words():
    missing = tuple(
        MissingMonths(department=department, months=Period.parse("2023-Q1").months)
        for department in INPUTS.institution.department_ids
    )
    assert (
        notes_of(missing)[1] == "Luni care lipsesc din cifre: ianuarie–martie – niciun formular de la toate subdiviziunile."
    )


def notes_of(missing):
    """The note about missing months of either action."""
    inputs = replace(INPUTS, missing_months=missing)
    found = semester_report(inputs, figures_of(inputs, with_adjustments=False), registration_number="")
    return [next(n for n in a.notes if n.startswith("Luni")) for a in found.priorities[0].actions]


def test_what_was_accepted_is_listed_in_an_annex_that_the_contents_name():
    reason = {"reason": "Se scrie în iulie.", "role": "secretar"}
    sections = Finding(
        severity=Severity.WARNING,
        code=Code.MISSING_SECTIONS,
        place=Place("inputs/exemplu/2023-S1/sections.yaml"),
        found="fără text",
        expected="un text",
        fix="scrieți",
    )
    of_action = replace(sections, code=Code.MISSING_ENTRIES, department="presa", action="1.1", found="fără răspuns")
    accepted = [
        AcceptedFinding(finding=finding, acceptance=Acceptance.model_validate({"code": finding.code.value, **reason}))
        for finding in (sections, of_action)
    ]
    figures = figures_of(INPUTS, with_adjustments=True)
    found = semester_report(INPUTS, figures, accepted, registration_number="")
    [annex] = found.annexes
    first, second = annex.points
    assert first == (
        "1. inputs/exemplu/2023-S1/sections.yaml: găsit fără text; așteptat un text."
        " Se scrie în iulie. (acceptat de: secretar)"
    )
    assert second == (
        "2. Direcția presa, acțiunea 1.1: găsit fără răspuns; așteptat un text. Se scrie în iulie. (acceptat de: secretar)"
    )
    assert (found.contents[-1].text, found.contents[-1].level) == ("Anexă. Constatări acceptate", 1)


def test_where_nothing_was_accepted_there_is_no_annex():
    assert report().annexes == ()
    assert report().contents[-1].text.startswith("IV.")
