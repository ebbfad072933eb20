"""How far a certificate says who signed: by the authorities that the reader trusts, without asking the network."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from toolkit.signoff.certificate import may_sign
from toolkit.signoff.fact import Standing

_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_QUALIFIED = bytes.fromhex("060604008e460101")  # 0.4.0.1862.1.1: what such a certificate says of itself (ETSI EN 319 412-5)
_MOST_ENCLOSED = 20

Answer = TypeVar("Answer")

for _library in ("pyhanko", "pyhanko_certvalidator"):  # what they find becomes a fact; a traceback is not for the screen
    logging.getLogger(_library).addHandler(logging.NullHandler())


def standing_of(
    certificate: x509.Certificate, enclosed: Sequence[x509.Certificate], roots: Sequence[x509.Certificate], at: datetime
) -> Standing:
    """Weigh a certificate at a moment; `enclosed` are those that came with it, `roots` those that the reader trusts."""
    try:
        if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
            return Standing.NOT_IN_FORCE
        if not may_sign(certificate):
            return Standing.NOT_FOR_SIGNING
        if _leads_to(certificate, enclosed[:_MOST_ENCLOSED], roots, at):
            return Standing.QUALIFIED if _says_qualified(certificate) else Standing.KNOWN
        return Standing.SELF_MADE if certificate.subject == certificate.issuer else Standing.UNKNOWN
    except (ValueError, TypeError, x509.DuplicateExtension):  # a certificate whose inside is not one
        return Standing.UNKNOWN


def context_of(roots: Sequence[x509.Certificate], enclosed: Sequence[x509.Certificate], at: datetime) -> ValidationContext:
    """What is known when a chain is followed: the roots, what came with the signature, the moment; nothing is fetched."""
    return ValidationContext(
        trust_roots=plainly(roots),
        other_certs=plainly(enclosed),
        moment=at,
        allow_fetching=False,
    )


def plainly(certificates: Sequence[x509.Certificate]) -> list[Any]:
    """Give certificates as the library of PDF signatures has them."""
    return [found for each in certificates for found in load_certs_from_pemder_data(each.public_bytes(Encoding.DER))]


def finished(work: Coroutine[object, object, Answer]) -> Answer:
    """Wait for work that is written for an event loop; in a thread of its own, since a notebook runs a loop already."""
    with ThreadPoolExecutor(max_workers=1) as one:
        return one.submit(asyncio.run, work).result()


def _leads_to(
    certificate: x509.Certificate, enclosed: Sequence[x509.Certificate], roots: Sequence[x509.Certificate], at: datetime
) -> bool:
    if not roots:
        return False
    validator = CertificateValidator(plainly([certificate])[0], validation_context=context_of(roots, enclosed, at))
    try:
        finished(validator.async_validate_path())
    except (PathError, ValidationError):
        return False
    return True


def _says_qualified(certificate: x509.Certificate) -> bool:
    try:
        extension = certificate.extensions.get_extension_for_oid(_STATEMENTS).value
    except x509.ExtensionNotFound:
        return False
    return isinstance(extension, x509.UnrecognizedExtension) and _QUALIFIED in extension.value
