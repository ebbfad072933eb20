"""The figures of a month: what was reported for it, beside the month before and the semester so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from toolkit.intake.forms.terms import period_before
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.submission import Submission
from toolkit.plan.period import Period
from toolkit.plan.plan import Action, Indicator
from toolkit.totals.figures import Figures, TotalLine, figures_of
from toolkit.totals.periods import composed
from toolkit.totals.target import percent_reached


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """One indicator in a month."""

    number: int  # within the action
    indicator: Indicator
    month: TotalLine
    before: TotalLine | None  # None where nobody returned a form for the month before
    so_far: TotalLine
    reached: Decimal | None  # of the target, in percent; None where there is none to divide by

    @property
    def is_reported(self) -> bool:
        """Whether there is an answer of this month."""
        return self.month.total.value.is_answer

    @property
    def is_known(self) -> bool:
        """Whether there is an answer of this month or of an earlier one of the semester."""
        return self.is_reported or self.so_far.total.value.is_answer

    @property
    def is_nothing_but_zero(self) -> bool:
        """Whether all that was ever said of it in the semester is an exact 0."""
        lines = [self.month, self.so_far, *([self.before] if self.before is not None else [])]
        figures = [line.total.value for line in lines if line.total.value.is_answer]
        quantities = [quantity for value in figures for quantity in value.quantities]
        return (
            bool(figures)
            and all(value.quantities for value in figures)
            and all(q.number.is_exact and not q.number.low for q in quantities)
            and not any(line.is_adjusted for line in lines)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    """The figures of a month, and those that stand beside them."""

    inputs: PeriodInputs  # of the month
    figures: Figures
    period_before: Period
    before: Figures | None  # None where nobody returned a form for it
    so_far_inputs: PeriodInputs  # of the semester, composed until this month
    so_far: Figures

    def lines_of(self, action: Action) -> Iterator[MonthLine]:
        """The indicators of an action, in their order."""
        institution = self.inputs.institution
        for position, (number, indicator) in enumerate(action.numbered()):
            so_far = self.so_far.by_action[action.code][position]
            yield MonthLine(
                number=number,
                indicator=indicator,
                month=self.figures.by_action[action.code][position],
                before=self.before.by_action[action.code][position] if self.before else None,
                so_far=so_far,
                reached=percent_reached(so_far.total, institution.currency),
            )


def month_figures(inputs: PeriodInputs, semester: PeriodInputs, *, with_adjustments: bool) -> MonthFigures:
    """Compute a month's figures; `semester` is what was returned for the months and quarters of its semester.

    The semester so far is composed by each indicator's own rule over months, of what was returned until this month.
    Adjustments are those of the month: they change what is printed for it and nothing beside it.
    """
    so_far_inputs = composed(semester, until=inputs.period)
    before = _returned_for(period_before(inputs.period), inputs, semester)
    bare = replace(inputs, adjustments={}, published_totals={}, published_status={})
    return MonthFigures(
        inputs=inputs,
        figures=figures_of(inputs, with_adjustments=with_adjustments),
        period_before=period_before(inputs.period),
        before=figures_of(replace(bare, submissions=before), with_adjustments=False) if before else None,
        so_far_inputs=so_far_inputs,
        so_far=figures_of(so_far_inputs, with_adjustments=False),
    )


def _returned_for(period: Period, inputs: PeriodInputs, semester: PeriodInputs) -> tuple[Submission, ...]:
    """What was returned for the month before, which may lie in the semester before."""
    of_semester = {part.period: part.submissions for part in semester.parts}
    of_earlier = {earlier.period: earlier.submissions for earlier in inputs.earlier.periods}
    return of_semester.get(period) or of_earlier.get(period, ())
