"""What `raport diff` was asked, and the files that it writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.audit.diff import RunDiff, Tolerance, diff_runs
from toolkit.audit.diff_words import differences_table
from toolkit.audit.kept_run import find_run, open_run
from toolkit.audit.trace_files import outputs_near
from toolkit.runs.disk import write_new, writing_to


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest:
    """What was asked for."""

    before: str  # a folder, or an id
    after: str
    tolerance: str = ""
    out: Path | None = None  # a folder for the tables; None: nothing is written
    project: Path | None = None
    language: str = ""


def diff_files(request: DiffRequest) -> RunDiff:
    """Compare the two runs, and write the tables where they were asked for."""
    outputs = outputs_near(request.project)
    before, after = (open_run(find_run(run, outputs)) for run in (request.before, request.after))
    after.speak(request.language)
    diff = diff_runs(before, after, Tolerance.parse(request.tolerance) if request.tolerance else Tolerance())
    if request.out is not None:
        with writing_to(request.out):
            request.out.mkdir(parents=True, exist_ok=True)
        write_new(request.out / "differences.csv", differences_table(diff).to_csv().encode("utf-8"))
    return diff
