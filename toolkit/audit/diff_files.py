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
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.made_folder import place_folder
from toolkit.runs.project import check_out, find_project
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
    """Compare the two runs, and write the reports where they were asked for; a folder with others in it is refused."""
    outputs = outputs_near(request.project)
    before, after = (open_run(find_run(run, outputs)) for run in (request.before, request.after))
    after.speak(request.language)
    diff = diff_runs(before, after, Tolerance.parse(request.tolerance) if request.tolerance else EXACT)
    if request.out is not None:
        _write(diff, request.out, find_project(request.project))
    return diff


def _write(diff: RunDiff, out: Path, project: Path) -> None:
    """Write the table, the Word report and the page of HTML."""
    check_out(project, out)
    (template,) = read_for_keeping(project, [TEMPLATE])
    check_placeholders(template.content, TEMPLATE, DifferenceReport)
    report = difference_report(diff)
    word = as_word(report, template.content, language_in_use().replace("_", "-"))
    name = f"diferente_{diff.before.folder.name}_{diff.after.folder.name}"
    made = {".csv": differences_table(diff).to_csv().encode(), ".docx": word, ".html": as_html(report).encode()}
    place_folder(out.absolute(), {f"{name}{suffix}": content for suffix, content in made.items()})
