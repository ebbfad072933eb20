"""From a printed figure to the cells that it came from, with the files' hashes and who sent them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.audit.adding_up import AddedUp, add_up, add_up_months
from toolkit.audit.kept_run import KeptRun
from toolkit.checks.acceptance import AcceptedFinding, Checked
from toolkit.documents.drafted_text import Sentence, written_text
from toolkit.errors import Place, UsageError
from toolkit.intake.finding import Finding
from toolkit.intake.office_files import Adjustment
from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.intake.received.register import RegisterEntry
from toolkit.intake.submission import Entry
from toolkit.intake.what_if import what_if
from toolkit.language import gettext
from toolkit.plan.period import Period
from toolkit.plan.plan import Action, asked_departments
from toolkit.plan.spelling import listed, nearest, nearest_named, shown, tidy
from toolkit.plan.what_if import WhatIf
from toolkit.totals.aggregation import IndicatorTotal, LeftOutReason
from toolkit.totals.check import check_period
from toolkit.totals.comparison import Comparison, value_text
from toolkit.totals.figures import Figures, TotalLine, figures_of
from toolkit.totals.periods import composed


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A cell that an answer was read from."""

    place: Place
    text: str
    sha256: str  # of the file
    received: RegisterEntry | None  # when, and under what name, the register says that it was sent


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedAnswer:
    """What one department answered: its own cell, or those of the shorter periods that it was composed of."""

    department: str  # id
    name: str
    text: str  # as it entered the total, or as it stands where it did not
    sources: tuple[Source, ...]
    reason: LeftOutReason | None = None  # why it stays out; None of what entered, and of a row without an answer
    months: AddedUp | None = None  # how the shorter periods add up


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One printed figure, and everything that it was made from."""

    indicator: str  # "3.1.2"
    action_title: str
    text: str  # of the indicator
    rule: str
    printed: str  # as the run printed it
    recomputed: str  # as it would print from the kept inputs, with the program that is installed
    computed: str  # without adjustment
    comparison: Comparison  # with what was published elsewhere
    adjustment: Adjustment | None  # that the secretariat declared for it
    is_adjusted: bool  # whether the adjusted text is the printed one
    added_up: AddedUp
    entered: tuple[TracedAnswer, ...]
    left_out: tuple[TracedAnswer, ...]
    without_figure: tuple[TracedAnswer, ...]  # a row, and no figure in it
    without_form: tuple[str, ...]  # names of departments that were asked and have no row
    missing_months: tuple[tuple[str, tuple[Period, ...]], ...]  # name of a department, and months that its figure lacks
    accepted: tuple[AcceptedFinding, ...]
    findings: tuple[Finding, ...]  # the open ones
    not_kept: tuple[str, ...]  # files of which the run keeps no copy, so that nothing in them can be followed

    @property
    def holds(self) -> bool:
        """Whether everything adds up again to what was printed."""
        answers = all(answer.months is None or answer.months.holds for answer in self.entered)
        return self.printed == self.recomputed and self.added_up.holds and answers


class Tracer:
    """Follows the figures of one run, from its kept inputs alone."""

    def __init__(self, run: KeptRun) -> None:
        self._run = run
        self._printed = run.printed_totals()
        self.inputs = inputs_of(run)
        self._figures = figures_in(run, self.inputs)
        self._checked: Checked = check_period(self.inputs)
        self._lines = {line.total.id: line for line in self._figures.totals}
        self._entries: dict[str, list[tuple[str, Entry]]] = {}
        for submission in self.inputs.submissions:
            for entry in submission.entries:
                of_indicator = self._entries.setdefault(f"{entry.action}.{entry.indicator}", [])
                of_indicator.append((submission.department, entry))

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of all indicators, in plan order."""
        return tuple(self._lines)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that a report makes from these figures where nobody wrote any, each with its indicators."""
        drafted = written_text(self.inputs, self._figures).drafted
        return tuple(sentence for part in drafted.values() for paragraph in part for sentence in paragraph)

    def trace(self, indicator: str) -> Trace:
        """Follow one figure; `UsageError` names the nearest indicator where there is none of this id."""
        line = self._lines.get(indicator)
        if line is None:
            raise self._unknown(indicator)
        return self._trace(line)

    def _trace(self, line: TotalLine) -> Trace:
        total, inputs = line.total, self.inputs
        action = inputs.plan.action(total.action)
        return Trace(
            indicator=total.id,
            action_title=action.title if action else "",
            text=total.indicator.text,
            rule=str(total.indicator.rule),
            printed=self._printed.get(total.id, ""),
            recomputed=tidy(line.printed),
            computed=line.comparison.computed,
            comparison=line.comparison,
            adjustment=line.adjustment,
            is_adjusted=line.is_adjusted,
            added_up=add_up(total, inputs.institution),
            entered=tuple(
                self._answer(c.department, c.entry, value_text(c.value, total.indicator, inputs.institution), total)
                for c in total.contributions
            ),
            left_out=tuple(
                self._answer(item.department, item.entry, tidy(item.entry.value.text), total, item.reason)
                for item in total.left_out
            ),
            without_figure=tuple(self._without_figure(total)),
            without_form=self._without_form(total, action),
            missing_months=tuple(
                (inputs.institution.department(missing.department).name, missing.months)
                for missing in inputs.missing_months
                if (missing.action, missing.indicator) == (total.action, total.number)
                or (not missing.action and action and missing.department in self._asked(total, action))
            ),
            accepted=tuple(one for one in self._checked.accepted if _is_about(one.finding, total)),
            findings=tuple(finding for finding in self._checked.findings if _is_about(finding, total)),
            not_kept=tuple(file.path for file in self._run.not_kept),
        )

    def _answer(
        self, department: str, entry: Entry, text: str, total: IndicatorTotal, reason: LeftOutReason | None = None
    ) -> TracedAnswer:
        return TracedAnswer(
            department=department,
            name=self.inputs.institution.department(department).name,
            text=text,
            sources=tuple(self._source(part) for part in entry.made_of or (entry,)),
            reason=reason,
            months=add_up_months(entry, total.indicator, self.inputs.institution),
        )

    def _source(self, entry: Entry) -> Source:
        file = self._run.kept[entry.place.file]
        return Source(
            place=entry.place,
            text=tidy(entry.value.text),
            sha256=file.sha256,
            received=self._run.register.accepted(file.sha256),
        )

    def _without_figure(self, total: IndicatorTotal) -> list[TracedAnswer]:
        """Rows that bring nothing: blank, a dash, not available yet, or not applicable."""
        shown_already = {id(c.entry) for c in total.contributions} | {id(item.entry) for item in total.left_out}
        answered = {c.department for c in total.contributions} | {item.department for item in total.left_out}
        return [
            self._answer(department, entry, tidy(entry.value.text), total)
            for department, entry in self._entries.get(total.id, ())
            if id(entry) not in shown_already and department not in answered
        ]

    def _asked(self, total: IndicatorTotal, action: Action) -> tuple[str, ...]:
        return asked_departments(action, total.indicator, self.inputs.institution)

    def _without_form(self, total: IndicatorTotal, action: Action | None) -> tuple[str, ...]:
        there = {department for department, _ in self._entries.get(total.id, ())}
        asked = self._asked(total, action) if action else ()
        return tuple(self.inputs.institution.department(d).name for d in asked if d not in there)

    def _unknown(self, indicator: str) -> UsageError:
        of_action = [known for known in self._lines if known.rpartition(".")[0] == indicator]
        near = nearest_named(nearest(indicator, self._lines))
        return UsageError(
            place=gettext("indicatorul cerut"),
            found=gettext("„{indicator}”, pe care planul nu îl are", indicator=shown(indicator)),
            expected=gettext("un indicator al acțiunii: {ids}", ids=listed(of_action))
            if of_action
            else gettext("codul acțiunii, punct, numărul indicatorului, ca 3.1.2") + near,
            fix=gettext("corectați numărul indicatorului"),
        )


def inputs_of(run: KeptRun) -> PeriodInputs:
    """Read what a run was made from, as its notebook did."""
    return composed(what_if(read_period(run.inputs, run.institution, period_of(run)), WhatIf.among(run.manifest.parameters)))


def figures_in(run: KeptRun, inputs: PeriodInputs) -> Figures:
    """Compute the figures of a run again, as its notebook did."""
    return figures_of(inputs, with_adjustments=bool(run.manifest.parameters.get("adjustments", True)))


def period_of(run: KeptRun) -> Period:
    """The period of a run."""
    return Period.parse(str(run.manifest.parameters.get("period", "")))


def traces_of(run: KeptRun, indicators: Sequence[str] = ()) -> tuple[Trace, ...]:
    """Follow some figures of a run, or all of them."""
    tracer = Tracer(run)
    return tuple(tracer.trace(indicator) for indicator in indicators or tracer.indicators)


def _is_about(finding: Finding, total: IndicatorTotal) -> bool:
    return (finding.action, finding.indicator) == (total.action, total.number)
