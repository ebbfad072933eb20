"""Importing a plan from the table of an office into YAML, for a person to look through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.intake.finding import Finding
from toolkit.intake.plan_table.office import Office
from toolkit.intake.plan_table.reading import read_plan_file
from toolkit.intake.screening.package import MOST_FILE_BYTES
from toolkit.language import gettext
from toolkit.plan.spelling import shown
from toolkit.plan.yaml_text import plan_as_yaml
from toolkit.runs.disk import refuse_existing, what_the_system_says, write_new
from toolkit.runs.institution import institution_called

IMPORTED = "plan.imported.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """The file that was made, and what was found."""

    file: Path
    findings: tuple[Finding, ...]
    needs_a_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What the command was given."""

    project: Path
    institution: str
    file: Path
    out: Path | None = None
    valid_from: str = ""
    language: str = ""  # empty: that of the institution


def import_plan(request: ImportRequest) -> ImportOutcome:
    """Read a plan from a file and write it as YAML beside the plan of the institution; nothing is ever overwritten."""
    institution = institution_called(request.project, request.institution, request.language)
    office = Office(id=request.institution, institution=institution)
    out = request.out or request.project / "inputs" / request.institution / IMPORTED
    refuse_existing(out)
    valid_from = _day(request.valid_from) if request.valid_from else None
    content = _content(request.file)
    imported = read_plan_file(content, shown(request.file.name), office, valid_from)
    write_new(out, plan_as_yaml(imported.plan).encode("utf-8"))
    return ImportOutcome(file=out, findings=imported.findings, needs_a_person=imported.needs_a_person)


def _content(file: Path) -> bytes:
    """Read a file that was named on the command line, but for one that is larger than any plan."""
    try:
        if file.is_file() and file.stat().st_size > MOST_FILE_BYTES:
            raise OfficeFileError(
                place=Place(shown(file.name)),
                found=gettext("un fișier de {size} MB", size=file.stat().st_size // 2**20),
                expected=gettext("cel mult {most} MB", most=MOST_FILE_BYTES // 2**20),
                fix=gettext("păstrați în fișier numai tabelul planului și importați din nou"),
            )
        return file.read_bytes()
    except FileNotFoundError as error:
        raise _cannot_read(file, gettext("nu există")) from error
    except OSError as error:
        raise _cannot_read(file, what_the_system_says(error)) from error
    except ValueError as error:  # of a name with signs that no name can have
        raise _cannot_read(file, gettext("nu este un nume de fișier")) from error


def _cannot_read(file: Path, reason: str) -> UsageError:
    return UsageError(
        place=gettext("fișierul {file}", file=shown(file.name)),
        found=gettext("nu se poate citi: {reason}", reason=reason),
        expected=gettext("un fișier cu tabelul planului"),
        fix=gettext("corectați numele fișierului"),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            place=gettext("opțiunea --valid-from"),
            found=gettext("„{text}”", text=shown(text)),
            expected=gettext("o dată, de exemplu 2023-03-28"),
            fix=gettext("scrieți data ca an-lună-zi"),
        ) from error
