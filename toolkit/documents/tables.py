"""The tables that go along with a report: totals.csv, status.csv, findings.csv, accepted.csv, and the same for Excel."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

import xlsxwriter

from toolkit.checks.acceptance import AcceptedFinding
from toolkit.documents.plan_evaluation import MeasureRow, PlanEvaluation
from toolkit.documents.printed_plan import cell_texts
from toolkit.documents.project_sheet import ProjectSheet
from toolkit.intake.finding import Finding
from toolkit.intake.received.lateness import Late
from toolkit.intake.stored_zip import parts_of, stored_zip
from toolkit.intake.submission import Entry
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Plan
from toolkit.plan.printed_plan import Column, ColumnField
from toolkit.plan.spelling import tidy
from toolkit.totals.aggregation import IndicatorTotal
from toolkit.totals.comparison import value_text
from toolkit.totals.figures import Figures

_FIXED_DATE = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # Excel keeps no time zone, and no clock may reach an output
_WIDTHS = {
    "contributions": 60,
    "found": 50,
    "expected": 50,
    "fix": 50,
    "explanation": 60,
    "computed": 32,
    "printed": 32,
    "reason": 50,
}


_OF_FINDING = (
    "severity",
    "code",
    "department",
    "action",
    "indicator",
    "file",
    "sheet",
    "cell",
    "found",
    "expected",
    "fix",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of texts: its name, its columns and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def to_csv(self) -> str:
        """Give the table as CSV: comma, LF, quotes only where needed."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return text.getvalue()


def totals_table(figures: Figures, institution: Institution) -> Table:
    """One row per indicator in plan order; "-" is not reported, an empty `published` was not published or was blank.

    `contributions` is a JSON object: department → text as it entered; under "left_out" a list of what did not enter
    (department, text, reason); under "not_reported" the departments that returned a row without a figure. Of figures that
    were composed of shorter periods, "made_of" gives the cells: department → a list of file, sheet, cell and text.
    """
    rows = []
    for line in figures.totals:
        total, comparison = line.total, line.comparison
        rows.append(
            (
                total.action,
                str(total.number),
                str(len(total.contributions)),
                str(total.indicator.rule),
                total.value.kind.value,
                comparison.computed,
                tidy(line.printed),
                tidy(line.adjustment.text) if line.adjustment else "",
                comparison.published or "",
                comparison.verdict.value,
                json.dumps(_contributions(line.total, institution), ensure_ascii=False, sort_keys=True),
            )
        )
    columns = "action indicator department_count rule kind computed printed adjusted published verdict contributions"
    return Table(name="totals", columns=tuple(columns.split()), rows=tuple(rows))


def status_table(figures: Figures) -> Table:
    """One row per action: the three counts computed, the three published, the verdict."""
    rows = []
    for line in figures.statuses:
        published = line.published.counts if line.published else (None, None, None)
        rows.append(
            (
                line.status.action,
                *(str(count) for count in line.status.counts),
                *("" if count is None else str(count) for count in published),
                line.comparison.verdict.value,
            )
        )
    columns = "action all_done some_overdue none_done published_all_done published_some_overdue published_none_done verdict"
    return Table(name="status", columns=tuple(columns.split()), rows=tuple(rows))


def plan_table(plan: Plan) -> Table:
    """One row per action of a printed plan; the texts of a cell stand on lines of their own.

    The columns of the plan have the names of their fields; those that no field stands for, their labels.
    """
    fields = [name for name in ColumnField if name not in (ColumnField.NUMBER, ColumnField.OTHER)]
    others = list(dict.fromkeys(label for action in plan.actions for label in action.other))
    rows = []
    for priority in plan.priorities:
        for action in priority.actions:
            texts = [cell_texts(action, Column(field=name, label=name.value), numbered=True) for name in fields]
            rest = [action.other.get(label, "") for label in others]
            rows.append((priority.code, action.code, *("\n".join(text) for text in texts), *rest))
    return Table(name="plan", columns=("priority", "code", *(name.value for name in fields), *others), rows=tuple(rows))


def budget_table(sheet: ProjectSheet) -> Table:
    """The budget of a project as its sheet prints it; the last row is the total."""
    rows = [(row.label, row.amount, row.share) for row in sheet.budget]
    return Table(
        name="budget", columns=("source", "amount", "share"), rows=(*rows, ("total", sheet.total, sheet.total_share))
    )


def results_table(sheet: ProjectSheet) -> Table:
    """Each result of a project and each of its deliverables, with state and evidence."""
    rows = []
    for result in sheet.results:
        rows.append((result.number, "result", result.text, result.state, result.evidence))
        rows += [(d.number, "deliverable", d.text, d.state, d.evidence) for d in result.deliverables]
    return Table(name="results", columns=("result", "kind", "text", "state", "evidence"), rows=tuple(rows))


def measures_table(report: PlanEvaluation) -> Table:
    """One row per measure of an evaluated plan: deadline, claim and what follows, as the report prints them."""
    columns = tuple(field.name for field in fields(MeasureRow))
    rows = tuple(astuple(row) for part in report.parts for row in part.rows)
    return Table(name="measures", columns=columns, rows=rows)


def findings_table(findings: Sequence[Finding]) -> Table:
    """One row per finding, gravest first."""
    return Table(name="findings", columns=_OF_FINDING, rows=tuple(_finding(finding) for finding in findings))


def accepted_table(accepted: Sequence[AcceptedFinding]) -> Table:
    """One row per accepted finding, in the order of accepted.yaml, with the reason and the role of who accepted it."""
    rows = tuple((*_finding(one.finding), one.acceptance.reason, one.acceptance.role) for one in accepted)
    return Table(name="accepted", columns=(*_OF_FINDING, "reason", "role"), rows=rows)


def late_table(late: Sequence[Late], due: dt.date | None) -> Table:
    """Who has sent nothing, and who sent late; no days where there is no closing date, or no day to count to."""
    rows = [
        (
            one.department,
            one.name,
            one.lateness.value,
            "" if due is None else due.isoformat(),
            "" if one.received is None else one.received.isoformat(),
            "" if one.working_days is None else str(one.working_days),
        )
        for one in late
    ]
    columns = ("department", "name", "state", "due", "received", "working_days_late")
    return Table(name="who-is-late", columns=columns, rows=tuple(rows))


def to_excel(tables: Sequence[Table], author: str) -> bytes:
    """Write tables into one workbook, a sheet each: texts only, header frozen and filterable."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"author": author, "created": _FIXED_DATE})
        heading = workbook.add_format({"bold": True, "bg_color": "#D9E2F3", "border": 1, "text_wrap": True})
        text = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for table in tables:
            sheet = workbook.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            for column, name in enumerate(table.columns):
                sheet.set_column(column, column, _WIDTHS.get(name, 16))
                sheet.write_string(0, column, name, heading)
            for row, cells in enumerate(table.rows, 1):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell[:32767], text)
            sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    return stored_zip(parts_of(content.getvalue()))


def _finding(finding: Finding) -> tuple[str, ...]:
    return (
        finding.severity.value,
        finding.code.value,
        finding.department,
        finding.action,
        "" if finding.indicator is None else str(finding.indicator),
        finding.place.file,
        finding.place.sheet,
        finding.place.cell,
        finding.found,
        finding.expected,
        finding.fix,
    )


def _contributions(total: IndicatorTotal, institution: Institution) -> dict[str, object]:
    found: dict[str, object] = {c.department: value_text(c.value, total.indicator, institution) for c in total.contributions}
    if total.left_out:
        found["left_out"] = [
            {"department": item.department, "text": tidy(item.entry.value.text), "reason": item.reason.value}
            for item in total.left_out
        ]
    composed = {c.department: [_cell(entry) for entry in c.entry.made_of] for c in total.contributions if c.entry.made_of}
    if composed:
        found["made_of"] = composed
    if total.missing:
        found["not_reported"] = list(total.missing)
    return found


def _cell(entry: Entry) -> dict[str, str]:
    place = entry.place
    return {"file": place.file, "sheet": place.sheet, "cell": place.cell, "text": tidy(entry.value.text)}
