"""Pictures for the one who would rather look than read: what each of them says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.documents.drawing import Artist, Bars, Matrix
from toolkit.documents.project_sheet import DELIVERY_WORDS, NOT_DECLARED, ProjectSheet
from toolkit.documents.wording import STATE_WORDS, VERDICT_WORDS
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.project_inputs import DeliveryState
from toolkit.language import gettext
from toolkit.totals.comparison import Verdict
from toolkit.totals.figures import Figures
from toolkit.totals.status import DepartmentState

# Colours that stay apart for colour-blind readers and in grey print (Okabe and Ito).
_STATE_COLOURS = {DepartmentState.ALL: "#009E73", DepartmentState.SOME: "#E69F00", DepartmentState.NONE: "#D9D9D9"}
_VERDICT_COLOURS = {
    Verdict.SAME: "#009E73",
    Verdict.WORDING: "#56B4E9",
    Verdict.DIFFERS: "#D55E00",
    Verdict.UNPUBLISHED: "#D9D9D9",
}
_DELIVERY_COLOURS = {
    DELIVERY_WORDS[DeliveryState.DELIVERED]: "#009E73",
    DELIVERY_WORDS[DeliveryState.UNDER_WAY]: "#E69F00",
    DELIVERY_WORDS[DeliveryState.MISSING]: "#D55E00",
    NOT_DECLARED: "#D9D9D9",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pictures of a report, each of which is waited for where it is asked for."""

    completeness: Callable[[], bytes]
    progress: Callable[[], bytes]
    verdicts: Callable[[], bytes]

    @classmethod
    def begun_by(cls, artist: Artist, inputs: PeriodInputs, figures: Figures) -> Pictures:
        """Let an artist begin to draw them, in the order in which a notebook shows them."""
        draw = (completeness_picture, progress_picture, verdict_picture)
        completeness, progress, verdicts = artist.draw([picture_of(inputs, figures) for picture_of in draw])
        return cls(completeness=completeness, progress=progress, verdicts=verdicts)


def progress_picture(inputs: PeriodInputs, figures: Figures) -> Bars:
    """Draw, per priority, how many of the answers that departments owe are complete, partial or absent."""
    counts = {state: [0] * len(inputs.plan.priorities) for state in DepartmentState}
    for position, priority in enumerate(inputs.plan.priorities):
        for action in priority.actions:
            for state in DepartmentState:
                counts[state][position] += figures.status_of[action.code].count(state)
    names = [gettext("Prioritatea {priority}", priority=priority.code) for priority in inputs.plan.priorities]
    return Bars(
        title=gettext("Ce au răspuns subdiviziunile întrebate, pe priorități"),
        names=names,
        parts=[(gettext(STATE_WORDS[state]), _STATE_COLOURS[state], counts[state]) for state in DepartmentState],
    )


def verdict_picture(inputs: PeriodInputs, figures: Figures) -> Bars:
    """Draw, per priority, how the computed totals stand to the published ones."""
    counts = {verdict: [0] * len(inputs.plan.priorities) for verdict in Verdict}
    for position, priority in enumerate(inputs.plan.priorities):
        for action in priority.actions:
            for line in figures.by_action[action.code]:
                counts[line.comparison.verdict][position] += 1
    names = [gettext("Prioritatea {priority}", priority=priority.code) for priority in inputs.plan.priorities]
    return Bars(
        title=gettext("Totalurile calculate față de cele publicate, pe priorități"),
        names=names,
        parts=[(gettext(VERDICT_WORDS[verdict]), _VERDICT_COLOURS[verdict], counts[verdict]) for verdict in Verdict],
    )


def completeness_picture(inputs: PeriodInputs, figures: Figures) -> Matrix:
    """Draw the matrix of departments and actions: who answered all, some or none of what the plan asks."""
    rows = {department.id: row for row, department in enumerate(inputs.institution.departments)}
    places: dict[DepartmentState, list[tuple[int, int]]] = {state: [] for state in DepartmentState}
    for column, action in enumerate(inputs.plan.actions):
        for department, state in figures.status_of[action.code].states:
            places[state].append((column, rows[department]))
    return Matrix(
        rows=[department.name for department in inputs.institution.departments],
        columns=[action.code for action in inputs.plan.actions],
        squares=[(gettext(STATE_WORDS[state]), _STATE_COLOURS[state], places[state]) for state in DepartmentState],
    )


def results_picture(sheet: ProjectSheet) -> Bars:
    """Draw, per result of a project, how many of its deliverables (or itself, without any) are in each state."""
    states = [[d.state for d in result.deliverables] or [result.state] for result in sheet.results]
    return Bars(
        title=gettext("Starea livrabilelor, pe rezultate"),
        names=[gettext("Rezultatul {number}", number=number) for number, _ in enumerate(sheet.results, 1)],
        parts=[
            (gettext(word), colour, [found.count(gettext(word)) for found in states])
            for word, colour in _DELIVERY_COLOURS.items()
        ],
    )
