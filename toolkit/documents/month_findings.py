"""The findings in the monthly report: what a person must see to, what was not answered, notes, and what was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.checks.acceptance import Checked
from toolkit.checks.answered import answered_numbers, asked_numbers
from toolkit.documents.month_figures import in_rows
from toolkit.documents.semester_report import accepted_line
from toolkit.documents.wording import SEVERITY_WORDS
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.language import counted, gettext, nouns
from toolkit.plan.institution import Institution
from toolkit.plan.spelling import listed, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One open finding."""

    severity: str
    where: str
    found: str
    expected: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsTable:
    """The table of open findings, under its labels."""

    severity: str
    where: str
    found: str
    fix: str
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredRow:
    """What a department that returned a form has not answered."""

    department: str
    indicators: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredPart:
    """What was not answered, by department."""

    heading: str
    told: str
    column_department: str
    column_indicators: str
    rows: tuple[UnansweredRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsPart:
    """A heading, and lines under it."""

    heading: str
    points: tuple[str, ...]


def findings_told(checked: Checked) -> str:
    """Say how many open findings there are, and where those about missing answers stand."""
    entries = sum(finding.code is Code.MISSING_ENTRIES for finding in checked.findings)
    counts = counted_by_severity(checked.findings)
    told = f"{counts[:1].upper()}{counts[1:]}."
    if not entries:
        return told
    return gettext(
        "{told} Dintre avertismente, {entries} despre ce nu s-a răspuns stau în tabelul care urmează.",
        told=told,
        entries=entries,
    )


def findings_tables(checked: Checked, institution: Institution) -> tuple[FindingsTable, ...]:
    """Errors and warnings in full, but for missing answers, which have a table of their own."""
    found = [f for f in checked.findings if f.severity is not Severity.NOTE and f.code is not Code.MISSING_ENTRIES]
    table = FindingsTable(
        severity=gettext("Gravitate"),
        where=gettext("Locul"),
        found=gettext("Găsit și așteptat"),
        fix=gettext("De făcut"),
        rows=tuple(_finding_row(finding, institution) for finding in found),
    )
    return (table,) if found else ()


def unanswered_parts(inputs: PeriodInputs, checked: Checked) -> tuple[UnansweredPart, ...]:
    """What the forms that were read do not answer."""
    part = UnansweredPart(
        heading=gettext("Fără răspuns în această lună"),
        told=gettext("Indicatorii pe care planul îi cere și la care formularul citit nu răspunde."),
        column_department=gettext("Subdiviziunea"),
        column_indicators=gettext("Acțiunea (indicatorii)"),
        rows=tuple(_unanswered(inputs, checked.findings)),
    )
    return (part,) if part.rows else ()


def points_parts(checked: Checked, institution: Institution) -> Iterator[PointsPart]:
    """Notes, which ask for nothing before the report is signed, in a line each; and the accepted findings."""
    notes = tuple(
        f"{row.where}: {row.found}"
        for finding in checked.findings
        if finding.severity is Severity.NOTE
        for row in (_finding_row(finding, institution),)
    )
    accepted = tuple(f"{number}. {accepted_line(one, institution)}" for number, one in enumerate(checked.accepted, 1))
    for heading, points in (
        (gettext("Note, bune de știut"), notes),
        (gettext("Constatări acceptate de secretariat"), accepted),
    ):
        if points:
            yield PointsPart(heading=heading, points=points)


def _finding_row(finding: Finding, institution: Institution) -> FindingRow:
    place = finding.place
    indicator = f"{finding.action}.{finding.indicator}" if finding.indicator is not None else finding.action
    where = [
        institution.department(finding.department).name if finding.department else place.file.rpartition("/")[2],
        place.sheet,
        place.cell,
        indicator if not place.cell else "",
    ]
    return FindingRow(
        severity=gettext(SEVERITY_WORDS[finding.severity]),
        where=" · ".join(filter(None, where)),
        found=tidy(finding.found),
        expected=tidy(finding.expected),
        fix=tidy(finding.fix),
    )


def _unanswered(inputs: PeriodInputs, findings: Sequence[Finding]) -> Iterator[UnansweredRow]:
    """By department, the indicators of the open findings about entries that are missing."""
    answered = answered_numbers(inputs.submissions)
    of_department: dict[str, set[str]] = {}
    for finding in findings:
        if finding.code is Code.MISSING_ENTRIES:
            of_department.setdefault(finding.department, set()).add(finding.action)
    for department in inputs.institution.departments:
        said = []
        for action in inputs.plan.actions if department.id in of_department else ():
            if action.code in of_department[department.id]:
                asked = asked_numbers(action, inputs.institution).get(department.id, set())
                missing = sorted(asked - answered.get((department.id, action.code), set()))
                said.append(f"{action.code} ({in_rows(missing)})")
        if said:
            yield UnansweredRow(department=department.name, indicators="; ".join(said))


def counted_by_severity(findings: Sequence[Finding]) -> str:
    """Say how many findings there are of each severity: "1 eroare și 2 note"."""
    words = {
        Severity.ERROR: nouns("eroare", "erori"),
        Severity.WARNING: nouns("avertisment", "avertismente"),
        Severity.NOTE: nouns("notă", "note"),
    }
    counts = [(sum(f.severity is severity for f in findings), forms) for severity, forms in words.items()]
    return listed(counted(count, *forms) for count, forms in counts if count) or gettext("niciuna")
