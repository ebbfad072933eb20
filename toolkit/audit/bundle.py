"""An evidence bundle: one zip with a run, its register and its signed versions, complete in itself (`raport bundle`).

It is laid out as an ASiC-E container whose META-INF/ is still to be written: the program with which the town hall signs puts
its signatures there. Equal runs and registers give equal bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from toolkit.audit.crate import CRATE, crate_text
from toolkit.audit.kept_run import KeptRun, find_run, open_run, outputs_near
from toolkit.audit.sign_off import read_version, versions_of
from toolkit.errors import OfficeFileError
from toolkit.intake.stored_zip import stored_zip
from toolkit.language import gettext, speaking
from toolkit.plan.spelling import listed
from toolkit.runs.disk import refuse_existing, write_new
from toolkit.runs.finished_run import read_finished_run
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.manifest import SUMS, run_files, sum_line
from toolkit.runs.placement import is_left_by_an_office_program
from toolkit.signoff.register import SignOffRegister
from toolkit.signoff.versions import REGISTER, VERSIONS, Versions

MIMETYPE: Final = "mimetype"
CONTAINER: Final = b"application/vnd.etsi.asic-e+zip"
LOCK: Final = "requirements.lock"
OUTPUTS: Final = "outputs"
SIGNATURES: Final = "META-INF/"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRequest:
    """What was asked for."""

    run: str  # a folder, or an id
    out: Path | None = None  # None: a file named after the run, in the current folder
    project: Path | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleOutcome:
    """The file that was made, and what could not be put into it."""

    file: Path
    remarks: tuple[str, ...]


def bundle_run(request: BundleRequest) -> BundleOutcome:
    """Write the bundle of a run; a run or a version that is not whole is refused by name."""
    folder = find_run(request.run, outputs_near(request.project))
    run = open_run(folder)
    run.speak(request.language)
    finished = read_finished_run(folder)
    out = request.out or Path(f"{finished.institution_id}_{finished.period}_{finished.report}_{folder.name}.zip")
    refuse_existing(out)
    with speaking(finished.institution.locale):
        versions = versions_of(run)
        content = bundle_of(run, versions, versions.register())
    write_new(out, content)
    return BundleOutcome(file=out, remarks=tuple(_remarks(run, versions.register())))


def bundle_of(run: KeptRun, versions: Versions, register: SignOffRegister) -> bytes:
    """Pack a whole run with what lies beside it."""
    home = f"{OUTPUTS}/{versions.about}"
    folder = f"{home}/{run.folder.name}"
    files = {
        f"{folder}/{name}": path.read_bytes()
        for name, path in run_files(run.folder).items()
        if not is_left_by_an_office_program(name.rpartition("/")[2])
    }
    files |= {f"{home}/{name}": content for name, content in _signed(versions, register).items()}
    files |= {LOCK: _lock(run), MIMETYPE: CONTAINER}
    files[CRATE] = crate_text(files, folder, run.manifest, register)
    files[SUMS] = sums_text(files)
    return stored_zip({MIMETYPE: CONTAINER, **dict(sorted(files.items()))})


def sums_text(files: Mapping[str, bytes]) -> bytes:
    """Write SHA256SUMS over all files but itself and the signatures, which come later."""
    lines = (sum_line(name, files[name]) for name in sorted(files) if name != SUMS and not name.startswith(SIGNATURES))
    return "".join(lines).encode()


def _signed(versions: Versions, register: SignOffRegister) -> dict[str, bytes]:
    """Read the register and the files of every version; each must be what the register says."""
    if problems := versions.problems(register):
        raise OfficeFileError.all_of(problems)
    if not register.entries:
        return {}
    (file,) = read_for_keeping(versions.home, [REGISTER])
    files = {REGISTER: file.content}
    for version in sorted({entry.version for entry in register.entries}):
        there = read_version(versions, register, version)
        files |= {f"{VERSIONS}/{version}/{name}": content for name, content in there.items()}
    return files


def _lock(run: KeptRun) -> bytes:
    """Name the libraries that the run was computed with, as pip reads them."""
    versions = run.manifest.versions
    lines = [f"# Python {versions.python}", *(f"{name}=={version}" for name, version in sorted(versions.libraries.items()))]
    return "".join(f"{line}\n" for line in lines).encode()


def _remarks(run: KeptRun, register: SignOffRegister) -> list[str]:
    remarks = []
    if run.not_kept:
        files = listed(f"{file.path} ({file.reason})" for file in run.not_kept)
        remarks.append(gettext("nu sunt în pachet, fiindcă rularea nu le-a păstrat: {files}", files=files))
    if register.entries:
        remarks.append(gettext("capătul registrului: {head}", head=register.head))
    else:
        remarks.append(gettext("rularea nu este semnată: în pachet nu este niciun registru"))
    return remarks
