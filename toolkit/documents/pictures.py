"""Pictures for the one who would rather look than read; each is PNG bytes, equal for equal figures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.documents.wording import STATE_WORDS, VERDICT_WORDS
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.totals.comparison import Verdict
from toolkit.totals.figures import Figures
from toolkit.totals.status import DepartmentState

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Colours that stay apart for colour-blind readers and in grey print (Okabe and Ito), and a sign for each state.
_STATE_COLOURS = {DepartmentState.ALL: "#009E73", DepartmentState.SOME: "#E69F00", DepartmentState.NONE: "#D9D9D9"}
_VERDICT_COLOURS = {
    Verdict.SAME: "#009E73",
    Verdict.WORDING: "#56B4E9",
    Verdict.DIFFERS: "#D55E00",
    Verdict.UNPUBLISHED: "#D9D9D9",
}


def progress_picture(inputs: PeriodInputs, figures: Figures) -> bytes:
    """Draw, per priority, how many of the answers that departments owe are complete, partial or absent."""
    counts = {state: [0] * len(inputs.plan.priorities) for state in DepartmentState}
    for position, priority in enumerate(inputs.plan.priorities):
        for action in priority.actions:
            for state in DepartmentState:
                counts[state][position] += figures.status_of[action.code].count(state)
    names = [f"Prioritatea {priority.code}" for priority in inputs.plan.priorities]
    series = {STATE_WORDS[state]: (counts[state], _STATE_COLOURS[state]) for state in DepartmentState}
    return _stacked_bars(names, series, "Ce au răspuns subdiviziunile întrebate, pe priorități")


def verdict_picture(inputs: PeriodInputs, figures: Figures) -> bytes:
    """Draw, per priority, how the computed totals stand to the published ones."""
    counts = {verdict: [0] * len(inputs.plan.priorities) for verdict in Verdict}
    for position, priority in enumerate(inputs.plan.priorities):
        for action in priority.actions:
            for line in figures.by_action[action.code]:
                counts[line.comparison.verdict][position] += 1
    names = [f"Prioritatea {priority.code}" for priority in inputs.plan.priorities]
    series = {VERDICT_WORDS[verdict]: (counts[verdict], _VERDICT_COLOURS[verdict]) for verdict in Verdict}
    return _stacked_bars(names, series, "Totalurile calculate față de cele publicate, pe priorități")


def completeness_picture(inputs: PeriodInputs, figures: Figures) -> bytes:
    """Draw the matrix of departments and actions: who answered all, some or none of what the plan asks."""
    from matplotlib.figure import Figure  # noqa: PLC0415  # half a second that a check of parameters need not pay
    from matplotlib.patches import Patch  # noqa: PLC0415

    actions = inputs.plan.actions
    departments = inputs.institution.departments
    picture = Figure(
        figsize=(max(6.0, 0.24 * len(actions) + 4.5), max(2.5, 0.26 * len(departments) + 1.3)), layout="constrained"
    )
    axes = picture.subplots()
    rows = {department.id: row for row, department in enumerate(departments)}
    for column, action in enumerate(actions):
        for department, state in figures.status_of[action.code].states:
            axes.barh(rows[department], 0.9, left=column - 0.45, height=0.86, color=_STATE_COLOURS[state])
    axes.set_xlim(-0.6, len(actions) - 0.4)
    axes.set_ylim(len(departments) - 0.4, -0.6)
    axes.set_xticks(range(len(actions)), [action.code for action in actions], rotation=90, fontsize=7)
    axes.set_yticks(range(len(departments)), [department.name for department in departments], fontsize=7)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    handles = [Patch(color=_STATE_COLOURS[state], label=STATE_WORDS[state]) for state in DepartmentState]
    picture.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=8, frameon=False)
    return _png(picture)


def _stacked_bars(names: Sequence[str], series: Mapping[str, tuple[Sequence[int], str]], title: str) -> bytes:
    from matplotlib.figure import Figure  # noqa: PLC0415

    picture = Figure(figsize=(9, 0.5 * len(names) + 1.4), layout="constrained")
    axes = picture.subplots()
    left = [0] * len(names)
    longest = max(map(sum, zip(*(counts for counts, _ in series.values()), strict=True)), default=0)
    for label, (counts, colour) in series.items():
        if not any(counts):
            continue
        bars = axes.barh(names, counts, left=left, color=colour, label=label)
        shown = [str(count) if count > longest / 30 else "" for count in counts]  # a label must fit into its bar
        axes.bar_label(bars, labels=shown, label_type="center", fontsize=8)
        left = [before + count for before, count in zip(left, counts, strict=True)]
    axes.invert_yaxis()
    axes.set_title(title, fontsize=10, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
    picture.legend(loc="outside lower center", ncols=4, fontsize=8, frameon=False)
    return _png(picture)


def _png(picture: Figure) -> bytes:
    content = io.BytesIO()
    picture.savefig(content, format="png", dpi=110, metadata={"Software": None})
    return content.getvalue()
