"""The figures that a report prints, each by its own name: totals, what they were computed as, cells, states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from toolkit.intake.submission import Submission
from toolkit.plan.spelling import tidy
from toolkit.totals.figures import Figures


class FigureKind(StrEnum):
    """What a printed figure is."""

    STATUS = "status"  # the three counts of an action
    TOTAL = "total"  # as it is printed
    COMPUTED = "computed"  # as it was computed; the note of an adjustment prints it
    DEPARTMENT = "department"  # the cell in a department's row


@dataclass(frozen=True, slots=True)
class Figure:
    """The name of one figure."""

    kind: FigureKind
    id: str  # of an indicator; of a status, the code of its action
    department: str = ""  # id

    @property
    def action(self) -> str:
        """The code of the action that it belongs to."""
        return self.id if self.kind is FigureKind.STATUS else self.id.rpartition(".")[0]


Texts = Mapping[Figure, str]
"""Figures as they are printed."""


def texts_of(figures: Figures, submissions: Sequence[Submission]) -> Texts:
    """All figures of a report as it prints them; a cell in which no department answered is no figure."""
    answered = {
        (submission.department, f"{entry.action}.{entry.indicator}")
        for submission in submissions
        for entry in submission.entries
        if entry.value.is_answer
    }
    texts: dict[Figure, str] = {}
    for status in figures.statuses:
        texts[Figure(FigureKind.STATUS, status.status.action)] = " / ".join(map(str, status.status.counts))
    for line in figures.totals:
        texts[Figure(FigureKind.TOTAL, line.total.id)] = tidy(line.printed)
        texts[Figure(FigureKind.COMPUTED, line.total.id)] = tidy(line.comparison.computed)
        for department, text in line.total.cells:
            if (department, line.total.id) in answered:
                texts[Figure(FigureKind.DEPARTMENT, line.total.id, department)] = tidy(text)
    return texts


def in_printing_order(texts: Sequence[Texts]) -> Iterator[Figure]:
    """The figures of several reports: states, then each indicator's total with what it was made from.

    What a total was computed as is a figure of its own only where one of the reports prints another in its place.
    """
    by_place: dict[str, dict[Figure, None]] = {"": {}}  # states first, then indicator by indicator
    for of_report in texts:
        for figure in of_report:
            if figure.kind is not FigureKind.COMPUTED or any(_is_replaced(figure, one) for one in texts):
                by_place.setdefault("" if figure.kind is FigureKind.STATUS else figure.id, {})[figure] = None
    for figures in by_place.values():
        yield from figures


def _is_replaced(computed: Figure, texts: Texts) -> bool:
    return texts.get(computed) != texts.get(Figure(FigureKind.TOTAL, computed.id))
