"""What a notebook works with: its typed parameters, the files that its report declares, and its output folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from toolkit.errors import Place, ToolkitFault
from toolkit.intake.compared_run import MadeOf
from toolkit.intake.finding import Finding
from toolkit.language import gettext, speak
from toolkit.runs.disk import cannot_write
from toolkit.runs.handover import OUTPUT_VARIABLE, Result, leave_result, show_messages_not_tracebacks
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.manifest import SUMS, versions
from toolkit.runs.parameters import check_folders, typed_parameters
from toolkit.runs.printing import limit_printing
from toolkit.runs.project import find_project, language_of
from toolkit.runs.report import origin_of, report_called

_RESERVED = ("manifest.json", SUMS)


class Workspace:
    """The inputs and the output folder of one execution of a notebook.

    Under `raport run` they are the run's copies and its folder; in JupyterLab the project itself and
    outputs/<institution>/<period>/<report>/jupyterlab/.
    """

    def __init__(self, project: Path, output: Path, parameters: Any, notebook: str, declared: tuple[str, ...]) -> None:
        self.parameters = parameters  # typed by the report's own model
        self.output = output
        self.origin = ""  # which report it is, for a Word file to say
        self._project = project
        self._notebook = notebook
        self._declared = declared
        self._written: dict[str, str] = {}

    @classmethod
    def open(cls, report: str, **parameters: object) -> Self:
        """Open a report's workspace; `UsageError` when a parameter is not one of the report's."""
        show_messages_not_tracebacks()
        project = find_project()
        found = report_called(report, project)
        typed = typed_parameters(found.parameters, parameters)
        speak(language_of(project, typed.institution))
        told = os.environ.get(OUTPUT_VARIABLE)  # by a run, whose copies need not hold a period's folder
        check_folders(project, typed, with_period=found.needs_period_folder and not told)
        if told:
            limit_printing(found.notebook)
        by_hand = project / "outputs" / typed.institution / str(typed.period) / report / "jupyterlab"
        output = Path(told) if told else by_hand
        if not told:
            output.mkdir(parents=True, exist_ok=True)
        work = cls(project, output, typed, found.notebook, found.declared_files(project, typed))
        work.origin = origin_of(found, typed)
        return work

    def read_bytes(self, path: str) -> bytes:
        """Read a declared file, named as in the project folder: "inputs/balti/plan.yaml"."""
        if path not in self._declared:
            raise ToolkitFault(
                place=Place(path),
                found=gettext("un fișier pe care raportul nu l-a declarat înainte de rulare"),
                expected=gettext("unul dintre fișierele declarate în toolkit/runs/report.py"),
                fix=gettext("transmiteți acest mesaj celor care întrețin programul"),
            )
        return read_for_keeping(self._project, [path])[0].content

    def inputs(self) -> dict[str, bytes]:
        """Read all declared files under inputs/: the institution, its plan, and the period's files."""
        inputs = [path for path in self._declared if path.startswith("inputs/")]
        return {file.path: file.content for file in read_for_keeping(self._project, inputs)}

    def compared_run(self) -> dict[str, bytes]:
        """Read the declared files of the run that this one is compared with; none where it is compared with none."""
        outputs = [path for path in self._declared if path.startswith("outputs/") and not path.endswith(SUMS)]
        return {file.path: file.content for file in read_for_keeping(self._project, outputs)}

    def made_of(self) -> MadeOf:
        """What this run is made of, to hold beside what another one was."""
        files = read_for_keeping(self._project, (self._notebook, *self._declared))
        return MadeOf(
            parameters=self.parameters.model_dump(mode="json"),
            files={file.path: file.sha256 for file in files},
            versions=versions(),
        )

    def write(self, name: str, content: bytes | str) -> Path:
        """Write a file into the output folder: whole, or not at all."""
        if not name or Path(name).name != name or "\\" in name or name.startswith(".") or name in _RESERVED:
            raise ToolkitFault(
                place=Place(name),
                found=gettext("un nume care nu poate sta în dosarul rulării"),
                expected=gettext("un nume simplu de fișier, fără dosare"),
                fix=gettext("transmiteți acest mesaj celor care întrețin programul"),
            )
        whole = content.encode("utf-8") if isinstance(content, str) else content
        path = self.output / name
        unfinished = self.output / f".{name}.unfinished"
        try:
            unfinished.write_bytes(whole)
            unfinished.replace(path)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise cannot_write(name, error) from error
        self._written[name] = hashlib.sha256(whole).hexdigest()
        return path

    def link(self, name: str) -> str:
        """The address of a written file for a link in the notebook: beside it in a run, elsewhere in JupyterLab."""
        beside = Path(os.path.relpath(self.output, Path.cwd())) / name
        return quote(beside.as_posix())

    def finish(self, findings: Iterable[Finding]) -> None:
        """Say that the notebook has come to its end, and what it found: the last call of every notebook."""
        try:
            leave_result(Result.of(findings, self._written))
        except OSError as error:
            raise cannot_write(gettext("dosarul {folder}", folder=self.output), error) from error
