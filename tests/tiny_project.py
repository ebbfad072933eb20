"""A project small enough to run in seconds: a notebook of a few cells, and inputs of one line each."""

from __future__ import annotations

from pathlib import Path

import nbformat

PARAMETERS = 'institution = "balti"\nperiod = "2023-S1"\nadjustments = True\nregistration_number = ""'
OPEN = (
    "from toolkit.runs.workspace import Workspace\n"
    'work = Workspace.open("semester_report", institution=institution, period=period,'
    " adjustments=adjustments, registration_number=registration_number)"
)
# The report's other files, so that a test need write only those that it is about.
REST = (
    "from toolkit.runs.report import REPORTS\n"
    "for name in REPORTS['semester_report'].files_to_make(work.parameters):\n"
    "    if not (work.output / name).exists():\n"
    "        work.write(name, name)"
)
FINISH = "work.finish([])"


def make_project(folder: Path, *cells: str, parameters: str = PARAMETERS, rest: str = REST, finish: str = FINISH) -> Path:
    """Make a project whose notebook has the cells given, between opening and finishing its workspace."""
    for name, content in {
        "inputs/balti/institution.yaml": "name: Bălți\n",
        "inputs/balti/plan.yaml": "title: planul\n",
        "inputs/balti/2023-S1/cultura.csv": "1,2\n",
        "templates/semester_report.docx": "un șablon",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "notebooks").mkdir(exist_ok=True)
    nbformat.write(_notebook(*cells, rest, finish, parameters=parameters), folder / "notebooks/semester_report.ipynb")
    return folder


def _notebook(*cells: str, parameters: str) -> nbformat.NotebookNode:
    new = nbformat.v4
    code = [new.new_code_cell(source) for source in (OPEN, *cells) if source]
    tagged = new.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    return new.new_notebook(cells=[new.new_markdown_cell("# Un raport"), tagged, *code])
