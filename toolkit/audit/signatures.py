"""The signatures of a file, in words: who signed, and whether what was signed is still what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.spelling import printed_day, shown
from toolkit.runs.disk import what_the_system_says
from toolkit.signoff.fact import SignatureFact
from toolkit.signoff.pdf_verification import verify_pdf
from toolkit.signoff.word_verification import verify_package

_MOST_BYTES = 2**20  # of the authorities that an auditor trusts


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """What was found in one file."""

    file: str
    facts: tuple[SignatureFact, ...]

    @property
    def are_intact(self) -> bool:
        """Whether everything that was signed is as it was; so it is where nothing was."""
        return all(fact.is_intact for fact in self.facts)

    @property
    def lines(self) -> Iterator[str]:
        """Say each signature in a line, and beneath it what it no longer covers."""
        if not self.facts:
            yield gettext("{file}: fără semnătură electronică", file=shown(self.file))
        for fact in self.facts:
            who = gettext("semnat de {who}", who=fact.who) if fact.who else gettext("o semnătură care nu spune a cui este")
            role = gettext(", ca {role}", role=fact.role) if fact.role else ""
            day = f", {printed_day(fact.at)}" if fact.at is not None else ""
            state = gettext("neatins de atunci; {standing}", standing=fact.standing.text)
            told = state if fact.is_intact else gettext("SEMNĂTURA NU ESTE VALABILĂ")
            yield gettext("{file}: {who}{role}{day}: {told}", file=shown(self.file), who=who, role=role, day=day, told=told)
            for fault in fact.faults:
                yield f"    {shown(fault.part)}: {fault}" if fault.part else f"    {fault}"


def signatures_of(content: bytes, file: str, roots: Sequence[x509.Certificate] = ()) -> Signatures:
    """Read the signatures of a Word file or a PDF; `OfficeFileError` where it is neither."""
    verify = verify_pdf if file.endswith(".pdf") else verify_package
    return Signatures(file=file, facts=verify(content, file=file, roots=roots))


def read_roots(file: Path | None) -> tuple[x509.Certificate, ...]:
    """Read the certificates of the authorities that the auditor trusts, from a PEM file."""
    if file is None:
        return ()
    try:
        with file.open("rb") as stream:
            return tuple(x509.load_pem_x509_certificates(stream.read(_MOST_BYTES)))
    except OSError as error:
        raise _no_roots(
            file, gettext("un fișier care nu se poate citi: {reason}", reason=what_the_system_says(error))
        ) from error
    except ValueError as error:
        raise _no_roots(file, gettext("un fișier fără certificate PEM")) from error


def _no_roots(file: Path, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(shown(file.name)),
        found=found,
        expected=gettext("certificatele autorităților în care aveți încredere, ca fișier PEM"),
        fix=gettext("luați-le de la autoritate, sau verificați fără --trust: integritatea se vede și așa"),
    )
