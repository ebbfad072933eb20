"""A run: from a report's name and parameters to a run folder that is complete in itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import ToolkitFault, UsageError
from toolkit.plan.spelling import listed
from toolkit.runs.execute import Execution, execute
from toolkit.runs.handover import FindingCounts
from toolkit.runs.journal import write_journal
from toolkit.runs.kept import read_for_keeping, write_kept
from toolkit.runs.manifest import KEPT, Identity, write_manifest
from toolkit.runs.notebook_file import cleaned, parameter_defaults, places_of_this_computer, read_notebook, with_parameters
from toolkit.runs.parameters import ReportParameters, check_defaults, check_folders, overlaid, typed_parameters
from toolkit.runs.placement import Placed, place, unfinished_folder, writing_to
from toolkit.runs.report import Report, report_called
from toolkit.runs.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What was asked for."""

    project: Path
    report: str
    given: tuple[tuple[str, str], ...] = ()  # names and values, as typed after -p
    out: Path
    pdf: bool = False
    seconds: int = 600  # how long the notebook may take


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """What came of it."""

    placed: Placed
    counts: FindingCounts

    @property
    def exit_status(self) -> int:
        """0 done, 1 a person must look at error findings, 4 the same run has given other bytes."""
        if self.placed.differing:
            return ToolkitFault.exit_status
        return 1 if self.counts.errors else 0


def run_report(request: RunRequest, screen: Screen) -> RunOutcome:
    """Execute a report's notebook on copies of its inputs, and keep all of it under the id that its inputs give."""
    report = report_called(request.report, request.project)
    (source,) = read_for_keeping(request.project, [report.notebook])
    notebook = read_notebook(source.content, report.notebook)
    parameters = _parameters(report, parameter_defaults(notebook, report.notebook), request)
    if request.pdf:
        _check_libreoffice()
    values = parameters.model_dump(mode="json")
    kept = (source, *read_for_keeping(request.project, report.declared_files(request.project, parameters)))
    identity = Identity(report=report.name, parameters=values, pdf=request.pdf, kept=kept)
    screen.say(f"raportul {report.name}: " + ", ".join(f"{name} = {_shown(value)}" for name, value in values.items()))
    with unfinished_folder(request.out) as unfinished:
        folder = unfinished / "run"
        with writing_to(request.out):
            write_kept(folder / KEPT, kept)
        execution = Execution(
            notebook=with_parameters(notebook, values),
            file=report.notebook,
            project=folder / KEPT,
            output=folder,
            nonce=secrets.token_hex(16),
            seconds=request.seconds,
        )
        try:
            executed, counts = execute(execution, screen.cells, lambda text: write_journal(request.out, text))
        finally:
            screen.close()
        if request.pdf:
            _make_pdf(folder)
        with writing_to(request.out):
            (folder / f"{report.name}.ipynb").write_bytes(cleaned(executed, places_of_this_computer(folder)))
            write_manifest(folder, identity, counts)
            parent = request.out / parameters.institution / str(parameters.period) / report.name
            return RunOutcome(placed=place(folder, parent, identity.run_id), counts=counts)


def _parameters(report: Report, defaults: dict[str, object], request: RunRequest) -> ReportParameters:
    check_defaults(report.parameters, defaults, report.notebook)
    parameters = typed_parameters(report.parameters, overlaid(defaults, request.given))
    check_folders(request.project, parameters)
    return parameters


def _shown(value: object) -> str:
    return {True: "da", False: "nu", "": "„”"}.get(value, str(value)) if isinstance(value, bool | str) else str(value)


def _check_libreoffice() -> None:
    from toolkit.word.pdf import find_libreoffice  # noqa: PLC0415  only a run with --pdf needs it

    if find_libreoffice() is None:
        raise UsageError(
            place="opțiunea --pdf",
            found="LibreOffice nu este instalat pe acest calculator",
            expected="LibreOffice, care face fișierul PDF din fișierul Word",
            fix="instalați LibreOffice sau rulați fără --pdf",
        )


def _make_pdf(folder: Path) -> None:
    from toolkit.word.pdf import to_pdf  # noqa: PLC0415  only a run with --pdf needs it

    documents = sorted(folder.glob("*.docx"))
    if len(documents) != 1:
        raise ToolkitFault(
            place="opțiunea --pdf",
            found=f"fișiere Word în dosarul rulării: {listed(path.name for path in documents) or 'niciunul'}",
            expected="un singur fișier Word",
            fix="transmiteți acest mesaj celor care întrețin programul",
        )
    to_pdf(documents[0], documents[0].with_suffix(".pdf"))
