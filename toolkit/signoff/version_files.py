"""What a step leaves in the folder of a version: the differences, the final files, the signatures in them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.errors import OfficeFileError, Place, ToolkitFault
from toolkit.language import gettext
from toolkit.plan.spelling import printed_day
from toolkit.runs.disk import writing_temporarily
from toolkit.runs.finished_run import FinishedRun, read_finished_run
from toolkit.runs.manifest import SUMS
from toolkit.runs.pdf_copy import make_pdf
from toolkit.runs.screen import Screen
from toolkit.signoff.certificate import Signer
from toolkit.signoff.register import SignOffRegister
from toolkit.signoff.state import StepKind
from toolkit.signoff.steps import Step, in_order, next_state
from toolkit.signoff.versions import HEAD, Versions
from toolkit.word.content_reading import content_hash
from toolkit.word.final_document import Signatory, final_document, signature_heading

if TYPE_CHECKING:
    from toolkit.signoff.pdf_place import FieldPlace

AT: Final = time(12, tzinfo=UTC)  # the hour that a signature claims: only the day is given
_DIFFERENCES: Final = "differences.txt"

Compare = Callable[[bytes, bytes, str, str], str]
"""The differences of two Word files, as a list that a person reads, and what the two are called in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFiles:
    """What a step leaves in the version's folder, and what its lines name."""

    run: FinishedRun
    versions: Versions
    register: SignOffRegister
    step: Step
    signer: Signer | None
    seconds: int

    def made(self, screen: Screen, compare: Compare) -> tuple[Mapping[str, bytes], list[Step]]:
        """Give the files of the version, and the steps with the hashes of what they speak of."""
        kind, run = self.step.kind, self.run
        if kind is StepKind.REOPEN:
            files = {_DIFFERENCES: self._differences(compare).encode("utf-8")}
            return files, [_naming(self.step, files)]
        if kind is StepKind.APPROVE:
            files = self._final(screen)
            steps = [_naming(self.step, files)]
            if self.signer is not None:
                files = self._signed(files, screen)
                steps.append(_naming(replace(self.step, kind=StepKind.SIGN), files))
            return files, steps
        if kind in (StepKind.SIGN, StepKind.PUBLISH):
            files = {name: one for name, one in self.versions.read(self.register).items() if name != _DIFFERENCES}
            files = self._signed(files, screen) if kind is StepKind.SIGN else files
            return (files if kind is StepKind.SIGN else {}), [_naming(self.step, files)]
        of_the_run = {SUMS: run.sums, run.document_name: sha256(run.document).hexdigest()}
        return {}, [replace(self.step, files=of_the_run)]

    def _final(self, screen: Screen) -> dict[str, bytes]:
        run = self.run
        after = next_state(self.register, self.step)
        document = final_document(
            run.document,
            [Signatory(name=entry.name, day=printed_day(entry.date)) for entry in in_order(after)],
            {
                "sign-off content": self.step.run.content,
                HEAD: self.register.head,  # the line of the approval names this file, and follows it
                "sign-off run": run.id,
                "sign-off version": str(after.version),
                "sign-off approval": gettext(
                    "la aprobare fără semnătură electronică; semnăturile puse după aceea stau în fișier"
                )
                if self.signer is None
                else gettext("la aprobare cu semnătură electronică; toate semnăturile stau în fișier"),
            },
            file=f"{run.id}/{run.document_name}",
        )
        files = {run.document_name: document}
        pdf = _printed(document, run.document_name, self.seconds)
        if pdf is None:
            screen.say(gettext("nu s-a făcut PDF: LibreOffice nu este instalat"))
            return files
        return {**files, self._pdf_name: pdf}

    def _signed(self, files: Mapping[str, bytes], screen: Screen) -> dict[str, bytes]:
        """Add the signature of the role to each file of the version."""
        from toolkit.signoff.pdf_signature import sign_pdf  # noqa: PLC0415  most steps need no cryptography
        from toolkit.signoff.word_signature import sign_package  # noqa: PLC0415

        signer, at = self.signer, datetime.combine(self.step.date, AT)
        if signer is None:
            raise TypeError(self.step.kind)
        role = self.step.role.text
        document = files[self.run.document_name]
        signed = {self.run.document_name: sign_package(document, signer, at=at, role=role, file=self.run.document_name)}
        if content_hash(signed[self.run.document_name]) != self.step.run.content:
            raise _fault(self.run.document_name)
        if self._pdf_name in files:
            place = self._place_in_pdf(files[self._pdf_name], document)
            if place.remark:
                screen.say(place.remark)
            signed[self._pdf_name] = sign_pdf(files[self._pdf_name], signer, at=at, role=role, place=place)
        return signed

    def _place_in_pdf(self, pdf: bytes, document: bytes) -> FieldPlace:
        """Find where the role signs: in its row of the table, under the heading of the signatures."""
        from toolkit.signoff.pdf_place import find_places  # noqa: PLC0415  most steps need no reader of PDF

        names = {entry.role: entry.name for entry in in_order(next_state(self.register, self.step))}
        labels = [f"{role.label}: {names[role.text]}" for role in self.step.roles]
        return find_places(pdf, labels, signature_heading(document))[self.step.role.place]

    @property
    def _pdf_name(self) -> str:
        return f"{self.run.document_name.removesuffix('.docx')}.pdf"

    def _differences(self, compare: Compare) -> str:
        """List what the new version says otherwise than the one before it."""
        before, run = self.register.of_version(self.register.version)[-1], self.run
        lines = [
            gettext(
                "Versiunea {version}, din rularea {run}, față de versiunea {before}, din rularea {other}",
                version=before.version + 1, run=run.id, before=before.version, other=before.run,
            ),
            gettext("Motivul: {reason}", reason=self.step.reason),
            "",
        ]  # fmt: skip
        names = [gettext("versiunea {version}", version=version) for version in (before.version, before.version + 1)]
        document = self._document_of(before.run)
        if document is None:
            found = gettext("Rularea dinainte nu mai este întreagă la locul ei; diferențele nu se pot arăta.")
        else:
            found = compare(document, run.document, *names) or gettext("Conținutul este același.")
        return "\n".join([*lines, found]) + "\n"

    def _document_of(self, run_id: str) -> bytes | None:
        try:
            return read_finished_run(self.versions.home / run_id).document
        except OfficeFileError:
            return None


def _printed(document: bytes, name: str, seconds: int) -> bytes | None:
    """Print the final file to a PDF; None where LibreOffice is not installed."""
    from toolkit.word.pdf import find_libreoffice  # noqa: PLC0415  it loads what most steps do not need

    if find_libreoffice() is None:
        return None
    with writing_temporarily(), tempfile.TemporaryDirectory(prefix="raport-", ignore_cleanup_errors=True) as folder:
        file = Path(folder, name)
        file.write_bytes(document)
        make_pdf(Path(folder), seconds)
        return file.with_suffix(".pdf").read_bytes()


def _naming(step: Step, files: Mapping[str, bytes]) -> Step:
    return replace(step, files={name: sha256(content).hexdigest() for name, content in files.items()})


def _fault(name: str) -> ToolkitFault:
    return ToolkitFault(
        place=Place(name),
        found=gettext("un fișier semnat cu alt conținut decât cel verificat"),
        expected=gettext("conținutul verificat, la fel până la ultima semnătură"),
        fix=gettext("trimiteți acest mesaj celor care întrețin programul; nu s-a scris nimic"),
    )
