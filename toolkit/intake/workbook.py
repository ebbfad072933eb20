"""A returned file, read into a submission and the findings about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.errors import Place
from toolkit.intake.entries import read_entries
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grid import read_grids
from toolkit.intake.header_row import check_columns
from toolkit.intake.heading import check_heading, department_of, period_of
from toolkit.intake.indicator_table import IndicatorTable
from toolkit.intake.layout import INDICATORS
from toolkit.intake.memory import limited_memory
from toolkit.intake.narratives import read_narratives
from toolkit.intake.overlooked import find_overlooked
from toolkit.intake.privacy import find_in_asides, hide_personal_codes
from toolkit.intake.screening.prescreen import screen
from toolkit.intake.screening.refusal import RefusedFileError, suspicious
from toolkit.intake.submission import Entry, Narrative, Submission
from toolkit.intake.tables import Table, TablePlace, check_sheets, find_tables_in, places_of
from toolkit.language import counted, gettext
from toolkit.plan.institution import Department, Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan

_LOCK_FILE = "~$"  # how Office names the file that marks a document as open
_MOST_FINDINGS = 2_000  # about one file
_SYSTEM_FILES = (".ds_store", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of a file; a file that does not count gives no submission, but always a finding."""

    submission: Submission | None
    findings: tuple[Finding, ...]
    fingerprint: str = ""  # of the form that was filled in, as its heading has it; empty where it has none
    department: str = ""  # id, where the heading says it
    period: Period | None = None  # that it was read for; where none was asked for, the one that its heading says
    tables: tuple[TablePlace, ...] = ()  # where they were found, in the order of the sheets


def read_folder_files(
    files: Mapping[str, bytes], institution: Institution, plan: Plan, period: Period
) -> tuple[tuple[Submission, ...], tuple[Finding, ...]]:
    """Read all returned files of a period, in the order of their names."""
    with limited_memory():
        readings = [read_workbook(files[file], file, institution, plan, period) for file in sorted(files)]
    submissions = tuple(reading.submission for reading in readings if reading.submission is not None)
    return submissions, tuple(finding for reading in readings for finding in reading.findings)


def read_workbook(content: bytes, file: str, institution: Institution, plan: Plan, period: Period | None) -> Reading:
    """Read one returned file, an Excel workbook or a CSV text by what is inside; `file` is its path in the project.

    Without a period it is read for the one that its heading says.
    """
    name = file.rpartition("/")[2]
    if name.startswith(_LOCK_FILE) or name.casefold() in _SYSTEM_FILES:
        return Reading(submission=None, findings=(_not_returned(file),))
    try:
        reading = _read_returned(content, file, institution, plan, period)
    except RefusedFileError as refused:
        return Reading(submission=None, findings=(refused.finding(file),))
    except MemoryError:
        return Reading(
            submission=None,
            findings=(suspicious(gettext("un fișier a cărui citire cere prea multă memorie")).finding(file),),
        )
    if len(reading.findings) > _MOST_FINDINGS:
        return Reading(submission=None, findings=(*reading.findings[:_MOST_FINDINGS], _more(file, len(reading.findings))))
    return reading


def _read_returned(content: bytes, file: str, institution: Institution, plan: Plan, period: Period | None) -> Reading:
    screened = screen(content)
    grids = read_grids(content, file, screened)
    hidden = [hide_personal_codes(grid) for grid in grids]
    grids = tuple(grid for grid, _ in hidden)
    personal = [finding for _, found in hidden for finding in found]
    personal += find_in_asides(screened.asides, file)
    grids, tables = find_tables_in(institution.locale, grids, is_workbook=screened.is_workbook)
    department, period, heading_findings = _read_heading(tables, institution, period)
    findings = [*personal, *check_sheets(grids, tables, file), *heading_findings]
    fingerprint = next((said for table in tables if (said := table.heading.fingerprint.text)), "")
    if any(finding.code in (Code.WRONG_INSTITUTION, Code.WRONG_PERIOD) for finding in heading_findings):
        return Reading(  # its rows are not for this report
            submission=None,
            findings=tuple(findings),
            fingerprint=fingerprint,
            department=department.id if department else "",
            period=period,
        )
    entries: tuple[Entry, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    for table in tables:
        wrong_columns = check_columns(table.grid, table.header, table.layout)
        findings.extend(wrong_columns)
        if wrong_columns:
            continue
        findings.extend(find_overlooked(table.grid, table.header, table.layout, plan))
        if table.layout is INDICATORS:
            indicators = IndicatorTable(grid=table.grid, header=table.header, plan=plan, currency=institution.currency)
            entries, about_rows = read_entries(indicators)
        else:
            narratives, about_rows = read_narratives(table.grid, table.header, plan)
        findings.extend(about_rows)
    submission = None
    if department is not None and tables and not personal:
        sha256 = hashlib.sha256(content).hexdigest()
        submission = Submission(department=department.id, file=file, sha256=sha256, entries=entries, narratives=narratives)
    department_id = department.id if department else ""
    about_it = tuple(replace(finding, department=department_id) for finding in findings)
    return Reading(
        submission=submission,
        findings=about_it,
        fingerprint=fingerprint,
        department=department_id,
        period=period,
        tables=places_of(tables, grids),
    )


def _read_heading(
    tables: Sequence[Table], institution: Institution, period: Period | None
) -> tuple[Department | None, Period | None, list[Finding]]:
    """Take the heading of the first sheet that has one, and see that the other sheet does not contradict it."""
    with_heading = [table for table in tables if table.heading.is_there] or tables[:1]
    departments: list[Department] = []
    findings: list[Finding] = []
    for table in with_heading:
        if period is None:
            said = period_of(table.heading, institution)
            period = said if isinstance(said, Period) else None
            findings += [said] if isinstance(said, Finding) else []
        findings.extend(check_heading(table.heading, institution, period))
        department = department_of(table.heading, institution)
        if isinstance(department, Finding):
            findings.append(department)
        else:
            departments.append(department)
    if len({department.id for department in departments}) > 1:
        line = with_heading[-1].heading.department
        findings.append(
            Finding(
                severity=Severity.ERROR,
                code=Code.UNKNOWN_DEPARTMENT,
                place=line.place,
                found=gettext(
                    "„{line}”, dar pe foaia „{sheet}” „{name}”",
                    line=line.text,
                    sheet=with_heading[0].grid.sheet,
                    name=departments[0].name,
                ),
                expected=gettext("aceeași subdiviziune pe ambele foi"),
                fix=and_send_again(gettext("corectați numele subdiviziunii în celula {cell}", cell=line.place.cell)),
            )
        )
    is_certain = departments and not any(finding.code is Code.UNKNOWN_DEPARTMENT for finding in findings)
    return (departments[0] if is_certain else None), period, findings


def _more(file: str, count: int) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code=Code.FILE_SUSPICIOUS,
        place=Place(file),
        found=gettext(
            "{count}, dintre care sunt înșirate primele {findings}; fișierul nu este luat în seamă",
            count=counted(count, "constatare", "constatări"),
            findings=_MOST_FINDINGS,
        ),
        expected=gettext("un formular completat ca de obicei"),
        fix=gettext("completați din nou formularul primit de la secretariat și trimiteți-l"),
    )


def _not_returned(file: str) -> Finding:
    return Finding(
        severity=Severity.NOTE,
        code=Code.FILE_FORMAT,
        place=Place(file),
        found=gettext("un fișier al sistemului sau al unui document deschis, nu un formular"),
        expected=gettext("formulare completate"),
        fix=gettext("închideți documentul; fișierul poate fi șters"),
    )
