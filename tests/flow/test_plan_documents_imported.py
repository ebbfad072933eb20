"""A plan document that this program makes, imported again, is the plan from which it was made, in all that it can tell."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from plan_files import INPUTS, real_office, real_plan

from toolkit.documents.printed_plan import printed_plan
from toolkit.intake.plan_inputs import PlanInputs, read_plan
from toolkit.intake.plan_table.reading import ImportedPlan, read_plan_file
from toolkit.language import speaking
from toolkit.plan.plan import Plan
from toolkit.word.template import fill_template

TEMPLATES = Path(__file__).parents[2] / "templates"
DOCUMENTS = [("baltati", "integrity_plan"), ("pernik", "action_plan")]
NOT_PRINTED = {  # rules and reasons, which no plan document has a place for
    "title_in_report": True,
    "suspected_errors": True,
    "priorities": {"__all__": {"actions": {"__all__": {"source_note": True}}}},
}


@pytest.mark.parametrize(("institution_id", "template"), DOCUMENTS)
def test_a_plan_document_gives_back_the_data_that_it_was_made_from(institution_id: str, template: str) -> None:
    plan, _ = real_plan(institution_id)
    assert told(printed_and_imported(institution_id, template).plan) == told(plan)


@pytest.mark.parametrize(("institution_id", "template"), DOCUMENTS)
def test_nothing_is_found_but_what_the_source_lacks(institution_id: str, template: str) -> None:
    """The deadline of 1.8 of Bălțați was lost before the plan was published."""
    findings = printed_and_imported(institution_id, template).findings
    lacking = [("plan-cell-empty", "1.8")] if institution_id == "baltati" else []
    assert [(finding.code.value, finding.action) for finding in findings] == lacking


def told(plan: Plan) -> dict[str, Any]:
    """What a plan document tells."""
    return plan.model_dump(exclude=NOT_PRINTED)


def printed_and_imported(institution_id: str, template: str) -> ImportedPlan:
    """Make the document of a plan, and import it as a file from elsewhere."""
    inputs = inputs_of(institution_id)
    with speaking(inputs.institution.locale):
        document = fill_template(
            (TEMPLATES / f"{template}.docx").read_bytes(),
            f"templates/{template}.docx",
            asdict(printed_plan(inputs)),
            title=inputs.plan.title,
            author=inputs.institution.name,
            language=inputs.institution.language_tag,
        )
    return read_plan_file(document, "plan.docx", real_office(institution_id), inputs.plan.valid_from)


def inputs_of(institution_id: str) -> PlanInputs:
    plan, _ = real_plan(institution_id)
    folder = INPUTS / institution_id
    files = {f"inputs/{institution_id}/{name}": (folder / name).read_bytes() for name in ("institution.yaml", "plan.yaml")}
    return read_plan(files, institution_id, plan.valid_from)
