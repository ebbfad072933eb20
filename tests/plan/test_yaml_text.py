"""A plan that is written as YAML reads back as the same plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from plan_files import plans, real_plan

from toolkit.errors import OfficeFileError
from toolkit.plan.plan import Plan
from toolkit.plan.yaml_file import read_yaml
from toolkit.plan.yaml_text import NOT_DATED, plan_as_yaml


@settings(max_examples=60)
@given(plan=plans())
def test_any_plan_reads_back_as_it_was(plan: Plan) -> None:
    assert read_yaml(plan_as_yaml(plan), "plan.yaml", Plan) == plan


@pytest.mark.parametrize("institution_id", ["balti", "baltati", "pernik"])
def test_the_plans_of_the_repository_read_back_as_they_were(institution_id: str) -> None:
    plan, _ = real_plan(institution_id)
    assert read_yaml(plan_as_yaml(plan), "plan.yaml", Plan) == plan


def test_what_cannot_be_printed_is_written_out():
    plan, _ = real_plan("baltati")
    odd = plan.model_copy(update={"decision": 'nr. 1\u2028„a” \\ "b"\u00a0\U000e0001 \ufeff: # - {x}'})
    text = plan_as_yaml(odd)
    assert 'decision: "nr. 1\\u2028„a” \\\\ \\"b\\"\\u00a0\\U000e0001 \\ufeff: # - {x}"' in text.splitlines()
    assert read_yaml(text, "plan.yaml", Plan).decision == odd.decision


def test_a_plan_without_a_date_asks_for_one():
    """Nobody's day is put in its place: the file does not read until a person writes the date."""
    plan, _ = real_plan("pernik")
    text = plan_as_yaml(plan.model_copy(update={"valid_from": NOT_DATED}))
    assert "valid_from:\n" in text
    with pytest.raises(OfficeFileError) as refused:
        read_yaml(text, "plan.yaml", Plan)
    assert refused.value.expected == "o dată, de exemplu 2023-03-28"
