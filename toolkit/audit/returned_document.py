"""A Word file that somebody sends, held against the run it is said to come from: the verb `raport audit --docx`.

A run is signed by filling its block of signatures and taking the draft's mark away. So a signed file is held against the
version beside the run that it names, in which nothing at all may differ; where that version is not there, against the run,
and what signing fills in is told apart, since nothing proves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from toolkit.audit.difference import OF_SIGNING, Difference
from toolkit.audit.kept_run import KeptRun, find_run, open_run, outputs_near
from toolkit.audit.sign_off import read_version, versions_of
from toolkit.audit.signatures import Signatures, read_roots, signatures_of
from toolkit.audit.word_file import differences_between
from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import shown
from toolkit.runs.disk import what_the_system_says
from toolkit.runs.kept import MOST_BYTES
from toolkit.word.custom_properties import custom_properties
from toolkit.word.package import read_package


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRequest:
    """What was asked for."""

    run: str  # a folder, or an id
    document: Path
    project: Path | None = None
    roots: Path | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAudit:
    """Everything that was found about a Word file."""

    folder: Path
    file: str
    against: str  # in words: what it was held against
    differences: tuple[Difference, ...]
    of_signing: tuple[Difference, ...]  # what signing changes
    signatures: Signatures
    has_register: bool  # whether names and dates could be held against the version

    @property
    def is_as_made(self) -> bool:
        """Whether nothing differs, and every signature holds."""
        return not self.differences and self.signatures.are_intact


def audit_document(request: DocumentRequest) -> DocumentAudit:
    """Read a Word file back, compare it with the run or its signed version, and check the signatures in it."""
    run = open_run(find_run(request.run, outputs_near(request.project)))
    run.speak(request.language)
    content = _read(request.document)
    file = shown(request.document.name)
    own = _document_of(run)
    version = _version_named(content, file, run)
    signed = _version_file(run, version) if version else None
    signatures = signatures_of(content, file, read_roots(request.roots))
    if signed is not None:
        by_signing = differences_between(own, signed)
        changed = [one for one in by_signing if one.change not in OF_SIGNING]
        return DocumentAudit(
            folder=run.folder,
            file=file,
            against=gettext("versiunea {version}, din registrul rulării {run}", version=version, run=run.folder.name),
            differences=(*differences_between(signed, content, file), *changed),
            of_signing=tuple(one for one in by_signing if one.change in OF_SIGNING),
            signatures=signatures,
            has_register=True,
        )
    found = differences_between(own, content, file)
    told_apart = tuple(one for one in found if version and one.change in OF_SIGNING)
    return DocumentAudit(
        folder=run.folder,
        file=file,
        against=gettext("fișierul rulării {run}", run=run.folder.name),
        differences=tuple(one for one in found if one not in told_apart),
        of_signing=told_apart,
        signatures=signatures,
        has_register=not version,
    )


def _version_named(content: bytes, file: str, run: KeptRun) -> int:
    """Read of which version of the run a file says that it is; 0 where it says of none."""
    said = custom_properties(read_package(content, file))
    number = said.get("sign-off version", "")
    is_of_the_run = said.get("sign-off run") == run.folder.name
    return int(number) if is_of_the_run and number.isascii() and number.isdigit() and len(number) < 5 else 0


def _version_file(run: KeptRun, version: int) -> bytes | None:
    """Give the Word file of a version as the register names it; None where it is no longer there."""
    versions = versions_of(run)
    try:
        register = versions.register()
    except OfficeFileError:
        return None
    files = read_version(versions, register, version)
    return next((files[name] for name in sorted(files) if name.endswith(".docx")), None)


def _document_of(run: KeptRun) -> bytes:
    """Read the Word file of a run, which must be what the run left."""
    names = {file.path: file.sha256 for file in run.manifest.outputs if "/" not in file.path and file.path.endswith(".docx")}
    for name, due in names.items():
        content = run.output(name)
        if len(names) == 1 and sha256(content).hexdigest() == due:
            return content
    raise OfficeFileError(
        place=gettext("rularea {folder}", folder=run.folder.name),
        found=gettext("o rulare al cărei fișier Word lipsește sau s-a schimbat"),
        expected=gettext("fișierul Word așa cum l-a lăsat rularea"),
        fix=gettext("verificați rularea cu „raport audit” și cereți din nou dosarul ei"),
    )


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            place=gettext("opțiunea {option}", option="--docx"),
            found=gettext("un fișier care nu se poate citi: {reason}", reason=what_the_system_says(error)),
            expected=gettext("un fișier Word"),
            fix=gettext("corectați {option}", option="--docx"),
        ) from error
    if len(content) > MOST_BYTES:
        raise OfficeFileError(
            place=Place(shown(file.name)),
            found=gettext("un fișier de peste {limit} de megaocteți", limit=MOST_BYTES // 1_000_000),
            expected=gettext("un raport făcut cu „raport run”"),
            fix=gettext("corectați {option}", option="--docx"),
        )
    return content
