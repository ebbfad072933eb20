"""Making the forms of a period: one for each department that the plan asks, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.checks.office import not_in_force
from toolkit.errors import OfficeFileError, Place
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.forms.terms import period_before, year_before
from toolkit.intake.period_inputs import OFFICE_FILES
from toolkit.intake.submission import Submission
from toolkit.intake.workbook import read_folder_files
from toolkit.language import counted, gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan, check_departments
from toolkit.runs.institution import institution_called, read_office_file
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.made_folder import place_folder
from toolkit.runs.parameters import ReportParameters, typed_parameters
from toolkit.runs.project import check_out
from toolkit.runs.report import period_files
from toolkit.runs.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsRequest:
    """What the command was given."""

    project: Path
    institution: str
    period: str
    out: Path | None = None  # None: outputs/<institution>/<period>/forms in the project
    language: str = ""  # of the messages; empty: that of the institution, in which the forms always are


def make_forms(request: FormsRequest, screen: Screen) -> Path:
    """Write the forms into a folder that is complete or absent, and give it; nothing is ever overwritten."""
    institution = institution_called(request.project, request.institution, request.language)
    asked = typed_parameters(ReportParameters, {"institution": request.institution, "period": request.period})
    folder = (request.out or request.project / "outputs" / asked.institution / str(asked.period) / "forms").absolute()
    check_out(request.project, folder)
    collection = _collection(request.project, asked, institution, screen)
    departments = collection.departments()
    if not departments:
        raise OfficeFileError(
            place=Place(f"inputs/{asked.institution}/plan.yaml"),
            found=gettext("un plan care nu cere nimic niciunei subdiviziuni"),
            expected=gettext("cheia „asked” la acțiunile despre care se raportează"),
            fix=gettext("scrieți în plan cine este întrebat și faceți formularele din nou"),
        )
    forms: dict[str, bytes] = {}
    for department in departments:
        forms[f"{department.id}_{asked.period}.xlsx"] = collection.form(department)
        screen.forms(len(forms), len(departments))
    screen.close()
    if place_folder(folder, forms):
        screen.say(gettext("formularele erau deja acolo, cu aceiași octeți"))
    return folder


def _collection(project: Path, asked: ReportParameters, institution: Institution, screen: Screen) -> Collection:
    path = f"inputs/{asked.institution}/plan.yaml"
    plan = read_office_file(project, path, Plan)
    check_departments(plan, institution, path)
    for finding in not_in_force(plan, asked.period, path):
        screen.say(str(finding))

    def returned(period: Period) -> tuple[Submission, ...]:
        parameters = ReportParameters(institution=asked.institution, period=period)
        in_folder = [
            file
            for file in period_files(project, parameters)
            if file.startswith(f"inputs/{asked.institution}/{period}/") and file.rpartition("/")[2] not in OFFICE_FILES
        ]
        files = {file.path: file.content for file in read_for_keeping(project, in_folder)}
        submissions, _ = read_folder_files(files, institution, plan, period)
        if submissions:
            reported = counted(len({submission.department for submission in submissions}), "subdiviziune", "subdiviziuni")
            screen.say(gettext("alături stau valorile din {period}, de la {reported}", period=period, reported=reported))
        return submissions

    before, year_ago = period_before(asked.period), year_before(asked.period)
    return Collection(
        institution_id=asked.institution,
        institution=institution,
        plan=plan,
        period=asked.period,
        before=returned(before),
        year_ago=returned(year_ago) if year_ago != before else (),
    )
