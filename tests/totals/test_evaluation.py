"""The evaluation of a plan: what is due, what follows from deadline and evidence, and the degree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_files import by_measure, real_plan

from toolkit.intake.claims import Claim, ClaimedState
from toolkit.plan.period import Period
from toolkit.plan.plan import Action, Plan, Priority
from toolkit.totals.evaluation import DerivedState, evaluate

YEAR = Period.parse("2023")
END = YEAR.last_day
BALTATI, _ = real_plan("baltati")
DUE_IN_BALTATI = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "3.1", "3.2", "3.3", "4.1", "4.2"]
CLAIMS = st.dictionaries(
    st.sampled_from([action.code for action in BALTATI.actions]),
    st.tuples(st.sampled_from(ClaimedState), st.booleans()),
)


def a_plan(*deadlines: str, events: dict[str, date] | None = None) -> Plan:
    """A plan in force from 2023 on, with one measure for each deadline: 1.1, 1.2 and so on."""
    actions = tuple(
        Action(code=f"1.{number}", title="Publicarea datelor", deadline=deadline)
        for number, deadline in enumerate(deadlines, 1)
    )
    priority = Priority(code="1", title="Transparența", actions=actions)
    return Plan(title="Plan", valid_from=date(2023, 1, 1), events=events or {}, priorities=(priority,))


def a_claim(code: str, state: ClaimedState = ClaimedState.IMPLEMENTED, evidence: str = "HCL nr. 5 din 01.02.2023") -> Claim:
    return Claim(measure=code, state=state, evidence=evidence, role="secretar")


def claims(*codes: str) -> dict[str, tuple[Claim, ...]]:
    """Measures that are declared implemented, with evidence."""
    return by_measure(*map(a_claim, codes))


def derived(deadline: str, claim: Claim | None = None, on: date = END) -> DerivedState:
    """What follows for the only measure of a plan in 2023."""
    [measure] = evaluate(a_plan(deadline), by_measure(claim) if claim else {}, YEAR, on).measures
    return measure.derived


@pytest.mark.parametrize(
    ("deadline", "claim", "on", "state"),
    [
        ("31 martie 2023", None, date(2023, 3, 31), DerivedState.IN_TIME),  # its last day is not over
        ("31 martie 2023", None, date(2023, 4, 1), DerivedState.OVERDUE),
        ("31 martie 2023", a_claim("1.1"), date(2023, 4, 1), DerivedState.IMPLEMENTED),
        ("31 martie 2023", a_claim("1.1", evidence=""), date(2023, 4, 1), DerivedState.UNPROVED),
        ("31 martie 2023", a_claim("1.1", ClaimedState.PARTIAL), date(2023, 4, 1), DerivedState.OVERDUE),
        ("31 martie 2023", a_claim("1.1", ClaimedState.PARTIAL), date(2023, 3, 1), DerivedState.PARTIAL),
        ("31 martie 2023", a_claim("1.1", ClaimedState.NOT_IMPLEMENTED), date(2023, 3, 1), DerivedState.IN_TIME),
        ("Permanent", None, date(2023, 12, 30), DerivedState.IN_TIME),
        ("Permanent", None, date(2023, 12, 31), DerivedState.UNVERIFIED),
        ("31 martie 2024", None, END, DerivedState.NOT_DUE),
        ("La 2 ani", None, END, DerivedState.NOT_DUE),
        ("după necesitate", None, END, DerivedState.OPEN),
        ("31 iunie 2023", None, END, DerivedState.OPEN),
        ("cândva", None, END, DerivedState.OPEN),
    ],
)
def test_what_follows_from_deadline_claim_and_date(
    deadline: str, claim: Claim | None, on: date, state: DerivedState
) -> None:
    assert derived(deadline, claim, on) is state


def test_the_degree_of_a_real_plan_is_what_is_proved_out_of_what_is_due() -> None:
    nothing = evaluate(BALTATI, {}, YEAR, END)
    assert [measure.action.code for measure in nothing.measures if measure.is_due] == DUE_IN_BALTATI
    assert (nothing.implemented, nothing.due, nothing.claimed) == (0, 12, 0)
    four = evaluate(BALTATI, claims(*DUE_IN_BALTATI[:4]), YEAR, END)
    assert four.degree is not None
    assert (four.degree.percentage, four.degree.points) == (Decimal("33.33"), Decimal("1.92"))


def test_a_claim_without_evidence_does_not_count() -> None:
    assert evaluate(a_plan("Anual"), by_measure(a_claim("1.1", evidence="")), YEAR, END).implemented == 0


def test_of_several_claims_the_last_counts() -> None:
    not_yet, done = a_claim("1.1", ClaimedState.NOT_IMPLEMENTED, ""), a_claim("1.1")
    [measure] = evaluate(a_plan("Anual"), by_measure(not_yet, done), YEAR, END).measures
    assert (measure.earlier, measure.claim, measure.derived) == ((not_yet,), done, DerivedState.IMPLEMENTED)
    [measure] = evaluate(a_plan("Anual"), by_measure(done, not_yet), YEAR, END).measures
    assert (measure.earlier, measure.derived) == ((done,), DerivedState.UNVERIFIED)


def test_what_is_implemented_before_it_is_due_does_not_count() -> None:
    evaluation = evaluate(a_plan("31 martie 2023", "31 martie 2024"), claims("1.1", "1.2"), YEAR, END)
    assert (evaluation.implemented, evaluation.due) == (1, 1)


def test_where_nothing_is_due_there_is_no_degree() -> None:
    evaluation = evaluate(a_plan("după necesitate", "31 martie 2024"), claims("1.1", "1.2"), YEAR, END)
    assert (evaluation.due, evaluation.degree) == (0, None)


def test_a_permanent_measure_is_due_at_its_verification_dates_only() -> None:
    plan = a_plan("Permanent", "semestrial")
    half = Period.parse("2023-S1")
    assert [measure.is_due for measure in evaluate(plan, {}, half, half.last_day).measures] == [False, True]
    assert [measure.is_due for measure in evaluate(plan, {}, YEAR, END).measures] == [True, True]


def test_a_deadline_of_a_year_before_stays_due() -> None:
    [measure] = evaluate(a_plan("31 martie 2022"), {}, YEAR, END).measures
    assert (measure.is_due, measure.due_on) == (True, ())


def test_a_deadline_that_counts_from_an_event_is_due_once_the_plan_knows_the_day() -> None:
    text = "3 luni de la aprobarea planului"
    [open_end] = evaluate(a_plan(text), {}, YEAR, END).measures
    assert (open_end.is_due, open_end.derived) == (False, DerivedState.OPEN)
    known = a_plan(text, events={"Aprobarea  planului": date(2023, 2, 21)})
    [measure] = evaluate(known, {}, YEAR, END).measures
    assert (measure.due_on, measure.derived) == ((date(2023, 5, 21),), DerivedState.OVERDUE)


@pytest.mark.parametrize("institution_id", ["baltati", "balti", "pernik"])
def test_no_measure_of_a_plan_is_dropped_and_each_that_is_not_due_has_its_reason(institution_id: str) -> None:
    plan, _ = real_plan(institution_id)
    period = Period.parse(str(plan.valid_from.year))
    measures = evaluate(plan, {}, period, period.last_day).measures
    assert [measure.action for measure in measures] == list(plan.actions)
    assert all(bool(measure.why_not_due) is not measure.is_due for measure in measures)


@given(CLAIMS, CLAIMS, st.dates(date(2022, 1, 1), date(2025, 12, 31)))
def test_the_degree_lies_between_none_and_all_and_evidence_never_lowers_it(
    some: dict[str, tuple[ClaimedState, bool]], more: dict[str, tuple[ClaimedState, bool]], on: date
) -> None:
    def read(given_claims: dict[str, tuple[ClaimedState, bool]]) -> dict[str, tuple[Claim, ...]]:
        return by_measure(*(a_claim(code, state, "act" * proved) for code, (state, proved) in given_claims.items()))

    before = evaluate(BALTATI, read(some), YEAR, on)
    after = evaluate(BALTATI, {**read(some), **by_measure(*(a_claim(code, evidence="act") for code in more))}, YEAR, on)
    assert before.degree is not None
    assert after.degree is not None
    assert 0 <= before.degree.exact <= after.degree.exact <= 100
    assert before.due == after.due


@pytest.mark.parametrize(
    ("deadline", "evidence", "state"),
    [
        ("31 martie 2023", "PV nr. 3 din 30.02.2023", DerivedState.DOUBTFUL),  # a day that does not exist
        ("31 martie 2023", "PV nr. 3 din 15.01.2024", DerivedState.DOUBTFUL),  # of after the date
        ("31 martie 2023", "PV nr. 3 din 31.12.2023", DerivedState.IMPLEMENTED),
        ("31 martie 2023", "PV nr. 3 din 10.01.2019", DerivedState.IMPLEMENTED),  # done long before its deadline
        ("31 martie 2023", "PV nr. 3", DerivedState.IMPLEMENTED),
        ("anual", "Raport nr. 5 din 10.01.2019", DerivedState.DOUBTFUL),  # of before the year that is verified
        ("anual", "Raport nr. 5 din 31.12.2022", DerivedState.DOUBTFUL),
        ("anual", "Raport nr. 5 din 01.01.2023", DerivedState.IMPLEMENTED),
        ("permanent", "Registrul din 2019, raport din 20.11.2023", DerivedState.IMPLEMENTED),
        ("la 2 ani, începând cu 2022", "Raport de audit din 03.05.2022", DerivedState.IMPLEMENTED),
        ("la 2 ani, începând cu 2022", "Raport de audit din 31.12.2021", DerivedState.DOUBTFUL),
    ],
)
def test_evidence_counts_by_the_days_that_it_names(deadline: str, evidence: str, state: DerivedState) -> None:
    assert derived(deadline, a_claim("1.1", evidence=evidence)) is state


def test_what_was_declared_only_after_the_date_does_not_speak_at_it() -> None:
    early = Claim(measure="1.1", state=ClaimedState.PARTIAL, role="secretar", date=date(2023, 3, 1))
    late = Claim(measure="1.1", state=ClaimedState.IMPLEMENTED, evidence="act", role="secretar", date=date(2023, 12, 15))
    [measure] = evaluate(a_plan("anual"), by_measure(early, late), YEAR, date(2023, 6, 1)).measures
    assert (measure.claim, measure.earlier, measure.later) == (early, (), (late,))
    assert measure.derived is DerivedState.PARTIAL
    [measure] = evaluate(a_plan("anual"), by_measure(early, late), YEAR, END).measures
    assert (measure.claim, measure.earlier, measure.later) == (late, (early,), ())
    assert measure.derived is DerivedState.IMPLEMENTED
