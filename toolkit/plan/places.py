"""Where something stands in a plan, in the words of who keeps it: "Măsura 1.2, coloana „Termen”"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.language import N_, gettext
from toolkit.plan.plan import Plan
from toolkit.plan.printed_plan import CELL_FIELDS, FIELD_WORDS, WHOLE_PLAN, Column, ColumnField

FIELDS_OF_TEXT: Mapping[str, str] = {  # of a plan, an objective or a measure, also those of a column that has no name
    "code": N_("Cod"),
    "title": N_("Titlul"),
    "title_in_report": N_("Titlul în raport"),
    "label": N_("Cum e numit"),
    "decision": N_("Decizia"),
    "period": N_("Perioada"),
    "date_line": N_("Rândul cu data"),
    "rows_above_header": N_("Rânduri deasupra antetului"),
    "asked_reason": N_("De ce"),
    "source_note": N_("Notă despre sursă"),
    **{field: FIELD_WORDS[field] for field in CELL_FIELDS},
}
"""What the fields in which texts stand are called."""


def place_in_plan(plan: Plan, where: str, field: str) -> str:
    """Say where a field of a plan, of an objective or of a measure stands; `where` is its code, or "plan"."""
    if where == WHOLE_PLAN:
        return gettext("Planul, „{name}”", name=_named(field))
    priority = plan.priority_with(where, field)
    if priority is not None:
        if priority.label:
            return gettext("{objective}, „{name}”", objective=priority.label, name=_named(field))
        return gettext("Obiectivul {code}, „{name}”", code=where, name=_named(field))
    columns = next((plan.columns_of(p) for p in plan.priorities if any(a.code == where for a in p.actions)), ())
    return gettext("Măsura {code}, coloana „{column}”", code=where, column=_column_called(columns, field))


def _column_called(columns: Sequence[Column], field: str) -> str:
    """What the plan itself calls the column of a field; else what offices do."""
    meant = ColumnField.ACTION.value if field == "title" else field
    return next((column.label for column in columns if column.field == meant), "") or _named(meant)


def _named(field: str) -> str:
    names = {**FIELDS_OF_TEXT, **FIELD_WORDS}
    return gettext(names[field]) if field in names else field
