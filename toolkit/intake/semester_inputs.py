"""What was returned for the semester in which a month lies, as far as a report of the month reads it."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.errors import UsageError
from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.plan.period import Period


def read_semester_of(files: Mapping[str, bytes], institution_id: str, month: Period) -> PeriodInputs:
    """Read the semester of a month from the files of the month's report, and nothing that lies before the semester."""
    semester = month.semester
    within = {path: content for path, content in files.items() if _is_within(path, semester)}
    return read_period(within, institution_id, semester)


def _is_within(path: str, semester: Period) -> bool:
    """Whether a file is of no period, of the semester or of a shorter period within it."""
    folder = path.rpartition("/")[0].rpartition("/")[2]
    try:
        period = Period.parse(folder)
    except UsageError:
        return True
    return period == semester or semester.holds(period)
