"""A plan that is printed in Word and imported again is the plan from which it was printed, in all that a table can tell."""

from __future__ import annotations

from typing import Any

import pytest
from plan_files import real_plan, word_plan

from toolkit.intake.plan_table.reading import read_plan_file
from toolkit.plan.plan import Action, Plan
from toolkit.plan.printed_plan import Column, ColumnField

NOT_PRINTED = {  # rules and reasons, which no table has a column for
    "title_in_report": True,
    "suspected_errors": True,
    "priorities": {"__all__": {"actions": {"__all__": {"source_note": True}}}},
}


@pytest.mark.parametrize("institution_id", ["baltati", "pernik"])
def test_a_printed_plan_gives_back_its_data(institution_id: str) -> None:
    plan, institution = real_plan(institution_id)
    read = read_plan_file(printed(plan), "plan.docx", institution, plan.valid_from)
    assert told(read.plan) == told(plan)


def test_only_what_the_source_lacks_is_found() -> None:
    """The deadline of 1.8 was lost before the plan was published."""
    plan, institution = real_plan("baltati")
    read = read_plan_file(printed(plan), "plan.docx", institution, plan.valid_from)
    assert [(finding.code.value, finding.action) for finding in read.findings] == [("plan-cell-empty", "1.8")]
    plan, institution = real_plan("pernik")
    assert read_plan_file(printed(plan), "plan.docx", institution, plan.valid_from).findings == ()


def told(plan: Plan) -> dict[str, Any]:
    """What a printed plan tells."""
    return plan.model_dump(exclude=NOT_PRINTED)


def printed(plan: Plan) -> bytes:
    """Print a plan as its source is: one table in which every objective is a row over the whole width."""
    width = max(len(plan.columns_of(priority)) for priority in plan.priorities)
    rows: list[list[str]] = []
    header: tuple[Column, ...] = ()
    if plan.period:  # the title is a row of the table, above one header for all
        rows = [over_all(f"{plan.title} ({plan.period})", width), [column.label for column in plan.columns]]
        header = plan.columns
    for priority in plan.priorities:
        heading = f"{priority.label}: " if priority.label else f"{priority.code}. "
        rows += [over_all(text, width) for text in (heading + priority.title, *priority.rows_above_header)]
        columns = plan.columns_of(priority)
        if columns != header or not plan.period:
            rows.append(filled([column.label for column in columns], width))
            header = columns
        for action in priority.actions:
            rows.append(filled([cell(action, column) for column in columns], width))
    notes = [f"{note.mark} {note.text}" for note in plan.footnotes]
    above = [] if plan.period else [plan.title]
    return word_plan(*above, rows, *notes, *([plan.date_line] if plan.date_line else []))


def cell(action: Action, column: Column) -> str:
    """What a cell of the printed plan holds: items as paragraphs, the parties of Pernik in one running line."""
    if column.field is ColumnField.NUMBER:
        return f"{action.code.rpartition('.')[2]}."
    if column.field is ColumnField.ACTION:
        return action.title if action.code[0] in "IV" else f"{action.code} {action.title}"
    if column.field is ColumnField.INDICATORS:
        return "\n".join(indicator.text for indicator in action.indicators)
    value = getattr(action, column.field.value)
    if isinstance(value, str):
        return value
    return (", " if action.code[0] in "IV" else "\n").join(value)


def over_all(text: str, width: int) -> list[str]:
    return [text, *["<"] * (width - 1)]


def filled(texts: list[str], width: int) -> list[str]:
    """A row whose last cell reaches to the edge of the table."""
    return [*texts, *["<"] * (width - len(texts))]
