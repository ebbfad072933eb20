"""The Word files of the repository's own reports, made from its inputs as the notebooks make them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.documents import plan_evaluation, printed_plan, project_sheet, semester_report
from toolkit.documents.drawing import Artist
from toolkit.intake.claims import read_claims
from toolkit.intake.period_inputs import read_period
from toolkit.intake.plan_inputs import read_plan
from toolkit.intake.project_inputs import read_project
from toolkit.language import speaking
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.totals.check import check_period
from toolkit.totals.evaluation import evaluate
from toolkit.totals.figures import figures_of
from toolkit.word.comments import with_remarks
from toolkit.word.pdf import find_libreoffice
from toolkit.word.picture import with_picture
from toolkit.word.template import fill_template

PROJECT = Path(__file__).parents[1]


@cache
def made(name: str) -> bytes:
    """Make one of them."""
    return REPORTS[name]()


def saved_again(folder: Path, *files: Path) -> None:
    """Let LibreOffice open and save files, in one call, to the folder "saved"."""
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(find_libreoffice()), home, "--headless", "--convert-to", "docx", "--outdir", str(folder / "saved")]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)


def _semester() -> bytes:
    inputs = read_period(_files("balti", "balti/2023-S1"), "balti", Period.parse("2023-S1"))
    with speaking(inputs.institution.locale):
        figures = figures_of(inputs, with_adjustments=True)
        report = semester_report.semester_report(inputs, figures, check_period(inputs).accepted, registration_number="")
        return _filled("semester_report", report, inputs.institution)


def _plan(institution: str, template: str) -> Callable[[], bytes]:
    def make() -> bytes:
        period = Period.parse("2018" if institution == "pernik" else "2023")
        inputs = read_plan(_files(institution), institution, period.last_day)
        with speaking(inputs.institution.locale):
            texts = printed_plan.printed_plan(inputs)
            document = _filled(template, texts, inputs.institution)
            return with_remarks(document, "plan.docx", printed_plan.slip_remarks(inputs.plan), texts.institution)

    return make


def _sheet(project: str) -> Callable[[], bytes]:
    def make() -> bytes:
        files = _files("sector1", "sector1/2023", "sector1/projects")
        inputs = read_project(files, "sector1", project, Period.parse("2023"))
        with speaking(inputs.institution.locale):
            return _filled("project_sheet", project_sheet.project_sheet(inputs, registration_number=""), inputs.institution)

    return make


def _evaluation(institution: str, year: str) -> Callable[[], bytes]:
    def make() -> bytes:
        period = Period.parse(year)
        files = _files(institution, f"{institution}/{year}")
        inputs = read_plan(files, institution, period.first_day)
        with speaking(inputs.institution.locale):
            evaluation = evaluate(inputs.plan, read_claims(files, institution, period, inputs.plan), period, period.last_day)
            (picture,) = Artist().draw([plan_evaluation.states_picture(evaluation)])
            template = (PROJECT / "templates/plan_evaluation.docx").read_bytes()
            template = with_picture(template, "templates/plan_evaluation.docx", "picture_told", picture())
            report = plan_evaluation.plan_evaluation(inputs, evaluation, registration_number="")
            return _filled("plan_evaluation", report, inputs.institution, template)

    return make


def _files(*folders: str) -> dict[str, bytes]:
    return {
        file.relative_to(PROJECT).as_posix(): file.read_bytes()
        for folder in folders
        if (PROJECT / "inputs" / folder).is_dir()
        for file in sorted((PROJECT / "inputs" / folder).iterdir())
        if file.is_file()
    }


def _filled(name: str, context: Any, institution: Institution, template: bytes | None = None) -> bytes:
    file = f"templates/{name}.docx"
    return fill_template(
        template or (PROJECT / file).read_bytes(),
        file,
        asdict(context),
        title=context.property_title,
        author=context.institution,
        language=institution.language_tag,
    )


REPORTS: dict[str, Callable[[], bytes]] = {
    "semester-report": _semester,
    "integrity-plan": _plan("baltati", "integrity_plan"),
    "action-plan": _plan("pernik", "action_plan"),
    "project-sheet-1151": _sheet("sipoca-1151"),
    "project-sheet-1263": _sheet("sipoca-1263"),
    "evaluation-baltati": _evaluation("baltati", "2023"),
    "evaluation-pernik": _evaluation("pernik", "2018"),
    "evaluation-balti": _evaluation("balti", "2023-S1"),
}
