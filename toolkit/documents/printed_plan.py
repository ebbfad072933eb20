"""A plan as it is printed: one table of all its actions, with a heading and a header row for each priority.

One context serves every plan, whatever its columns: the integrity plan of Bălțați, the action plan of Pernik, the local plan
of Bălți. Templates differ in what stands above the table and how the texts of a cell follow each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.intake.plan_inputs import PlanInputs
from toolkit.language import N_, gettext
from toolkit.plan.plan import Action, Plan, Priority
from toolkit.plan.printed_plan import WHOLE_PLAN, Column, ColumnField, Footnote, SuspectedError
from toolkit.plan.spelling import printed

_DEFAULT_LABELS = {  # of a plan that does not say how it is printed
    ColumnField.ACTION: N_("Acțiuni"),
    ColumnField.INDICATORS: N_("Indicatori de progres"),
    ColumnField.DEADLINE: N_("Termen de realizare"),
    ColumnField.RESPONSIBLE: N_("Instituția responsabilă"),
}
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedText:
    """A piece of a text, and the footnote at its end, if there is one."""

    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One text of a cell, in pieces that end where a footnote stands."""

    parts: tuple[NotedText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCell:
    """One cell; its texts are paragraphs, or follow each other, as the template has it."""

    items: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One action."""

    cells: tuple[PlanCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """One priority: its heading, its header row and its actions."""

    heading: str  # "Obiectiv 1: …", "I. …"
    rows_above_header: tuple[str, ...]
    labels: tuple[str, ...]  # of the header row; none where that of the priority before goes on
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlan:
    """The whole document, in printing order."""

    property_title: str  # the title property of the file
    watermark: str  # across each page, until the plan is signed
    institution: str
    title: str
    period: str  # "януари – декември 2018г."
    parts: tuple[PlanPart, ...]
    date_line: str


class Remark(NamedTuple):
    """What is said in the margin at a text of the document, by the number of times that it occurs before."""

    text: str
    occurrence: int
    said: str


def printed_plan(inputs: PlanInputs) -> PrintedPlan:
    """Write the whole plan in finished strings, slips included; a cell that the plan leaves empty has no text."""
    plan = inputs.plan
    notes = {note.action: note for note in plan.footnotes}
    return PrintedPlan(
        property_title=_text(plan.title),
        watermark=gettext("PROIECT"),
        institution=_text(inputs.institution.name),
        title=_text(plan.title),
        period=_text(plan.period),
        parts=tuple(_part(plan, priority, notes) for priority in plan.priorities),
        date_line=_text(plan.date_line),
    )


def slip_remarks(plan: Plan) -> tuple[Remark, ...]:
    """A remark for each suspected slip of the adopted text: it stays as printed, beside it stands what was likely meant."""
    return tuple(_remark(slip, plan) for slip in plan.suspected_errors)


def _columns_to_print(plan: Plan, priority: Priority) -> tuple[Column, ...]:
    """The columns of a priority's table; the usual ones, where the plan does not say how it is printed."""
    default = tuple(Column(field=name, label=gettext(label)) for name, label in _DEFAULT_LABELS.items())
    return plan.columns_of(priority) or default


def heading_of(priority: Priority) -> str:
    """A priority's heading: "Obiectiv 1: …" where it has a label, "I. …" where it has only its code."""
    return _text(f"{priority.label}: {priority.title}" if priority.label else f"{priority.code}. {priority.title}")


def cell_texts(action: Action, column: Column, *, numbered: bool) -> tuple[str, ...]:
    """The texts of an action's cell; its code stands before its title, unless a column of its own has the number."""
    if column.field is ColumnField.OTHER:
        return _filled(action.other.get(column.label, ""))
    code = action.code.rpartition(".")[2]
    texts: Mapping[ColumnField, tuple[str, ...]] = {
        ColumnField.NUMBER: (f"{code}.",),
        ColumnField.ACTION: (action.title if numbered else f"{action.code} {action.title}",),
        ColumnField.INDICATORS: tuple(indicator.text for indicator in action.indicators),
        ColumnField.RISKS: action.risks,
        ColumnField.VERIFICATION_SOURCES: action.verification_sources,
        ColumnField.DEADLINE: _filled(action.deadline),
        ColumnField.RESPONSIBLE: action.responsible,
        ColumnField.BUDGET: _filled(action.budget),
        ColumnField.RESULT: _filled(action.result),
    }
    return tuple(_text(text) for text in texts[column.field])


def _remark(slip: SuspectedError, plan: Plan) -> Remark:
    text = _text(slip.printed)
    before = 0
    for place, field, printed_text in _texts_in_order(plan):
        if (place, field) == (slip.where, slip.field) and text in printed_text:
            break
        before += printed_text.count(text)
    return Remark(
        text=text,
        occurrence=before,
        said=gettext(
            "Tipărit cum a fost adoptat: „{printed}”. Probabil: „{likely}”.", printed=text, likely=_text(slip.likely)
        ),
    )


def _texts_in_order(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Every text as the document prints it, with the code and the field from which it comes."""
    yield WHOLE_PLAN, "title", _text(plan.title)
    yield WHOLE_PLAN, "period", _text(plan.period)
    for priority in plan.priorities:
        yield priority.code, "title", heading_of(priority)
        columns = _columns_to_print(plan, priority)
        for text in (*priority.rows_above_header, *(column.label for column in columns if _has_header(plan, priority))):
            yield priority.code, "columns", _text(text)
        numbered = _is_numbered(columns)
        for action in priority.actions:
            for column in columns:
                field = "title" if column.field is ColumnField.ACTION else str(column.field)
                for text in cell_texts(action, column, numbered=numbered):
                    yield action.code, field, text
    yield WHOLE_PLAN, "date_line", _text(plan.date_line)


def _part(plan: Plan, priority: Priority, notes: Mapping[str, Footnote]) -> PlanPart:
    columns = _columns_to_print(plan, priority)
    return PlanPart(
        heading=heading_of(priority),
        rows_above_header=tuple(_text(text) for text in priority.rows_above_header),
        labels=tuple(_text(column.label) for column in columns) if _has_header(plan, priority) else (),
        rows=tuple(_row(action, columns, notes.get(action.code)) for action in priority.actions),
    )


def _has_header(plan: Plan, priority: Priority) -> bool:
    return priority is plan.priorities[0] or bool(priority.columns)


def _is_numbered(columns: Sequence[Column]) -> bool:
    return any(column.field is ColumnField.NUMBER for column in columns)


def _row(action: Action, columns: Sequence[Column], note: Footnote | None) -> PlanRow:
    numbered = _is_numbered(columns)
    cells = []
    for column in columns:
        of_cell = note if column.field is ColumnField.ACTION else None
        texts = cell_texts(action, column, numbered=numbered)
        cells.append(PlanCell(items=tuple(PlanItem(parts=_noted(text, of_cell)) for text in texts)))
    return PlanRow(cells=tuple(cells))


def _noted(text: str, note: Footnote | None) -> tuple[NotedText, ...]:
    """Cut a text where the mark of its footnote stands; the mark gives way to Word's own."""
    if note is None:
        return (NotedText(text=text, note=""),)
    before, _, after = text.partition(_text(note.mark))
    pieces = (NotedText(text=before, note=_text(note.text)), NotedText(text=after, note=""))
    return tuple(piece for piece in pieces if piece.text)


def _filled(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _text(text: str) -> str:
    """Give a text as it is printed; where a word may be parted at the end of a line, Word finds out by itself."""
    return printed(text).replace(_SOFT_HYPHEN, "")
