"""What offices call the columns of a plan: a header row recognised by its words, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from toolkit.intake.plan_table.damaged import is_damaged, probably
from toolkit.intake.plan_table.rows import Row
from toolkit.plan.printed_plan import Column, ColumnField
from toolkit.plan.spelling import nearest, without_marks
from toolkit.plan.yaml_file import OfficeModel, read_yaml

OBJECTIVE = "objective"  # a column that a plan is not printed with: its cells say where an objective begins
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_AS_GOOD_AS_EQUAL = 0.88  # likeness of two words in which a letter was mistyped
_LONGEST_LABEL = 80


class PlanWords(OfficeModel):
    """The words of columns.yaml."""

    columns: dict[str, tuple[str, ...]]
    objectives: tuple[str, ...]
    dates: tuple[str, ...]
    titles: tuple[str, ...]
    totals: tuple[str, ...]
    signing: tuple[str, ...]
    romanian: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The columns of a table: what each holds and what it is called, by its position."""

    fields: tuple[str, ...]  # of ColumnField, OBJECTIVE, or empty where nothing stands above
    labels: tuple[str, ...]

    def position(self, field: str) -> int | None:
        """Where a field stands; None where the table has no such column."""
        return self.fields.index(field) if field in self.fields else None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that a plan is printed with."""
        return tuple(
            Column(field=ColumnField(field), label=label)
            for field, label in zip(self.fields, self.labels, strict=True)
            if field and field != OBJECTIVE
        )


def read_header(row: Row) -> Header | None:
    """Read a row as a header; None where fewer than two of its cells are names of columns."""
    labels = tuple(" ".join(cell) for cell in row.cells)
    if row.is_whole or len(row.filled) < 2 or any(len(label) > _LONGEST_LABEL for label in labels):
        return None
    if not any(field_called(label) for label in labels):  # looking for what was mistyped takes time
        return None
    fields: list[str] = []
    for label in labels:
        field = field_called(label) or _field_nearly_called(label)
        fields.append(field if field not in fields else "")
    if sum(bool(field) for field in fields) * 2 < max(len(row.filled), 3):
        return None
    labels = _told_apart(labels)
    known = [field or (ColumnField.OTHER.value if label else "") for field, label in zip(fields, labels, strict=True)]
    return Header(fields=tuple(known), labels=labels)


def field_called(label: str) -> str:
    """What a column with this label holds; empty where nobody knows."""
    names = _names()
    whole = without_marks(_IN_BRACKETS.sub("", label))
    for said in (whole, *(part.strip(" .;:") for part in whole.split("/"))):
        if said in names:
            return names[said]
    return _field_called_in_damaged_letters(label)


def _field_called_in_damaged_letters(label: str) -> str:
    """What a column holds whose label a wrong code page has damaged; empty where it is none of the names."""
    meant = probably(label)
    if meant != label:
        return _names().get(without_marks(meant), "")
    if not is_damaged(label) or sum(letter.isalpha() for letter in label) <= label.count("?"):
        return ""
    letters = re.compile(re.escape(without_marks(label)).replace(r"\?", "."))
    return next((field for name, field in _names().items() if letters.fullmatch(name)), "")


def _field_nearly_called(label: str) -> str:
    """What a column holds whose label was mistyped; empty where it is near to no name."""
    whole = without_marks(_IN_BRACKETS.sub("", label))
    near = nearest(whole, _names(), likeness=_AS_GOOD_AS_EQUAL) if len(whole) > 4 else None
    return _names()[near] if near else ""


def _told_apart(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels, with a number behind one that has stood before."""
    return tuple(
        f"{label} ({labels[: position + 1].count(label)})" if label and label in labels[:position] else label
        for position, label in enumerate(labels)
    )


def is_about(text: str, words: Sequence[str]) -> bool:
    """Whether a text begins with one of the words."""
    said = without_marks(text)
    return any(re.match(rf"{re.escape(without_marks(word))}\b", said) for word in words)


@cache
def plan_words() -> PlanWords:
    """The words by which a plan is recognised."""
    text = resources.files("toolkit.intake.plan_table").joinpath("columns.yaml").read_text(encoding="utf-8")
    return read_yaml(text, "columns.yaml", PlanWords)


@cache
def _names() -> dict[str, str]:
    return {without_marks(name): field for field, names in plan_words().columns.items() for name in names}
