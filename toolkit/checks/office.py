"""What the office itself has left open: parts that nobody wrote, a plan not yet in force, returns that do not count yet."""

from __future__ import annotations

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.language import gettext
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import listed, printed_day


def find_unwritten_sections(inputs: PeriodInputs) -> list[Finding]:
    """Find the sections that people write and nobody has written: a draft stands there, or nothing."""
    written = inputs.sections
    parts = {
        gettext("summary (I. Rezumatul executiv)"): written.summary,
        gettext("risks (III. Riscuri)"): written.risks.lead or written.risks.items,
        gettext("proposals (IV. Propuneri)"): written.proposals.lead or written.proposals.items,
    }
    empty = [name for name, content in parts.items() if not content]
    if not empty:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            code=Code.MISSING_SECTIONS,
            place=Place(f"{inputs.folder}/sections.yaml"),
            found=gettext("fără text la {empty}: în raport stă numai ce se schițează din cifre", empty=listed(empty)),
            expected=gettext("un text la fiecare parte a raportului pe care o scriu oamenii"),
            fix=gettext(
                "citiți schița și corectați-o în Word (o ia înapoi „raport run” cu {option}), sau scrieți textul în"
                " sections.yaml; „Nu sunt propuneri.” este și el un text",
                option="--keep-text",
            ),
        )
    ]


def find_plan_not_in_force(inputs: PeriodInputs) -> list[Finding]:
    """Find a plan that came into force only after the period of a report."""
    return not_in_force(inputs.plan, inputs.period, inputs.plan_file)


def not_in_force(plan: Plan, period: Period, file: str) -> list[Finding]:
    """Find a plan that came into force only after a period."""
    if plan.valid_from <= period.last_day:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            code=Code.PLAN_NOT_IN_FORCE,
            place=Place(file),
            found=gettext(
                "valid_from: {valid_from}, după încheierea perioadei ({period})",
                valid_from=plan.valid_from,
                period=period.text,
            ),
            expected=gettext("un plan în vigoare cel târziu la {last_day}", last_day=period.last_day),
            fix=gettext("verificați data sau folosiți planul care era în vigoare în această perioadă"),
        )
    ]


def find_counted_until(inputs: PeriodInputs) -> list[Finding]:
    """Note that a report counts only what was accepted until a day, and of whom it leaves something out."""
    until = inputs.counted_until
    if until is None:
        return []
    later = [department.name for department in inputs.institution.departments if department.id in until.later]
    found = gettext("numărat numai ce s-a acceptat până la {day}", day=printed_day(until.day))
    if later:
        found = gettext("{found}, fără ce s-a acceptat mai târziu de la {names}", found=found, names=listed(later))
    if not until.is_known:
        found = gettext(
            "numărat tot, deși cutoff este {day}: în registru nu este nimic din această perioadă", day=printed_day(until.day)
        )
    return [
        Finding(
            severity=Severity.NOTE,
            code=Code.COUNTED_UNTIL,
            place=Place(until.register),
            found=found,
            expected=gettext("tot ce s-a acceptat, după registru")
            if until.is_known
            else gettext("formulare primite cu „raport receive”, care le scrie în registru"),
            fix=gettext("nimic, dacă așa trebuie; altfel rulați fără cutoff"),
        )
    ]
