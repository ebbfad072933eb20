"""The back-test: the verdict on each published figure, and what the figures say. Cases of the Bălți report."""

import pytest
from conftest import an_entry, an_indicator, an_institution

from toolkit.intake.office_files import PublishedStatus
from toolkit.plan.unit import Unit
from toolkit.totals.aggregation import total_for
from toolkit.totals.comparison import Verdict, compare_status, compare_with_published
from toolkit.totals.status import ActionStatus, DepartmentState

INSTITUTION = an_institution()
ACTS = Unit(one="act", few="acte", other="acte")


def compared(texts, published, rule="sum/sum", kind="count", unit=ACTS):
    departments = INSTITUTION.department_ids
    reported = [(departments[n], an_entry(text, file=f"{n}.xlsx")) for n, text in enumerate(texts)]
    return compare_with_published(total_for("1.1", 1, an_indicator(kind, rule, unit=unit), reported), published, INSTITUTION)


@pytest.mark.parametrize(
    ("texts", "published", "verdict"),
    [
        (["5 acte", "3 acte"], "8 acte", Verdict.SAME),
        (["5 acte", "3 acte"], " 8  acte", Verdict.SAME),
        (["5 acte", "3 acte"], "8 acte normative", Verdict.WORDING),
        (["5 acte", "3 acte"], "8", Verdict.WORDING),
        (["5 acte", "3 acte"], "cca. 8 acte", Verdict.DIFFERS),
        (["5 acte", "3 acte"], "7 acte", Verdict.DIFFERS),
        (["0 acte"], "-", Verdict.DIFFERS),
        (["-"], "0", Verdict.DIFFERS),
        (["-"], "-", Verdict.SAME),
        (["-"], "", Verdict.WORDING),
        (["-"], "--", Verdict.WORDING),
        (["-"], "Nu este cazul", Verdict.DIFFERS),
        (["Nu este cazul"], "Nu e cazul", Verdict.WORDING),
        (["4 acte (3F/1B)"], "4 acte", Verdict.DIFFERS),
        (["5 acte"], None, Verdict.UNPUBLISHED),
    ],
)
def test_each_published_cell_gets_its_verdict(texts, published, verdict):
    assert compared(texts, published).verdict is verdict


def test_cedilla_and_comma_are_the_same_letter():
    assert compared(["2 ședințe"], "2 şedinţe", unit=Unit(one="ședință", few="ședințe")).verdict is Verdict.SAME


@pytest.mark.parametrize(("published", "verdict"), [("+", Verdict.WORDING), ("Nerealizat", Verdict.DIFFERS)])
def test_a_status_in_other_words_is_the_same_only_in_the_same_state(published, verdict):
    assert compared(["Realizat"], published, rule="any/last", kind="status").verdict is verdict


@pytest.mark.parametrize(
    ("texts", "published", "rule", "explanation"),
    [
        (["5 acte", "2 acte", "1 act"], "7 acte", "sum/sum", "suma ar fi „8 acte”; s-a publicat „7 acte”"),
        (["-", "-"], "0", "sum/sum", "nimeni nu a raportat; s-a publicat „0”"),
        (["0 acte", "-"], "-", "sum/sum", "s-a raportat „0 acte”; s-a publicat „-”"),
        (["1 act"], "", "sum/sum", "s-a raportat „1 act”; nu s-a publicat nimic (celula goală)"),
        (
            ["141 acte", "138 acte"],
            "141 acte",
            "lead:presa/sum",
            "Direcția presa a raportat „138 acte”; s-a publicat „141 acte” (cât a raportat Direcția resurse umane)",
        ),
        (
            ["cod aprobat"],
            "1 act",
            "sum/sum",
            "niciun răspuns nu intră în total (Direcția resurse umane – „cod aprobat”); s-a publicat „1 act”",
        ),
    ],
)
def test_a_difference_says_what_the_figures_say(texts, published, rule, explanation):
    assert compared(texts, published, rule=rule).explanation == explanation


def test_status_counts_differ_with_the_departments_that_make_the_difference():
    states = (("presa", DepartmentState.ALL), ("cultura", DepartmentState.NONE))
    status = ActionStatus(action="1.1", states=states)
    found = compare_status(status, PublishedStatus(all_done=2, some_overdue=0, none_done=None), INSTITUTION)
    assert (found.computed, found.published, found.verdict) == ("1 / 0 / 1", "2 / 0 / –", Verdict.DIFFERS)
    assert found.explanation == (
        "au realizat toți indicatorii: 1 după rânduri, 2 publicat; nu au realizat niciun indicator: 1 după rânduri, nimic"
        " publicat; fără răspuns: Direcția cultura"
    )


def test_status_counts_that_were_not_published_get_no_verdict():
    status = ActionStatus(action="1.1", states=(("presa", DepartmentState.ALL),))
    nothing = PublishedStatus(all_done=None, some_overdue=None, none_done=None)
    assert compare_status(status, nothing, INSTITUTION).verdict is Verdict.UNPUBLISHED
