"""The files that departments returned for a checked period: whose each is, what was found in it, and its marked copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.documents.correction_letter import Unmarked
from toolkit.documents.corrections import correction_of
from toolkit.documents.marking.marked_copy import marked_copy
from toolkit.intake.finding import Code, Finding
from toolkit.intake.period_inputs import OFFICE_FILES, PeriodInputs
from toolkit.intake.privacy import personal_codes
from toolkit.intake.received.recognise import NOT_KEPT_FOR
from toolkit.intake.submission import Entry, Submission
from toolkit.intake.workbook import Reading, read_workbook
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.runs.check_inputs import CheckedInputs

_PACKAGE = b"PK"  # how a workbook begins


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedFile:
    """One file, and what was found in it."""

    path: str  # in the project folder
    out: str  # the name of its copy in the folder that is made
    content: bytes
    period: Period  # that its folder stands for
    department: str  # id; empty where it is not known
    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...] = ()  # as they were read

    @property
    def name(self) -> str:
        """The name as its sender knows it."""
        return self.path.rpartition("/")[2]

    @property
    def has_marks(self) -> bool:
        """Whether anything was found at a cell of it."""
        return any(finding.place.sheet and finding.place.cell for finding in self.findings)

    @property
    def unmarked(self) -> Unmarked | None:
        """Why nothing can be marked in it; None where it can."""
        codes = {finding.code for finding in self.findings}
        if Code.PERSONAL_CODE in codes or any(personal_codes(self.name)):
            return Unmarked.PERSONAL
        if codes & NOT_KEPT_FOR:
            return Unmarked.UNREAD
        return None if self.content.startswith(_PACKAGE) else Unmarked.TEXT


def returned_files(checked: CheckedInputs, inputs: PeriodInputs) -> tuple[ReturnedFile, ...]:
    """List the files of a period and of the shorter ones within it, in the order of their paths."""
    home = inputs.folder.rpartition("/")[0]
    periods = {f"{home}/{part.period}": part.period for part in inputs.parts} | {inputs.folder: inputs.period}
    read = {submission.file: submission for submission in _submissions(inputs)}
    found: dict[str, list[Finding]] = {}
    for finding in checked.findings:
        found.setdefault(finding.place.file, []).append(finding)
    files = []
    for path in sorted(checked.files):
        folder, _, name = path.rpartition("/")
        if folder in periods and name not in OFFICE_FILES:
            period, findings = periods[folder], tuple(found.get(path, ()))
            submission = read.get(path)
            said = submission.department if submission else next((f.department for f in findings if f.department), "")
            files.append(
                ReturnedFile(
                    path=path,
                    out=name if period == inputs.period else f"{period}/{name}",
                    content=checked.files[path],
                    period=period,
                    department=said or _named_like(name, period, inputs.institution),
                    findings=findings,
                    entries=submission.entries if submission else (),
                )
            )
    return tuple(files)


def copy_of(file: ReturnedFile, inputs: PeriodInputs) -> bytes | None:
    """Give the marked copy of a file, in the language in use; None where it would not be read as the file itself is."""
    institution = inputs.institution
    sender = next((d.name for d in institution.departments if d.id == file.department), "")
    copy = marked_copy(
        file.content,
        [correction_of(finding, file.entries) for finding in file.findings],
        whose=" · ".join(filter(None, (institution.name, sender, file.period.text))),
        how=(
            gettext(
                "Celulele colorate sunt de corectat sau de verificat: apăsați pe locul fiecăreia, corectați-o, salvați"
                " fișierul și trimiteți-l din nou."
            ),
            gettext("Dacă valoarea este bună, scrieți în ultima coloană de ce."),
        ),
        author=institution.name,
    )
    return copy if copy is not None and _reading(copy, file, inputs) == _reading(file.content, file, inputs) else None


def _reading(content: bytes, file: ReturnedFile, inputs: PeriodInputs) -> Reading:
    reading = read_workbook(content, file.path, inputs.institution, inputs.plan, file.period)
    submission = reading.submission
    return replace(reading, submission=submission and replace(submission, sha256=""))


def _submissions(inputs: PeriodInputs) -> Sequence[Submission]:
    return [submission for part in inputs.parts for submission in part.submissions] or inputs.submissions


def _named_like(name: str, period: Period, institution: Institution) -> str:
    """Whose file one is by its name, as forms are sent out and received files lie: for what cannot be read."""
    stem = name.rpartition(".")[0].removesuffix(f"_{period}")
    department = institution.department_called(stem)
    return "" if department is None else department.id


def by_department(files: Sequence[ReturnedFile]) -> Mapping[str, Sequence[ReturnedFile]]:
    """The files of each department, by its id."""
    found: dict[str, list[ReturnedFile]] = {}
    for file in files:
        found.setdefault(file.department, []).append(file)
    return found
