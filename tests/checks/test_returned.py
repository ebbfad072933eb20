"""Who returned a form, when, and whether in time, is said by the register alone."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import a_plan, an_action, an_indicator, an_institution

from toolkit.checks.returned import ReturnedForm, returned_forms
from toolkit.intake.office_files import Sections
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.received.register import Register, RegisterEntry, State
from toolkit.intake.submission import Submission
from toolkit.plan.institution import FormTerms
from toolkit.plan.period import Period

MAY = Period.parse("2023-05")
CLOSING = date(2023, 6, 5)


def sha(letter: str) -> str:
    return letter * 64


def entry(day: int, letter: str, state: State = State.ACCEPTED, **more: object) -> RegisterEntry:
    reason = "" if state is State.ACCEPTED else "wrong-period: altă lună"
    told = {"department": "presa", "period": "2023-05", "reason": reason, **more}
    return RegisterEntry(date=date(2023, 6, day), file="x.xlsx", state=state, sha256=sha(letter), **told)


def forms(*entries: RegisterEntry, read: str = "a", until: date = date.max, closing_day: int | None = 5) -> ReturnedForm:
    inputs = PeriodInputs(
        institution=an_institution(["presa"], forms=FormTerms(closing_day=closing_day) if closing_day else None),
        plan=a_plan(an_action(an_indicator())),
        period=MAY,
        folder="inputs/exemplu/2023-05",
        submissions=tuple(
            Submission(department="presa", file="presa.xlsx", sha256=sha(letter), entries=(), narratives=())
            for letter in read
        ),
        reading_findings=(),
        sections=Sections(),
        adjustments={},
        published_totals={},
        published_status={},
    )
    (form,) = returned_forms(inputs, Register(entries), until)
    return form


def test_without_a_register_it_is_only_known_that_a_form_is_there() -> None:
    assert forms() == ReturnedForm(department="presa", is_read=True, closing=CLOSING, due=CLOSING)
    assert forms(read="") == ReturnedForm(department="presa", is_read=False, closing=CLOSING, due=CLOSING)


@pytest.mark.parametrize(("day", "is_late"), [(4, False), (5, False), (6, True)])
def test_a_form_is_late_after_the_closing_date_and_not_on_it(day: int, is_late: bool) -> None:
    form = forms(entry(day, "a"))
    assert (form.first, form.is_late) == (date(2023, 6, day), is_late)


@pytest.mark.parametrize(("day", "is_late"), [(5, False), (6, True)])
def test_a_closing_date_that_is_no_working_day_moves_to_the_next_one_as_in_the_letters(day: int, is_late: bool) -> None:
    """4 June 2023 was a Sunday."""
    form = forms(entry(day, "a"), closing_day=4)
    assert (form.closing, form.due, form.is_late) == (date(2023, 6, 4), CLOSING, is_late)


def test_without_a_closing_date_nobody_is_late() -> None:
    form = forms(entry(28, "a"), closing_day=None)
    assert (form.first, form.closing, form.due, form.is_late) == (date(2023, 6, 28), None, None, False)


def test_a_correction_does_not_make_late_what_came_in_time() -> None:
    form = forms(entry(3, "a"), entry(20, "b", supersedes=(sha("a"),)), read="b")
    assert (form.first, form.corrected, form.is_late) == (date(2023, 6, 3), date(2023, 6, 20), False)


def test_the_same_form_received_again_is_no_correction() -> None:
    form = forms(entry(3, "a"), entry(20, "a"))
    assert (form.first, form.corrected) == (date(2023, 6, 3), None)


def test_what_came_after_the_cutoff_is_not_spoken_of() -> None:
    form = forms(entry(3, "a"), entry(20, "b", supersedes=(sha("a"),)), until=date(2023, 6, 10))
    assert (form.first, form.corrected) == (date(2023, 6, 3), None)


def test_a_form_that_was_given_back_is_awaited_until_another_comes() -> None:
    given_back = entry(3, "c", State.RETURNED)
    assert forms(given_back, read="").given_back == date(2023, 6, 3)
    assert forms(given_back, entry(4, "a")).given_back is None


def test_what_was_returned_for_another_month_or_by_another_department_is_not_of_this_form() -> None:
    form = forms(entry(3, "b", period="2023-04"), entry(4, "c", department="cultura"))
    assert form == ReturnedForm(department="presa", is_read=True, closing=CLOSING, due=CLOSING)


def test_a_department_that_the_plan_asks_nothing_is_not_listed() -> None:
    asked = an_action(an_indicator(), asked=("presa",))
    inputs = PeriodInputs(
        institution=an_institution(["presa", "cultura"]),
        plan=a_plan(asked),
        period=MAY,
        folder="inputs/exemplu/2023-05",
        submissions=(),
        reading_findings=(),
        sections=Sections(),
        adjustments={},
        published_totals={},
        published_status={},
    )
    assert [one.department for one in returned_forms(inputs, Register())] == ["presa"]
