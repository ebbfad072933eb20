"""How a plan is printed as a table: its columns, its footnotes, and the slips that were adopted with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from pydantic import Field

from toolkit.language import N_, gettext
from toolkit.plan.yaml_file import OfficeModel

WHOLE_PLAN = "plan"
"""Where a suspected slip stands, if not in an action or a priority."""


class ColumnField(StrEnum):
    """What a column of a printed plan holds."""

    NUMBER = "number"  # of the action within its priority
    ACTION = "action"
    INDICATORS = "indicators"
    RISKS = "risks"
    VERIFICATION_SOURCES = "verification_sources"
    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"
    BUDGET = "budget"
    RESULT = "result"
    OTHER = "other"  # what no other word stands for: the cells are found under the label


FIELD_WORDS: Mapping[str, str] = {  # by ColumnField
    ColumnField.NUMBER: N_("Numărul"),
    ColumnField.ACTION: N_("Măsura"),
    ColumnField.INDICATORS: N_("Indicatori"),
    ColumnField.RISKS: N_("Riscuri"),
    ColumnField.VERIFICATION_SOURCES: N_("Surse de verificare"),
    ColumnField.DEADLINE: N_("Termen"),
    ColumnField.RESPONSIBLE: N_("Responsabili"),
    ColumnField.BUDGET: N_("Buget"),
    ColumnField.RESULT: N_("Rezultat"),
    ColumnField.OTHER: N_("Altă coloană"),
}
"""What offices call the columns, for where a plan does not say."""

CELL_FIELDS = (  # fields of an action that need a column to be printed in
    ColumnField.INDICATORS,
    ColumnField.RISKS,
    ColumnField.VERIFICATION_SOURCES,
    ColumnField.DEADLINE,
    ColumnField.RESPONSIBLE,
    ColumnField.BUDGET,
    ColumnField.RESULT,
)


class Column(OfficeModel):
    """One column of the printed plan, with the label that the plan gives it."""

    field: ColumnField
    label: str = Field(min_length=1)


def has_column(columns: Sequence[Column], field: ColumnField) -> bool:
    """Whether a field of an action is printed; where the plan is not printed as a table, every field may be given."""
    return not columns or any(column.field is field for column in columns)


class Footnote(OfficeModel):
    """A note at the foot of the page, whose mark stands in the title of an action."""

    mark: str = Field(min_length=1)  # as it stands in the title: "¹"
    action: str  # code
    text: str = Field(min_length=1)


class SuspectedError(OfficeModel):
    """A slip of the adopted text: printed as it was adopted, with the reading that was most likely meant."""

    where: str  # code of an action or a priority, or "plan"
    field: str  # "title", or a field of the action
    printed: str = Field(min_length=1)
    likely: str = Field(min_length=1)


def check_slips(slips: Iterable[SuspectedError], texts_of: Callable[[str, str], Sequence[str]]) -> None:
    """Refuse a slip whose text does not stand where it is said to: the text was corrected, or the place is wrong."""
    for _, said in slip_problems(slips, texts_of):
        raise ValueError(said)


def slip_problems(
    slips: Iterable[SuspectedError], texts_of: Callable[[str, str], Sequence[str]]
) -> Iterator[tuple[int, str]]:
    """The slips whose text does not stand where it is said to, by their numbers, with what is to be done."""
    for number, slip in enumerate(slips, 1):
        if not any(slip.printed in text for text in texts_of(slip.where, slip.field)):
            yield (
                number,
                gettext(
                    "textul „{printed}” la {where}, {field} | corectați locul sau ștergeți rândul din suspected_errors",
                    printed=slip.printed,
                    where=slip.where,
                    field=slip.field,
                ),
            )


def texts_in(model: OfficeModel | None, field: str) -> tuple[str, ...]:
    """The texts that a field of a plan, an action or a project holds: one, several, or none."""
    value = getattr(model, field, None) if model is not None and field in type(model).model_fields else None
    if isinstance(value, str):
        return (value,)
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, tuple) else ()
