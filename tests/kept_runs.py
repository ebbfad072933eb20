"""Runs of the small town hall, kept as `raport run` keeps them, without a kernel: the calls of the notebook in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

from form_builder import INSTITUTION, PLAN
from small_town import REPOSITORY, as_yaml

from toolkit.documents import semester_report, tables
from toolkit.intake.finding import Severity
from toolkit.intake.forms.form import FormContent, FormRow, write_form
from toolkit.intake.period_inputs import read_period
from toolkit.intake.what_if import what_if
from toolkit.plan.period import Period
from toolkit.plan.versions import versions_among
from toolkit.runs.handover import FindingCounts, Result
from toolkit.runs.kept import KeptFile, remove_kept, write_kept
from toolkit.runs.manifest import Identity, write_manifest
from toolkit.runs.parameters import SemesterReportParameters
from toolkit.totals.check import check_period
from toolkit.totals.figures import figures_of
from toolkit.totals.periods import composed
from toolkit.word.template import fill_template

HOME = "inputs/oras"
PERIOD = "2023-S1"
TEMPLATE = "templates/semester_report.docx"
NOTEBOOK = "notebooks/semester_report.ipynb"


def a_form(folder: Path, values: Mapping[str, str], department: str = "cultura", period: str = PERIOD) -> bytes:
    """A returned form: the text of each indicator, by its id."""
    rows = []
    for indicator, value in values.items():
        action, _, number = indicator.rpartition(".")
        rows.append(FormRow(action=action, indicator=int(number), value=value))
    content = FormContent(department=INSTITUTION.department(department), rows=tuple(rows), narratives={})
    path = folder / "formular.xlsx"
    write_form(path, INSTITUTION, PLAN, Period.parse(period), content)
    return path.read_bytes()


def a_kept_run(
    folder: Path,
    files: Mapping[str, bytes | str],
    *,
    not_kept: Sequence[str] = (),
    template: bytes = b"",
    **parameters: str | bool,
) -> Path:
    """Keep a run of the semester report in a folder; the files are named as in the institution's folder."""
    content = {f"{HOME}/institution.yaml": as_yaml(INSTITUTION).encode()}
    if not any(versions_among(files)):
        content[f"{HOME}/plan.yaml"] = as_yaml(PLAN).encode()
    content |= {f"{HOME}/{name}": text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
    asked = SemesterReportParameters.model_validate({"institution": "oras", "period": PERIOD, **parameters})
    kept = tuple(
        KeptFile(path=path, content=one)
        for path, one in {NOTEBOOK: _notebook(), **content, TEMPLATE: template or _template()}.items()
    )
    made = _made(content, asked)
    identity = Identity(report="semester_report", parameters=asked.model_dump(mode="json"), kept=kept)
    run = folder / identity.run_id
    write_kept(run / "kept", kept)
    for name, one in made.items():
        (run / name).write_bytes(one)
    paths = {f"{HOME}/{name}": "conține coduri personale" for name in not_kept}
    remove_kept(run / "kept", [file for file in kept if file.path in paths])
    write_manifest(run, identity, Result(counts=FindingCounts(errors=0, warnings=0, notes=0), not_kept=paths))
    return run


def _made(content: Mapping[str, bytes], asked: SemesterReportParameters) -> dict[str, bytes]:
    inputs = composed(what_if(read_period(content, asked.institution, asked.period), asked.what_if))
    figures = figures_of(inputs, with_adjustments=asked.adjustments)
    checked = check_period(inputs)
    assert not [str(finding) for finding in checked.findings if finding.severity is Severity.ERROR]
    report = semester_report.semester_report(
        inputs, figures, checked.accepted, registration_number=asked.registration_number
    )
    document = fill_template(
        _template(), TEMPLATE, asdict(report), title=report.property_title, author=report.institution, language="ro-MD"
    )
    of_figures = (tables.totals_table(figures, inputs.institution), tables.status_table(figures))
    return {f"raport-{asked.period.kind.adjective}_oras_{asked.period}.docx": document} | {
        f"{table.name}.csv": table.to_csv().encode() for table in of_figures
    }


@cache
def _template() -> bytes:
    return (REPOSITORY / TEMPLATE).read_bytes()


@cache
def _notebook() -> bytes:
    return (REPOSITORY / NOTEBOOK).read_bytes()
