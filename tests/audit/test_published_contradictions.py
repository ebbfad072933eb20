"""What was published elsewhere and cannot be right has one explanation each, or is said to have none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import a_plan, a_submission, an_action, an_indicator, an_institution

from toolkit.audit.contradictions import (
    Contradiction,
    Contradictions,
    DoneWithoutReport,
    Explanation,
    StatusExplanation,
    Sureness,
    contradictions_in,
)
from toolkit.audit.contradictions_words import contradictions_count, contradictions_table
from toolkit.intake.office_files import PublishedStatus, Sections
from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.plan.period import Period
from toolkit.plan.plan import Action
from toolkit.totals.figures import figures_of

PROJECT = Path(__file__).parents[2]
PERIOD = Period.parse("2023-S1")
E = Explanation
CERTAIN, PROBABLE = Sureness.CERTAIN, Sureness.PROBABLE


def found_in(
    reported: dict[str, tuple[str, ...]], published: tuple[str, ...], *actions: Action, status: PublishedStatus | None = None
) -> Contradictions:
    """What is found where departments reported and somebody published the indicators of action 1.1 in their order."""
    inputs = PeriodInputs(
        institution=an_institution(["presa", "cultura", "secretariat"]),
        plan=a_plan(*actions),
        period=PERIOD,
        folder="inputs/exemplu/2023-S1",
        submissions=tuple(a_submission(department, values) for department, values in reported.items()),
        reading_findings=(),
        sections=Sections(),
        adjustments={},
        published_totals={("1.1", number): text for number, text in enumerate(published, 1)},
        published_status={"1.1": status} if status else {},
    )
    return contradictions_in(inputs, figures_of(inputs, with_adjustments=False))


def explained(rule: str, answers: tuple[str, ...], published: str, kind: str = "count") -> Contradiction:
    in_order = dict(zip(("presa", "cultura", "secretariat"), ((answer,) for answer in answers), strict=False))
    [one] = found_in(in_order, (published,), an_action(an_indicator(kind, rule))).totals
    return one


@pytest.mark.parametrize(
    ("rule", "answers", "published", "explanation", "sureness", "detail"),
    [
        ("sum/sum", ("0 decizii",), "-", E.ZERO_AS_NOT_REPORTED, CERTAIN, ""),
        ("sum/sum", ("-", "-"), "0", E.NOT_REPORTED_AS_ZERO, CERTAIN, ""),
        ("sum/sum", ("-",), "Nu este cazul", E.NOT_REPORTED_AS_NOT_APPLICABLE, CERTAIN, ""),
        ("sum/sum", ("10-15 decizii",), "15 decizii", E.RANGE_MADE_EXACT, CERTAIN, ""),
        ("sum/sum", ("cca. 20 decizii",), "20 decizii", E.RANGE_MADE_EXACT, CERTAIN, ""),
        ("sum/sum", ("1203 decizii", "47"), "1300 decizii", E.ROUNDED, CERTAIN, ""),
        ("sum/sum", ("1203 decizii", "4"), "cca. 1200 decizii", E.ROUNDED, CERTAIN, ""),
        ("max/sum", ("5", "8", "2"), "15 decizii", E.SUM_INSTEAD, CERTAIN, ""),
        ("sum/sum", ("5", "8", "8"), "8 decizii", E.GREATEST_INSTEAD, CERTAIN, ""),
        ("sum/sum", ("5", "8", "2"), "5 decizii", E.ONE_DEPARTMENT, CERTAIN, "Direcția presa"),
        ("lead:presa/sum", ("5", "8"), "8 decizii", E.ONE_DEPARTMENT, CERTAIN, "Direcția cultura"),
        ("sum/sum", ("5", "8", "2"), "13 decizii", E.DEPARTMENT_MISSED, PROBABLE, "Direcția secretariat"),
        ("sum/sum", ("5 decizii", "8 dosare"), "13 decizii", E.LEFT_OUT_ADDED, CERTAIN, "Direcția cultura"),
        ("sum/sum", ("5", "8", "2"), "99 decizii", E.UNEXPLAINED, Sureness.NONE, ""),
    ],
)
def test_each_way_of_going_wrong_is_recognised(
    rule: str, answers: tuple[str, ...], published: str, explanation: Explanation, sureness: Sureness, detail: str
) -> None:
    one = explained(rule, answers, published)
    assert (one.explanation, one.sureness, one.detail) == (explanation, sureness, detail)


def test_where_two_ways_give_the_figure_the_first_is_only_probable() -> None:
    one = explained("sum/sum", ("5", "8", "2"), "8 decizii")
    assert (one.explanation, one.sureness) == (E.GREATEST_INSTEAD, PROBABLE)
    assert one.detail == "ar putea fi și: cifra unei singure subdiviziuni"


def test_a_number_in_place_of_a_state_is_recognised() -> None:
    assert explained("any/last", ("Realizat",), "1 cod", "status").explanation is E.NUMBER_FOR_STATE


@pytest.mark.parametrize("published", ["0", ""])
def test_a_row_that_was_never_filled_in_is_recognised(published: str) -> None:
    action = an_action(an_indicator(), an_indicator(), an_indicator())
    found = found_in({"presa": ("5", "7", "9")}, (published,) * 3, action)
    assert [(one.explanation, one.sureness) for one in found.totals] == [(E.ROW_NOT_FILLED, CERTAIN)] * 3


def test_a_row_that_is_all_zero_as_reported_is_none() -> None:
    action = an_action(an_indicator(), an_indicator(), an_indicator())
    assert found_in({"presa": ("0", "0", "0")}, ("0", "0", "0"), action).totals == ()


def test_a_shifted_column_is_recognised() -> None:
    action = an_action(an_indicator(), an_indicator(), an_indicator())
    found = found_in({"presa": ("5 decizii", "7 decizii", "9 decizii")}, ("11 decizii", "5 decizii", "7 decizii"), action)
    assert [(one.explanation, one.detail) for one in found.totals] == [
        (E.UNEXPLAINED, ""),
        (E.COLUMN_SHIFTED, "1.1.1"),
        (E.COLUMN_SHIFTED, "1.1.2"),
    ]


def test_one_quantity_with_two_values_is_found() -> None:
    found = found_in({"presa": ("5", "5")}, ("5 decizii", "6 decizii"), an_action(an_indicator(), an_indicator()))
    assert [(one.indicators, one.published) for one in found.two_values] == [
        (("1.1.1", "1.1.2"), ("5 decizii", "6 decizii"))
    ]


@pytest.mark.parametrize(
    ("counts", "explanation"),
    [
        ((1, None, None), StatusExplanation.LEFT_BLANK),
        ((1, 1, 0), StatusExplanation.SILENT_NOT_COUNTED),
        ((2, 0, 0), StatusExplanation.PARTIAL_AS_DONE),
        ((9, 0, 0), StatusExplanation.MORE_THAN_ASKED),
        ((0, 0, 3), StatusExplanation.UNEXPLAINED),
    ],
)
def test_published_states_that_the_rows_do_not_give(counts: tuple[int | None, ...], explanation: StatusExplanation) -> None:
    action = an_action(an_indicator(), an_indicator())
    status = PublishedStatus(all_done=counts[0], some_overdue=counts[1], none_done=counts[2])
    [one] = found_in({"presa": ("5", "5"), "cultura": ("5", "-")}, (), action, status=status).statuses
    assert (one.computed, one.published, one.explanation, one.asked) == ((1, 1, 1), counts, explanation, 3)


def test_what_was_published_as_done_though_nobody_reported_it() -> None:
    status = PublishedStatus(all_done=3, some_overdue=0, none_done=0)
    found = found_in({"presa": ("5", "-")}, (), an_action(an_indicator(), an_indicator()), status=status)
    assert found.done_without_report == (DoneWithoutReport(indicator="1.1.2", published=(3, 0, 0), asked=3),)
    assert contradictions_table(found).rows[-1] == (
        "1.1.2",
        "-",
        "",
        "indicator la care nimeni nu a raportat, într-o acțiune publicată ca realizată de toți cei întrebați",
        "sigur",
        "stadiul publicat: 3 / 0 / 0; planul întreabă 3 subdiviziuni",
    )
    [one] = found_in({"presa": ("-",)}, (), an_action(an_indicator()), status=replace(status, all_done=1)).statuses
    assert one.explanation is StatusExplanation.NOBODY_REPORTED


@pytest.mark.parametrize(("done", "said"), [(1, "1 subdiviziune"), (2, "2 subdiviziuni"), (4, "4 subdiviziuni")])
def test_where_others_were_counted_than_are_asked_it_is_only_probable(done: int, said: str) -> None:
    """Those who were not counted may be the ones who had nothing; of more than are asked some had nothing to do with it."""
    status = PublishedStatus(all_done=done, some_overdue=0, none_done=0)
    found = found_in({"presa": ("5", "-")}, (), an_action(an_indicator(), an_indicator()), status=status)
    assert contradictions_table(found).rows[-1] == (
        "1.1.2",
        "-",
        "",
        (
            f"indicator la care nimeni nu a raportat, într-o acțiune publicată ca realizată de {said}, fără nicio restanță,"
            " deși planul întreabă 3 subdiviziuni"
        ),
        "probabil",
        f"stadiul publicat: {done} / 0 / 0; planul întreabă 3 subdiviziuni",
    )


@pytest.fixture(scope="module")
def of_balti() -> Contradictions:
    folders = (PROJECT / "inputs/balti", PROJECT / "inputs/balti/2023-S1")
    files = {
        f.relative_to(PROJECT).as_posix(): f.read_bytes() for folder in folders for f in folder.iterdir() if f.is_file()
    }
    inputs = read_period(files, "balti", PERIOD)
    return contradictions_in(inputs, figures_of(inputs, with_adjustments=True))


def test_all_26_totals_of_balti_are_there_each_with_one_explanation_or_none(of_balti: Contradictions) -> None:
    explanations = {one.indicator: one.explanation for one in of_balti.totals}
    assert len(of_balti.totals) == len(explanations) == 26
    assert explanations == {
        "1.1.7": E.ZERO_AS_NOT_REPORTED,
        **dict.fromkeys(("1.5.1", "1.5.3"), E.ROW_NOT_FILLED),
        "1.9.4": E.NUMBER_FOR_STATE,
        "1.13.2": E.DEPARTMENT_MISSED,
        **dict.fromkeys((f"1.14.{n}" for n in range(4, 9)), E.NOT_REPORTED_AS_ZERO),
        **dict.fromkeys(("1.15.2", "1.15.3", "4.1.7", "5.3.2"), E.UNEXPLAINED),
        **dict.fromkeys(("2.2.4", "3.5.2", "4.8.2"), E.ONE_DEPARTMENT),
        "2.2.5": E.RANGE_MADE_EXACT,
        "2.3.1": E.NOT_REPORTED_AS_NOT_APPLICABLE,
        **dict.fromkeys((f"5.1.{n}" for n in range(1, 7)), E.ROW_NOT_FILLED),
        "5.3.1": E.LEFT_OUT_ADDED,
    }


def test_the_states_of_balti_that_contradict_the_rows_are_explained(of_balti: Contradictions) -> None:
    assert Counter(one.explanation.name for one in of_balti.statuses) == {
        "PARTIAL_AS_DONE": 8,
        "SILENT_NOT_COUNTED": 5,
        "LEFT_BLANK": 5,
        "MORE_THAN_ASKED": 5,
        "NOBODY_REPORTED": 1,
        "UNEXPLAINED": 3,
    }
    assert len(of_balti.done_without_report) == 22


def test_all_of_it_is_one_table_in_words(of_balti: Contradictions) -> None:
    table = contradictions_table(of_balti)
    rows = {row[0]: row for row in table.rows}
    assert table.columns == ("Unde", "După rânduri", "Publicat", "Explicație", "Cât de sigur", "Amănunte")
    assert len(table.rows) == 26 + 27 + 22
    assert rows["1.13.2"] == (
        "1.13.2",
        "8 acte",
        "7 acte",
        "suma, fără o subdiviziune",
        "probabil",
        "Direcția relații cu publicul",
    )
    assert rows["stadiul acțiunii 1.11"] == (
        "stadiul acțiunii 1.11",
        "1 / 0 / 0",
        "18 / 0 / 0",
        "mai multe subdiviziuni decât întreabă planul",
        "probabil",
        "planul întreabă 1 subdiviziune",
    )
    assert contradictions_count(of_balti) == (
        "totaluri care nu se potrivesc: 26, din care explicate: 22; stadii: 27; aceeași cantitate cu două valori: 0;"
        " declarate realizate fără raport: 22"
    )
