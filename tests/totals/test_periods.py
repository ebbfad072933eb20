"""A longer period composed of shorter ones: whatever came in, in whatever order, nothing twice and nothing in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from conftest import a_plan, an_action, an_indicator
from hypothesis import given
from hypothesis import strategies as st
from returned_months import MONTHS, SEMESTER, a_return, inputs_of

from toolkit.checks.check import check_submissions
from toolkit.checks.jumps import find_jumps
from toolkit.intake.earlier import Earlier, EarlierPeriod
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import MissingMonths, PeriodInputs
from toolkit.language import speaking
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.totals.aggregation import totals_of
from toolkit.totals.periods import composed

Returned = Mapping[str, Mapping[str, str]]  # period → indicator id or action code → what stands in the form


def presa(returned: Returned, period: str = SEMESTER, plan: Plan | None = None) -> PeriodInputs:
    """The period composed of what one department returned."""
    return composed(inputs_of(*(a_return(name, said) for name, said in returned.items()), period=period, plan=plan))


def answer(inputs: PeriodInputs, number: int = 1) -> str:
    """What the department says in the report, and what its total is made of."""
    total = totals_of(inputs.plan, inputs.submissions)[number - 1]
    return dict(total.cells).get("presa", "")


def about_months(inputs: PeriodInputs) -> list[Finding]:
    return [f for f in check_submissions(inputs) if f.code in (Code.MISSING_MONTHS, Code.MONTHS_NOT_COUNTED)]


def months(*numbers: int) -> tuple[Period, ...]:
    return tuple(Period.parse(f"2023-{number:02d}") for number in numbers)


def test_months_become_the_semester_with_the_cells_that_it_is_made_of() -> None:
    inputs = presa({name: {"1.1.1": f"{n} decizii", "1.1.2": "0"} for n, name in enumerate(MONTHS, 1)})
    (submission,) = inputs.submissions
    assert (answer(inputs), answer(inputs, 2)) == ("21 de decizii", "0 decizii")
    assert [str(entry.place) for entry in submission.entries[0].made_of] == [
        f"inputs/exemplu/{name}/presa.xlsx · foaia „Indicatori” · celula F12" for name in MONTHS
    ]
    assert (about_months(inputs), inputs.missing_months) == ([], ())


def test_inputs_without_shorter_periods_stay_what_they_are() -> None:
    inputs = inputs_of(a_return(SEMESTER, {"1.1.1": "5"}))
    assert composed(inputs) is inputs


def test_a_quarter_stands_for_its_months_and_a_year_takes_all() -> None:
    returned = {
        "2023-Q1": {"1.1.1": "10"},
        **{name: {"1.1.1": "1"} for name in MONTHS[3:]},
        "2023-S2": {"1.1.1": "100"},
    }
    assert answer(presa(returned, "2023")) == "113 decizii"


def test_what_the_longer_period_itself_says_counts_and_months_that_contradict_it_are_a_finding() -> None:
    inputs = presa({"2023-01": {"1.1.1": "5 decizii"}, "2023-02": {"1.1.1": "6"}, SEMESTER: {"1.1.1": "12 decizii"}})
    assert answer(inputs) == "12 decizii"
    (finding,) = about_months(inputs)
    assert (finding.severity, finding.code, finding.action, finding.indicator) == (
        Severity.WARNING,
        Code.MONTHS_NOT_COUNTED,
        "1.1",
        1,
    )
    assert str(finding) == (
        "inputs/exemplu/2023-S1/presa.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      „12 decizii”, iar din formularele perioadelor mai scurte rezultă „11 decizii”\n"
        "    așteptat   aceeași valoare la indicatorul 1.1.1\n"
        "    de făcut   lămuriți care valoare este bună; până atunci se ia cea pentru 2023-S1"
    )


def test_months_that_say_the_same_as_the_longer_period_are_one_note() -> None:
    inputs = presa({"2023-01": {"1.1.1": "5", "1.1.2": "1"}, SEMESTER: {"1.1.1": "5 decizii", "1.1.2": "1"}})
    assert (answer(inputs), answer(inputs, 2)) == ("5 decizii", "1")
    (finding,) = about_months(inputs)
    assert finding.severity is Severity.NOTE
    assert str(finding) == (
        "inputs/exemplu/2023-S1/presa.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      1.1.1 și 1.1.2, cu aceleași valori și în formularele perioadelor mai scurte\n"
        "    așteptat   fiecare valoare o singură dată\n"
        "    de făcut   nimic: se ia valoarea din acest formular, iar celelalte nu se mai adaugă"
    )


def test_months_of_a_quarter_that_counts_within_a_year_are_a_finding_too() -> None:
    inputs = presa({"2023-02": {"1.1.1": "4"}, "2023-Q1": {"1.1.1": "5"}, "2023-05": {"1.1.1": "1"}}, "2023")
    assert answer(inputs) == "6 decizii"
    assert [f.place.file for f in about_months(inputs) if f.code is Code.MONTHS_NOT_COUNTED] == [
        "inputs/exemplu/2023-Q1/presa.xlsx"
    ]


@pytest.mark.parametrize("nothing", ["-", "", "indisponibil încă"])
def test_a_longer_period_that_says_nothing_leaves_it_to_the_months(nothing: str) -> None:
    inputs = presa({**{name: {"1.1.1": "1", "1.1.2": "0"} for name in MONTHS}, SEMESTER: {"1.1.1": nothing}})
    assert answer(inputs) == "6 decizii"
    assert about_months(inputs) == []


def test_nu_este_cazul_of_the_longer_period_is_an_answer() -> None:
    inputs = presa({"2023-01": {"1.1.1": "1"}, SEMESTER: {"1.1.1": "Nu este cazul"}})
    assert answer(inputs) == "Nu este cazul"
    assert [finding.severity for finding in about_months(inputs)] == [Severity.WARNING]


def test_months_without_a_form_are_named_once_for_the_department_and_not_scaled_up() -> None:
    inputs = presa({name: {"1.1.1": "2", "1.1.2": "0"} for name in (MONTHS[0], MONTHS[2], MONTHS[5])})
    assert answer(inputs) == "6 decizii"
    assert inputs.missing_months == (MissingMonths(department="presa", months=months(2, 4, 5)),)
    (finding,) = about_months(inputs)
    assert (finding.severity, finding.department) == (Severity.WARNING, "presa")
    assert str(finding) == (
        "inputs/exemplu\n"
        "    găsit      niciun formular de la Direcția presa pentru februarie, aprilie și mai\n"
        "    așteptat   câte un formular pentru fiecare lună\n"
        "    de făcut   cereți formularele; până atunci lunile acestea lipsesc din totaluri, fără să fie estimate"
    )


def test_months_that_a_figure_lacks_are_named_by_action() -> None:
    said = {name: {"1.1.1": "1", "1.1.2": "-"} for name in MONTHS}
    inputs = presa({**said, MONTHS[1]: {"1.1.1": "-"}, MONTHS[5]: {"1.1.1": "1", "1.1.2": "3"}})
    assert inputs.missing_months == (
        MissingMonths(department="presa", months=months(2), action="1.1", indicator=1),
        MissingMonths(department="presa", months=months(1, 2, 3, 4, 5), action="1.1", indicator=2),
    )
    (finding,) = about_months(inputs)
    assert (finding.action, finding.indicator) == ("1.1", None)
    assert str(finding) == (
        "inputs/exemplu/2023-06/presa.xlsx\n"
        "    găsit      luni fără răspuns la 1.1.1 (februarie); 1.1.2 (ianuarie–mai)\n"
        "    așteptat   un răspuns pentru fiecare lună\n"
        "    de făcut   cereți valorile; 0 înseamnă zero, iar o lună fără răspuns lipsește din total și nu se estimează"
    )


def test_of_a_stock_only_the_months_after_the_last_known_one_lack() -> None:
    plan = a_plan(an_action(an_indicator(rule="sum/last"), asked=("presa",)))
    said = {name: {"1.1.1": "-"} for name in MONTHS}
    assert presa({**said, MONTHS[5]: {"1.1.1": "3"}}, plan=plan).missing_months == ()
    late = presa({**said, MONTHS[3]: {"1.1.1": "3"}}, plan=plan)
    assert (answer(late), late.missing_months[0].months) == ("3", months(5, 6))


def test_what_nobody_asked_of_a_department_lacks_no_month() -> None:
    plan = a_plan(an_action(asked=("cultura",)))
    inputs = presa({**{name: {} for name in MONTHS}, MONTHS[0]: {"1.1.1": "3"}}, plan=plan)
    assert (answer(inputs), inputs.missing_months) == ("3", ())


def test_statuses_and_texts_lack_no_month() -> None:
    plan = a_plan(an_action(an_indicator("status", "any/last"), an_indicator("text", "join/sum"), asked=("presa",)))
    said = {name: {"1.1.1": "-", "1.1.2": "-"} for name in MONTHS}
    inputs = presa({**said, MONTHS[1]: {"1.1.1": "Realizat", "1.1.2": "online"}}, plan=plan)
    assert (answer(inputs), answer(inputs, 2), inputs.missing_months) == ("Realizat", "online", ())


def test_where_no_figure_is_made_over_months_the_longer_period_may_say_its_own() -> None:
    plan = a_plan(an_action(an_indicator(rule="sum/none"), asked=("presa",)))
    said = {name: {"1.1.1": "3"} for name in MONTHS}
    assert answer(presa(said, plan=plan)) == "nu se totalizează"
    inputs = presa({**said, SEMESTER: {"1.1.1": "4"}}, plan=plan)
    assert (answer(inputs), about_months(inputs)) == ("4", [])


def test_two_files_of_a_month_that_contradict_each_other_enter_no_sum() -> None:
    first, second = a_return("2023-01", {"1.1.1": "5"}), a_return("2023-01", {"1.1.1": "7"}, file="presa (2)")
    inputs = composed(inputs_of(first, second, a_return("2023-02", {"1.1.1": "3"})))
    assert answer(inputs) == "cel puțin 3 decizii"
    assert Code.DUPLICATE_ENTRY in {finding.code for finding in check_submissions(inputs)}
    alone = composed(inputs_of(first, second))
    assert answer(alone) == "7 / 5"
    assert not totals_of(alone.plan, alone.submissions)[0].contributions


def test_two_files_of_a_month_that_say_the_same_count_once() -> None:
    files = (a_return("2023-01", {"1.1.1": "5"}), a_return("2023-01", {"1.1.1": "5 decizii"}, file="presa (2)"))
    assert answer(composed(inputs_of(*files, a_return("2023-02", {"1.1.1": "3"})))) == "8 decizii"


def test_what_does_not_fit_is_told_at_its_month() -> None:
    inputs = presa({name: {"1.1.1": "Realizat" if name == "2023-02" else "1", "1.1.2": "0"} for name in MONTHS})
    assert answer(inputs) == "5 decizii"
    (finding,) = [f for f in check_submissions(inputs) if f.code is Code.WRONG_KIND]
    assert str(finding.place) == "inputs/exemplu/2023-02/presa.xlsx · foaia „Indicatori” · celula F12"


def test_descriptions_follow_each_other_under_the_names_of_their_months() -> None:
    returned = {"2023-01": {"1.1": "S-a cumpărat."}, "2023-02": {"1.1": " "}, "2023-Q2": {"1.1": "S-a vândut.\n- tot"}}
    (submission,) = presa(returned).submissions
    (told,) = submission.narratives
    assert told.text == "Ianuarie:\nS-a cumpărat.\nTrimestrul II al anului 2023:\nS-a vândut.\n- tot"
    with speaking("bg"):
        assert presa(returned).submissions[0].narratives[0].text.startswith("Януари:\n")


def test_a_dash_is_no_description_and_stands_only_where_no_month_says_more() -> None:
    def told(returned: Returned) -> list[str]:
        return [narrative.text for s in presa(returned).submissions for narrative in s.narratives]

    assert told({"2023-01": {"1.1": "-"}, "2023-02": {"1.1": "Da."}, "2023-03": {"1.1": " – "}}) == ["Februarie:\nDa."]
    assert told({"2023-01": {"1.1": "-"}, "2023-02": {"1.1": "--"}, "2023-03": {}}) == ["--"]
    assert told({"2023-01": {"1.1": "-"}, SEMESTER: {"1.1": "-"}}) == ["-"]
    assert told({"2023-01": {"1.1": "Da."}, SEMESTER: {"1.1": "-"}}) == ["-", "Ianuarie:\nDa."]


def test_a_description_of_the_longer_period_stands_alone_and_the_others_are_a_note() -> None:
    inputs = presa({"2023-01": {"1.1": "Ianuarie."}, "2023-03": {"1.1": "Martie."}, SEMESTER: {"1.1": "Semestrul."}})
    assert [narrative.text for s in inputs.submissions for narrative in s.narratives] == ["Semestrul."]
    (finding,) = [f for f in about_months(inputs) if f.code is Code.MONTHS_NOT_COUNTED]
    assert finding.severity is Severity.NOTE
    assert str(finding) == (
        "inputs/exemplu/2023-S1/presa.xlsx · foaia „Descrieri” · celula C12\n"
        "    găsit      descrierea acțiunii 1.1, care stă și în formularele pentru 2023-01 și 2023-03\n"
        "    așteptat   o singură descriere pentru aceeași perioadă\n"
        "    de făcut   nimic, dacă această descriere le cuprinde pe toate; numai ea se tipărește"
    )


def test_a_department_that_returned_nothing_is_missing_as_before() -> None:
    plan = a_plan(an_action(asked="all"))
    inputs = presa({name: {"1.1.1": "1"} for name in MONTHS}, plan=plan)
    found = [(f.code, f.department) for f in check_submissions(inputs)]
    assert found == [(Code.MISSING_DEPARTMENT, "cultura"), (Code.MISSING_SECTIONS, "")]


def test_months_after_the_last_return_say_nothing_of_a_department_that_answered_the_whole() -> None:
    inputs = composed(
        inputs_of(
            a_return(SEMESTER, {"1.1.1": "5", "1.1.2": "0"}, department="cultura"), a_return("2023-01", {"1.1.1": "1"})
        )
    )
    assert {missing.department for missing in inputs.missing_months} == {"presa"}


def test_the_semester_so_far_takes_no_later_month_and_misses_none() -> None:
    said = {name: {"1.1.1": "1", "1.1.2": "0"} for name in (*MONTHS[:2], *MONTHS[3:5], SEMESTER)}
    inputs = inputs_of(*(a_return(name, values) for name, values in said.items()))
    so_far = composed(inputs, until=months(4)[0])
    assert answer(so_far) == "3 decizii"
    assert so_far.missing_months == (MissingMonths(department="presa", months=months(3)),)
    assert about_months(so_far)[0].found == "niciun formular de la Direcția presa pentru martie"
    assert answer(composed(inputs, until=months(6)[0])) == "1"


def test_so_far_is_empty_before_the_first_return() -> None:
    so_far = composed(inputs_of(a_return("2023-05", {"1.1.1": "1"})), until=months(2)[0])
    assert (so_far.submissions, so_far.missing_months) == ((), ())


FIGURES = st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 10**6), min_size=1)


@given(FIGURES)
def test_any_split_of_a_flow_over_months_adds_up(figures: dict[str, int]) -> None:
    inputs = presa({month: {"1.1.1": f"{figure} decizii"} for month, figure in figures.items()})
    (entry,) = inputs.submissions[0].entries
    assert entry.value.quantities[0].number.low == entry.value.quantities[0].number.high == sum(figures.values())
    lacking = {month for missing in inputs.missing_months for month in missing.months}
    assert {str(month) for month in lacking} == set(MONTHS) - figures.keys()


@given(FIGURES, st.randoms(), st.sampled_from(["sum", "last", "max"]))
def test_any_order_of_arrival_gives_the_same(figures, random, rule) -> None:
    plan = a_plan(an_action(an_indicator(rule=f"sum/{rule}"), asked=("presa",)))
    returned = [a_return(month, {"1.1.1": str(figure), "1.1": f"{figure}"}) for month, figure in figures.items()]
    mixed = random.sample(returned, len(returned))
    assert composed(inputs_of(*mixed, plan=plan)) == composed(inputs_of(*returned, plan=plan))


@given(st.lists(st.tuples(st.sampled_from([*MONTHS, "2023-Q1", SEMESTER]), st.integers(0, 9)), min_size=1))
def test_any_corrections_give_the_last_figures(arrived: list[tuple[str, int]]) -> None:
    """A correction takes the place of what was returned for the same period before, in the folder as in the sum."""
    folder = dict(arrived)
    inputs = presa({period: {"1.1.1": str(figure)} for period, figure in folder.items()})
    quarters = folder.get("2023-Q1", sum(folder.get(month, 0) for month in MONTHS[:3]))
    expected = folder.get(SEMESTER, quarters + sum(folder.get(month, 0) for month in MONTHS[3:]))
    (figure,) = {e.value.quantities[0].number.low for s in inputs.submissions for e in s.entries}
    assert figure == expected


@given(st.lists(st.integers(0, 10**6), min_size=12, max_size=12))
def test_a_year_of_quarters_that_were_composed_is_a_year_of_months(figures: list[int]) -> None:
    names = [str(month) for month in Period.parse("2023").months]
    said = dict(zip(names, ({"1.1.1": f"{figure} decizii"} for figure in figures), strict=True))
    quarters = {}
    for number in range(1, 5):
        quarter = f"2023-Q{number}"
        quarters[quarter] = {
            "1.1.1": answer(presa({name: said[name] for name in names[3 * number - 3 : 3 * number]}, quarter))
        }
    one, other = presa(said, "2023"), presa(quarters, "2023")
    assert answer(one) == answer(other)
    assert (one.missing_months, other.missing_months) == ((), ())


def test_earlier_semesters_that_were_returned_by_months_are_composed_and_held_against_the_period() -> None:
    def earlier(code: str, *figures: str) -> EarlierPeriod:
        whole = Period.parse(code)
        of_months = [
            EarlierPeriod(period=month, submissions=(a_return(str(month), {"1.1.1": figure}),))
            for month, figure in zip(whole.months, figures, strict=True)
        ]
        own = EarlierPeriod(period=whole, submissions=())
        return replace(own, parts=(*of_months, own))

    by_months = (earlier("2021-S2", *"123412"), earlier("2022-S1", *"222222"), earlier("2022-S2", *"112233"))
    inputs = composed(replace(inputs_of(a_return(SEMESTER, {"1.1.1": "60"})), earlier=Earlier(periods=by_months)))
    assert [(str(before.period), before.parts) for before in inputs.earlier.periods] == [
        ("2021-S2", ()),
        ("2022-S1", ()),
        ("2022-S2", ()),
    ]
    [finding] = find_jumps(inputs)
    assert finding.found == "„60”, de 5 ori mai mult decât mediana ultimelor 3 perioade (12)"
