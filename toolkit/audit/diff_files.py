"""What `raport diff` was asked, and the files that it writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.audit.diff import RunDiff, diff_runs
from toolkit.audit.diff_words import differences_table
from toolkit.audit.difference_report import TEMPLATE, DifferenceReport, as_html, as_word, difference_report
from toolkit.audit.kept_run import find_run, open_run, outputs_near
from toolkit.audit.tolerance import EXACT, Tolerance
from toolkit.language import language_in_use
from toolkit.runs.disk import write_new, writing_to
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.project import find_project
from toolkit.word.placeholders import check_placeholders


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest:
    """What was asked for."""

    before: str  # a folder, or an id
    after: str
    tolerance: str = ""
    out: Path | None = None  # a folder for table, Word report and HTML page; None: nothing is written
    project: Path | None = None
    language: str = ""


def diff_files(request: DiffRequest) -> RunDiff:
    """Compare the two runs, and write the reports where they were asked for."""
    outputs = outputs_near(request.project)
    before, after = (open_run(find_run(run, outputs)) for run in (request.before, request.after))
    after.speak(request.language)
    diff = diff_runs(before, after, Tolerance.parse(request.tolerance) if request.tolerance else EXACT)
    if request.out is not None:
        _write(diff, request.out, find_project(request.project))
    return diff


def _write(diff: RunDiff, out: Path, project: Path) -> None:
    """Write the table, the Word report and the page of HTML."""
    (template,) = read_for_keeping(project, [TEMPLATE])
    check_placeholders(template.content, TEMPLATE, DifferenceReport)
    report = difference_report(diff)
    word = as_word(report, template.content, language_in_use().replace("_", "-"))
    with writing_to(out):
        out.mkdir(parents=True, exist_ok=True)
    name = f"diferente_{diff.before.folder.name}_{diff.after.folder.name}"
    made = {".csv": differences_table(diff).to_csv().encode(), ".docx": word, ".html": as_html(report).encode()}
    for suffix, content in made.items():
        write_new(out / f"{name}{suffix}", content)
