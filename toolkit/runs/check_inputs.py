"""Checking what was returned for a period, without making a report."""

from __future__ import annotations

from pathlib import Path

from toolkit.intake.acceptances import ACCEPTED_FILE
from toolkit.intake.finding import Finding
from toolkit.intake.period_inputs import read_period
from toolkit.language import counted, gettext, speak
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.parameters import ReportParameters, check_folders, typed_parameters
from toolkit.runs.project import language_of
from toolkit.runs.report import folders_passed_over, period_files
from toolkit.runs.screen import Screen
from toolkit.totals.check import check_period
from toolkit.totals.periods import composed


def check_inputs(project: Path, institution: str, period: str, screen: Screen, *, language: str = "") -> tuple[Finding, ...]:
    """Read and check everything that was returned to an institution for a period; all open findings, the gravest first.

    They are said in the language of the institution, where no other is asked for.
    """
    asked = typed_parameters(ReportParameters, {"institution": institution, "period": period})
    check_folders(project, asked)
    speak(language or language_of(project, asked.institution))
    screen.not_read(folders_passed_over(project, asked.institution, asked.period))
    read = read_for_keeping(project, period_files(project, asked))
    files = {file.path: file.content for file in read}
    checked = check_period(composed(read_period(files, asked.institution, asked.period)))
    if checked.accepted:
        found = counted(len(checked.accepted), "constatare acceptată", "constatări acceptate")
        screen.say(gettext("{found} de secretariat, cu motiv, în {file}", found=found, file=ACCEPTED_FILE))
    return checked.findings
