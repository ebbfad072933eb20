"""Reading the signatures of a Word file: who signed, and whether what is seen is still what was signed.

Only what a signature covers is believed: everything is read from the very bytes whose digest agreed, each reference must
lead to one known place, and every part and relationship of the file must be among those that were signed.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from toolkit.errors import ToolkitError
from toolkit.language import gettext
from toolkit.plan.spelling import shown
from toolkit.signoff.certificate import key_fault, name_in
from toolkit.signoff.fact import Fault, SignatureFact
from toolkit.signoff.part_comparison import compare_parts
from toolkit.signoff.signature_xml import (
    CANONICAL,
    DIGESTS,
    DS,
    PACKAGE_ID,
    PROPERTIES_TYPE,
    SIGNATURES,
    XADES,
    canonical,
    digest,
)
from toolkit.signoff.signed_parts import (
    ORIGIN,
    ORIGIN_RELATION,
    ORIGIN_RELATIONSHIPS,
    PROPERTIES,
    SIGNATURE_RELATION,
    SIGNATURES_FOLDER,
    relationships_in,
    target_of,
)
from toolkit.signoff.trust import standing_of
from toolkit.word.package import RELATIONSHIPS, parse_part, read_package

_MOST_SIGNATURES = 50
_MOST_BYTES = 4 * 2**20  # of one signature; that over a hundred parts takes fifty thousand
_MOST_CERTIFICATES = 20
_HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
_D, _X = f"{{{DS}}}", f"{{{XADES}}}"


class _NotAsSigned(Exception):
    """What is wrong with a signature itself, in the words of a fault; it becomes a fact before it leaves this file."""


def verify_package(document: bytes, *, file: str, roots: Sequence[x509.Certificate] = ()) -> tuple[SignatureFact, ...]:
    """Read all signatures of a Word file; none where it is not signed, an `OfficeFileError` where it is no Word file."""
    parts = read_package(document, file)
    names, led_to = _signature_parts(parts)
    if len(names) > _MOST_SIGNATURES:
        text = gettext("peste {count} de semnături, mai multe decât se citesc", count=_MOST_SIGNATURES)
        return (SignatureFact(place=SIGNATURES_FOLDER, faults=(Fault(part=SIGNATURES_FOLDER, text=text),)),)
    return tuple(_fact(parts, name, roots, is_led_to=name in led_to) for name in names)


def _signature_parts(parts: Mapping[str, bytes]) -> tuple[list[str], set[str]]:
    """Give the parts that are signatures, by name or because the file leads to them; and those to which it leads."""
    leads_on = ORIGIN in _targets(parts, RELATIONSHIPS, ORIGIN_RELATION)
    led_to = set(_targets(parts, ORIGIN_RELATIONSHIPS, SIGNATURE_RELATION)) if leads_on else set()
    named = {name for name in parts if name.casefold().startswith(SIGNATURES_FOLDER) and name.casefold().endswith(".xml")}
    return sorted(named | led_to, key=lambda name: (len(name), name)), led_to


def _targets(parts: Mapping[str, bytes], name: str, kind: str) -> list[str]:
    try:
        return [target_of(each, name) for each in relationships_in(parts.get(name, b""), name) if each.get("Type") == kind]
    except ToolkitError:
        return []


def _fact(parts: Mapping[str, bytes], name: str, roots: Sequence[x509.Certificate], *, is_led_to: bool) -> SignatureFact:
    try:
        signature = _Signature(parts, name)
    except _NotAsSigned as error:
        return SignatureFact(place=name, faults=(Fault(part=name, text=str(error)),))
    except etree.C14NError:  # well-formed, and yet without a form that could be digested
        return SignatureFact(place=name, faults=(Fault(part=name, text=gettext("o formă canonică ce nu se acceptă")),))
    faults = compare_parts(parts, signature.manifest)
    if not is_led_to:
        text = gettext("documentul nu mai duce la semnătură, așa că Word nu o arată")
        faults = (Fault(part=name, text=text), *faults)
    return SignatureFact(
        place=name,
        who=signature.who,
        issuer=signature.issuer,
        role=signature.role,
        at=signature.at,
        standing=standing_of(signature.certificate, signature.enclosed, roots, signature.at),
        faults=faults,
        unsigned=tuple(each for each in PROPERTIES if each in parts),
    )


class _Signature:
    """A signature whose value agrees with its certificate, and what it says, read from what was digested."""

    def __init__(self, parts: Mapping[str, bytes], name: str) -> None:
        """Read and check it; `_NotAsSigned` says at what it fails."""
        root = _parsed(parts, name)
        signed_info = _tree(canonical(_only(root, "SignedInfo")))
        signed = _signed_elements(root, signed_info)
        self.manifest = _manifest(signed)
        properties = _properties(signed)
        self.at = _time(properties)
        self.role = shown(properties.findtext(f".//{_X}ClaimedRole") or "")
        certificates = _certificates(root)
        self.certificate = _bound(properties, certificates)
        self.enclosed = certificates
        try:
            self.who, self.issuer = name_in(self.certificate.subject), name_in(self.certificate.issuer)
        except ValueError as error:
            raise _NotAsSigned(gettext("o semnătură cu un certificat care nu se poate citi")) from error
        _check_value(signed_info, _only(root, "SignatureValue"), self.certificate)


def _parsed(parts: Mapping[str, bytes], name: str) -> etree._Element:
    if name not in parts:
        raise _NotAsSigned(gettext("documentul duce la o semnătură care nu se află în el"))
    if len(parts[name]) > _MOST_BYTES:
        raise _NotAsSigned(gettext("o semnătură de peste {limit} MB, care nu se citește", limit=_MOST_BYTES // 2**20))
    try:
        root = parse_part(name, parts[name])
    except ToolkitError as error:
        raise _NotAsSigned(gettext("o semnătură care nu este XML bine format, fără declarații")) from error
    if root.tag != f"{_D}Signature":
        raise _NotAsSigned(gettext("o parte care nu este o semnătură"))
    ids = Counter(value for each in root.iter() for key, value in each.attrib.items() if str(key).casefold() == "id")
    if any(count > 1 for count in ids.values()):
        raise _NotAsSigned(gettext("o semnătură în care două elemente au același nume"))
    return root


def _signed_elements(root: etree._Element, signed_info: etree._Element) -> dict[str, tuple[str, etree._Element]]:
    """Give the elements of which the signature speaks, by their ids, each with the kind that it is said to be."""
    method = signed_info.find(f"{_D}CanonicalizationMethod")
    if method is None or method.get("Algorithm") != CANONICAL or len(method):
        raise _NotAsSigned(gettext("o formă canonică ce nu se acceptă"))
    places = {each.get("Id"): each for each in root.iterchildren(f"{_D}Object")}
    places |= {each.get("Id"): each for each in root.iterfind(f"{_D}Object/{_X}QualifyingProperties/{_X}SignedProperties")}
    signed = {}
    for reference in signed_info.iterchildren(f"{_D}Reference"):
        name = reference.get("URI", "").removeprefix("#")
        steps = [each.get("Algorithm") for each in reference.iterfind(f"{_D}Transforms/{_D}Transform")]
        method = reference.find(f"{_D}DigestMethod")
        algorithm = None if method is None else DIGESTS.get(method.get("Algorithm", ""))
        if not reference.get("URI", "").startswith("#") or name not in places or name in signed:
            raise _NotAsSigned(gettext("semnătura trimite la „{uri}”, în afara ei", uri=shown(reference.get("URI", ""))))
        if steps not in ([], [CANONICAL]) or algorithm is None:
            raise _NotAsSigned(gettext("un algoritm de amprentă care nu se acceptă"))
        content = canonical(places[name])
        if digest(content, algorithm) != "".join((reference.findtext(f"{_D}DigestValue") or "").split()):
            raise _NotAsSigned(gettext("conținutul semnăturii s-a schimbat"))
        signed[name] = (reference.get("Type", ""), _tree(content))
    return signed


def _manifest(signed: Mapping[str, tuple[str, etree._Element]]) -> etree._Element:
    objects = [element for name, (_, element) in signed.items() if name.partition("_")[0] == PACKAGE_ID]
    manifests = [each for element in objects for each in element.iterchildren(f"{_D}Manifest")]
    if len(manifests) != 1:
        raise _NotAsSigned(gettext("o semnătură care nu spune ce părți ale documentului sunt semnate"))
    return manifests[0]


def _properties(signed: Mapping[str, tuple[str, etree._Element]]) -> etree._Element:
    found = [
        element for kind, element in signed.values() if kind == PROPERTIES_TYPE and element.tag == f"{_X}SignedProperties"
    ]
    if len(found) != 1:
        raise _NotAsSigned(gettext("o semnătură care nu spune cu ce certificat este făcută"))
    return found[0]


def _time(properties: etree._Element) -> datetime:
    try:
        at = datetime.fromisoformat(properties.findtext(f"{_X}SignedSignatureProperties/{_X}SigningTime") or "")
    except ValueError as error:
        raise _NotAsSigned(gettext("o semnătură fără dată")) from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _certificates(root: etree._Element) -> list[x509.Certificate]:
    """Read the certificates that stand in a signature: those that may have signed, then those above them."""
    paths = (f"{_D}KeyInfo/{_D}X509Data/{_D}X509Certificate", f"{_D}Object//{_X}EncapsulatedX509Certificate")
    texts = [each.text or "" for path in paths for each in root.iterfind(path)]
    try:
        return [x509.load_der_x509_certificate(_decoded(text)) for text in texts[:_MOST_CERTIFICATES]]
    except ValueError as error:
        raise _NotAsSigned(gettext("o semnătură cu un certificat care nu se poate citi")) from error


def _bound(properties: etree._Element, certificates: Sequence[x509.Certificate]) -> x509.Certificate:
    """Find the certificate that the signature itself names; another one with the same key could bear any name."""
    named = properties.findall(f"{_X}SignedSignatureProperties/{_X}SigningCertificate/{_X}Cert/{_X}CertDigest")
    for each in named[:1]:
        method, value = each.find(f"{_D}DigestMethod"), "".join((each.findtext(f"{_D}DigestValue") or "").split())
        algorithm = None if method is None else DIGESTS.get(method.get("Algorithm", ""))
        for certificate in certificates:
            if algorithm and digest(certificate.public_bytes(Encoding.DER), algorithm) == value:
                return certificate
    raise _NotAsSigned(gettext("o semnătură al cărei certificat nu este cel pe care îl numește"))


def _check_value(signed_info: etree._Element, value: etree._Element, certificate: x509.Certificate) -> None:
    method = signed_info.find(f"{_D}SignatureMethod")
    kind, algorithm = SIGNATURES.get("" if method is None else method.get("Algorithm", ""), ("", ""))
    if not kind:
        raise _NotAsSigned(gettext("un algoritm de semnătură care nu se acceptă"))
    content, signature = canonical(signed_info), _decoded(value.text or "")
    try:
        key = certificate.public_key()
        fault = key_fault(key)
        if fault:
            raise _NotAsSigned(gettext("{key}, care nu se acceptă la semnare", key=fault))
        if kind == "rsa" and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, content, padding.PKCS1v15(), _HASHES[algorithm])
            return
        if kind == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey):
            half = len(signature) // 2
            both = utils.encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
            key.verify(both, content, ec.ECDSA(_HASHES[algorithm]))
            return
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        pass  # all that fails here is one and the same to whoever reads it
    raise _NotAsSigned(gettext("valoarea semnăturii nu este făcută cu cheia certificatului"))


def _only(root: etree._Element, name: str) -> etree._Element:
    found = root.findall(f"{_D}{name}")
    if len(found) != 1:
        raise _NotAsSigned(gettext("o semnătură alcătuită altfel decât o alcătuiește Word"))
    return found[0]


def _tree(content: bytes) -> etree._Element:
    return parse_part(SIGNATURES_FOLDER, content)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _NotAsSigned(gettext("o semnătură al cărei conținut nu se poate citi")) from error
