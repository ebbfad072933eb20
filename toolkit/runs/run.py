"""A run: from a report's name and parameters to a run folder that is complete in itself."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import ToolkitError, ToolkitFault, UsageError
from toolkit.language import counted, gettext, speak, speaking
from toolkit.runs.disk import writing_temporarily, writing_to
from toolkit.runs.execute import Execution, execute
from toolkit.runs.handover import FindingCounts
from toolkit.runs.journal import write_journal
from toolkit.runs.kept import check_kept, read_for_keeping, remove_kept, write_kept
from toolkit.runs.kernel import Kernel
from toolkit.runs.made import check_made
from toolkit.runs.manifest import KEPT, Identity, write_manifest
from toolkit.runs.notebook_file import (
    Notebook,
    cleaned,
    parameter_defaults,
    places_of_this_computer,
    read_notebook,
    with_parameters,
)
from toolkit.runs.parameters import ReportParameters, check_defaults, check_folders, check_pair, overlaid, typed_parameters
from toolkit.runs.pdf_copy import libreoffice_version, make_pdf
from toolkit.runs.placement import Placed, place, unfinished_folder
from toolkit.runs.project import check_out, language_of
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
    language: str = ""  # in which to say what happens; empty: the one of the institution
    seconds: int = 300  # how long the notebook may take
    pdf_seconds: int = 120  # how long LibreOffice may take
    keep_text: Path | None = None  # an edited Word file of this report, whose texts are taken back first


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """What came of it."""

    placed: Placed
    counts: FindingCounts
    conflicts: int = 0  # texts that were changed both in sections.yaml and in the edited Word file

    @property
    def exit_status(self) -> int:
        """0 done, 1 a person must look at error findings, 4 the same run has given other bytes."""
        if self.placed.differing:
            return ToolkitFault.exit_status
        return 1 if self.counts.errors or self.conflicts else 0


def run_report(request: RunRequest, screen: Screen, booting: Kernel | None = None) -> RunOutcome:
    """Execute a report's notebook on copies of its inputs, and keep all of it under the id that its inputs give.

    `booting` is a kernel that was started before all of this was loaded.
    """
    outcome: RunOutcome | None = None
    try:
        with booting or Kernel.boot() as kernel:
            task = _task(request, screen)
            _announce(task, request, screen)
            with _saying_that_nothing_was_kept(screen), unfinished_folder(request.out) as unfinished:
                outcome = _run(task, request, unfinished / "run", screen, kernel)
    except KeyboardInterrupt:
        if outcome is None:
            raise  # otherwise too late: the run is in its place, and only the tidying was interrupted
    return outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What was asked for, read and typed."""

    report: Report
    parameters: ReportParameters
    notebook: Notebook
    identity: Identity
    language: str  # of the institution
    conflicts: int


def _task(request: RunRequest, screen: Screen) -> _Task:
    report = report_called(request.report, request.project)
    check_out(request.project, request.out)
    (source,) = read_for_keeping(request.project, [report.notebook])
    notebook = read_notebook(source.content, report.notebook)
    parameters = _parameters(report, parameter_defaults(notebook, report.notebook), request)
    language = language_of(request.project, parameters.institution)
    speak(request.language or language)
    libreoffice = libreoffice_version() if request.pdf else ""
    conflicts = _take_text(report, parameters, request, screen)
    kept = (source, *read_for_keeping(request.project, report.declared_files(request.project, parameters)))
    values = parameters.model_dump(mode="json")
    identity = Identity(report=report.name, parameters=values, kept=kept, libreoffice=libreoffice)
    return _Task(
        report=report, parameters=parameters, notebook=notebook, identity=identity, language=language, conflicts=conflicts
    )


def _take_text(report: Report, parameters: ReportParameters, request: RunRequest, screen: Screen) -> int:
    """Take the texts of an edited Word file back; say what came of it, and how many conflicts there are."""
    if request.keep_text is None:
        return 0
    if not report.has_written_parts:
        raise UsageError(
            place=gettext("opțiunea {option}", option="--keep-text"),
            found=gettext("raportul „{name}”, în care nu scriu oamenii", name=report.name),
            expected=gettext("un raport cu texte scrise de oameni, de exemplu {report}", report="semester_report"),
            fix=gettext("lăsați opțiunea deoparte"),
        )
    from toolkit.runs.kept_text import keep_text  # noqa: PLC0415  most runs read no Word file

    kept = keep_text(request.project, report, parameters, request.keep_text)
    for said in (*kept.said, *kept.conflicts):
        screen.say(said)
    return len(kept.conflicts)


def _announce(task: _Task, request: RunRequest, screen: Screen) -> None:
    values = task.identity.parameters
    screen.say(
        gettext("raportul {report}: ", report=task.report.name)
        + ", ".join(f"{name} = {_shown(value)}" for name, value in values.items())
    )
    screen.not_read(folders_passed_over(request.project, task.parameters.institution, task.parameters.period))


@contextmanager
def _saying_that_nothing_was_kept(screen: Screen) -> Iterator[None]:
    try:
        yield
    except ToolkitError:
        screen.say(gettext("rularea nu s-a încheiat; nu s-a păstrat nimic"))
        raise


def _run(task: _Task, request: RunRequest, folder: Path, screen: Screen, kernel: Kernel) -> RunOutcome:
    report, kept = task.report, task.identity.kept
    with writing_to(request.out):
        write_kept(folder / KEPT, kept)
    with speaking(task.language):  # what is kept does not depend on what is said on the screen
        notebook = with_parameters(task.notebook, task.identity.parameters)
    execution = Execution(
        notebook=notebook,
        file=report.notebook,
        project=folder / KEPT,
        output=folder,
        nonce=secrets.token_hex(16),
        kernel=kernel,
        seconds=request.seconds,
    )
    with ThreadPoolExecutor(max_workers=1) as beside:
        identity = beside.submit(lambda: task.identity.run_id)  # the program is hashed while the notebook runs
        try:
            with writing_temporarily():
                executed, result = execute(execution, screen.cells, lambda text: write_journal(request.out, text))
        finally:
            screen.close()
        run_id = identity.result()
    check_kept(folder / KEPT, kept)
    check_made(
        folder,
        report.notebook,
        wanted=report.files_to_make(task.parameters),
        written=result.written,
        kept=[f"{KEPT}/{file.path}" for file in kept],
    )
    not_to_keep = [file for file in kept if file.path in result.not_kept]
    for file in not_to_keep:
        screen.say(gettext("nu s-a păstrat copia: {file} ({reason})", file=file.path, reason=result.not_kept[file.path]))
    with writing_to(request.out):
        if request.pdf:
            screen.say(
                gettext(
                    "LibreOffice face PDF-ul, în cel mult {limit}",
                    limit=counted(request.pdf_seconds, "secundă", "secunde"),
                )
            )
            make_pdf(folder, request.pdf_seconds)
        (folder / f"{report.name}.ipynb").write_bytes(cleaned(executed, places_of_this_computer(folder)))
        remove_kept(folder / KEPT, not_to_keep)
        write_manifest(folder, task.identity, result)
        parent = request.out / task.parameters.institution / str(task.parameters.period) / report.name
        return RunOutcome(placed=place(folder, parent, run_id), counts=result.counts, conflicts=task.conflicts)


def _parameters(report: Report, defaults: dict[str, object], request: RunRequest) -> ReportParameters:
    check_defaults(report.parameters, defaults, report.notebook)
    parameters = typed_parameters(report.parameters, overlaid(defaults, request.given))
    check_pair(request.given)
    check_folders(request.project, parameters, with_period=report.needs_period_folder)
    return parameters


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return gettext("da") if value else gettext("nu")
    return gettext("„{text}”", text="") if value == "" else str(value)
