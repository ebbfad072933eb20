"""What a report is: its name, its parameters, the files that it reads and those that it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.intake.claims import claims_file
from toolkit.language import counted, gettext
from toolkit.plan.period import Period
from toolkit.plan.spelling import listed, nearest, nearest_named, shown
from toolkit.plan.versions import versions_among
from toolkit.runs.kept import too_much
from toolkit.runs.parameters import (
    MonthlyReportParameters,
    PlanEvaluationParameters,
    ProjectSheetParameters,
    ReportParameters,
    SemesterReportParameters,
    shorter_periods,
)

_MOST_FILES = 500  # in a period's folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that a notebook of the same name makes."""

    name: str
    parameters: type[ReportParameters]
    reads: Callable[[Path, Any], tuple[str, ...]]  # the files under inputs/, as paths in the project folder
    needs_period_folder: bool = True  # whether a period without a folder is a mistake
    templates: tuple[str, ...]  # paths in the project folder
    makes: tuple[str, ...]  # names in the run folder; {institution}, {period} and its {kind} stand for the parameters
    has_written_parts: bool = False  # whether people write in its Word file, in content controls
    context: str  # what fills the templates, "module:class"; loaded only where a template is looked at

    @property
    def context_class(self) -> type:
        """The dataclass whose fields are the report's placeholders."""
        module, _, name = self.context.partition(":")
        found: type = getattr(import_module(module), name)
        return found

    @property
    def notebook(self) -> str:
        """The notebook's path in the project folder."""
        return f"notebooks/{self.name}.ipynb"

    def declared_files(self, project: Path, parameters: ReportParameters) -> tuple[str, ...]:
        """List the files that the report reads, as paths in the project folder; it may read no others."""
        return (*self.reads(project, parameters), *self.templates)

    def files_to_make(self, parameters: ReportParameters) -> tuple[str, ...]:
        """List the files without which the report is not made, as names in the run folder."""
        values = {name: str(value) for name, value in parameters.model_dump(mode="json").items()}
        return tuple(name.format_map({**values, "kind": parameters.period.kind.adjective}) for name in self.makes)


def origin_of(report: Report, parameters: ReportParameters) -> str:
    """Name a report with its institution and period, as a Word file says where it comes from."""
    return f"{report.name} {parameters.institution} {parameters.period}"


def period_files(project: Path, parameters: ReportParameters) -> tuple[str, ...]:
    """List what is read about an institution and a period: two files, and whatever lies directly in the period's folder.

    Where there are folders of shorter periods within it, or of earlier periods of the same kind, what was returned for these
    is read too.
    """
    home, period = f"inputs/{parameters.institution}", parameters.period
    own = _files_in(project, f"{home}/{period}")
    parts = _returned_for_parts(project, parameters)
    return (f"{home}/institution.yaml", f"{home}/plan.yaml", *own, *parts, *earlier_files(project, home, period))


def earlier_files(project: Path, home: str, period: Period) -> tuple[str, ...]:
    """List what departments returned for the earlier periods of the same kind, and what was accepted in the latest.

    What was returned for shorter periods within an earlier one is of it.
    """
    folder = project / home
    names = [entry.name for entry in folder.iterdir() if entry.is_dir()] if folder.is_dir() else []
    periods = period.earlier(names)
    if not periods:
        return ()
    from toolkit.intake.acceptances import ACCEPTED_FILE  # noqa: PLC0415  readers of workbooks take time to load
    from toolkit.intake.period_inputs import OFFICE_FILES  # noqa: PLC0415

    folders = [part for earlier in periods for part in (*earlier.shorter_among(names), earlier)]
    files = [path for part in folders for path in _files_in(project, f"{home}/{part}")]
    returned = [p for p in files if p.rpartition("/")[2] not in OFFICE_FILES and not p.endswith((".yaml", ".yml"))]
    accepted = f"{home}/{periods[-1]}/{ACCEPTED_FILE}"
    return (*returned, *([accepted] if accepted in files else []))


def semester_files(project: Path, parameters: SemesterReportParameters) -> tuple[str, ...]:
    """List what the semester report reads: that of the period, or what of it counted until a day."""
    files = period_files(project, parameters)
    if parameters.cutoff:
        from toolkit.runs.cutoff import files_until  # noqa: PLC0415  most reports need no register

        files = files_until(project, parameters, parameters.cutoff, files)
    return _of_trial(project, parameters, parameters.period, files)


def monthly_files(project: Path, parameters: MonthlyReportParameters) -> tuple[str, ...]:
    """List what the monthly report reads: of the month, of its semester until then, the register, and the compared run."""
    from toolkit.runs.compared_run import files_of_run  # noqa: PLC0415  most reports are compared with none
    from toolkit.runs.month_files import files_of_month  # noqa: PLC0415

    files = files_of_month(project, parameters, period_files(project, parameters))
    of_trial = _of_trial(project, parameters, parameters.period.semester, files)
    return (*of_trial, *files_of_run(project, parameters))


def _of_trial(
    project: Path, parameters: SemesterReportParameters, period: Period, files: tuple[str, ...]
) -> tuple[str, ...]:
    if not parameters.what_if.is_of_inputs:
        return files
    from toolkit.runs.what_if import files_of_trial  # noqa: PLC0415  few reports are trials

    return files_of_trial(project, parameters.institution, period, parameters.what_if, files)


def plan_files(project: Path, parameters: ReportParameters) -> tuple[str, ...]:
    """List what is read about an institution and its plan: the institution, and every version of the plan."""
    home = f"inputs/{parameters.institution}"
    there = versions_among(_files_in(project, home))
    return (f"{home}/institution.yaml", *(there or (f"{home}/plan.yaml",)))


def evaluation_files(project: Path, parameters: ReportParameters) -> tuple[str, ...]:
    """List what is read for the evaluation of a plan: that of the plan, and what was declared, if anything was."""
    claims = claims_file(parameters.institution, parameters.period)
    return (*plan_files(project, parameters), *([claims] if (project / claims).is_file() else []))


def project_files(project: Path, parameters: ProjectSheetParameters) -> tuple[str, ...]:
    """List what is read about a project: the institution, its projects, and the evidence of the period, if there is any.

    All projects, because the evidence of a period is about all of them, and may name none that is not there.
    """
    home = f"inputs/{parameters.institution}"
    wanted = f"{home}/projects/{parameters.project}.yaml"
    known = [path for path in _files_in(project, f"{home}/projects") if path.endswith(".yaml")]
    if wanted not in known:
        names = [Path(path).stem for path in known]
        near = nearest(parameters.project, names)
        raise UsageError(
            place=gettext("parametrul „{name}”", name="project"),
            found=gettext("„{name}”, un proiect care nu este în {home}/projects", name=parameters.project, home=home),
            expected=gettext("unul dintre proiectele: {names}", names=listed(names)) + nearest_named(near)
            if names
            else gettext("un proiect al instituției, care nu are niciunul"),
            fix=gettext("corectați numele proiectului")
            if names
            else gettext("scrieți proiectul în {wanted}, după modelul inputs/sector1/projects", wanted=wanted),
        )
    evidence = f"{home}/{parameters.period}/evidence.yaml"
    return (f"{home}/institution.yaml", *known, *([evidence] if (project / evidence).is_file() else []))


def document_files(project: Path, parameters: ReportParameters) -> tuple[str, ...]:
    """List what is there of an institution of which no department returns anything: plans, projects, what was declared."""
    home = f"inputs/{parameters.institution}"
    projects = [path for path in _files_in(project, f"{home}/projects") if path.endswith(".yaml")]
    claims, evidence = claims_file(parameters.institution, parameters.period), f"{home}/{parameters.period}/evidence.yaml"
    read = (*plan_files(project, parameters), claims, *projects, *([evidence] if projects else []))
    return tuple(path for path in read if (project / path).is_file())


REPORTS = {
    report.name: report
    for report in (
        Report(
            name="semester_report",
            parameters=SemesterReportParameters,
            reads=semester_files,
            templates=("templates/semester_report.docx",),
            makes=(
                "raport-{kind}_{institution}_{period}.docx",
                "totals.csv",
                "status.csv",
                "findings.csv",
                "accepted.csv",
                "tables.xlsx",
                "completitudine.png",
                "progres.png",
                "verdicte.png",
            ),
            context="toolkit.documents.semester_report:SemesterReport",
            has_written_parts=True,
        ),
        Report(
            name="monthly_report",
            parameters=MonthlyReportParameters,
            reads=monthly_files,
            templates=("templates/monthly_report.docx",),
            makes=(
                "raport-lunar_{institution}_{period}.docx",
                "totals.csv",
                "month.csv",
                "returned.csv",
                "changes.csv",
                "status.csv",
                "findings.csv",
                "accepted.csv",
                "tables.xlsx",
                "luna.png",
                "completitudine.png",
            ),
            context="toolkit.documents.monthly_report:MonthlyReport",
        ),
        Report(
            name="integrity_plan",
            parameters=ReportParameters,
            reads=plan_files,
            needs_period_folder=False,
            templates=("templates/integrity_plan.docx",),
            makes=("plan_{institution}_{period}.docx", "plan.csv", "findings.csv", "tables.xlsx"),
            context="toolkit.documents.printed_plan:PrintedPlan",
        ),
        Report(
            name="project_sheet",
            parameters=ProjectSheetParameters,
            reads=project_files,
            needs_period_folder=False,
            context="toolkit.documents.project_sheet:ProjectSheet",
            templates=("templates/project_sheet.docx",),
            makes=(
                "fisa-proiectului_{project}_{period}.docx",
                "budget.csv",
                "results.csv",
                "findings.csv",
                "tables.xlsx",
                "rezultate.png",
            ),
        ),
        Report(
            name="plan_evaluation",
            parameters=PlanEvaluationParameters,
            reads=evaluation_files,
            needs_period_folder=False,
            context="toolkit.documents.plan_evaluation:PlanEvaluation",
            templates=("templates/plan_evaluation.docx",),
            makes=(
                "evaluarea-planului_{institution}_{period}.docx",
                "measures.csv",
                "findings.csv",
                "tables.xlsx",
                "masuri.png",
            ),
        ),
        Report(
            name="action_plan",
            parameters=ReportParameters,
            reads=plan_files,
            needs_period_folder=False,
            templates=("templates/action_plan.docx",),
            makes=("plan_{institution}_{period}.docx", "plan.csv", "findings.csv", "tables.xlsx"),
            context="toolkit.documents.printed_plan:PrintedPlan",
        ),
    )
}


def folders_passed_over(project: Path, institution: str, period: Period) -> tuple[str, ...]:
    """List the folders within the folders of a period and its parts: what lies in them is not read."""
    home = f"inputs/{institution}"
    inside = []
    for part in (period, *shorter_periods(project, institution, period)):
        folder = project / home / str(part)
        found = sorted(entry.name for entry in folder.iterdir() if not _is_for_reading(entry)) if folder.is_dir() else ()
        inside += [f"{home}/{part}/{name}" for name in found]
    return tuple(inside)


def report_called(name: str, project: Path) -> Report:
    """Find a report by its notebook's name; `UsageError` names the nearest one."""
    report = REPORTS.get(name)
    if report is None:
        near = nearest(name.removeprefix("notebooks/").removesuffix(".ipynb"), REPORTS)
        raise UsageError(
            place=gettext("raportul cerut"),
            found=gettext("„{name}”, un raport pe care programul nu îl cunoaște", name=shown(name)),
            expected=gettext("unul dintre rapoartele: {reports}", reports=listed(sorted(REPORTS))) + nearest_named(near),
            fix=gettext("corectați numele raportului"),
        )
    if not (project / report.notebook).is_file():
        raise OfficeFileError(
            place=Place(report.notebook),
            found=gettext("fișierul lipsește"),
            expected=gettext("notebook-ul raportului „{name}”", name=name),
            fix=gettext("puneți la loc notebook-ul din distribuția programului"),
        )
    return report


def _returned_for_parts(project: Path, parameters: ReportParameters) -> list[str]:
    """What departments returned for the shorter periods; what the office keeps there is for their own reports."""
    parts = shorter_periods(project, parameters.institution, parameters.period)
    if not parts:
        return []
    return [path for part in parts for path in returned_files(project, f"inputs/{parameters.institution}", part)]


def returned_files(project: Path, home: str, period: Period) -> list[str]:
    """List what departments returned for a period, without what the office keeps beside it."""
    from toolkit.intake.period_inputs import OFFICE_FILES  # noqa: PLC0415  readers of workbooks take time to load

    return [path for path in _files_in(project, f"{home}/{period}") if path.rpartition("/")[2] not in OFFICE_FILES]


def _files_in(project: Path, folder: str) -> list[str]:
    """The files directly in a folder, in one order on every system."""
    path = project / folder
    if not path.is_dir():
        return []
    names = sorted(entry.name for entry in path.iterdir() if _is_for_reading(entry))
    if len(names) > _MOST_FILES:
        raise too_much(
            folder,
            counted(len(names), "fișier", "fișiere"),
            gettext("cel mult {files} de fișiere, câte unul de la fiecare subdiviziune", files=_MOST_FILES),
        )
    return [f"{folder}/{name}" for name in names]


def _is_for_reading(entry: Path) -> bool:
    # A link is listed, so that it is refused by name and not passed over in silence.
    return entry.is_symlink() or not entry.is_dir()
