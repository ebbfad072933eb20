"""Reading the signatures of a PDF by pyHanko's validator: who signed what, and what was done to the file since."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO

from cryptography import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.spelling import shown
from toolkit.signoff.certificate import name_in
from toolkit.signoff.fact import Fault, SignatureFact
from toolkit.signoff.trust import context_of, finished, standing_of

_MOST_BYTES = 64 * 2**20
_MOST_SIGNATURES = 50
_FOR_SIGNING = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})  # either of the two
_MARK = b"/ByteRange"  # of every signature, in plain sight since its digits are filled in last
_BROKEN = (  # what a reader written in Python meets in a file that somebody has spoilt
    PdfError,
    zlib.error,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    MemoryError,
)


def verify_pdf(document: bytes, *, file: str, roots: Sequence[x509.Certificate] = ()) -> tuple[SignatureFact, ...]:
    """Read all signatures of a PDF; none where it is not signed, an `OfficeFileError` where it cannot be read as a PDF."""
    if not document.startswith(b"%PDF-") or len(document) > _MOST_BYTES:
        raise _not_readable(file)
    try:
        reader = PdfFileReader(BytesIO(document))
        found, count = reader.embedded_regular_signatures, len(reader.embedded_signatures)  # with the time stamps
    except _BROKEN as error:
        if _MARK in document:
            return (_broken(""),)
        raise _not_readable(file) from error
    facts = [_fact(document, each, roots) for each in found[:_MOST_SIGNATURES]]
    if document.count(_MARK) != count or len(found) > _MOST_SIGNATURES:
        text = gettext("un document cu semnături la care nu mai duce, sau cu mai multe decât se citesc")
        facts.append(SignatureFact(place="", faults=(Fault(part="", text=text),)))
    return tuple(facts)


def _fact(document: bytes, signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]) -> SignatureFact:
    place = shown(str(signature.fq_name))
    try:
        at = signature.self_reported_timestamp or datetime(1, 1, 1, tzinfo=UTC)
        certificate = _certificate(signature.signer_cert.dump())
        enclosed = [_certificate(each.dump()) for each in signature.other_embedded_certs]
        context = context_of(roots, enclosed, at)
        status = finished(
            async_validate_pdf_signature(signature, signer_validation_context=context, key_usage_settings=_FOR_SIGNING)
        )
        faults = tuple(Fault(part=place, text=text) for text in _faults(document, signature, status))
        role = shown(str(signature.sig_object.get("/Reason", "")))
        who, issuer = name_in(certificate.subject), name_in(certificate.issuer)
    except _BROKEN:
        return _broken(place)
    return SignatureFact(
        place=place,
        who=who,
        issuer=issuer,
        role=role,
        at=at,
        standing=standing_of(certificate, enclosed, roots, at),
        faults=faults,
    )


def _faults(document: bytes, signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Iterator[str]:
    if not status.intact:
        yield gettext("conținutul acoperit de semnătură s-a schimbat")
    elif not status.valid:
        yield gettext("valoarea semnăturii nu este făcută cu cheia certificatului")
    if not _fills_its_gap(document, signature):
        yield gettext("în golul lăsat pentru semnătură stă și altceva")
    is_last = signature.signed_revision + 1 == signature.reader.xrefs.total_revisions
    due = SignatureCoverageLevel.ENTIRE_FILE if is_last else SignatureCoverageLevel.ENTIRE_REVISION
    if status.coverage is None or status.coverage < due:
        yield gettext("semnătura nu acoperă documentul întreg, așa cum era la semnare")
    elif status.modification_level is None or status.modification_level > ModificationLevel.FORM_FILLING:
        yield gettext("după semnare s-a schimbat și altceva decât semnăturile")


def _fills_its_gap(document: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Say whether what a signature leaves out is the signature and nothing else; a digest cannot speak of it."""
    start, length, end, _ = (int(each) for each in signature.byte_range)
    gap, content = document[start + length : end], signature.pkcs7_content
    whole = content.hex().encode()
    return gap in (b"<" + whole + b">", b"<" + whole.upper() + b">") and not content[_der_length(content) :].strip(b"\0")


def _der_length(content: bytes) -> int:
    """Give how many bytes the outermost value of a DER text takes."""
    size = content[1] & 0x7F
    return 2 + size + int.from_bytes(content[2 : 2 + size]) if content[1] & 0x80 else 2 + size


def _certificate(der: bytes) -> x509.Certificate:
    return x509.load_der_x509_certificate(der)


def _broken(place: str) -> SignatureFact:
    text = gettext("o semnătură care nu se poate citi până la capăt")
    return SignatureFact(place=place, faults=(Fault(part=place, text=text),))


def _not_readable(file: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file),
        found=gettext("un fișier care nu se poate citi ca PDF"),
        expected=gettext("un document PDF de cel mult {limit} MB", limit=_MOST_BYTES // 2**20),
        fix=gettext("luați din nou documentul de unde a fost publicat"),
    )
