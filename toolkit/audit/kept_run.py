"""A run as it lies in its folder: what its manifest says, and the copies of what it was made from."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.intake.received.register import Register, read_register
from toolkit.language import gettext, speak
from toolkit.plan.spelling import nearest, nearest_named, shown
from toolkit.runs.disk import is_file, is_folder
from toolkit.runs.kept import KeptFile, read_for_keeping
from toolkit.runs.manifest import KEPT, MANIFEST, SUMS, run_id_of
from toolkit.runs.parameters import INSTITUTION_ID
from toolkit.runs.project import find_project, language_of

_MOST_BYTES = 10_000_000  # of the manifest and of the sums; a run of thousands of files has less
RUN_ID = re.compile(r"[0-9a-f]{12}(-[1-9]\d{0,3})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def _path(text: str) -> str:
    path = PurePosixPath(text)
    if not text or path.is_absolute() or ".." in path.parts or "\\" in text or str(path) != text:
        raise ValueError(text)
    return text


def _sha256(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise ValueError(text)
    return text


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class MadeFile(_Part):
    """A file that a run made, or read."""

    path: Annotated[str, AfterValidator(_path)]
    sha256: Annotated[str, AfterValidator(_sha256)]


class ReadFile(MadeFile):
    """A file that a run read; of one that may not be kept, only the hash is left."""

    kept: bool
    reason: str = ""  # why it was not kept


class Versions(_Part):
    """What a run was computed with."""

    python: str
    toolkit: str
    libraries: dict[str, str]
    libreoffice: str = ""


class Manifest(_Part):
    """manifest.json of a run."""

    report: str
    parameters: dict[str, str | bool | int]
    pdf: bool
    inputs: tuple[ReadFile, ...]
    outputs: tuple[MadeFile, ...]
    versions: Versions


class KeptRun:
    """A run folder that was opened; its files are read when they are asked for."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest

    @property
    def institution(self) -> str:
        """The institution's id."""
        return str(self.manifest.parameters.get("institution", ""))

    @property
    def not_kept(self) -> tuple[ReadFile, ...]:
        """The files of which the run keeps no copy."""
        return tuple(file for file in self.manifest.inputs if not file.kept)

    @property
    def id_from_manifest(self) -> str:
        """The id that parameters, inputs and versions give, as the manifest has them."""
        said = self.manifest
        versions = said.versions.model_dump(exclude_defaults=True)
        return run_id_of(said.report, said.parameters, {file.path: file.sha256 for file in said.inputs}, versions)

    @cached_property
    def kept(self) -> Mapping[str, KeptFile]:
        """The copies by their paths in the project; `OfficeFileError` names every one that is not what the run read."""
        expected = {file.path: file.sha256 for file in self.manifest.inputs if file.kept}
        copies = read_for_keeping(self.folder / KEPT, expected)
        errors = [_changed(copy.path) for copy in copies if copy.sha256 != expected[copy.path]]
        if errors:
            raise OfficeFileError.all_of(errors)
        return {copy.path: copy for copy in copies}

    @property
    def inputs(self) -> dict[str, bytes]:
        """The copies of what lay under inputs/."""
        return {path: file.content for path, file in self.kept.items() if path.startswith("inputs/")}

    @cached_property
    def register(self) -> Register:
        """The register of received files, where the run kept one; else an empty one."""
        path = f"inputs/{self.institution}/received.csv"
        return read_register(self.kept[path].content, path) if path in self.kept else Register()

    def output(self, name: str) -> bytes:
        """Read a file that the run made, as it lies there now."""
        (file,) = read_for_keeping(self.folder, [name])
        return file.content

    def printed_totals(self) -> dict[str, str]:
        """The printed figure of each indicator, as totals.csv of the run has it; the report must have one."""
        return self._totals("printed")

    def computed_totals(self) -> dict[str, str]:
        """The figure of each indicator before any adjustment, as totals.csv of the run has it."""
        return self._totals("computed")

    def _totals(self, column: str) -> dict[str, str]:
        if "totals.csv" not in {file.path for file in self.manifest.outputs}:
            raise UsageError(
                place=gettext("rularea {folder}", folder=self.folder.name),
                found=gettext("raportul „{report}”, care nu are totaluri pe indicatori", report=self.manifest.report),
                expected=gettext("un raport care adună ce au trimis subdiviziunile, de exemplu semester_report"),
                fix=gettext("alegeți rularea unui asemenea raport"),
            )
        text = self.output("totals.csv").decode("utf-8", "replace")
        try:
            rows = list(csv.DictReader(io.StringIO(text)))
        except csv.Error:
            return {}  # nothing of it is what the run printed
        return {f"{row.get('action')}.{row.get('indicator')}": row.get(column) or "" for row in rows}

    def speak(self, language: str = "") -> None:
        """Say everything from here on in the language asked for, else in that of the run's institution."""
        is_name = INSTITUTION_ID.fullmatch(self.institution)
        speak(language or (language_of(self.folder / KEPT, self.institution) if is_name else ""))


def open_run(folder: Path) -> KeptRun:
    """Read the manifest of a run folder."""
    place = Place(MANIFEST)
    try:
        with (folder / MANIFEST).open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        manifest = Manifest.model_validate_json(content)
    except (OSError, ValidationError) as error:
        raise OfficeFileError(
            place=place,
            found=gettext("fișierul lipsește sau nu mai este cel scris de „raport run”"),
            expected=gettext("manifestul rulării, cu parametrii, intrările și rezultatele ei"),
            fix=gettext("luați din nou dosarul rulării de la cine l-a făcut"),
        ) from error
    return KeptRun(folder, manifest)


def find_run(given: str, outputs: Path | None) -> Path:
    """Find a run by its folder, or by its id among the runs that are kept in a folder."""
    folder = Path(given)
    if is_folder(folder) and (is_file(folder / MANIFEST) or is_file(folder / SUMS)):
        return folder.resolve()
    there = sorted(outputs.glob("*/*/*/*/manifest.json")) if outputs is not None else []
    known = {path.parent.name: path.parent for path in there if RUN_ID.fullmatch(path.parent.name)}
    if given in known:
        return known[given].resolve()
    raise UsageError(
        place=gettext("rularea cerută"),
        found=gettext("„{given}”, care nu este nici dosarul unei rulări, nici numele uneia", given=shown(given)),
        expected=gettext("dosarul unei rulări păstrate, sau cele 12 semne ale numelui ei din outputs/")
        + nearest_named(nearest(given, known)),
        fix=gettext("corectați numele, sau numiți dosarul întreg"),
    )


def outputs_near(project: Path | None) -> Path | None:
    """The folder of the runs of the project that was named, or of the nearest one; an auditor may have none."""
    if project is not None:
        return find_project(project) / "outputs"
    try:
        return find_project() / "outputs"
    except UsageError:
        return None


def sha256_of(path: Path) -> str:
    """Hash a file of any size."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _changed(path: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(f"{KEPT}/{path}"),
        found=gettext("o copie care nu mai este ce a citit rularea"),
        expected=gettext("copia cu hash-ul din manifest.json"),
        fix=gettext("verificați rularea cu „raport audit” și cereți din nou dosarul ei"),
    )
