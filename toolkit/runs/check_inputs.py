"""Checking what was returned for a period, or what an institution's documents are made from, without making any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from toolkit.checks.check import in_order
from toolkit.checks.claims import check_claims
from toolkit.checks.plan import check_plan
from toolkit.checks.project import check_project
from toolkit.intake.acceptances import ACCEPTED_FILE
from toolkit.intake.claims import claims_file, read_claims
from toolkit.intake.finding import Code, Finding
from toolkit.intake.office_reading import read_model
from toolkit.intake.period_inputs import OF_OTHER_REPORTS, PeriodInputs, read_period
from toolkit.intake.plan_inputs import read_plan
from toolkit.intake.project_inputs import read_project
from toolkit.language import counted, gettext, speak
from toolkit.plan.period import PeriodKind
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import listed
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.parameters import ReportParameters, check_folders, typed_parameters
from toolkit.runs.project import language_of
from toolkit.runs.report import document_files, folders_passed_over, period_files
from toolkit.runs.screen import Screen
from toolkit.totals.check import check_period
from toolkit.totals.contradictions import contradictions
from toolkit.totals.evaluation import evaluate
from toolkit.totals.periods import composed


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedInputs:
    """What was read and checked; `inputs` is None where no form is asked for."""

    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]  # all that was read, by paths in the project folder
    inputs: PeriodInputs | None = None


def check_inputs(project: Path, institution: str, period: str, screen: Screen, *, language: str = "") -> tuple[Finding, ...]:
    """Read and check everything that was returned to an institution for a period; all open findings, the gravest first."""
    return read_and_check(project, institution, period, screen, language=language).findings


def read_and_check(
    project: Path, institution: str, period: str, screen: Screen, *, language: str = "", today: date | None = None
) -> CheckedInputs:
    """The same, with what was read; a period that has begun by `today` needs no folder: nobody has sent anything yet.

    Where the plan asks nobody and nothing was returned, that is the plan itself, what was declared of it, and the projects.
    They are said in the language of the institution, where no other is asked for.
    """
    asked = typed_parameters(ReportParameters, {"institution": institution, "period": period})
    check_folders(project, asked, with_period=False)
    speak(language or language_of(project, asked.institution))
    if not _has_returns(project, asked):
        files = _read(project, document_files(project, asked))
        plans, projects = _under(files, "plan"), _under(files, "projects/")
        if (plans or projects) and not any(_asks(read_model(files, path, Plan)) for path in plans):
            screen.not_read(folders_passed_over(project, asked.institution, asked.period))
            screen.say(gettext("niciun formular nu este cerut; s-au citit: {files}", files=listed(files)))
            findings = [
                *(_of_plan(files, asked) if plans else ()),
                *(_of_projects(files, asked, [PurePosixPath(path).stem for path in projects])),
            ]
            return CheckedInputs(findings=in_order(findings), files=files)
    is_awaited = today is not None and asked.period.first_day <= today
    check_folders(project, asked, with_period=not is_awaited)
    screen.not_read(folders_passed_over(project, asked.institution, asked.period))
    files = _read(project, period_files(project, asked))
    inputs = composed(read_period(files, asked.institution, asked.period))
    checked = check_period(inputs)
    if checked.accepted:
        found = counted(len(checked.accepted), "constatare acceptată", "constatări acceptate")
        screen.say(gettext("{found} de secretariat, cu motiv, în {file}", found=found, file=ACCEPTED_FILE))
    is_month = asked.period.kind is PeriodKind.MONTH  # whose report has no sections that people write
    left_out = {Code.MISSING_SECTIONS} if is_month else set()
    open_findings = tuple(finding for finding in checked.findings if finding.code not in left_out)
    return CheckedInputs(findings=open_findings, files=files, inputs=inputs)


def _has_returns(project: Path, asked: ReportParameters) -> bool:
    """Whether anything lies in the period's folder besides the files of other reports."""
    folder = f"inputs/{asked.institution}/{asked.period}/"
    own = {folder + name for name in OF_OTHER_REPORTS}
    return any(path.startswith(folder) and path not in own for path in period_files(project, asked))


def _read(project: Path, paths: tuple[str, ...]) -> dict[str, bytes]:
    return {file.path: file.content for file in read_for_keeping(project, paths)}


def _under(files: Mapping[str, bytes], start: str) -> list[str]:
    """The files whose path within the institution's folder begins so."""
    return [path for path in files if path.split("/", 2)[2].startswith(start)]


def _asks(plan: Plan) -> bool:
    return any(action.asked or any(indicator.asked for indicator in action.indicators) for action in plan.actions)


def _of_plan(files: Mapping[str, bytes], asked: ReportParameters) -> Iterator[Finding]:
    """Check the version that is printed, in force at the period's end; where it was evaluated, that of its beginning too."""
    yield from check_plan(read_plan(files, asked.institution, asked.period.last_day))
    file = claims_file(asked.institution, asked.period)
    if file in files:
        evaluated = read_plan(files, asked.institution, asked.period.first_day)
        claims = read_claims(files, asked.institution, asked.period, evaluated.plan)
        yield from check_plan(evaluated)
        yield from check_claims(claims, file)
        yield from contradictions(evaluate(evaluated.plan, claims, asked.period, asked.period.last_day), file)


def _of_projects(files: Mapping[str, bytes], asked: ReportParameters, names: list[str]) -> Iterator[Finding]:
    for name in names:
        yield from check_project(read_project(files, asked.institution, name, asked.period))
