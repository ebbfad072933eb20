"""Two runs of one period compared figure by figure, each difference with its cause.

The cause is found by trying: the first run is computed again with one thing of the second in its place – what was returned,
the rules, the rest of the plan, the institution, the adjustments, a parameter –, and what alone gives the second run's
figure is its cause. Where nothing alone gives it, everything that moves the figure is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from toolkit.audit.figure import Figure, FigureKind, Texts, in_printing_order, texts_of
from toolkit.audit.kept_run import KeptRun
from toolkit.audit.plan_texts import changed_texts
from toolkit.audit.returned_causes import ReturnedTrials
from toolkit.audit.tolerance import EXACT, Tolerance, is_rounding
from toolkit.audit.trace import period_of
from toolkit.errors import OfficeFileError, UsageError
from toolkit.intake.period_inputs import PeriodInputs, plan_among, read_period
from toolkit.intake.what_if import what_if
from toolkit.language import N_, gettext
from toolkit.plan.plan import Indicator, Plan
from toolkit.plan.rule import Rule
from toolkit.plan.spelling import tidy
from toolkit.plan.what_if import WhatIf, with_rules
from toolkit.totals.figures import figures_of
from toolkit.totals.periods import composed


class Cause(Enum):
    """Why a figure is not what it was."""

    INPUT = N_("intrare schimbată")
    LATE_FILE = N_("fișier care a sosit între timp")
    GONE_FILE = N_("fișier care nu mai este")
    RULE = N_("regulă schimbată")
    PLAN = N_("plan schimbat")
    INSTITUTION = N_("datele instituției schimbate")
    ADJUSTMENT = N_("ajustare")
    PARAMETER = N_("parametru")
    ROUNDING = N_("rotunjire sau formă de tipar")
    PROGRAM = N_("alt program")
    UNEXPLAINED = N_("neexplicat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that is not what it was."""

    figure: Figure
    department: str  # name; empty where it is not a department's cell
    before: str
    after: str
    causes: tuple[Cause, ...]
    details: tuple[str, ...]  # in words: the cell, the rule, the parameter, before and after


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDiff:
    """Everything in which two runs of a period differ."""

    before: KeptRun
    after: KeptRun
    compared: int  # figures
    differences: tuple[Difference, ...]
    within_tolerance: tuple[Difference, ...]
    parameters: tuple[tuple[str, str, str], ...]  # name, before, after
    plan_texts: tuple[str, ...]  # parts of the plan that are worded otherwise: codes of actions and indicators
    files: tuple[str, ...]  # read by both, and not the same, or read by one alone

    @property
    def is_template_only(self) -> bool:
        """Whether the figures are the same, and nothing but the template is another."""
        templates = [path for path in self.files if path.startswith("templates/")]
        return bool(templates) and not (self.differences or self.parameters) and templates == list(self.files)


def diff_runs(before: KeptRun, after: KeptRun, tolerance: Tolerance = EXACT) -> RunDiff:
    """Compare two runs of the same institution and period."""
    _check_comparable(before, after)
    return _Comparer(before, after).diff(tolerance)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipe:
    """From which of the two runs each thing is taken: 0 the first, 1 the second."""

    returned: int = 0
    rules: int = 0
    plan: int = 0
    institution: int = 0
    adjustments: int = 0
    flag: int = 0  # the parameters that leave out, change rules, and print adjustments


_ASPECTS: Mapping[str, Cause] = {
    "adjustments": Cause.ADJUSTMENT,
    "flag": Cause.PARAMETER,
    "returned": Cause.INPUT,
    "rules": Cause.RULE,
    "plan": Cause.PLAN,
    "institution": Cause.INSTITUTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The causes of a difference, and their places, before and after."""

    causes: tuple[Cause, ...]
    details: tuple[str, ...]


class _Comparer:
    def __init__(self, before: KeptRun, after: KeptRun) -> None:
        self._runs = (before, after)
        self._files = (before.inputs, after.inputs)
        self._home = f"inputs/{before.institution}"
        self._period = period_of(before)
        self._figures: dict[_Recipe, Texts] = {}
        everything = _Recipe(**dict.fromkeys(_ASPECTS, 1))
        self._changed = tuple(aspect for aspect in _ASPECTS if self._is_changed(aspect))
        self._before, self._after = self._recomputed(_Recipe()) or {}, self._recomputed(everything) or {}
        inputs = (self._read(_Recipe()), self._read(everything))
        self._returned = ReturnedTrials(inputs, self._computed)
        self._plan_texts = changed_texts(*(of_run.plan for of_run in inputs))
        self._names = {one.id: one.name for of_run in inputs for one in of_run.institution.departments}

    def diff(self, tolerance: Tolerance) -> RunDiff:
        printed = tuple({**computed, **_in_totals(run)} for run, computed in self._both())
        figures = tuple(in_printing_order(printed))
        found: list[Difference] = []
        within: list[Difference] = []
        for figure in figures:
            old, new = printed[0].get(figure), printed[1].get(figure)
            if old != new:
                one = self._difference(figure, old, new, _same_printed(figure, *printed))
                (within if tolerance.covers(one.before, one.after) else found).append(one)
        return RunDiff(
            before=self._runs[0],
            after=self._runs[1],
            compared=len(figures),
            differences=tuple(found),
            within_tolerance=tuple(within),
            parameters=tuple(self._parameters()),
            plan_texts=self._plan_texts,
            files=tuple(self._changed_files()),
        )

    def _both(self) -> Iterator[tuple[KeptRun, Texts]]:
        yield from zip(self._runs, (self._before, self._after), strict=True)

    def _difference(self, figure: Figure, old: str | None, new: str | None, printed: str | None) -> Difference:
        before, after = old or "", new or ""
        found = self._found(figure)
        causes = list(found.causes)
        if self._before.get(figure) != old or self._after.get(figure) != new:
            causes.append(Cause.PROGRAM)
        if causes and set(causes) <= {Cause.INSTITUTION, Cause.PROGRAM} and is_rounding(before, after):
            causes = [Cause.ROUNDING]
        same = [] if printed is None else [gettext("tipărit la fel prin ajustare: „{text}”", text=printed)]
        return Difference(
            figure=figure,
            department=self._names.get(figure.department, figure.department),
            before=before,
            after=after,
            causes=tuple(causes) or (Cause.UNEXPLAINED,),
            details=(*same, *found.details),
        )

    def _found(self, figure: Figure) -> _Found:
        """What moves a figure, with what is to be said of it."""
        aspects, are_together = self._aspects(figure)
        causes: list[Cause] = []
        details: list[str] = []
        for aspect in aspects:
            if aspect == "returned":
                returned = self._returned.causes(figure)
                kinds = {change.kind for change in returned.changes}
                causes += [cause for kind, cause in _OF_FILES.items() if kind in kinds] or [Cause.INPUT]
                is_status = figure.kind is FigureKind.STATUS  # of a dash in it nothing is to be said
                said = [change.text for change in returned.changes if change.is_answer or not is_status]
                details += [*said, *self._cutoff()]
                are_together = are_together or returned.are_together
            else:
                causes.append(_ASPECTS[aspect])
        if Cause.RULE in causes:
            old, new = (self._rule(n, figure) for n in (0, 1))
            details.append(gettext("regula: „{before}” → „{after}”", before=old, after=new))
        if Cause.PARAMETER in causes:
            details += [_changed(*one) for one in self._parameters() if one[0] in _WHAT_IF]
        if are_together:
            details.append(gettext("numai împreună schimbă cifra"))
        return _Found(causes=tuple(causes), details=tuple(details))

    def _aspects(self, figure: Figure) -> tuple[list[str], bool]:
        """What alone gives the second figure; else whatever moves the first alone, or only together."""
        first, second = self._before.get(figure), self._after.get(figure)
        if first == second:
            return [], False
        alone, moving, untried = [], [], []
        for aspect in self._changed:
            tried = self._recomputed(_Recipe(**{aspect: 1}))
            if tried is None:
                untried.append(aspect)
            elif tried.get(figure) == second:
                alone.append(aspect)
            elif tried.get(figure) != first:
                moving.append(aspect)
        if alone or (moving and not untried):
            return alone or moving, False
        together = [aspect for aspect in self._changed if aspect in (*moving, *untried)] or self._needed(figure, second)
        return together, len(together) > 1

    def _needed(self, figure: Figure, second: str | None) -> list[str]:
        """Where nothing moves the figure alone: that without which the second run would have another one."""
        needed = []
        for aspect in self._changed:
            tried = self._recomputed(_Recipe(**{**dict.fromkeys(_ASPECTS, 1), aspect: 0}))
            if tried is not None and tried.get(figure) != second:
                needed.append(aspect)
        return needed

    def _is_changed(self, aspect: str) -> bool:
        """Whether the two runs have anything else of a kind; what is the same need not be tried."""
        if aspect == "flag":
            return any(name in _WHAT_IF for name, _, _ in self._parameters())
        recipes = (_Recipe(), _Recipe(**{"plan" if aspect == "rules" else aspect: 1}))
        return self._files_of(recipes[0]) != self._files_of(recipes[1])

    def _cutoff(self) -> Iterator[str]:
        yield from (_changed(*one) for one in self._parameters() if one[0] == "cutoff")

    def _rule(self, number: int, figure: Figure) -> str:
        action, _, place = figure.id.rpartition(".")
        plan = self._read(_Recipe(plan=number, rules=number)).plan
        indicator = plan.indicator(action, int(place)) if place.isdecimal() else None
        return str(indicator.rule) if indicator else ""

    def _parameters(self) -> Iterator[tuple[str, str, str]]:
        one, other = (run.manifest.parameters for run in self._runs)
        for name in dict.fromkeys([*one, *other]):
            if one.get(name) != other.get(name):
                yield name, _shown(one.get(name, "")), _shown(other.get(name, ""))

    def _changed_files(self) -> Iterator[str]:
        one, other = ({file.path: file.sha256 for file in run.manifest.inputs} for run in self._runs)
        yield from (path for path in sorted(one.keys() | other.keys()) if one.get(path) != other.get(path))

    def _recomputed(self, recipe: _Recipe) -> Texts | None:
        """The figures that a recipe gives; None where the things of two runs do not fit together."""
        if recipe not in self._figures:
            try:
                self._figures[recipe] = self._computed(recipe.flag, self._read(recipe))
            except OfficeFileError:
                self._figures[recipe] = {}
        return self._figures[recipe] or None

    def _computed(self, run: int, inputs: PeriodInputs) -> Texts:
        """The figures of what was read, with what one of the two runs has otherwise."""
        asked = WhatIf.among(self._runs[run].manifest.parameters)
        inputs = composed(what_if(inputs, asked))
        return texts_of(figures_of(inputs, with_adjustments=asked.adjustments), inputs.submissions)

    def _read(self, recipe: _Recipe) -> PeriodInputs:
        inputs = read_period(self._files_of(recipe), self._runs[0].institution, self._period)
        if recipe.rules == recipe.plan:
            return inputs
        files = self._files_of(replace(recipe, plan=recipe.rules))
        other = read_period({p: c for p, c in files.items() if p in self._office}, self._runs[0].institution, self._period)
        return replace(inputs, plan=_with_rules_of(other.plan, inputs.plan))

    @property
    def _office(self) -> Mapping[str, Callable[[_Recipe], int]]:
        return {
            f"{self._home}/institution.yaml": lambda recipe: recipe.institution,
            **{plan_among(files, self._runs[0].institution): lambda recipe: recipe.plan for files in self._files},
            f"{self._home}/{self._period}/adjustments.yaml": lambda recipe: recipe.adjustments,
        }

    def _files_of(self, recipe: _Recipe) -> dict[str, bytes]:
        files = {}
        for number, of_run in enumerate(self._files):
            for path, content in of_run.items():
                taken = self._office.get(path)
                if (taken(recipe) if taken else recipe.returned) == number:
                    files[path] = content
        return files


_WHAT_IF = ("adjustments", "leave_out", "rules")
_OF_FILES = {"changed": Cause.INPUT, "late": Cause.LATE_FILE, "gone": Cause.GONE_FILE}


def _in_totals(run: KeptRun) -> Texts:
    """The totals of a run as it left them, printed and computed."""
    of_kinds = ((FigureKind.TOTAL, run.printed_totals()), (FigureKind.COMPUTED, run.computed_totals()))
    return {Figure(kind, indicator): tidy(text) for kind, texts in of_kinds for indicator, text in texts.items()}


def _same_printed(figure: Figure, before: Texts, after: Texts) -> str | None:
    """What both runs print in place of a figure that was computed otherwise; None where that is not so."""
    total = Figure(FigureKind.TOTAL, figure.id)
    is_same = figure.kind is FigureKind.COMPUTED and before.get(total) == after.get(total)
    return before.get(total) if is_same else None


def _with_rules_of(source: Plan, plan: Plan) -> Plan:
    """A plan with the rules that another gives to the same indicators."""

    def rule_of(action: str, number: int, indicator: Indicator) -> Rule:
        other = source.indicator(action, number)
        return other.rule if other is not None and other.kind is indicator.kind else indicator.rule

    return with_rules(plan, rule_of)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return gettext("da") if value else gettext("nu")
    return str(value)


def _changed(name: str, before: str, after: str) -> str:
    return gettext("parametrul {name}: „{before}” → „{after}”", name=name, before=before, after=after)


def _check_comparable(before: KeptRun, after: KeptRun) -> None:
    pairs = [(run.institution, str(run.manifest.parameters.get("period", ""))) for run in (before, after)]
    if pairs[0] != pairs[1]:
        raise UsageError(
            place=gettext("rulările de comparat"),
            found=" / ".join(" ".join(pair) for pair in pairs),
            expected=gettext("două rulări ale aceleiași instituții, pentru aceeași perioadă"),
            fix=gettext("alegeți două asemenea rulări"),
        )
