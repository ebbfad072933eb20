"""What a monthly report reads besides its month: the semester until then, and who returned what on which day."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toolkit.runs.cutoff import files_of_periods_until
from toolkit.runs.parameters import MonthlyReportParameters, shorter_periods
from toolkit.runs.received_files import ReceivedFiles
from toolkit.runs.report import returned_files


def files_of_month(project: Path, parameters: MonthlyReportParameters, files: Iterable[str]) -> tuple[str, ...]:
    """Complete the files of a month: the quarters and the semester that end with it or before, and the register.

    With a cutoff, of all of them and of earlier months only what counted on that day.
    """
    month, semester = parameters.period, parameters.period.semester
    home = f"inputs/{parameters.institution}"
    received = ReceivedFiles(project=project, institution=parameters.institution)
    codes = {entry.period for entry in received.register().entries if entry.period}
    shorter = {*shorter_periods(project, parameters.institution, semester), *semester.shorter_among(codes)}
    longer = [p for p in (*sorted(shorter, key=str), semester) if p not in semester.months and p.last_day <= month.last_day]
    all_files = [*files, *(path for period in longer for path in returned_files(project, home, period))]
    if not codes:
        return tuple(all_files)
    if not parameters.cutoff:
        return (*all_files, received.register_path)
    earlier = month.earlier({*codes, *(path.split("/")[2] for path in all_files)})
    read = codes & {str(period) for period in (month, *earlier, *longer)}
    return files_of_periods_until(received, read, parameters.cutoff, all_files)
