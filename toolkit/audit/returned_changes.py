"""What departments returned otherwise for one run than for another, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.submission import Entry
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.spelling import tidy

Key = tuple[str, str, str, int]
"""A department, the folder of a period, an action and a number: of a corrected return the file may have another name."""
Unit = tuple[str, str] | Key
"""What is put in its place at once: a department's whole return for a period, or one answer in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedChange:
    """One answer that is not what it was."""

    department: str  # id
    folder: str  # of the period that it was returned for
    action: str
    number: int
    kind: Literal["changed", "late", "gone"]  # late and gone: the department's whole return for that period
    is_answer: bool  # whether either says more than a dash
    text: str  # in words, with both places

    @property
    def indicator(self) -> str:
        """The indicator's id."""
        return f"{self.action}.{self.number}"

    @property
    def unit(self) -> Unit:
        """The return that came or is gone as a whole; else the one answer."""
        of_return = (self.department, self.folder)
        return (*of_return, self.action, self.number) if self.kind == "changed" else of_return


def returned_changes(before: PeriodInputs, after: PeriodInputs) -> tuple[ReturnedChange, ...]:
    """Compare all answers of two runs, of whichever period they were returned for."""
    one, other = _answers(before), _answers(after)
    returns = tuple({key[:2] for key in answers} for answers in (one, other))
    return tuple(_changes(one, other, returns, after.institution))


def _changes(
    one: Mapping[Key, list[Entry]],
    other: Mapping[Key, list[Entry]],
    returns: tuple[set[tuple[str, str]], ...],
    institution: Institution,
) -> Iterator[ReturnedChange]:
    for key in dict.fromkeys([*one, *other]):
        old, new = one.get(key, []), other.get(key, [])
        if sorted(tidy(e.value.text) for e in old) == sorted(tidy(e.value.text) for e in new):
            continue
        names = {department.id: department.name for department in institution.departments}
        values = {"name": names.get(key[0], key[0]), "before": _said(old), "after": _said(new)}
        kind: Literal["changed", "late", "gone"] = (
            "late" if key[:2] not in returns[0] else "gone" if key[:2] not in returns[1] else "changed"
        )
        is_answer = any(entry.value.is_answer for entry in (*old, *new))
        text = gettext("{name}: {before} → {after}", **values)
        yield ReturnedChange(
            department=key[0], folder=key[1], action=key[2], number=key[3], kind=kind, is_answer=is_answer, text=text
        )


def _answers(inputs: PeriodInputs) -> dict[Key, list[Entry]]:
    answers: dict[Key, list[Entry]] = {}
    for submission in (submission for of_period in inputs.returned for submission in of_period):
        folder = submission.file.rpartition("/")[0].rpartition("/")[2]
        for entry in submission.entries:
            answers.setdefault((submission.department, folder, entry.action, entry.indicator), []).append(entry)
    return answers


def _said(entries: list[Entry]) -> str:
    said = [gettext("„{text}” ({place})", text=tidy(entry.value.text), place=entry.place) for entry in entries]
    return ", ".join(said) or gettext("nimic")
