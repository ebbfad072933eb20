"""The monthly report: who returned what and when, the month's figures beside those before, and what a person must look at.

One template serves every institution and language: the labels are part of the context.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.checks.acceptance import Checked
from toolkit.checks.returned import ReturnedForm
from toolkit.documents.drawing import Bars
from toolkit.documents.letterhead import registration_line
from toolkit.documents.month_changes import ChangesPart, changes_in_short, changes_part
from toolkit.documents.month_figures import PriorityFigures, priority_figures
from toolkit.documents.month_findings import (
    FindingsTable,
    PointsPart,
    UnansweredPart,
    counted_by_severity,
    findings_tables,
    findings_told,
    points_parts,
    unanswered_parts,
)
from toolkit.documents.plan_evaluation import Label
from toolkit.documents.semester_report import reported_period
from toolkit.documents.sign_off_table import SignOffTable, sign_off_tables
from toolkit.documents.trial import trial_told
from toolkit.language import counted, gettext, month_name
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period, months_named
from toolkit.plan.spelling import listed, printed_day
from toolkit.totals.changes import Changes
from toolkit.totals.month import MonthFigures

_FULL, _EARLIER, _NONE = "#009E73", "#56B4E9", "#D9D9D9"  # apart for colour-blind readers and in grey print (Okabe and Ito)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """One department: its form, the day on which it came, and what is to be said of it."""

    department: str
    form: str
    day: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLabels:
    """What stands above the columns of the tables that every report has."""

    what: str
    value: str
    department: str
    form: str
    day: str
    remark: str
    indicator: str
    month: str
    before: str
    so_far: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyReport:
    """The whole report, in printing order."""

    property_title: str  # the title property of the file
    watermark: str  # across each page, until the report is signed
    institution: str
    letterhead: tuple[str, ...]
    registration_line: str
    title: str
    plan_title: str
    moment: str  # the month, and until when what arrived was counted
    trial: str  # what is otherwise than in the report that counts; empty in the report itself
    labels: TableLabels
    overview_heading: str
    overview: tuple[Label, ...]
    picture_told: str  # the picture in words: its alternative text
    returned_heading: str
    returned_told: str
    returned: tuple[ReturnedRow, ...]
    figures_heading: str
    figures_told: str
    priorities: tuple[PriorityFigures, ...]
    findings_heading: str
    findings_told: str
    findings: tuple[FindingsTable, ...]  # none where nothing was found
    unanswered: tuple[UnansweredPart, ...]  # one where something was not answered
    points: tuple[PointsPart, ...]  # notes, and what the secretariat has accepted, each where there is any
    changes: tuple[ChangesPart, ...]  # one where the report is compared with a run
    sign_off: tuple[SignOffTable, ...]  # one, where somebody signs


def monthly_report(
    month: MonthFigures,
    returned: Sequence[ReturnedForm],
    checked: Checked,
    changes: Changes | None = None,
    *,
    registration_number: str,
) -> MonthlyReport:
    """Write the whole report in finished strings; an empty registration number leaves the line to be filled by hand."""
    inputs = month.inputs
    institution, plan = inputs.institution, inputs.plan
    title = gettext("Raport lunar privind implementarea")
    return MonthlyReport(
        property_title=f"{title} {plan.title_in_report}, {inputs.period.text}",
        watermark=gettext("PROIECT"),
        institution=institution.name,
        letterhead=institution.letterhead,
        registration_line=registration_line(institution, registration_number),
        title=title,
        plan_title=plan.title_in_report,
        moment=reported_period(inputs),
        trial=trial_told(inputs),
        labels=_labels(month),
        overview_heading=gettext("Pe scurt"),
        overview=tuple(_overview(month, returned, checked, changes)),
        picture_told=month_picture(month).told,
        returned_heading=gettext("Cine a raportat"),
        returned_told=_returned_told(returned),
        returned=tuple(_returned_row(form, institution, is_dated=_is_dated(returned)) for form in returned),
        figures_heading=gettext("Cifrele lunii"),
        figures_told=_figures_told(month),
        priorities=tuple(priority_figures(priority, month) for priority in plan.priorities),
        findings_heading=gettext("Constatări deschise"),
        findings_told=findings_told(checked),
        findings=findings_tables(checked, institution),
        unanswered=unanswered_parts(inputs, checked),
        points=tuple(points_parts(checked, institution)),
        changes=(changes_part(changes, inputs.period, institution),) if changes is not None else (),
        sign_off=sign_off_tables(institution),
    )


def month_picture(month: MonthFigures) -> Bars:
    """Draw, per priority, of how many indicators there is an answer of this month, only an earlier one, or none."""
    counts: list[list[int]] = []
    for priority in month.inputs.plan.priorities:
        lines = [line for action in priority.actions for line in month.lines_of(action)]
        reported, known = sum(line.is_reported for line in lines), sum(line.is_known for line in lines)
        counts.append([reported, known - reported, len(lines) - known])
    reported_in, earlier, never = ([row[place] for row in counts] for place in range(3))
    return Bars(
        title=gettext("Indicatori cu răspuns, pe priorități"),
        names=[gettext("Prioritatea {priority}", priority=priority.code) for priority in month.inputs.plan.priorities],
        parts=[
            (gettext("în această lună"), _FULL, reported_in),
            (gettext("numai mai devreme în semestru"), _EARLIER, earlier),
            (gettext("fără răspuns până acum"), _NONE, never),
        ],
    )


def _labels(month: MonthFigures) -> TableLabels:
    period = month.inputs.period
    until = [m for m in period.semester.months if m.last_day <= period.last_day]
    return TableLabels(
        what=gettext("Ce se numără"),
        value=gettext("Câte"),
        department=gettext("Subdiviziunea"),
        form=gettext("Formularul"),
        day=gettext("Sosit la"),
        remark=gettext("Observații"),
        indicator=gettext("Indicator"),
        month=_named(period),
        before=_named(month.period_before),
        so_far=gettext("Semestrul până acum ({months})", months=months_named(until)),
    )


def _named(month: Period) -> str:
    """A month above a column: "Mai 2023"."""
    name = month_name(month.number)
    return f"{name[:1].upper()}{name[1:]} {month.year}"


def _overview(
    month: MonthFigures, returned: Sequence[ReturnedForm], checked: Checked, changes: Changes | None
) -> Iterator[Label]:
    lines = [line for action in month.inputs.plan.actions for line in month.lines_of(action)]
    late = [form for form in returned if form.is_late]
    yield Label(
        label=gettext("Formulare citite"),
        value=gettext("{read} din {all}", read=sum(form.is_read for form in returned), all=len(returned)),
    )
    if any(form.first for form in returned) and any(form.due for form in returned):
        yield Label(label=gettext("Sosite după termen"), value=str(len(late)))
    yield Label(
        label=gettext("Indicatori cu răspuns în această lună"),
        value=gettext("{read} din {all}", read=sum(line.is_reported for line in lines), all=len(lines)),
    )
    yield Label(
        label=gettext("Indicatori cu răspuns de la începutul semestrului"),
        value=gettext("{read} din {all}", read=sum(line.is_known for line in lines), all=len(lines)),
    )
    targets = [line for line in lines if line.indicator.target]
    if targets:
        reached = sum(line.reached is not None and line.reached >= 100 for line in targets)
        yield Label(label=gettext("Ținte atinse"), value=gettext("{read} din {all}", read=reached, all=len(targets)))
    yield Label(label=gettext("Luni din semestru fără formulare"), value=_without_forms(month))
    yield Label(label=gettext("Constatări deschise"), value=counted_by_severity(checked.findings))
    if changes is not None:
        yield Label(
            label=gettext("Față de rularea {run_id}", run_id=changes.run_id),
            value=changes_in_short(changes),
        )


def _without_forms(month: MonthFigures) -> str:
    """The months of the semester so far of which a department's form is missing, with how many departments lack."""
    lacking: dict[Period, int] = {}
    for missing in month.so_far_inputs.missing_months:
        if not missing.action:
            for lost in missing.months:
                lacking[lost] = lacking.get(lost, 0) + 1
    said = [
        f"{month_name(lost.number)} ({counted(count, 'subdiviziune', 'subdiviziuni')})"
        for lost, count in sorted(lacking.items(), key=lambda item: item[0].first_day)
    ]
    return listed(said) or gettext("niciuna")


def _returned_told(returned: Sequence[ReturnedForm]) -> str:
    due = next((form.due for form in returned if form.due), None)
    told = (
        gettext("Instituția nu a stabilit un termen pentru formulare.")
        if due is None
        else gettext("Termenul pentru formulare a fost {day}.", day=printed_day(due))
    )
    if _is_dated(returned):
        return told
    return f"{told} " + gettext("Niciun registru nu spune când au sosit; se știe numai care sunt în dosarul lunii.")


def _is_dated(returned: Sequence[ReturnedForm]) -> bool:
    """Whether a register speaks of any of the forms."""
    return any(form.first or form.given_back for form in returned)


def _returned_row(form: ReturnedForm, institution: Institution, *, is_dated: bool) -> ReturnedRow:
    remarks = [
        gettext("după termen") if form.is_late else "",
        gettext("corectat la {day}", day=printed_day(form.corrected)) if form.corrected else "",
        gettext("întors la {day}, așteptat din nou", day=printed_day(form.given_back)) if form.given_back else "",
        gettext("pus în dosar, fără dată în registru") if is_dated and form.is_read and form.first is None else "",
    ]
    return ReturnedRow(
        department=institution.department(form.department).name,
        form=gettext("citit") if form.is_read else gettext("lipsește"),
        day=printed_day(form.first) if form.first else "",
        remark="; ".join(filter(None, remarks)),
    )


def _figures_told(month: MonthFigures) -> str:
    if month.before is None:
        return gettext(
            "Pentru {before} nu este niciun formular. „-” înseamnă neraportat; ce lipsește nu se estimează.",
            before=month.period_before.text,
        )
    return gettext("„-” înseamnă neraportat; ce lipsește nu se estimează.")
