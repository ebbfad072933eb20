"""A correction that leaves out what the return before it said is compared with it, answer by answer."""

from __future__ import annotations

from collections.abc import Iterable

from form_builder import PLAN
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import Place
from toolkit.intake.finding import Code, Severity
from toolkit.intake.received.lost_answers import lost_answers
from toolkit.intake.submission import Entry, Narrative, Submission
from toolkit.intake.value import NOT_REPORTED, Kind, Value
from toolkit.plan.plan import Plan

[_PRIORITY] = PLAN.priorities
_ACTION = _PRIORITY.actions[1].model_copy(update={"indicators": _PRIORITY.actions[1].indicators[:1] * 8})
LONG = PLAN.model_copy(update={"priorities": (_PRIORITY.model_copy(update={"actions": (_ACTION,)}),)})
NUMBERS = range(1, 9)
PLACE = Place("cultura.xlsx")


def submission(answered: Iterable[int] = (), narrative: str = "") -> Submission:
    """A return that answers some of the eight indicators of action 1.10."""
    answers = set(answered)
    entries = tuple(
        Entry(
            action="1.10",
            indicator=number,
            value=Value(kind=Kind.NOT_APPLICABLE, text="Nu este cazul") if number in answers else NOT_REPORTED,
            place=PLACE,
        )
        for number in NUMBERS
    )
    narratives = (Narrative(action="1.10", text=narrative, place=PLACE),) if narrative else ()
    return Submission(department="cultura", file="cultura.xlsx", sha256="", entries=entries, narratives=narratives)


def found(after: Submission, *before: Submission, plan: Plan = LONG) -> str:
    finding = lost_answers(after, before, plan, "cultura.xlsx")
    return "" if finding is None else finding.found.removeprefix(_WITHOUT)


_WITHOUT = "o corectare fără ce spunea formularul pe care îl înlocuiește: "


def test_what_is_lost_is_a_warning_about_the_department() -> None:
    finding = lost_answers(submission(), [submission([3])], LONG, "cultura.xlsx")
    assert finding is not None
    assert (finding.severity, finding.code, finding.department) == (Severity.WARNING, Code.ANSWERS_LOST, "cultura")
    assert finding.found == _WITHOUT + "1 indicator (1.10.3)"


def test_the_first_five_are_named_and_the_others_counted() -> None:
    assert found(submission(), submission(range(1, 6))) == "5 indicatori (1.10.1, 1.10.2, 1.10.3, 1.10.4, 1.10.5)"
    assert found(submission([8]), submission(NUMBERS)) == ("7 indicatori (1.10.1, 1.10.2, 1.10.3, 1.10.4, 1.10.5 și încă 2)")


def test_a_description_that_is_a_dash_was_none() -> None:
    assert found(submission(), submission(narrative="-")) == ""
    assert found(submission(narrative="-"), submission(narrative="S-a instruit.")) == "1 descriere (1.10)"


def test_what_several_files_said_is_taken_together() -> None:
    assert found(submission([1]), submission([1, 2]), submission([4])) == "2 indicatori (1.10.2, 1.10.4)"


@given(st.sets(st.sampled_from(NUMBERS)), st.sets(st.sampled_from(NUMBERS)))
def test_nothing_is_lost_exactly_where_everything_is_still_answered(before: set[int], after: set[int]) -> None:
    assert (found(submission(after), submission(before)) == "") == (before <= after)
