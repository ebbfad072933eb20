"""Importing a plan from the table of an office into YAML, for a person to look through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.intake.finding import Finding
from toolkit.intake.office_reading import Model, read_model, refuse_personal_codes
from toolkit.intake.plan_table.reading import read_plan_file
from toolkit.intake.screening.package import MOST_FILE_BYTES
from toolkit.language import gettext, speak
from toolkit.plan.institution import Institution
from toolkit.plan.spelling import nearest, nearest_named, shown
from toolkit.plan.yaml_text import plan_as_yaml
from toolkit.runs.disk import refuse_existing, what_the_system_says, write_new
from toolkit.runs.parameters import INSTITUTION_ID
from toolkit.runs.project import check_inside

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
    out = request.out or request.project / "inputs" / request.institution / IMPORTED
    refuse_existing(out)
    valid_from = _day(request.valid_from) if request.valid_from else None
    content = read_outside_file(request.file)
    imported = read_plan_file(content, shown(request.file.name), institution, valid_from)
    write_new(out, plan_as_yaml(imported.plan).encode("utf-8"))
    return ImportOutcome(file=out, findings=imported.findings, needs_a_person=imported.needs_a_person)


def institution_called(project: Path, institution_id: str, language: str) -> Institution:
    """Read an institution of the project, and speak its language where none is asked for."""
    known = sorted(path.parent.name for path in (project / "inputs").glob("*/institution.yaml"))
    if institution_id not in known or not INSTITUTION_ID.fullmatch(institution_id):
        near = nearest(institution_id, known)
        raise UsageError(
            place=gettext("opțiunea --institution"),
            found=gettext("„{name}”, o instituție care nu este în inputs/", name=shown(institution_id)),
            expected=gettext("un dosar din inputs/ cu institution.yaml") + nearest_named(near),
            fix=gettext("corectați numele sau faceți instituția cu „raport new”"),
        )
    check_inside(project, f"inputs/{institution_id}")
    institution = read_office_file(project, f"inputs/{institution_id}/institution.yaml", Institution)
    if not language:
        speak(institution.locale)
    return institution


def read_office_file(project: Path, path: str, model: type[Model]) -> Model:
    """Read a file that the office keeps into its model."""
    files = {path: (project / path).read_bytes()} if (project / path).is_file() else {}
    refuse_personal_codes(files, (path,))
    return read_model(files, path, model)


def read_outside_file(file: Path) -> bytes:
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
