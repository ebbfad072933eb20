"""Signing a Word file: a signature of the package (ECMA-376 part 2, MS-OFFCRYPTO) with XAdES properties.

The signature is a part of its own. The parts that it speaks of do not change, so a further signature leaves the earlier ones
whole. With an RSA key, equal files, certificates and dates give equal bytes.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.signoff.certificate import Signer
from toolkit.signoff.signature_xml import (
    CANONICAL,
    DS,
    OBJECT_TYPE,
    OFFICE_ID,
    OFFICE_SIGNATURE,
    PACKAGE_ID,
    PACKAGE_SIGNATURE,
    PROPERTIES_ID,
    PROPERTIES_TYPE,
    RELATIONSHIPS_TRANSFORM,
    SHA256,
    SIGNATURE_ID,
    XADES,
    canonical,
    digest,
)
from toolkit.signoff.signed_parts import (
    CONTENT_TYPES_NAMESPACE,
    NO_RELATIONSHIPS,
    ORIGIN,
    ORIGIN_RELATION,
    ORIGIN_RELATIONSHIPS,
    ORIGIN_TYPE,
    RELATIONSHIPS_NAMESPACE,
    RELATIONSHIPS_TYPE,
    SIGNATURE_RELATION,
    SIGNATURE_TYPE,
    SIGNATURES_FOLDER,
    Kinds,
    is_covered,
    part_uri,
    relationships_as_signed,
    signed_relationships,
)
from toolkit.signoff.word_verification import verify_package
from toolkit.word.package import CONTENT_TYPES, RELATIONSHIPS, parse_part, read_package, serialise, write_package

_METHOD = f'<DigestMethod Algorithm="{SHA256}"/>'
_CANONICAL = f'<Transform Algorithm="{CANONICAL}"/>'
# What Word says of the computer that signs; nothing of it depends on the computer.
_OFFICE_DETAILS = (
    f'<SignatureInfoV1 xmlns="{OFFICE_SIGNATURE}"><SetupID/><SignatureText/><SignatureImage/><SignatureComments/>'
    "<WindowsVersion>10.0</WindowsVersion><OfficeVersion>16.0</OfficeVersion><ApplicationVersion>16.0</ApplicationVersion>"
    "<Monitors>1</Monitors><HorizontalResolution>1920</HorizontalResolution><VerticalResolution>1080</VerticalResolution>"
    "<ColorDepth>32</ColorDepth><SignatureProviderId>{00000000-0000-0000-0000-000000000000}</SignatureProviderId>"
    "<SignatureProviderUrl/><SignatureProviderDetails>9</SignatureProviderDetails><SignatureType>1</SignatureType>"
    "</SignatureInfoV1>"
)
_TOLD_APART = 2  # signatures whose objects have the same names; LibreOffice takes those of a third for the earlier ones


def sign_package(document: bytes, signer: Signer, *, at: datetime, role: str, file: str) -> bytes:
    """Add a signature to a Word file, over everything that Word itself signs; all earlier ones stay as they are."""
    parts = read_package(document, file)
    _check(document, file, gettext("un document nesemnat, sau neschimbat de la semnăturile lui"))
    number = next(number for number in range(1, len(parts) + 2) if _signature_name(number) not in parts)
    own = f"_{number}" if number > _TOLD_APART else ""
    objects = _package_object(PACKAGE_ID + own, parts, at, file) + _office_object(OFFICE_ID + own)
    signature = _signature(objects + _properties_object(f"{PROPERTIES_ID}_{number}", signer, at, role), signer)
    signed = write_package(_with_signature(parts, _signature_name(number), signature))
    _check(signed, file, gettext("un document în care se poate semna tot ce se vede"))
    return signed


def _check(document: bytes, file: str, expected: str) -> None:
    """Refuse a document with a signature that is not intact: it was changed, or uses something that nobody could sign."""
    for fact in verify_package(document, file=file):
        for fault in fact.faults:
            raise _not_to_be_signed(file, gettext("o semnătură care nu este valabilă: {fault}", fault=fault), expected)


def _signature_name(number: int) -> str:
    return f"{SIGNATURES_FOLDER}sig{number}.xml"


def _signature(objects: str, signer: Signer) -> bytes:
    """Write the whole signature around what it signs: the list of parts, what Word says of itself, who signs and when."""
    tree = parse_part(SIGNATURE_ID, f'<Signature xmlns="{DS}" Id="{SIGNATURE_ID}">{objects}</Signature>')
    properties = tree[2][0][0]
    signed = (
        f'<SignedInfo><CanonicalizationMethod Algorithm="{CANONICAL}"/>'
        f'<SignatureMethod Algorithm="{_method(signer)}"/>'
        f"{_reference(tree[0], OBJECT_TYPE)}{_reference(tree[1], OBJECT_TYPE)}"
        f"{_reference(properties, PROPERTIES_TYPE)}</SignedInfo>"
    )
    to_sign = canonical(parse_part(SIGNATURE_ID, f'<Signature xmlns="{DS}">{signed}</Signature>')[0])
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Signature xmlns="{DS}" Id="{SIGNATURE_ID}">{signed}'
        f"<SignatureValue>{_text(_signed(to_sign, signer))}</SignatureValue>"
        f"<KeyInfo><X509Data><X509Certificate>{_text(_der(signer.certificate))}</X509Certificate></X509Data></KeyInfo>"
        f"{objects}</Signature>"
    ).encode()


def _package_object(name: str, parts: Mapping[str, bytes], at: datetime, file: str) -> str:
    """List every part that is signed, with its kind and digest."""
    kinds = Kinds(parts[CONTENT_TYPES])
    references = []
    for part in sorted(filter(is_covered, parts)):
        kind, content, transforms = kinds.of(part), parts[part], ""
        if not kind:
            raise _not_to_be_signed(
                file, gettext("partea „{name}” nu are un tip", name=part), gettext("un document Word așa cum îl scrie Word")
            )
        if part.endswith(".rels"):
            ids = signed_relationships(content, part)
            content, transforms = relationships_as_signed(content, part, ids), _relationships_transforms(ids)
        references.append(
            f"<Reference URI={quoteattr(part_uri(part, kind))}>{transforms}{_METHOD}"
            f"<DigestValue>{digest(content)}</DigestValue></Reference>"
        )
    return (
        f'<Object Id="{name}"><Manifest>{"".join(references)}</Manifest><SignatureProperties>'
        f'<SignatureProperty Id="idSignatureTime" Target="#{SIGNATURE_ID}">'
        f'<mdssi:SignatureTime xmlns:mdssi="{PACKAGE_SIGNATURE}"><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format>'
        f"<mdssi:Value>{_time(at)}</mdssi:Value></mdssi:SignatureTime></SignatureProperty></SignatureProperties></Object>"
    )


def _relationships_transforms(ids: tuple[str, ...]) -> str:
    chosen = "".join(
        f'<mdssi:RelationshipReference xmlns:mdssi="{PACKAGE_SIGNATURE}" SourceId={quoteattr(each)}/>' for each in ids
    )
    return f'<Transforms><Transform Algorithm="{RELATIONSHIPS_TRANSFORM}">{chosen}</Transform>{_CANONICAL}</Transforms>'


def _office_object(name: str) -> str:
    return (
        f'<Object Id="{name}"><SignatureProperties><SignatureProperty Id="idOfficeV1Details" Target="#{SIGNATURE_ID}">'
        f"{_OFFICE_DETAILS}</SignatureProperty></SignatureProperties></Object>"
    )


def _properties_object(name: str, signer: Signer, at: datetime, role: str) -> str:
    """Say who signs, when and in which role, and bind the certificate to the signature; those above it are only enclosed."""
    certificate = signer.certificate
    above = "".join(
        f"<xd:EncapsulatedX509Certificate>{_text(_der(each))}</xd:EncapsulatedX509Certificate>" for each in signer.chain
    )
    enclosed = f"<xd:CertificateValues>{above}</xd:CertificateValues>" if above else ""
    return (
        f'<Object><xd:QualifyingProperties xmlns:xd="{XADES}" Target="#{SIGNATURE_ID}">'
        f'<xd:SignedProperties Id="{name}"><xd:SignedSignatureProperties><xd:SigningTime>{_time(at)}</xd:SigningTime>'
        f"<xd:SigningCertificate><xd:Cert><xd:CertDigest>{_METHOD}<DigestValue>{digest(_der(certificate))}</DigestValue>"
        f"</xd:CertDigest><xd:IssuerSerial><X509IssuerName>{escape(certificate.issuer.rfc4514_string())}</X509IssuerName>"
        f"<X509SerialNumber>{certificate.serial_number}</X509SerialNumber></xd:IssuerSerial></xd:Cert></xd:SigningCertificate>"
        "<xd:SignaturePolicyIdentifier><xd:SignaturePolicyImplied/></xd:SignaturePolicyIdentifier>"
        f"<xd:SignerRole><xd:ClaimedRoles><xd:ClaimedRole>{escape(role)}</xd:ClaimedRole></xd:ClaimedRoles></xd:SignerRole>"
        "</xd:SignedSignatureProperties></xd:SignedProperties>"
        f"<xd:UnsignedProperties><xd:UnsignedSignatureProperties>{enclosed}</xd:UnsignedSignatureProperties>"
        "</xd:UnsignedProperties></xd:QualifyingProperties></Object>"
    )


def _reference(element: etree._Element, kind: str) -> str:
    return (
        f'<Reference URI="#{element.get("Id")}" Type="{kind}"><Transforms>{_CANONICAL}</Transforms>{_METHOD}'
        f"<DigestValue>{digest(canonical(element))}</DigestValue></Reference>"
    )


def _method(signer: Signer) -> str:
    kind = "rsa" if isinstance(signer.key, rsa.RSAPrivateKey) else "ecdsa"
    return f"http://www.w3.org/2001/04/xmldsig-more#{kind}-sha256"


def _signed(content: bytes, signer: Signer) -> bytes:
    if isinstance(signer.key, rsa.RSAPrivateKey):
        return signer.key.sign(content, padding.PKCS1v15(), hashes.SHA256())
    length = (signer.key.curve.key_size + 7) // 8
    return b"".join(
        n.to_bytes(length) for n in utils.decode_dss_signature(signer.key.sign(content, ec.ECDSA(hashes.SHA256())))
    )


def _with_signature(parts: Mapping[str, bytes], name: str, signature: bytes) -> dict[str, bytes]:
    """Put the signature beside the parts, and lead to it; all that changes is what no signature covers."""
    kept = dict(parts)
    kept[name], kept[ORIGIN] = signature, kept.get(ORIGIN, b"")
    kept[RELATIONSHIPS] = _leading_to(kept[RELATIONSHIPS], ORIGIN_RELATION, ORIGIN)
    kept[ORIGIN_RELATIONSHIPS] = _leading_to(
        kept.get(ORIGIN_RELATIONSHIPS, NO_RELATIONSHIPS), SIGNATURE_RELATION, name.removeprefix(SIGNATURES_FOLDER)
    )
    kept[CONTENT_TYPES] = _with_kinds(kept[CONTENT_TYPES], name)
    return kept


def _leading_to(relationships: bytes, kind: str, target: str) -> bytes:
    root = parse_part(RELATIONSHIPS, relationships)
    if not any(each.get("Type") == kind and each.get("Target", "").lstrip("/") == target for each in root):
        taken = {each.get("Id") for each in root}
        free = next(f"rIdSig{number}" for number in range(1, len(taken) + 2) if f"rIdSig{number}" not in taken)
        etree.SubElement(root, f"{RELATIONSHIPS_NAMESPACE}Relationship", Id=free, Type=kind, Target=target)
    return serialise(root)


def _with_kinds(content_types: bytes, name: str) -> bytes:
    root = parse_part(CONTENT_TYPES, content_types)
    kinds = Kinds(content_types)
    for ending, kind in (("rels", RELATIONSHIPS_TYPE), ("sigs", ORIGIN_TYPE)):
        if not kinds.of(f".{ending}"):
            default = etree.Element(f"{CONTENT_TYPES_NAMESPACE}Default", Extension=ending, ContentType=kind)
            root.insert(0, default)
    etree.SubElement(root, f"{CONTENT_TYPES_NAMESPACE}Override", PartName=f"/{name}", ContentType=SIGNATURE_TYPE)
    return serialise(root)


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _not_to_be_signed(file: str, found: str, expected: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file),
        found=found,
        expected=expected,
        fix=gettext("semnați documentul așa cum l-a făcut programul"),
    )
