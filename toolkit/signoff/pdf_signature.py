"""Signing a PDF: PAdES B-B by pyHanko, one visible field per role, each signature added after the earlier ones."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from io import BytesIO

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.keys import load_private_key_from_pemder_data
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from toolkit.language import gettext
from toolkit.plan.spelling import printed_day
from toolkit.signoff.certificate import Signer
from toolkit.signoff.pdf_place import FieldPlace
from toolkit.signoff.pdf_stamp import stamp
from toolkit.signoff.trust import finished, plainly

_RESERVED = 32 * 1024  # hexadecimal digits, for a signature with its certificates
_AS_DRAWN = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, margins=Margins(0, 0, 0, 0))


def sign_pdf(document: bytes, signer: Signer, *, at: datetime, role: str, place: FieldPlace) -> bytes:
    """Add a signature and its visible field to a PDF; the bytes that are there stay, and with them the earlier signatures."""
    writer = IncrementalPdfFileWriter(BytesIO(document))
    name = f"Semnatura{len(writer.prev.embedded_signatures) + 1}"
    _give_id(writer, document, name, at)
    at = at.astimezone(UTC).replace(microsecond=0)
    box = (place.left, place.bottom, place.left + place.width, place.bottom + place.height)
    session = PdfSigner(
        PdfSignatureMetadata(
            field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=signer.name, reason=role
        ),
        _library_signer(signer),
        stamp_style=_style(signer, at, role, place),
        new_field_spec=SigFieldSpec(name, on_page=place.page, box=tuple(map(round, box)), readable_field_name=role),
    ).init_signing_session(writer)
    session.system_time = at
    to_sign = session.prepare_tbs_document(validation_info=None, bytes_reserved=_RESERVED)
    prepared, output = to_sign.digest_tbs_document()
    done = finished(to_sign.perform_signature(prepared.document_digest, PdfCMSSignedAttributes(signing_time=at)))
    finished(done.post_signature_processing(output))
    return bytes(output.getvalue())


def _library_signer(signer: Signer) -> SimpleSigner:
    key = signer.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple(plainly(signer.chain))
    return SimpleSigner(
        signing_cert=plainly([signer.certificate])[0],
        signing_key=load_private_key_from_pemder_data(key, passphrase=None),
        cert_registry=store,
    )


def _style(signer: Signer, at: datetime, role: str, place: FieldPlace) -> StaticStampStyle:
    lines = (gettext("Semnat electronic: {who}", who=signer.name), role, printed_day(at))
    drawn = RawContent(stamp([line for line in lines if line], place.width, place.height))
    return StaticStampStyle(border_width=0, background=drawn, background_layout=_AS_DRAWN)


def _give_id(writer: IncrementalPdfFileWriter, document: bytes, name: str, at: datetime) -> None:
    """Name the new state of the file after what it is made of; the library would take a random number."""
    made_of = hashlib.md5(document + f"{name} {at.isoformat()}".encode(), usedforsecurity=False)
    permanent = writer.prev.trailer["/ID"][0] if "/ID" in writer.prev.trailer else ByteStringObject(made_of.digest())
    writer._document_id = ArrayObject([permanent, ByteStringObject(made_of.digest())])
