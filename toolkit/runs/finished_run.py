"""A finished run as it lies in its folder: every byte what it was when the run was kept, or it is refused by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.intake.office_reading import read_model
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.spelling import nearest, nearest_named, shown
from toolkit.plan.what_if import WhatIf
from toolkit.runs.disk import is_folder, what_the_system_says
from toolkit.runs.handover import FindingCounts
from toolkit.runs.manifest import KEPT, SUMS, run_files, run_id_of
from toolkit.runs.parameters import INSTITUTION_ID
from toolkit.runs.placement import is_left_by_an_office_program

MANIFEST = "manifest.json"
_RUN_ID = re.compile(r"[0-9a-f]{12}")
_ESCAPED = re.compile(r"\\(.)")
_REPORT = re.compile(r"[a-z]+(_[a-z]+)*")
_MOST_BYTES = 500_000_000  # of a whole run folder; what a run keeps is far less


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedRun:
    """What a sign-off needs of a run."""

    folder: Path
    institution_id: str
    institution: Institution  # as it was when the run was made
    period: Period
    report: str
    counts: FindingCounts  # of what is open
    is_trial: bool  # whether an auditor had something otherwise than in the report that counts
    document_name: str
    document: bytes  # the Word file
    sums: str  # the SHA-256 of SHA256SUMS, which stands for the whole folder

    @property
    def id(self) -> str:
        """The run's id."""
        return self.folder.name

    @property
    def about(self) -> str:
        """What it is a report of: institution, period and name."""
        return f"{self.institution_id}/{self.period}/{self.report}"

    @property
    def institution_file(self) -> str:
        """Where the institution's file is kept, as a path in the run folder."""
        return f"{KEPT}/{_institution_file(self.institution_id)}"


def find_run(given: str, outputs: Path) -> Path:
    """Find a run by its folder, or by its id among the runs of the project."""
    if _RUN_ID.fullmatch(given):
        found = sorted(path for path in outputs.glob(f"*/*/*/{given}") if path.is_dir())
        if len(found) == 1:
            return found[0].resolve()
    elif given and is_folder(Path(given)):
        return Path(given).resolve()
    known = [path.parent.name for path in outputs.glob(f"*/*/*/*/{MANIFEST}")]
    raise UsageError(
        place=gettext("rularea cerută"),
        found=gettext("„{run}”, care nu este nici dosarul, nici numele unei rulări", run=shown(given)),
        expected=gettext("dosarul unei rulări, sau cele 12 semne ale numelui ei") + nearest_named(nearest(given, known)),
        fix=gettext("corectați numele; „raport run” îl scrie pe ultimul rând"),
    )


def read_finished_run(folder: Path) -> FinishedRun:
    """Read a run whole; `OfficeFileError` names what is missing, changed or added since it was kept."""
    content = _all_of(folder)
    manifest = _manifest(content.get(MANIFEST, b""), folder)
    institution_id, period = (str(manifest.parameters.get(name, "")) for name in ("institution", "period"))
    if not INSTITUTION_ID.fullmatch(institution_id) or not _REPORT.fullmatch(manifest.report):
        raise _no_run(folder, gettext("un manifest fără instituție, perioadă și raport"))
    files = {file.path: file.sha256 for file in manifest.inputs}
    if run_id_of(manifest.report, manifest.parameters, files, manifest.versions) != folder.name:
        raise _no_run(folder, gettext("un manifest care nu este al rulării cu acest nume"))
    place = "/".join((institution_id, period, manifest.report))
    if folder.parts[-4:-1] != (institution_id, period, manifest.report):
        raise _no_run(folder, gettext("o rulare scoasă din dosarul ei, {place}", place=place))
    documents = [name for name in content if "/" not in name and name.endswith(".docx")]
    if len(documents) != 1:
        raise _no_run(folder, gettext("o rulare fără un singur fișier Word"))
    kept = {name.removeprefix(f"{KEPT}/"): one for name, one in content.items() if name.startswith(f"{KEPT}/")}
    return FinishedRun(
        folder=folder,
        institution_id=institution_id,
        institution=read_model(kept, _institution_file(institution_id), Institution),
        period=Period.parse(period),
        report=manifest.report,
        counts=manifest.counts,
        is_trial=_is_trial(manifest, folder),
        document_name=documents[0],
        document=content[documents[0]],
        sums=sha256(content[SUMS]).hexdigest(),
    )


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    path: str
    sha256: str


class _Counts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    errors: int
    warnings: int
    notes: int


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    report: str
    parameters: dict[str, object]
    findings: _Counts
    inputs: tuple[_File, ...]
    versions: dict[str, object]

    @property
    def counts(self) -> FindingCounts:
        return FindingCounts(**self.findings.model_dump())


def _all_of(folder: Path) -> dict[str, bytes]:
    """Read all files of a run, and hold them against its sums."""
    if not (folder / MANIFEST).is_file() or not (folder / SUMS).is_file():
        raise _no_run(folder, gettext("un dosar fără {manifest} și {sums}", manifest=MANIFEST, sums=SUMS))
    if any(path.is_symlink() for path in folder.rglob("*")):
        raise _no_run(folder, gettext("un dosar cu o legătură către alt loc"))
    try:
        files = {name: path for name, path in run_files(folder).items() if not is_left_by_an_office_program(name)}
        if sum(path.stat().st_size for path in files.values()) > _MOST_BYTES:
            raise _no_run(folder, gettext("un dosar de peste {most} de megaocteți", most=_MOST_BYTES // 1_000_000))
        content = {name: path.read_bytes() for name, path in files.items()}
    except OSError as error:
        raise _no_run(
            folder, gettext("fișiere care nu se pot citi: {reason}", reason=what_the_system_says(error))
        ) from error
    found = {name: sha256(one).hexdigest() for name, one in content.items() if name != SUMS}
    expected = _sums_in(content[SUMS])
    differing = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    if differing:
        raise OfficeFileError.all_of([_damaged(folder, name) for name in differing])
    return content


def _manifest(content: bytes, folder: Path) -> _Manifest:
    try:
        return _Manifest.model_validate_json(content)
    except ValidationError as error:
        raise _no_run(folder, gettext("un manifest care nu este cel scris de „raport run”")) from error


def _is_trial(manifest: _Manifest, folder: Path) -> bool:
    try:
        return WhatIf.among(manifest.parameters).is_trial
    except ValueError as error:
        raise _no_run(folder, gettext("un manifest care nu este cel scris de „raport run”")) from error


def _institution_file(institution_id: str) -> str:
    return f"inputs/{institution_id}/institution.yaml"


def _sums_in(content: bytes) -> dict[str, str]:
    """Read the hash of each file, by its name; a backslash before the hash says that the name is escaped."""
    sums = {}
    for line in content.decode("utf-8", "replace").split("\n"):
        hashed, _, name = line.partition("  ")
        if hashed.startswith("\\"):
            name = _ESCAPED.sub(lambda sign: {"n": "\n", "r": "\r"}.get(sign[1], sign[1]), name)
        if name:
            sums[name] = hashed.removeprefix("\\")
    return sums


def _damaged(folder: Path, name: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(f"{folder.name}/{shown(name)}"),
        found=gettext("un fișier schimbat, adăugat sau lipsă de când s-a încheiat rularea"),
        expected=gettext("fișierul din {sums}, neatins", sums=SUMS),
        fix=gettext("rulați din nou raportul: aceleași intrări dau aceiași octeți; nu schimbați nimic în dosarul rulării"),
    )


def _no_run(folder: Path, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=gettext("dosarul {folder}", folder=folder),
        found=found,
        expected=gettext("dosarul unei rulări încheiate, la locul în care l-a pus „raport run”"),
        fix=gettext("numiți dosarul de pe ultimul rând al comenzii „raport run”"),
    )
