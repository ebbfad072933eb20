"""The tables that go along with the monthly report besides those of every report: month.csv, returned.csv, changes.csv."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.checks.returned import ReturnedForm
from toolkit.documents.month_changes import changed_rows
from toolkit.documents.tables import Table
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.spelling import tidy
from toolkit.totals.changes import Changes
from toolkit.totals.month import MonthFigures

_YES = {True: "yes", False: "no"}


def month_table(month: MonthFigures) -> Table:
    """One row per indicator in plan order: the month as printed, the month before and the semester so far as computed.

    "-" is not reported; `before` is empty where nobody returned a form; `target` stands as printed, `reached` in percent.
    """
    rows = [
        (
            action.code,
            str(line.number),
            tidy(line.month.printed),
            tidy(line.before.comparison.computed) if line.before else "",
            line.so_far.comparison.computed,
            line.indicator.target,
            "" if line.reached is None else str(line.reached),
        )
        for action in month.inputs.plan.actions
        for line in month.lines_of(action)
    ]
    return Table(
        name="month", columns=("action", "indicator", "month", "before", "so_far", "target", "reached"), rows=tuple(rows)
    )


def returned_table(returned: Sequence[ReturnedForm]) -> Table:
    """One row per department: whether its form was read, the days that the register says, and whether it was late.

    `late` is empty where the day on which it came or the closing date is not known; a closing date that is no working day
    moves to the next one.
    """
    rows = [
        (
            form.department,
            _YES[form.is_read],
            *(day.isoformat() if day else "" for day in (form.first, form.corrected, form.given_back, form.closing)),
            _YES[form.is_late] if form.first and form.due else "",
        )
        for form in returned
    ]
    columns = ("department", "read", "first", "corrected", "given_back", "closing", "late")
    return Table(name="returned", columns=columns, rows=tuple(rows))


def changes_table(changes: Changes | None, month: Period, institution: Institution) -> Table:
    """One row for each thing that is otherwise than in the run compared with; none where there is no such run.

    `kind` is `source`, `form`, `month`, `so_far`, `new` or `gone`; the last two are findings.
    """
    columns = ("kind", "department", "indicator", "then", "now", "why")
    if changes is None:
        return Table(name="changes", columns=columns, rows=())
    rows = [("source", "", "", "", "", source.name.lower()) for source in changes.sources]
    rows += [("form", form.department, "", "", form.change.name.lower(), str(form.period)) for form in changes.forms]
    figures = zip(changes.totals, changed_rows(changes, month, institution), strict=True)
    for total, row in figures:
        kind = "so_far" if total.is_so_far else "month"
        rows.append((kind, " ".join(total.departments), row.indicator, tidy(total.then), tidy(total.now), row.why))
    for finding in changes.new:
        about = f"{finding.action}.{finding.indicator}" if finding.indicator is not None else finding.action
        rows.append(("new", finding.department, about, "", tidy(finding.found), finding.code.value))
    for said in changes.gone:
        about = f"{said.action}.{said.indicator}" if said.indicator else said.action
        rows.append(("gone", said.department, about, tidy(said.found), "", said.code))
    return Table(name="changes", columns=columns, rows=tuple(rows))
