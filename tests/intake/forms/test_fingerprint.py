"""The fingerprint of a form: equal for equal forms, another one as soon as anything else is asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from form_builder import INSTITUTION, PLAN
from hypothesis import given
from hypothesis import strategies as st
from sent_form import returned, sent_form

from toolkit.intake.forms.asked import Asked, asked_by_department
from toolkit.intake.forms.fingerprint import form_fingerprint
from toolkit.intake.privacy import personal_codes
from toolkit.plan.period import Period
from toolkit.plan.plan import IndicatorKind
from toolkit.plan.unit import Unit

JULY = Period.parse("2023-07")
ASKED = asked_by_department(PLAN, INSTITUTION)["cultura"]
HERS = form_fingerprint("oras", "cultura", JULY, PLAN, ASKED)


def _changed(**more: object) -> tuple[Asked, ...]:
    first = ASKED[0]
    return (replace(first, indicator=first.indicator.model_copy(update=more)), *ASKED[1:])


def test_it_is_twelve_digits_in_three_groups() -> None:
    assert re.fullmatch(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}", HERS)


def test_it_is_the_same_on_every_machine() -> None:
    """Forms that are out must still be known after the program was updated: this changes only on purpose."""
    assert HERS == "d502-e780-d93f"


@pytest.mark.parametrize(
    "other",
    [
        form_fingerprint("alt-oras", "cultura", JULY, PLAN, ASKED),
        form_fingerprint("oras", "resurse-umane", JULY, PLAN, ASKED),
        form_fingerprint("oras", "cultura", Period.parse("2023-08"), PLAN, ASKED),
        form_fingerprint("oras", "cultura", JULY, PLAN.model_copy(update={"valid_from": date(2023, 7, 1)}), ASKED),
        form_fingerprint("oras", "cultura", JULY, PLAN, ASKED[1:]),
        form_fingerprint("oras", "cultura", JULY, PLAN, ASKED[::-1]),
        form_fingerprint("oras", "cultura", JULY, PLAN, _changed(text="numărul de angajați noi")),
        form_fingerprint("oras", "cultura", JULY, PLAN, _changed(unit=Unit(one="om", few="oameni"))),
        form_fingerprint("oras", "cultura", JULY, PLAN, _changed(split=False)),
        form_fingerprint("oras", "cultura", JULY, PLAN, _changed(kind=IndicatorKind.TEXT)),
    ],
)
def test_it_is_another_one_where_anything_else_is_asked(other: str) -> None:
    assert other != HERS


def test_it_stays_the_same_where_the_help_beside_a_cell_is_reworded() -> None:
    assert form_fingerprint("oras", "cultura", JULY, PLAN, _changed(help="numai cei noi")) == HERS


def test_the_reader_gives_the_fingerprint_of_a_form_that_comes_back() -> None:
    assert returned(sent_form()).fingerprint == HERS


@given(digits=st.text("0123456789abcdef", min_size=12, max_size=12))
def test_no_fingerprint_is_taken_for_a_personal_code(digits: str) -> None:
    text = "-".join((digits[:4], digits[4:8], digits[8:]))
    assert list(personal_codes(text, label="Amprenta formularului")) == []
