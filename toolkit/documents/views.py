"""Tables as a notebook shows them: pandas frames with headings in the office's words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.documents.accessibility import Accessibility
from toolkit.documents.wording import SEVERITY_WORDS, VERDICT_WORDS
from toolkit.intake.finding import Finding
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.plan.spelling import tidy
from toolkit.totals.comparison import Verdict
from toolkit.totals.figures import Figures
from toolkit.totals.status import DepartmentState

_STATE_SIGNS = {DepartmentState.ALL: "●", DepartmentState.SOME: "◐", DepartmentState.NONE: "○"}

# Texts read from the left; a matrix of signs is small, so that all actions fit on a screen.
_STYLE = (
    "<style>table.raport-table td, table.raport-table th {text-align: left !important; vertical-align: top}"
    " table.raport-matrix {font-size: 75%}"
    " table.raport-matrix td, table.raport-matrix th {padding: 1px 3px; text-align: center !important}"
    " table.raport-matrix td:first-child {white-space: nowrap; text-align: left !important}</style>"
)


class Shown:
    """A frame as an HTML table in a box that scrolls, the same on every run."""

    def __init__(self, frame: pd.DataFrame, *, height: str = "32em", is_matrix: bool = False) -> None:
        self.frame = frame
        self.height = height
        self.is_matrix = is_matrix

    def _repr_html_(self) -> str:
        kind = "raport-matrix" if self.is_matrix else "raport-table"
        table = self.frame.to_html(index=False, border=0, na_rep="", classes=kind)
        return f'{_STYLE}<div style="max-height:{self.height};overflow:auto">{table}</div>'

    def __repr__(self) -> str:
        return f"{len(self.frame)} rânduri"


def who_reported(inputs: PeriodInputs, figures: Figures) -> Shown:
    """Departments × actions: ● all that was asked, ◐ some, ○ none, blank where nothing is asked."""
    columns: dict[str, list[str]] = {"Subdiviziunea": [department.name for department in inputs.institution.departments]}
    for action in inputs.plan.actions:
        states = dict(figures.status_of[action.code].states)
        columns[action.code] = [_STATE_SIGNS[states[d]] if d in states else "" for d in inputs.institution.department_ids]
    return Shown(pd.DataFrame(columns), height="48em", is_matrix=True)


def findings_view(findings: Sequence[Finding]) -> Shown:
    """All findings, gravest first."""
    rows = [
        {
            "Gravitate": SEVERITY_WORDS[finding.severity],
            "Cod": finding.code.value,
            "Locul": str(finding.place),
            "Găsit": finding.found,
            "Așteptat": finding.expected,
            "De făcut": finding.fix,
        }
        for finding in findings
    ]
    return Shown(pd.DataFrame(rows, columns=["Gravitate", "Cod", "Locul", "Găsit", "Așteptat", "De făcut"]))


def findings_count(findings: Sequence[Finding]) -> Shown:
    """How many findings there are of each severity and code."""
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (SEVERITY_WORDS[finding.severity], finding.code.value)
        counts[key] = counts.get(key, 0) + 1
    rows = [{"Gravitate": severity, "Cod": code, "Constatări": number} for (severity, code), number in counts.items()]
    return Shown(pd.DataFrame(rows, columns=["Gravitate", "Cod", "Constatări"]))


def accessibility_view(accessibility: Accessibility) -> Shown:
    """What was looked at in the Word file, and how many barriers there are of each aspect."""
    rows = [
        {
            "Ce s-a privit": looked.aspect.value,
            "Câte": looked.count,
            "Ce s-a găsit": looked.summary,
            "Bariere": accessibility.barriers_of(looked.aspect),
        }
        for looked in accessibility.looked_at
    ]
    return Shown(pd.DataFrame(rows))


def totals_view(figures: Figures) -> Shown:
    """Every total with its rule, and how many departments are in it."""
    rows = [
        {
            "Indicator": line.total.id,
            "Regula": str(line.total.indicator.rule),
            "Subdiviziuni": len(line.total.contributions),
            "Calculat": line.comparison.computed,
            "Tipărit": tidy(line.printed) + ("*" if line.is_adjusted else ""),
            "Publicat": "" if line.comparison.published is None else tidy(line.comparison.published),
            "Verdict": VERDICT_WORDS[line.comparison.verdict],
        }
        for line in figures.totals
    ]
    return Shown(pd.DataFrame(rows))


def verdict_count(figures: Figures) -> Shown:
    """Control totals of the back-test: how many totals and status counts have each verdict."""
    rows = [
        {
            "Verdict": VERDICT_WORDS[verdict],
            "Totaluri": sum(1 for line in figures.totals if line.comparison.verdict is verdict),
            "Stări ale acțiunilor": sum(1 for line in figures.statuses if line.comparison.verdict is verdict),
        }
        for verdict in Verdict
    ]
    return Shown(pd.DataFrame(rows))


def differences_view(figures: Figures) -> Shown:
    """Every total that differs from the published one, with what the figures say."""
    rows = [
        {
            "Indicator": line.total.id,
            "Calculat": line.comparison.computed,
            "Publicat": tidy(line.comparison.published or ""),
            "Ce spun cifrele": line.comparison.explanation,
            "Motivul regulii": line.total.indicator.reason,
        }
        for line in figures.differing
    ]
    return Shown(pd.DataFrame(rows, columns=["Indicator", "Calculat", "Publicat", "Ce spun cifrele", "Motivul regulii"]))


def status_differences_view(figures: Figures) -> Shown:
    """Every action whose three counts differ from the published ones, with what the rows say."""
    rows = [
        {
            "Acțiunea": line.status.action,
            "Calculat (toți / o parte / niciunul)": line.comparison.computed,
            "Publicat": line.comparison.published,
            "Ce spun rândurile": line.comparison.explanation,
        }
        for line in figures.statuses
        if line.comparison.verdict is Verdict.DIFFERS
    ]
    columns = ["Acțiunea", "Calculat (toți / o parte / niciunul)", "Publicat", "Ce spun rândurile"]
    return Shown(pd.DataFrame(rows, columns=columns))


def source_gaps(inputs: PeriodInputs) -> Shown:
    """What is broken in the source that the plan was taken from, action by action."""
    notes = []
    for priority in inputs.plan.priorities:
        notes.append((f"Prioritatea {priority.code}", priority.source_note))
        notes += [(f"Acțiunea {action.code}", action.source_note) for action in priority.actions]
    rows = [note for note in notes if note[1]]
    return Shown(pd.DataFrame(rows, columns=["Locul", "Ce lipsește sau este stricat în sursă"]))
