"""All figures of a period: totals, statuses, what is printed, and the back-test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.checks.answered import answered_numbers
from toolkit.intake.office_files import Adjustment, PublishedStatus
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.totals.aggregation import IndicatorTotal, totals_of
from toolkit.totals.comparison import Comparison, Verdict, compare_status, compare_with_published
from toolkit.totals.status import ActionStatus, status_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalLine:
    """One indicator's total as it goes into totals.csv and the report."""

    total: IndicatorTotal
    comparison: Comparison
    adjustment: Adjustment | None  # as the secretariat declared it, whether or not it is applied
    printed: str

    @property
    def is_adjusted(self) -> bool:
        """Whether the printed text is the secretariat's and not the computed one."""
        return (
            self.adjustment is not None and self.printed == self.adjustment.text and self.printed != self.comparison.computed
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """One action's three counts, with what was published."""

    status: ActionStatus
    published: PublishedStatus | None
    comparison: Comparison


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The figures of one period, in plan order."""

    totals: tuple[TotalLine, ...]
    statuses: tuple[StatusLine, ...]

    @cached_property
    def by_action(self) -> Mapping[str, tuple[TotalLine, ...]]:
        """The totals of each action."""
        lines: dict[str, list[TotalLine]] = {}
        for line in self.totals:
            lines.setdefault(line.total.action, []).append(line)
        return {action: tuple(found) for action, found in lines.items()}

    @cached_property
    def status_of(self) -> Mapping[str, ActionStatus]:
        """The status of each action."""
        return {line.status.action: line.status for line in self.statuses}

    @property
    def differing(self) -> tuple[TotalLine, ...]:
        """The totals that were published otherwise than the rows give them."""
        return tuple(line for line in self.totals if line.comparison.verdict is Verdict.DIFFERS)


def figures_of(inputs: PeriodInputs, *, with_adjustments: bool) -> Figures:
    """Compute every total and status of a period, and compare each with what was published.

    With adjustments, the adjusted text is printed; the computed figure and the verdict stay what they are.
    """
    lines = []
    for total in totals_of(inputs.plan, inputs.submissions):
        key = (total.action, total.number)
        comparison = compare_with_published(total, inputs.published_totals.get(key), inputs.institution)
        adjustment = inputs.adjustments.get(key)
        printed = adjustment.text if adjustment is not None and with_adjustments else comparison.computed
        lines.append(TotalLine(total=total, comparison=comparison, adjustment=adjustment, printed=printed))
    statuses = []
    answered = answered_numbers(inputs.submissions)
    for action in inputs.plan.actions:
        status = status_of(action, inputs.institution, answered)
        published = inputs.published_status.get(action.code)
        compared = compare_status(status, published, inputs.institution)
        statuses.append(StatusLine(status=status, published=published, comparison=compared))
    return Figures(totals=tuple(lines), statuses=tuple(statuses))
