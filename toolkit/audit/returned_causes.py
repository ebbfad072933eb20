"""Which of the answers that were returned otherwise move a figure: each is put in its place by itself, and tried.

A return that came later, or is gone, is one thing; in a return that both runs read, each cell is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.audit.figure import Figure, FigureKind, Texts
from toolkit.audit.returned_changes import ReturnedChange, Unit, returned_changes
from toolkit.intake.earlier import NOTHING_EARLIER
from toolkit.intake.period_inputs import PartInputs, PeriodInputs
from toolkit.intake.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedCauses:
    """The answers that move a figure."""

    changes: tuple[ReturnedChange, ...]
    are_together: bool = False  # none of them moves it by itself


class ReturnedTrials:
    """Tries the answers of the second run in the first, and leaves them out of the second."""

    def __init__(self, inputs: tuple[PeriodInputs, PeriodInputs], computed: Callable[[int, PeriodInputs], Texts]) -> None:
        self._inputs = inputs
        self._computed = computed  # the figures of inputs, with what the first (0) or the second run (1) has otherwise
        self._changes = returned_changes(*inputs)
        self._tried: dict[tuple[int, str, Unit | None], Texts] = {}

    def causes(self, figure: Figure) -> ReturnedCauses:
        """Find what moves a figure by itself; else that without which the second run would have another one."""
        about = tuple(self._about(figure))
        units = tuple(dict.fromkeys(change.unit for change in about))
        if len(units) < 2:
            return ReturnedCauses(changes=about)
        for run in (0, 1):
            untouched = self._texts(run, figure.action, None).get(figure)
            moving = {unit for unit in units if self._texts(run, figure.action, unit).get(figure) != untouched}
            if moving:
                return ReturnedCauses(
                    changes=tuple(change for change in about if change.unit in moving),
                    are_together=run == 1 and len(moving) > 1,
                )
        return ReturnedCauses(changes=about, are_together=True)

    def _about(self, figure: Figure) -> Iterator[ReturnedChange]:
        for change in self._changes:
            is_of_action = figure.kind is FigureKind.STATUS and change.action == figure.action
            if is_of_action or (change.indicator == figure.id and figure.department in ("", change.department)):
                yield change

    def _texts(self, run: int, action: str, unit: Unit | None) -> Texts:
        """The figures of an action, where one thing of the other run is in its place; None: nothing."""
        key = (run, action, unit)
        if key not in self._tried:
            self._tried[key] = self._computed(run, self._with(run, action, unit))
        return self._tried[key]

    def _with(self, run: int, action: str, unit: Unit | None) -> PeriodInputs:
        """What a run read of an action, in the same periods as the other run."""
        own, other = (self._of_action(number, action) for number in (run, 1 - run))
        inputs = self._inputs[run]
        shorter = inputs.period.shorter_among(own.keys() | other.keys())
        parts = []
        for period in (*shorter, inputs.period):
            submissions = own.get(str(period), [])
            if unit is not None and unit[1] == str(period):
                submissions = list(_exchanged(submissions, other.get(str(period), []), unit))
            parts.append(PartInputs(period=period, submissions=tuple(submissions)))
        return replace(
            inputs, submissions=parts[-1].submissions, parts=tuple(parts) if shorter else (), earlier=NOTHING_EARLIER
        )

    def _of_action(self, run: int, action: str) -> dict[str, list[Submission]]:
        """What was returned of an action, by the folder of the period."""
        inputs = self._inputs[run]
        parts = inputs.parts or (PartInputs(period=inputs.period, submissions=inputs.submissions),)
        return {
            str(part.period): [
                replace(s, entries=tuple(e for e in s.entries if e.action == action), narratives=())
                for s in part.submissions
            ]
            for part in parts
        }


def _exchanged(own: Sequence[Submission], other: Sequence[Submission], unit: Unit) -> Iterator[Submission]:
    """Put one return, or one answer of a return, in the place of the other."""
    replacing = [submission for submission in other if submission.department == unit[0]]
    yield from (submission for submission in own if submission.department != unit[0])
    if len(unit) == 2:
        yield from replacing
        return
    number = unit[3]
    left = [submission for submission in own if submission.department == unit[0]]
    entries = tuple(entry for submission in replacing for entry in submission.entries if entry.indicator == number)
    for at, submission in enumerate(left):
        kept = tuple(entry for entry in submission.entries if entry.indicator != number)
        yield replace(submission, entries=(*kept, *entries) if at == 0 else kept)
