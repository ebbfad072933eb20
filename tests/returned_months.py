"""What departments returned by period, built from texts, as `read_period` gives it."""

from __future__ import annotations

from collections.abc import Mapping

from conftest import a_plan, an_action, an_indicator, an_institution

from toolkit.errors import Place
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.office_files import Sections
from toolkit.intake.period_inputs import PartInputs, PeriodInputs
from toolkit.intake.submission import Entry, Narrative, Submission
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.totals.month import MonthFigures, month_figures

HOME = "inputs/exemplu"
SEMESTER = "2023-S1"
MONTHS = tuple(f"2023-0{month}" for month in range(1, 7))
Returned = Mapping[str, Mapping[str, str]]  # period → indicator id or action code → what stands in the form


def a_return(period: str, said: Mapping[str, str], *, department: str = "presa", file: str = "") -> Submission:
    """One file of a department: values by indicator id ("1.1.2"), descriptions by action code ("1.1")."""
    path = f"{HOME}/{period}/{file or department}.xlsx"
    entries, told = [], []
    for row, (code, text) in enumerate(said.items(), 12):
        action, _, number = code.rpartition(".")
        if code.count(".") == 1:
            told.append(Narrative(action=code, text=text, place=Place(path, "Descrieri", f"C{row}")))
        else:
            place = Place(path, "Indicatori", f"F{row}")
            entries.append(Entry(action=action, indicator=int(number), value=read_value(text), place=place))
    return Submission(department=department, file=path, sha256="0" * 64, entries=tuple(entries), narratives=tuple(told))


def inputs_of(*returned: Submission, period: str = SEMESTER, plan: Plan | None = None) -> PeriodInputs:
    """What was read, in whatever order it came, as `read_period` gives it."""
    whole = Period.parse(period)
    by_period: dict[Period, list[Submission]] = {whole: []}
    for submission in returned:
        by_period.setdefault(Period.parse(submission.file.split("/")[2]), []).append(submission)
    shorter = whole.shorter_among(str(part) for part in by_period)
    parts = [PartInputs(period=p, submissions=tuple(sorted(by_period[p], key=lambda s: s.file))) for p in (*shorter, whole)]
    return PeriodInputs(
        institution=an_institution(["presa", "cultura"]),
        plan=plan or a_plan(an_action(an_indicator(), an_indicator(), asked=("presa",))),
        period=whole,
        folder=f"{HOME}/{period}",
        submissions=parts[-1].submissions,
        reading_findings=(),
        sections=Sections(),
        adjustments={},
        published_totals={},
        published_status={},
        parts=tuple(parts) if shorter else (),
    )


def month_of(returned: Returned, month: str = "2023-05", *others: Submission, plan: Plan | None = None) -> MonthFigures:
    """What one department returned by period, and others, as the month's report reads it: nothing that came for later."""
    until = Period.parse(month).last_day
    files = [a_return(name, said) for name, said in returned.items() if Period.parse(name).last_day <= until]
    files += others
    inputs = inputs_of(*files, period=month, plan=plan)
    semester = inputs_of(*files, period=str(inputs.period.semester), plan=plan)
    return month_figures(inputs, semester, with_adjustments=True)
