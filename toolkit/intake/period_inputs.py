"""Everything that one report is made from: the institution, its plan, and the files of one period."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from toolkit.errors import OfficeFileError, Place
from toolkit.intake.finding import Finding
from toolkit.intake.office_files import (
    Adjustment,
    Adjustments,
    PublishedStatus,
    Sections,
    check_adjustments,
    read_published_status,
    read_published_totals,
)
from toolkit.intake.privacy import mask, personal_codes
from toolkit.intake.submission import Submission
from toolkit.intake.workbook import read_folder_files
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan, check_departments
from toolkit.plan.spelling import listed, nearest
from toolkit.plan.yaml_file import read_yaml

OFFICE_FILES = ("sections.yaml", "adjustments.yaml", "published_totals.csv", "published_status.csv")

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodInputs:
    """What was read for one institution and period, with the findings of the reading."""

    institution: Institution
    plan: Plan
    period: Period
    folder: str  # of the period, as messages name it: "inputs/balti/2023-S1"
    submissions: tuple[Submission, ...]
    reading_findings: tuple[Finding, ...]
    sections: Sections
    adjustments: Mapping[tuple[str, int], Adjustment]
    published_totals: Mapping[tuple[str, int], str]
    published_status: Mapping[str, PublishedStatus]


def read_period(files: Mapping[str, bytes], institution_id: str, period: Period) -> PeriodInputs:
    """Read the files of a report, given by their paths in the project folder.

    `OfficeFileError` where a file that the office keeps must be corrected; what departments returned gives findings.
    """
    home = f"inputs/{institution_id}"
    folder = f"{home}/{period}"
    own = (f"{home}/institution.yaml", f"{home}/plan.yaml", *(f"{folder}/{name}" for name in OFFICE_FILES))
    _refuse_personal_codes(files, own)
    institution = _read_model(files, f"{home}/institution.yaml", Institution)
    plan = _read_model(files, f"{home}/plan.yaml", Plan)
    check_departments(plan, institution, f"{home}/plan.yaml")
    adjustments = _read_model(files, f"{folder}/adjustments.yaml", Adjustments, needed=False)
    check_adjustments(adjustments, plan, f"{folder}/adjustments.yaml")
    totals_file, status_file = f"{folder}/published_totals.csv", f"{folder}/published_status.csv"
    returned = {
        path: content
        for path, content in files.items()
        if path.rpartition("/")[0] == folder and path.rpartition("/")[2] not in OFFICE_FILES
    }
    _refuse_unknown_office_files(returned)
    submissions, findings = read_folder_files(returned, institution, plan, period)
    return PeriodInputs(
        institution=institution,
        plan=plan,
        period=period,
        folder=folder,
        submissions=submissions,
        reading_findings=findings,
        sections=_read_model(files, f"{folder}/sections.yaml", Sections, needed=False),
        adjustments=adjustments.by_indicator(),
        published_totals=read_published_totals(_text(files, totals_file), totals_file, plan) if totals_file in files else {},
        published_status=read_published_status(_text(files, status_file), status_file, plan) if status_file in files else {},
    )


def _refuse_unknown_office_files(returned: Mapping[str, bytes]) -> None:
    """Refuse a YAML file under a name that no report reads: a misspelt adjustments.yaml must not be passed over."""
    errors = []
    for path in sorted(returned):
        if path.endswith((".yaml", ".yml")):
            near = nearest(path.rpartition("/")[2], OFFICE_FILES)
            errors.append(
                OfficeFileError(
                    place=Place(path),
                    found=gettext("un fișier YAML cu un nume pe care raportul nu îl citește"),
                    expected=listed(OFFICE_FILES[:2])
                    + (gettext("; cel mai apropiat este „{near}”", near=near) if near else ""),
                    fix=gettext("corectați numele fișierului sau scoateți-l din dosar"),
                )
            )
    if errors:
        raise OfficeFileError.all_of(errors)


def _refuse_personal_codes(files: Mapping[str, bytes], office_files: Collection[str]) -> None:
    """Refuse personal codes in what the office itself writes, and in the names of files: nobody would see them masked."""
    errors = []
    for path in sorted(files):
        name = path.rpartition("/")[2]
        for start, end in personal_codes(name):
            shown = name[:start] + mask(name[start:end]) + name[end:]
            errors.append(_with_code(path.rpartition("/")[0], gettext("fișierul „{shown}”", shown=shown)))
        lines = _text(files, path).splitlines() if path in office_files else []
        for number, line in enumerate(lines, 1):
            errors += [
                _with_code(path, gettext("„{text}”", text=mask(line[start:end])), gettext("rândul {number}", number=number))
                for start, end in personal_codes(line)
            ]
    if errors:
        raise OfficeFileError.all_of(errors)


def _with_code(file: str, found: str, line: str = "") -> OfficeFileError:
    return OfficeFileError(
        place=Place(file, cell=line),
        found=gettext("{found}, care pare un cod personal (CNP, IDNP)", found=found),
        expected=gettext("niciun cod personal: rapoartele nu au nevoie de ele"),
        fix=gettext("ștergeți codul și rulați din nou"),
    )


def _read_model(files: Mapping[str, bytes], path: str, model: type[Model], *, needed: bool = True) -> Model:
    if path not in files:
        if not needed:
            return model()
        raise OfficeFileError(
            place=Place(path),
            found=gettext("fișierul nu există"),
            expected=gettext("descrierea instituției și planul ei"),
            fix=gettext("puneți fișierul la locul lui sau faceți o instituție nouă cu „raport new”"),
        )
    return read_yaml(_text(files, path), path, model)


def _text(files: Mapping[str, bytes], path: str) -> str:
    try:
        return files[path].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OfficeFileError(
            place=Place(path),
            found=gettext("litere scrise în altă codificare decât UTF-8"),
            expected=gettext("un fișier text UTF-8"),
            fix=gettext("deschideți fișierul și salvați-l cu codificarea UTF-8"),
        ) from error
