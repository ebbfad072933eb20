"""Checking a template of Word, without making a report: what it holds, what is wrong with it, and a copy with comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import listed, nearest, nearest_named, shown
from toolkit.runs.disk import is_file, refuse_existing, what_the_system_says, write_new
from toolkit.runs.report import REPORTS, Report
from toolkit.word.comments import with_comments
from toolkit.word.template_check import TemplateCheck, TemplateFault, check_template, print_sample

_MARK = "--mark"
_LETTER = "correction_letter"
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTemplate:
    """A template that was checked: its file as messages name it, its bytes, and what was found."""

    file: str
    content: bytes
    found: TemplateCheck

    @property
    def is_good(self) -> bool:
        """Whether a run accepts it."""
        return not (self.found.faults or self.found.unused)


def check_template_file(project: Path, template: Path, report: str = "") -> CheckedTemplate:
    """Check a template, named from the current folder or from the project's, against the report to which it belongs."""
    path = next((one for one in (Path.cwd() / template, project / template) if is_file(one)), None)
    if path is None:
        raise UsageError(
            place=gettext("șablonul cerut"),
            found=gettext(
                "„{name}”, un fișier care nu este nici aici și nici în dosarul proiectului", name=shown(str(template))
            ),
            expected=gettext("un șablon Word, de exemplu templates/semester_report.docx"),
            fix=gettext("corectați numele fișierului"),
        )
    file = path.resolve().relative_to(project).as_posix() if path.resolve().is_relative_to(project) else str(template)
    content = _content(path, file)
    context_class = _context_of(template, report)
    found = check_template(content, file, context_class)
    if not (found.faults or found.unused):
        found = replace(found, faults=print_sample(content, file, context_class))
    return CheckedTemplate(file=file, content=content, found=found)


def check_copy(copy: Path) -> None:
    """Refuse a name for the marked copy under which something is there already, or that Word does not open."""
    if copy.suffix.lower() != ".docx":
        raise UsageError(
            place=gettext("opțiunea {option}", option=_MARK),
            found=gettext("„{copy}”, un nume care nu se termină în .docx", copy=shown(str(copy))),
            expected=gettext("un nume de document Word, de exemplu sablon-marcat.docx"),
            fix=gettext("corectați numele copiei"),
        )
    refuse_existing(copy, _MARK)


def write_marked_copy(checked: CheckedTemplate, copy: Path) -> None:
    """Write a copy of the template with each fault as a comment at its paragraph, an unprinted field at the first one."""
    faults = (*checked.found.faults, *checked.found.unused_faults)
    marked = with_comments(checked.content, checked.file, [_comment(fault, checked.file) for fault in faults])
    write_new(copy, marked, _MARK)


def _comment(fault: TemplateFault, file: str) -> tuple[int | None, Sequence[str]]:
    """Give the body paragraph of a fault, and what is said there; of a fault elsewhere also where it stands."""
    is_in_body = fault.part == "word/document.xml" and fault.paragraph is not None
    lines = (
        gettext("Găsit: {found}", found=fault.found),
        gettext("Așteptat: {expected}", expected=fault.expected),
        gettext("De făcut: {fix}", fix=fault.fix),
    )
    return (fault.paragraph, lines) if is_in_body else (None, (fault.place_in(file), *lines))


def _content(path: Path, file: str) -> bytes:
    try:
        size = path.stat().st_size
        if size <= _MOST_BYTES:
            return path.read_bytes()
    except OSError as error:
        raise OfficeFileError(
            place=Place(file),
            found=gettext("fișierul nu se poate citi: {reason}", reason=what_the_system_says(error)),
            expected=gettext("un fișier pe care aveți dreptul să îl citiți"),
            fix=gettext("închideți fișierul în alte programe și verificați drepturile asupra lui"),
        ) from error
    raise OfficeFileError(
        place=Place(file),
        found=gettext("un fișier de peste {most} de megaocteți", most=_MOST_BYTES // 1_000_000),
        expected=gettext("un șablon de câteva pagini; textele subdiviziunilor nu stau în el"),
        fix=gettext("alegeți șablonul raportului"),
    )


def _context_of(template: Path, report: str) -> type:
    """Give the dataclass that fills a template: that of its report, or of the letter, which no notebook makes."""
    if (report or template.stem) == _LETTER:
        from toolkit.documents.correction_letter import CorrectionLetter  # noqa: PLC0415  mostly a report's is checked

        return CorrectionLetter
    return _report_of(template, report).context_class


def _report_of(template: Path, name: str) -> Report:
    """Give the report that is named, else that of which the template has the name."""
    names = {Path(path).stem: report for report in REPORTS.values() for path in report.templates}
    asked = name or template.stem
    report = REPORTS.get(name) if name else names.get(asked)
    if report is None:
        known = sorted(REPORTS)
        near = nearest(asked, known)
        raise UsageError(
            place=gettext("opțiunea --report") if name else gettext("șablonul cerut"),
            found=gettext("„{name}”, un raport pe care programul nu îl cunoaște", name=shown(asked))
            if name
            else gettext("„{name}”, un nume de șablon care nu spune cărui raport îi aparține", name=shown(template.name)),
            expected=gettext("unul dintre rapoartele: {reports}", reports=listed(known)) + nearest_named(near),
            fix=gettext("corectați numele raportului") if name else gettext("numiți raportul cu --report"),
        )
    return report
