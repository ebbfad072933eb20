"""What a monthly report reads besides its month: the semester until then, and who returned what on which day."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toolkit.intake.period_inputs import RECEIVED
from toolkit.runs.cutoff import files_until
from toolkit.runs.parameters import MonthlyReportParameters, shorter_periods
from toolkit.runs.received_files import ReceivedFiles
from toolkit.runs.report import returned_files


def files_of_month(project: Path, parameters: MonthlyReportParameters, files: Iterable[str]) -> tuple[str, ...]:
    """Complete the files of a month: the quarters and the semester that end with it or before, and the register.

    With a cutoff, of all of them only what counted on that day.
    """
    month, semester = parameters.period, parameters.period.semester
    home = f"inputs/{parameters.institution}"
    within = (*shorter_periods(project, parameters.institution, semester), semester)
    longer = [period for period in within if period not in semester.months and period.last_day <= month.last_day]
    all_files = dict.fromkeys((*files, *(path for period in longer for path in returned_files(project, home, period))))
    register = ReceivedFiles(project=project, institution=parameters.institution).register_path
    if (project / register).exists():
        all_files[register] = None
    if not parameters.cutoff:
        return tuple(all_files)
    of_semester = parameters.model_copy(update={"period": semester})
    counting = files_until(project, of_semester, parameters.cutoff, all_files)
    ends_later = [p for p in (*semester.months, *semester.parts, semester) if p.last_day > month.last_day]
    later = tuple(f"{home}/{RECEIVED}/{period}/" for period in ends_later)
    return tuple(path for path in dict.fromkeys(counting) if not path.startswith(later))
