"""A kept run made again: from its copies alone, in a clean folder, and compared byte by byte.

A run folder may come from anybody, and the notebook in it is code. It is executed only where it is, byte by byte, the
notebook of the project here, or where the auditor says so. Everything else in the folder is data: workbooks are read under
limits, templates are filled in a sandbox, parameters are typed by the report's model.
"""

from __future__ import annotations

import filecmp
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolkit.audit.hashes import Hashes, check_hashes, files_in
from toolkit.audit.kept_run import RUN_ID, KeptRun, find_run, open_run, outputs_near, sha256_of
from toolkit.audit.sign_off import SignOffCheck, check_sign_off
from toolkit.errors import OfficeFileError, ToolkitError, UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import listed
from toolkit.runs.kept import write_kept
from toolkit.runs.kernel import Kernel
from toolkit.runs.manifest import MANIFEST, SUMS, libraries, run_files, toolkit_sha256
from toolkit.runs.parameters import ReportParameters, typed_parameters
from toolkit.runs.pdf_copy import libreoffice_version
from toolkit.runs.project import find_project
from toolkit.runs.report import REPORTS
from toolkit.runs.run import RunRequest, run_report
from toolkit.runs.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRequest:
    """What was asked for."""

    run: str  # a folder, or an id
    project: Path | None = None
    out: Path | None = None  # where the repeated run is kept; None: nowhere
    language: str = ""
    roots: Path | None = None  # certificates of the authorities that the auditor trusts
    runs_kept_notebook: bool = False  # whether the auditor trusts a notebook that is not the one here


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange:
    """Something that the run was computed with, and that is another here; empty where there is none."""

    name: str
    then: str
    here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """What the repeated run gave."""

    compared: int  # files that are equal
    differing: tuple[str, ...]
    restored: tuple[str, ...]  # damaged files that came out as the manifest has them
    is_repeatable: bool = True  # whether a third run gave what the second did


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAudit:
    """Everything that was found about a run."""

    folder: Path
    hashes: Hashes
    id_from_manifest: str  # empty where there is no manifest to read
    versions: tuple[VersionChange, ...] = ()
    rerun: Rerun | None = None
    why_not_rerun: str = ""
    sign_off: SignOffCheck | None = None  # None where no step was ever made

    @property
    def is_renamed(self) -> bool:
        """Whether the folder no longer has the name of a run, so that nothing says which inputs it was made from."""
        return not RUN_ID.fullmatch(self.folder.name)

    @property
    def has_its_id(self) -> bool:
        """Whether the folder's name is the one that parameters, inputs and versions give; a renamed folder has none."""
        return self.is_renamed or self.folder.name.partition("-")[0] == self.id_from_manifest

    @property
    def is_identical(self) -> bool:
        """Whether nothing was touched, and everything came out again as it was."""
        is_same = self.rerun is not None and not self.rerun.differing
        is_signed_well = self.sign_off is None or not self.sign_off.problem
        return is_same and is_signed_well and self.has_its_id and not self.hashes.damaged


def audit_run(request: AuditRequest, screen: Screen, booting: Kernel | None = None) -> RunAudit:
    """Check the hashes of a run, make it again where that can be done, and compare."""
    with ExitStack() as stack:
        if booting is not None:
            stack.enter_context(booting)
        folder = find_run(request.run, outputs_near(request.project))
        run = _opened(folder)
        if run is None:
            hashes = check_hashes(folder, None)
            return RunAudit(
                folder=folder, hashes=hashes, id_from_manifest="", why_not_rerun=gettext("manifestul nu se poate citi")
            )
        run.speak(request.language)
        hashes = check_hashes(folder, run.manifest)
        reason = _why_not(run, hashes, request)
        rerun = None
        if not reason:
            try:
                rerun = _rerun(run, hashes, request, screen, booting)
            except ToolkitError as error:
                reason = gettext("rularea s-a oprit: {error}", error=error)
        return RunAudit(
            folder=folder,
            hashes=hashes,
            id_from_manifest=run.id_from_manifest,
            versions=_version_changes(run),
            rerun=rerun,
            why_not_rerun=reason,
            sign_off=check_sign_off(run, request.roots),
        )


def _opened(folder: Path) -> KeptRun | None:
    try:
        return open_run(folder)
    except OfficeFileError:
        return None


def _why_not(run: KeptRun, hashes: Hashes, request: AuditRequest) -> str:
    """Say why a run cannot or may not be made again; empty where it can."""
    if hashes.touches_inputs:
        return gettext("copiile intrărilor nu mai sunt cele din timpul rulării")
    if run.not_kept:
        files = (f"{file.path} ({file.reason})" for file in run.not_kept)
        return gettext("rularea nu a păstrat: {files}", files=listed(files))
    report = REPORTS.get(run.manifest.report)
    if report is None or report.notebook not in run.kept:
        return gettext("programul de aici nu cunoaște raportul „{report}”", report=run.manifest.report)
    if not request.runs_kept_notebook and not _is_own(run.kept[report.notebook].sha256, report.notebook, request.project):
        return gettext(
            "notebook-ul păstrat nu este cel din proiectul de aici, iar un notebook este un program; citiți"
            " kept/{notebook} și, dacă aveți încredere în el, adăugați --run-kept-notebook",
            notebook=report.notebook,
        )
    return ""


def _is_own(sha256: str, notebook: str, project: Path | None) -> bool:
    """Whether a notebook is the one of the project here."""
    try:
        own = find_project(project) / notebook
    except UsageError:
        if project is not None:
            raise
        return False
    return own.is_file() and sha256_of(own) == sha256


def _version_changes(run: KeptRun) -> tuple[VersionChange, ...]:
    then = run.manifest.versions
    libreoffice = _libreoffice() if run.manifest.pdf else ""
    here = libraries()
    pairs = [
        ("Python", then.python, f"{sys.version_info.major}.{sys.version_info.minor}"),
        ("raport", then.toolkit[:12], toolkit_sha256()[:12]),
        ("LibreOffice", then.libreoffice, libreoffice),
        *((name, then.libraries.get(name, ""), here.get(name, "")) for name in sorted(then.libraries | here)),
    ]
    return tuple(VersionChange(name=name, then=old, here=new) for name, old, new in pairs if old != new)


def _libreoffice() -> str:
    try:
        return libreoffice_version()
    except UsageError:
        return ""


def _rerun(run: KeptRun, hashes: Hashes, request: AuditRequest, screen: Screen, booting: Kernel | None) -> Rerun:
    given = tuple((name, str(value)) for name, value in run.manifest.parameters.items())
    typed = typed_parameters(REPORTS[run.manifest.report].parameters, run.manifest.parameters)
    with _clean_project(run, typed) as project:
        asked = RunRequest(
            project=project,
            report=run.manifest.report,
            given=given,
            out=(request.out or project.parent / "outputs").absolute(),
            pdf=run.manifest.pdf,
            language=request.language,
        )
        made = run_report(asked, screen, booting).placed.folder
        is_same_program = not _version_changes(run)  # looked up here, where the repeated run has already done so
        rerun = _compared(run, made, hashes, with_lists=is_same_program)
        if not rerun.differing or not is_same_program:
            return rerun
        again = run_report(asked, screen).placed
        return Rerun(
            compared=rerun.compared,
            differing=rerun.differing,
            restored=rerun.restored,
            is_repeatable=again.folder == made and not again.differing,
        )


@contextmanager
def _clean_project(run: KeptRun, parameters: ReportParameters) -> Iterator[Path]:
    """A project folder that holds what the run read, and nothing else."""
    with tempfile.TemporaryDirectory(prefix="raport-", ignore_cleanup_errors=True) as folder:
        project = Path(folder).resolve() / "project"
        write_kept(project, run.kept.values())
        period = project / "inputs" / parameters.institution / str(parameters.period)
        period.mkdir(parents=True, exist_ok=True)  # a report of received files, or of months, keeps nothing in it
        yield project


def _compared(run: KeptRun, made: Path, hashes: Hashes, *, with_lists: bool) -> Rerun:
    """Compare a repeated run with the kept one; the two lists name the versions, and are others with every program."""
    damaged = {file.path for file in hashes.damaged}
    expected = {file.path: file.sha256 for file in run.manifest.outputs}
    new, old = run_files(made), {name: path for name, path in files_in(run.folder) if path is not None}
    names = (new.keys() | old.keys()) - damaged - (set() if with_lists and not damaged else {MANIFEST, SUMS})
    equal = {name for name in names if name in new and name in old and filecmp.cmp(new[name], old[name], shallow=False)}
    restored = [name for name in damaged if name in new and name in expected and sha256_of(new[name]) == expected[name]]
    return Rerun(compared=len(equal), differing=tuple(sorted(names - equal)), restored=tuple(sorted(restored)))
