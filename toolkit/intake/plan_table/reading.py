"""A file from outside, read into a plan: screened first, then its rows, then what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from toolkit.errors import OfficeFileError, Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.grid import read_grids
from toolkit.intake.memory import limited_memory
from toolkit.intake.plan_deadlines import deadline_findings
from toolkit.intake.plan_table.assemble import assemble
from toolkit.intake.plan_table.damaged import find_damaged
from toolkit.intake.plan_table.excel_table import read_excel_rows
from toolkit.intake.plan_table.gather import gather
from toolkit.intake.plan_table.office import Office
from toolkit.intake.plan_table.rows import PlanRows, Row, with_commas
from toolkit.intake.plan_table.text_table import read_text_rows
from toolkit.intake.plan_table.word_table import DOCUMENT, read_word_rows
from toolkit.intake.plan_table.workbook_lines import is_plan_workbook
from toolkit.intake.plan_table.workbook_read import read_plan_workbook
from toolkit.intake.privacy import hide_personal_codes, mask, personal_codes
from toolkit.intake.screening.file_format import FileFormat, format_of
from toolkit.intake.screening.package import MOST_FILE_BYTES, Package
from toolkit.intake.screening.prescreen import screen
from toolkit.intake.screening.refusal import RefusedFileError
from toolkit.intake.screening.shared_texts import MOST_CHARACTERS, too_much_text
from toolkit.language import counted, gettext
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Plan
from toolkit.plan.printed_plan import ColumnField

_IN_OLD_ENCODINGS = (FileFormat.WINDOWS_1250, FileFormat.WINDOWS_1251, FileFormat.OTHER_ENCODING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPlan:
    """A plan for a person to look through, with all that was found about it."""

    plan: Plan
    findings: tuple[Finding, ...]

    @property
    def needs_a_person(self) -> bool:
        """Whether something was not read, or must be looked at."""
        return any(finding.severity is not Severity.NOTE for finding in self.findings)


def read_plan_file(content: bytes, file: str, office: Office, valid_from: date | None = None) -> ImportedPlan:
    """Read a plan from a table in Excel, CSV, text or Word, or from the workbook of `raport plan export`.

    `OfficeFileError` where the file must not be opened, or has no table of measures.
    """
    try:
        with limited_memory():
            return _read(content, file, office, valid_from)
    except RefusedFileError as refused:
        raise _refused(file, refused.found) from refused
    except MemoryError as error:
        raise _refused(file, gettext("un fișier a cărui citire cere prea multă memorie")) from error


def _read(content: bytes, file: str, office: Office, valid_from: date | None) -> ImportedPlan:
    kind = format_of(content)
    if kind is FileFormat.PACKAGE and len(content) <= MOST_FILE_BYTES and DOCUMENT in (package := Package(content)):
        read = read_word_rows(package, file)
    elif kind in _IN_OLD_ENCODINGS and len(content) <= MOST_FILE_BYTES:
        read = read_text_rows(content, file)
    else:
        screened = screen(content)
        if not screened.is_workbook:
            read = read_text_rows(content, file)
        else:
            grids = read_grids(content, file, screened)
            if is_plan_workbook(grids):
                hidden = [hide_personal_codes(grid) for grid in grids]
                plan, findings = read_plan_workbook([grid for grid, _ in hidden], file, office)
                personal = [_personal(finding.place, finding.found) for _, found in hidden for finding in found]
                return ImportedPlan(plan=plan, findings=(*personal, *findings, *deadline_findings(plan, file)))
            read = read_excel_rows(grids)
    return _plan_of_rows(read, file, office.institution, valid_from)


def _plan_of_rows(read: PlanRows, file: str, institution: Institution, valid_from: date | None) -> ImportedPlan:
    if sum(len(line) for row in read.rows for cell in row.cells for line in cell) > MOST_CHARACTERS:
        raise too_much_text()
    masked, personal = _without_personal_codes(read.rows)
    read, cedillas = with_commas(replace(read, rows=masked))
    damaged = tuple(find_damaged(read.rows))
    draft, about_rows = gather(read)
    if draft.header is None or draft.header.position(ColumnField.ACTION) is None:
        raise _no_table(file, read, damaged)
    if not any(priority.actions for priority in draft.priorities):
        raise _no_measures(file)
    plan, about_plan = assemble(draft, file, valid_from, lambda name: institution.department_called(name) is not None)
    findings = (
        *read.findings,
        *([_with_cedillas(file, cedillas)] if cedillas else []),
        *personal,
        *damaged,
        *about_rows,
        *about_plan,
        *deadline_findings(plan, file),
    )
    return ImportedPlan(plan=plan, findings=findings)


def _without_personal_codes(rows: Iterable[Row]) -> tuple[tuple[Row, ...], list[Finding]]:
    """Give the rows with every personal code masked, and a finding for each."""
    findings: list[Finding] = []
    masked = []
    for row in rows:
        cells = tuple(tuple(_masked(line, row.place, findings) for line in cell) for cell in row.cells)
        masked.append(replace(row, cells=cells) if cells != row.cells else row)
    return tuple(masked), findings


def _masked(line: str, place: Place, findings: list[Finding]) -> str:
    for start, end in personal_codes(line):
        code = mask(line[start:end])
        findings.append(_personal(place, gettext("un cod personal: {code}", code=code)))
        line = line[:start] + code + line[end:]
    return line


def _personal(place: Place, found: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code=Code.PERSONAL_CODE,
        place=place,
        found=found,
        expected=gettext("niciun cod personal (IDNP, CNP, ЕГН): planul nu are nevoie de ele"),
        fix=gettext("ștergeți codul din fișier și din planul importat, unde stă cu asteriscuri"),
    )


def _refused(file: str, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file),
        found=found,
        expected=gettext("planul într-un registru Excel (.xlsx), un document Word (.docx), CSV sau text, cel mult 20 MB"),
        fix=gettext("deschideți fișierul în Excel sau Word, salvați-l în unul dintre aceste formate și importați-l din nou"),
    )


def _with_cedillas(file: str, count: int) -> Finding:
    return Finding(
        severity=Severity.NOTE,
        code=Code.TEXT_ENCODING,
        place=Place(file),
        found=gettext("literele vechi ş și ţ, cu sedilă, în {cells}", cells=counted(count, "celulă", "celule")),
        expected=gettext("ș și ț, cu virgulă; așa au fost scrise în planul importat"),
        fix=gettext("nimic"),
    )


def _no_table(file: str, read: PlanRows, damaged: tuple[Finding, ...]) -> OfficeFileError:
    """Say why there is no table of measures: none at all, damaged letters, or columns with other names."""
    if not any(row.in_table for row in read.rows) and read.is_document:
        return OfficeFileError(
            place=Place(file),
            found=gettext("un document Word fără niciun tabel"),
            expected=gettext("planul într-un tabel, cu un rând de antet și câte un rând pentru fiecare măsură"),
            fix=gettext("în Word alegeți Inserare › Tabel, mutați măsurile în tabel și importați din nou"),
        )
    if damaged:
        first = damaged[0]
        return OfficeFileError(place=Place(file), found=first.found, expected=first.expected, fix=first.fix)
    return OfficeFileError(
        place=Place(file),
        found=gettext("niciun tabel care să aibă o coloană a măsurilor"),
        expected=gettext("un rând de antet cu „Măsuri” (sau „Acțiuni”) și alte coloane, de exemplu „Termen”, „Responsabil”"),
        fix=gettext("dați coloanelor nume obișnuite și importați din nou"),
    )


def _no_measures(file: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file),
        found=gettext("un tabel fără nicio măsură sub antet"),
        expected=gettext("cel puțin un rând cu o măsură"),
        fix=gettext("completați tabelul și importați din nou"),
    )
