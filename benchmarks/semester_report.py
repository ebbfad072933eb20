"""The semester report of Bălți, beside its limits.

`python -m benchmarks.semester_report` prints medians of five, taken in turn in one run. Beside each stands what the same
work costs without us: papermill alone, docxtpl alone, pandas alone; or the same work on a tenth or a hundredth of the data,
for what must grow no faster than its data.
"""

from __future__ import annotations

import copy
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks.notebook_profile import print_profile
from benchmarks.side_by_side import Ratio, highest_memory, print_table, timed
from toolkit.documents.semester_report import semester_report
from toolkit.intake import header_row
from toolkit.intake.grammar import reading
from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.intake.workbook import read_folder_files
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.runs.parameters import ReportParameters
from toolkit.runs.report import period_files
from toolkit.totals.figures import figures_of
from toolkit.word import template as word_template
from toolkit.word.environment import WORD

PROJECT = Path(__file__).parents[1]
PERIOD = Period.parse("2023-S1")
TEMPLATE = "templates/semester_report.docx"


def main() -> None:
    """Measure, and print the table and the profile of the whole run."""
    with tempfile.TemporaryDirectory() as folder:
        run, bare_notebook = whole_run(Path(folder)), papermill_alone(Path(folder))
        ratios = [
            timed("whole raport run semester_report", run, "papermill importing pandas, docxtpl", bare_notebook, goal=2.0),
            timed("filling the Word file", fill_without_gate, "docxtpl", docxtpl_alone, goal=1.3),
            timed("filling with the output gate", fill, "docxtpl", docxtpl_alone, goal=2.5),
            timed(
                "18 workbooks, screened, typed, with findings", read_workbooks, "pandas, openpyxl", pandas_alone, goal=1.0
            ),
            timed("totals of 100 institutions", totals_of(100), "of one", totals_of(1), goal=110),
            timed("report of 480 actions", report_of(10), "of 48", report_of(1), goal=11),
            Ratio(
                what="its memory at the highest",
                beside="of 48",
                amount=memory_of(10),
                beside_amount=memory_of(1),
                unit="MB",
                goal=3,
            ),
        ]
        print_table(ratios)
        print_profile(PROJECT / "notebooks/semester_report.ipynb", ratios[0].amount)


def whole_run(folder: Path) -> Callable[[], object]:
    """The main job as a person starts it, up to the finished run folder."""
    command = [sys.executable, "-m", "toolkit.cli", "run", "semester_report", "--project", str(PROJECT)]
    return lambda: subprocess.run([*command, "--out", str(folder / "outputs")], check=True, capture_output=True)


def papermill_alone(folder: Path) -> Callable[[], object]:
    """Papermill, as a person starts it, on a notebook that only imports what every report needs."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import pandas\nimport docxtpl")])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "bare.ipynb")
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", str(folder / "bare.ipynb"), str(folder / "out.ipynb")]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def fill() -> None:
    """Fill the template with the report of Bălți, and pass the file through the gate."""
    report, context = report_context()
    word_template.fill_template(
        template(), TEMPLATE, context, title=report.property_title, author=report.institution, language="ro-MD"
    )


def fill_without_gate() -> None:
    """Fill the template and write the file, without the gate."""
    gate = word_template.check_document
    word_template.check_document = lambda *_: None
    try:
        fill()
    finally:
        word_template.check_document = gate


def docxtpl_alone() -> None:
    """Fill the same template with the same context, in docxtpl's own way."""
    word = DocxTemplate(io.BytesIO(template()))
    word.render(report_context()[1], _plain_environment())
    word.save(io.BytesIO())


def read_workbooks() -> None:
    """Screen, read and type what 18 departments returned."""
    for cached in (reading._typed, header_row._label):
        cached.cache_clear()  # as in a process that has read nothing yet
    inputs = inputs_of_balti()
    read_folder_files(workbooks(), inputs.institution, inputs.plan, inputs.period)


def pandas_alone() -> None:
    """Read the same sheets with pandas."""
    for content in workbooks().values():
        pd.read_excel(io.BytesIO(content), engine="openpyxl", sheet_name=None, header=None)


def totals_of(institutions: int) -> Callable[[], object]:
    """Compute all totals and states of a number of institutions like Bălți."""
    inputs = [copy.deepcopy(inputs_of_balti()) for _ in range(institutions)]
    return lambda: [figures_of(one, with_adjustments=True) for one in inputs]


def report_of(times: int) -> Callable[[], object]:
    """Make the Word file of a plan that is a number of times as long as the one of Bălți."""
    inputs = _longer(inputs_of_balti(), times)
    figures = figures_of(inputs, with_adjustments=True)

    def make() -> None:
        report = semester_report(inputs, figures, registration_number="")
        word_template.fill_template(
            template(), TEMPLATE, asdict(report), title=report.property_title, author=report.institution, language="ro-MD"
        )

    return make


def memory_of(times: int) -> float:
    """Give the memory, in MB, that a process has taken at the highest that makes the report of a longer plan."""
    code = f"from benchmarks.semester_report import print_memory_of; print_memory_of({times})"
    answer = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=PROJECT)
    return float(answer.stdout)


def print_memory_of(times: int) -> None:
    """Make the report once and print what the process has taken at the highest, as Linux says it."""
    report_of(times)()
    print(highest_memory())


@cache
def template() -> bytes:
    """The template of the semester report."""
    return (PROJECT / TEMPLATE).read_bytes()


@cache
def input_bytes() -> Mapping[str, bytes]:
    """Everything that the report of Bălți is made from."""
    asked = ReportParameters(institution="balti", period=PERIOD)
    return {path: (PROJECT / path).read_bytes() for path in period_files(PROJECT, asked)}


def workbooks() -> Mapping[str, bytes]:
    """What the 18 departments returned."""
    return {path: content for path, content in input_bytes().items() if path.endswith(".xlsx")}


@cache
def inputs_of_balti() -> PeriodInputs:
    """The same, read."""
    return read_period(input_bytes(), "balti", PERIOD)


@cache
def report_context() -> tuple[Any, dict[str, Any]]:
    """The report of Bălți, and the context that it gives."""
    inputs = inputs_of_balti()
    report = semester_report(inputs, figures_of(inputs, with_adjustments=True), registration_number="")
    return report, asdict(report)


def _plain_environment() -> Environment:
    """What our template needs of jinja: our four fields as filters, and `row.values` as the field of that name."""

    class FieldsFirst(Environment):
        def getattr(self, obj: Any, attribute: str) -> Any:
            return obj[attribute] if isinstance(obj, dict) else super().getattr(obj, attribute)

    environment = FieldsFirst(autoescape=True)
    environment.filters.update(WORD.filters)
    return environment


def _longer(inputs: PeriodInputs, times: int) -> PeriodInputs:
    """A plan with each action several times, under codes of its own, and the same answers to each."""
    copies = [str(number) for number in range(1, times + 1)]
    priorities = tuple(
        priority.model_copy(
            update={
                "code": f"{priority.code}.{n}",
                "actions": tuple(a.model_copy(update={"code": f"{n}.{a.code}"}) for a in priority.actions),
            }
        )
        for n in copies
        for priority in inputs.plan.priorities
    )
    submissions = tuple(
        replace(
            submission,
            entries=tuple(replace(entry, action=f"{n}.{entry.action}") for n in copies for entry in submission.entries),
            narratives=tuple(replace(told, action=f"{n}.{told.action}") for n in copies for told in submission.narratives),
        )
        for submission in inputs.submissions
    )
    own = {name: getattr(inputs.plan, name) for name in Plan.model_fields}
    plan = Plan.model_validate({**own, "priorities": priorities, "relations": ()})  # relations name the codes of before
    return replace(inputs, plan=plan, submissions=submissions, adjustments={}, published_totals={}, published_status={})


if __name__ == "__main__":
    main()
