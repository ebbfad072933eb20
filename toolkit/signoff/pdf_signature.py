"""Signing a PDF: PAdES B-B by pyHanko, one visible field per role, each signature added after the earlier ones."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from io import BytesIO

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.keys import load_private_key_from_pemder_data
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from toolkit.language import gettext
from toolkit.plan.spelling import printed_day, shown
from toolkit.signoff.certificate import Signer
from toolkit.signoff.pdf_place import FieldPlace
from toolkit.signoff.pdf_stamp import stamp
from toolkit.signoff.trust import finished, plainly

_RESERVED = 32 * 1024  # hexadecimal digits, for a signature with its certificates
_AS_DRAWN = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, margins=Margins(0, 0, 0, 0))


def sign_pdf(document: bytes, signer: Signer, *, at: datetime, role: str, place: FieldPlace) -> bytes:
    """Add a signature and its visible field to a PDF; the bytes that are there stay, and with them earlier signatures."""
    at = at.astimezone(UTC).replace(microsecond=0)
    writer = _Writer(document, f"{role} {at.isoformat()}")
    name = f"Semnatura{len(writer.prev.embedded_signatures) + 1}"
    left, bottom = round(place.left), round(place.bottom)
    box = (left, bottom, left + round(place.width), bottom + round(place.height))
    session = PdfSigner(
        PdfSignatureMetadata(
            field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=signer.name, reason=role
        ),
        _library_signer(signer),
        stamp_style=_style(signer, at, role, place),
        new_field_spec=SigFieldSpec(name, on_page=place.page, box=box, readable_field_name=role),
    ).init_signing_session(writer)
    session.system_time = at
    to_sign = session.prepare_tbs_document(validation_info=None, bytes_reserved=_RESERVED)
    output = BytesIO()
    prepared, _ = to_sign.digest_tbs_document(output=output)
    done = finished(to_sign.perform_signature(prepared.document_digest, PdfCMSSignedAttributes(signing_time=at)))
    finished(done.post_signature_processing(output))
    return output.getvalue()


def _library_signer(signer: Signer) -> SimpleSigner:
    key = signer.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(plainly(signer.chain))
    return SimpleSigner(
        signing_cert=plainly([signer.certificate])[0],
        signing_key=load_private_key_from_pemder_data(key, passphrase=None),
        cert_registry=store,
    )


def _style(signer: Signer, at: datetime, role: str, place: FieldPlace) -> StaticStampStyle:
    lines = (gettext("Semnat electronic: {who}", who=signer.name), shown(role), printed_day(at))
    drawn = RawContent(stamp(lines, place.width, place.height))
    return StaticStampStyle(border_width=0, background=drawn, background_layout=_AS_DRAWN)


class _Writer(IncrementalPdfFileWriter):
    """A writer by which no clock and no chance reach the file: the library would write the hour and a random id."""

    def __init__(self, document: bytes, made_of: str) -> None:
        super().__init__(BytesIO(document))
        digest = hashlib.md5(document + made_of.encode(), usedforsecurity=False).digest()  # as PDF has it; protects nothing
        self._document_id[1] = ByteStringObject(digest)
        if "/ID" not in self.prev.trailer:
            self._document_id[0] = self._document_id[1]

    def _update_meta(self) -> None:
        """Leave the properties of the document as they are."""
