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

# In inches. The places are given and not found out by drawing everything once more.
_CELL, _LONGEST = 0.25, 500.0  # PNG holds no picture of more than 65,535 points
_CODES_HEIGHT, _LEGEND_HEIGHT, _LEGEND_WIDTH = 0.5, 0.4, 5.0
_LETTER_7, _LETTER_8 = 0.056, 0.064  # the average width of a letter of 7 and of 8 points


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
    from matplotlib.figure import Figure  # noqa: PLC0415  a third of a second that a check of parameters need not pay

    actions, departments = inputs.plan.actions, inputs.institution.departments
    names_width = _LETTER_7 * max(len(department.name) for department in departments) + 0.1
    cell = min(_CELL, _LONGEST / max(len(actions), len(departments)))
    cells_width, cells_height = cell * len(actions), cell * len(departments)
    width, height = max(names_width + cells_width + 0.1, _LEGEND_WIDTH), _CODES_HEIGHT + cells_height + _LEGEND_HEIGHT
    picture = Figure(figsize=(width, height))
    axes = picture.add_axes((names_width / width, _LEGEND_HEIGHT / height, cells_width / width, cells_height / height))
    axes.set_axis_off()  # and labels of our own: an axis takes as long to draw as all the rest
    axes.set_xlim(-0.5, len(actions) - 0.5)
    axes.set_ylim(len(departments) - 0.5, -0.5)
    rows = {department.id: row for row, department in enumerate(departments)}
    for state in DepartmentState:
        cells = [
            (column, rows[department])
            for column, action in enumerate(actions)
            for department, answered in figures.status_of[action.code].states
            if answered is state
        ]
        axes.scatter(
            [column for column, _ in cells],
            [row for _, row in cells],
            s=(0.88 * cell * 72) ** 2,
            marker="s",
            linewidths=0,
            color=_STATE_COLOURS[state],
            label=STATE_WORDS[state],
            clip_on=False,
        )
    for row, department in enumerate(departments):
        axes.text(-0.7, row, department.name, fontsize=7, ha="right", va="center")
    for column, action in enumerate(actions):
        axes.text(column, -0.7, action.code, fontsize=7, ha="center", va="bottom", rotation=90)
    _legend(picture)
    return _png(picture)


def _stacked_bars(names: Sequence[str], series: Mapping[str, tuple[Sequence[int], str]], title: str) -> bytes:
    from matplotlib.figure import Figure  # noqa: PLC0415

    width, height, margin = 9.0, 0.5 * len(names) + 1.4, _LETTER_8 * max(map(len, names)) + 0.2
    picture = Figure(figsize=(width, height))
    axes = picture.add_axes(
        (margin / width, (_LEGEND_HEIGHT + 0.25) / height, (width - margin - 0.2) / width, 0.5 * len(names) / height)
    )
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
    _legend(picture)
    return _png(picture)


def _legend(picture: Figure) -> None:
    picture.legend(loc="lower center", ncols=4, fontsize=8, frameon=False, markerscale=0.5)


def _png(picture: Figure) -> bytes:
    content = io.BytesIO()
    picture.savefig(content, format="png", dpi=110, metadata={"Software": None})
    return content.getvalue()
