"""Tables as a notebook shows them: pandas frames with headings in the office's words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.checks.acceptance import AcceptedFinding
from toolkit.documents.accessibility import Accessibility
from toolkit.documents.drafted_text import Draft, shown_ids
from toolkit.documents.headings import shown_to_people
from toolkit.documents.month_changes import changed_rows, finding_lines, form_lines
from toolkit.documents.monthly_report import MonthlyReport
from toolkit.documents.plan_evaluation import Label
from toolkit.documents.printed_plan import heading_of
from toolkit.documents.project_sheet import delivery_counts
from toolkit.documents.tables import Table
from toolkit.documents.trial import trial_told
from toolkit.documents.wording import SEVERITY_WORDS, VERDICT_WORDS
from toolkit.intake.finding import Finding
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.project_inputs import ProjectInputs
from toolkit.language import N_, counted, gettext
from toolkit.plan.deadline_wording import explained
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.places import place_in_plan
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import listed, printed_day, tidy
from toolkit.totals.changes import Changes
from toolkit.totals.comparison import Verdict
from toolkit.totals.evaluation import evaluate
from toolkit.totals.figures import Figures
from toolkit.totals.status import DepartmentState

_LINE_END = "\u2028"  # stands for the end of a line until the table is in HTML; pandas would print one as \\n

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
        lines = self.frame.replace("\n", _LINE_END, regex=True)
        table = lines.to_html(index=False, border=0, na_rep="", classes=kind).replace(_LINE_END, "<br>")
        return f'{_STYLE}<div style="max-height:{self.height};overflow:auto">{table}</div>'

    def __repr__(self) -> str:
        return counted(len(self.frame), "rând", "rânduri")


def counted_until(cutoff: str) -> str:
    """Say, above the summary, that only what was accepted until a day counts; nothing where everything does."""
    return gettext("**Contează numai ce s-a acceptat până la {day}, după registru.**", day=cutoff) + "\n\n" if cutoff else ""


def otherwise(inputs: PeriodInputs) -> str:
    """Say, above everything else, that a report is a trial, and in what; nothing where it is the report itself."""
    told = trial_told(inputs)
    return f"**{told}**\n\n" if told else ""


def who_reported(inputs: PeriodInputs, figures: Figures) -> Shown:
    """Departments × actions: ● all that was asked, ◐ some, ○ none, blank where nothing is asked."""
    columns: dict[str, list[str]] = {
        gettext("Subdiviziunea"): [department.name for department in inputs.institution.departments]
    }
    for action in inputs.plan.actions:
        states = dict(figures.status_of[action.code].states)
        columns[action.code] = [_STATE_SIGNS[states[d]] if d in states else "" for d in inputs.institution.department_ids]
    return Shown(pd.DataFrame(columns), height="48em", is_matrix=True)


def findings_view(findings: Sequence[Finding]) -> Shown:
    """All findings, gravest first."""
    return _view(
        (N_("Gravitate"), N_("Cod"), N_("Locul"), N_("Găsit"), N_("Așteptat"), N_("De făcut")),
        [
            (
                gettext(SEVERITY_WORDS[finding.severity]),
                finding.code.value,
                str(finding.place),
                finding.found,
                finding.expected,
                finding.fix,
            )
            for finding in findings
        ],
    )


def accepted_view(accepted: Sequence[AcceptedFinding]) -> Shown:
    """The findings that the secretariat has accepted, with reason and role."""
    return _view(
        (N_("Acceptat"), N_("Locul"), N_("Găsit"), N_("Motivul"), N_("Acceptat de")),
        [
            (one.acceptance.subject, str(one.finding.place), one.finding.found, one.acceptance.reason, one.acceptance.role)
            for one in accepted
        ],
    )


def drafted_view(drafted: Draft) -> Shown:
    """What nobody wrote and the report says from its figures, sentence by sentence, for a person to read."""
    return _view(
        (N_("Partea"), N_("Schițat din cifre"), N_("Indicatorii")),
        [
            (part, sentence.text, shown_ids(sentence.about))
            for part, paragraphs in drafted.items()
            for paragraph in paragraphs
            for sentence in paragraph
        ],
    )


def findings_count(findings: Sequence[Finding]) -> Shown:
    """How many findings there are of each severity and code."""
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (gettext(SEVERITY_WORDS[finding.severity]), finding.code.value)
        counts[key] = counts.get(key, 0) + 1
    return _view((N_("Gravitate"), N_("Cod"), N_("Constatări")), [(*key, number) for key, number in counts.items()])


def accessibility_view(accessibility: Accessibility) -> Shown:
    """What was looked at in the Word file, and how many barriers there are of each aspect."""
    return _view(
        (N_("Ce s-a privit"), N_("Câte"), N_("Ce s-a găsit"), N_("Bariere")),
        [
            (gettext(looked.aspect), looked.count, looked.summary, accessibility.barriers_of(looked.aspect))
            for looked in accessibility.looked_at
        ],
    )


def totals_view(figures: Figures) -> Shown:
    """Every total with its rule, and how many departments are in it."""
    return _view(
        (
            N_("Indicator"),
            N_("Regula"),
            N_("Subdiviziuni"),
            N_("Calculat"),
            N_("Tipărit"),
            N_("Publicat"),
            N_("Verdict"),
        ),
        [
            (
                line.total.id,
                str(line.total.indicator.rule),
                len(line.total.contributions),
                line.comparison.computed,
                tidy(line.printed) + ("*" if line.is_adjusted else ""),
                "" if line.comparison.published is None else tidy(line.comparison.published),
                gettext(VERDICT_WORDS[line.comparison.verdict]),
            )
            for line in figures.totals
        ],
    )


def verdict_count(figures: Figures) -> Shown:
    """Control totals of the back-test: how many totals and status counts have each verdict."""
    return _view(
        (N_("Verdict"), N_("Totaluri"), N_("Stări ale acțiunilor")),
        [
            (
                gettext(VERDICT_WORDS[verdict]),
                sum(1 for line in figures.totals if line.comparison.verdict is verdict),
                sum(1 for line in figures.statuses if line.comparison.verdict is verdict),
            )
            for verdict in Verdict
        ],
    )


def differences_view(figures: Figures) -> Shown:
    """Every total that differs from the published one, with what the figures say."""
    return _view(
        (N_("Indicator"), N_("Calculat"), N_("Publicat"), N_("Ce spun cifrele"), N_("Motivul regulii")),
        [
            (
                line.total.id,
                line.comparison.computed,
                tidy(line.comparison.published or ""),
                line.comparison.explanation,
                line.total.indicator.reason,
            )
            for line in figures.differing
        ],
    )


def status_differences_view(figures: Figures) -> Shown:
    """Every action whose three counts differ from the published ones, with what the rows say."""
    return _view(
        (N_("Acțiunea"), N_("Calculat (toți / o parte / niciunul)"), N_("Publicat"), N_("Ce spun rândurile")),
        [
            (line.status.action, line.comparison.computed, line.comparison.published, line.comparison.explanation)
            for line in figures.statuses
            if line.comparison.verdict is Verdict.DIFFERS
        ],
    )


def plan_view(plan: Plan) -> Shown:
    """How many actions and indicators each priority of a printed plan has."""
    rows = [
        (heading_of(priority), len(priority.actions), sum(len(action.indicators) for action in priority.actions))
        for priority in plan.priorities
    ]
    return _view((N_("Partea planului"), N_("Acțiuni"), N_("Indicatori")), rows)


def table_view(table: Table) -> Shown:
    """A table that goes along with a document, in words, and without the columns in which nothing stands."""
    shown = shown_to_people(table)
    filled = [place for place in range(len(shown.columns)) if any(row[place] for row in shown.rows)]
    rows = [tuple(row[place] for place in filled) for row in shown.rows]
    return Shown(pd.DataFrame(rows, columns=[shown.columns[place] for place in filled]))


def deadlines_view(plan: Plan, period: Period) -> Shown:
    """Each deadline as printed and as understood, the days of the period on which it is due, and whether it has passed."""
    rows = []
    for measure in evaluate(plan, {}, period, period.last_day).measures:
        due = listed(printed_day(day) for day in measure.due_on) or gettext("nu")
        passed = gettext("da") if measure.deadline.overdue_at(period.last_day) else gettext("nu")
        rows.append((measure.action.code, tidy(measure.deadline.printed), explained(measure.deadline), due, passed))
    headings = (N_("Codul"), N_("Termenul, cum e tipărit"), N_("Cum s-a înțeles"), N_("Scadent în perioadă"))
    return _view((*headings, N_("Trecut la sfârșitul ei")), rows)


def deliveries_count(inputs: ProjectInputs) -> Shown:
    """How many deliverables of a project are in each state."""
    return _view((N_("Starea"), N_("Livrabile și rezultate fără livrabile")), list(delivery_counts(inputs).items()))


def labels_view(labels: Sequence[Label]) -> Shown:
    """Labels with what stands beside each."""
    return _view((N_("Ce se numără"), N_("Câte")), [(line.label, line.value) for line in labels])


def lines_view(heading: str, lines: Sequence[str]) -> Shown:
    """Lines under a heading."""
    return Shown(pd.DataFrame([(line,) for line in lines], columns=[heading]))


def returned_view(report: MonthlyReport) -> Shown:
    """Which department's form was read, and when it came."""
    rows = [(row.department, row.form, row.day, row.remark) for row in report.returned]
    labels = report.labels
    return Shown(pd.DataFrame(rows, columns=[labels.department, labels.form, labels.day, labels.remark]))


def changes_view(changes: Changes | None, month: Period, institution: Institution) -> Shown:
    """What has changed since another run: what went in, forms, figures and findings."""
    rows: list[tuple[object, ...]] = []
    if changes is not None:
        rows += [(gettext("Intrare"), gettext(source.value), "", "", "") for source in changes.sources]
        rows += [(gettext("Formular"), line, "", "", "") for line in form_lines(changes, institution)]
        rows += [
            (gettext("Cifră"), f"{row.indicator}, {row.what}", row.then, row.now, row.why)
            for row in changed_rows(changes, month, institution)
        ]
        rows += [(gettext("Constatare"), line, "", "", "") for line in finding_lines(changes, institution)]
    return _view((N_("Felul"), N_("Ce"), N_("Atunci"), N_("Acum"), N_("De unde")), rows)


def slips_view(plan: Plan) -> Shown:
    """The slips of the adopted text: printed as they are, beside what was probably meant."""
    rows = [(place_in_plan(plan, slip.where, slip.field), slip.printed, slip.likely) for slip in plan.suspected_errors]
    return _view((N_("Locul"), N_("Tipărit, cum a fost adoptat"), N_("Probabil")), rows)


def source_gaps(plan: Plan) -> Shown:
    """What is broken in the source that the plan was taken from, action by action."""
    notes = []
    for priority in plan.priorities:
        notes.append((gettext("Prioritatea {priority}", priority=priority.code), priority.source_note))
        notes += [(gettext("Acțiunea {action}", action=action.code), action.source_note) for action in priority.actions]
    return _view((N_("Locul"), N_("Ce lipsește sau este stricat în sursă")), [note for note in notes if note[1]])


def _view(headings: Sequence[str], rows: Sequence[tuple[object, ...]]) -> Shown:
    """Give a table under headings that are said in the language in use."""
    return Shown(pd.DataFrame(rows, columns=[gettext(heading) for heading in headings]))
