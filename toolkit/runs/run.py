"""A run: from a report's name and parameters to a run folder that is complete in itself."""

from __future__ import annotations

import secrets
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import ToolkitFault
from toolkit.runs.execute import Execution, execute
from toolkit.runs.handover import FindingCounts
from toolkit.runs.journal import write_journal
from toolkit.runs.kept import check_kept, read_for_keeping, remove_kept, write_kept
from toolkit.runs.kernel import Kernel, booting_kernel
from toolkit.runs.manifest import KEPT, Identity, write_manifest
from toolkit.runs.notebook_file import cleaned, parameter_defaults, places_of_this_computer, read_notebook, with_parameters
from toolkit.runs.parameters import ReportParameters, check_defaults, check_folders, overlaid, typed_parameters
from toolkit.runs.pdf_copy import libreoffice_version, make_pdf
from toolkit.runs.placement import Placed, place, unfinished_folder, writing_to
from toolkit.runs.project import check_out
from toolkit.runs.report import Report, folders_passed_over, report_called
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


def run_report(request: RunRequest, screen: Screen, booting: Kernel | None = None) -> RunOutcome:
    """Execute a report's notebook on copies of its inputs, and keep all of it under the id that its inputs give.

    `booting` is a kernel that was started before all of this was loaded.
    """
    with nullcontext(booting) if booting else booting_kernel() as kernel:
        return _run_in(kernel, request, screen)


def _run_in(kernel: Kernel, request: RunRequest, screen: Screen) -> RunOutcome:
    report = report_called(request.report, request.project)
    check_out(request.project, request.out)
    (source,) = read_for_keeping(request.project, [report.notebook])
    notebook = read_notebook(source.content, report.notebook)
    parameters = _parameters(report, parameter_defaults(notebook, report.notebook), request)
    libreoffice = libreoffice_version() if request.pdf else ""
    values = parameters.model_dump(mode="json")
    kept = (source, *read_for_keeping(request.project, report.declared_files(request.project, parameters)))
    identity = Identity(report=report.name, parameters=values, kept=kept, libreoffice=libreoffice)
    screen.say(f"raportul {report.name}: " + ", ".join(f"{name} = {_shown(value)}" for name, value in values.items()))
    screen.not_read(folders_passed_over(request.project, parameters.institution, parameters.period))
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
            kernel=kernel,
            seconds=request.seconds,
        )
        try:
            executed, result = execute(execution, screen.cells, lambda text: write_journal(request.out, text))
        finally:
            screen.close()
        if request.pdf:
            make_pdf(folder)
        not_to_keep = [file for file in kept if file.path in result.not_kept]
        for file in not_to_keep:
            screen.say(f"nu s-a păstrat copia: {file.path} ({result.not_kept[file.path]})")
        with writing_to(request.out):
            (folder / f"{report.name}.ipynb").write_bytes(cleaned(executed, places_of_this_computer(folder)))
            check_kept(folder / KEPT, kept)
            remove_kept(folder / KEPT, not_to_keep)
            write_manifest(folder, identity, result)
            parent = request.out / parameters.institution / str(parameters.period) / report.name
            return RunOutcome(placed=place(folder, parent, identity.run_id), counts=result.counts)


def _parameters(report: Report, defaults: dict[str, object], request: RunRequest) -> ReportParameters:
    check_defaults(report.parameters, defaults, report.notebook)
    parameters = typed_parameters(report.parameters, overlaid(defaults, request.given))
    check_folders(request.project, parameters)
    return parameters


def _shown(value: object) -> str:
    return {True: "da", False: "nu", "": "„”"}.get(value, str(value)) if isinstance(value, bool | str) else str(value)
