"""A certificate with its key, as a PKCS#12 file holds them, opened with its passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates, load_pkcs12
from cryptography.x509.oid import NameOID

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import printed_day, shown

_MOST_BYTES = 2**20  # a certificate with its whole chain takes a few thousand
_LEAST_RSA_BITS = 2048
_MOST_RSA_BITS = 8192  # a check with a longer one takes a whole processor
_CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
_PEM = b"-----BEGIN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who can sign: a certificate, those between it and its authority, and the key, which is never printed."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)

    @property
    def name(self) -> str:
        """Who the certificate says that signs."""
        return name_in(self.certificate.subject)

    @property
    def issuer(self) -> str:
        """Who gave the certificate."""
        return name_in(self.certificate.issuer)

    @property
    def valid_from(self) -> datetime:
        """The first moment of the certificate."""
        return self.certificate.not_valid_before_utc

    @property
    def valid_until(self) -> datetime:
        """The last moment of the certificate."""
        return self.certificate.not_valid_after_utc


def read_certificate(content: bytes, passphrase: str, *, file: str, at: datetime) -> Signer:
    """Open a PKCS#12 file for a signature of the given moment; what it cannot be used for is said at once."""
    found = _opened(content, passphrase, file)
    if found.key is None:
        raise _refused(file, gettext("un certificat fără cheia privată"))
    if found.cert is None:
        raise _refused(file, gettext("o cheie privată fără certificatul ei"))
    try:
        certificate = found.cert.certificate
        chain = tuple(each.certificate for each in found.additional_certs)
        key = _supported(found.key, file)
        if certificate.public_key() != key.public_key():
            raise _refused(file, gettext("o cheie privată care nu este a certificatului"))
        signer = Signer(certificate=certificate, chain=chain, key=key)
        if not (signer.name and signer.issuer):
            raise _refused(file, gettext("un certificat fără nume"))
        _check_purpose(certificate, file)
        _check_dates(signer, at, file)
    except (ValueError, UnsupportedAlgorithm, x509.DuplicateExtension) as error:  # read only when asked for
        raise _refused(file, gettext("un certificat deteriorat, care nu se poate citi până la capăt")) from error
    return signer


def name_in(name: x509.Name) -> str:
    """Give the name of a person or an authority as a certificate has it, fit to be printed."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in name.get_attributes_for_oid(kind):
            return shown(str(attribute.value))
    return shown(name.rfc4514_string())


def may_sign(certificate: x509.Certificate) -> bool:
    """Say whether a certificate is for signatures; one that says nothing of its purpose is for all."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def key_fault(key: object) -> str:
    """Say why a key is not accepted for signatures; nothing where it is."""
    if isinstance(key, rsa.RSAPublicKey | rsa.RSAPrivateKey):
        return (
            ""
            if _LEAST_RSA_BITS <= key.key_size <= _MOST_RSA_BITS
            else gettext("o cheie RSA de {bits} de biți", bits=key.key_size)
        )
    if isinstance(key, ec.EllipticCurvePublicKey | ec.EllipticCurvePrivateKey):
        return "" if key.curve.name in _CURVES else gettext("o cheie eliptică {curve}", curve=key.curve.name)
    kind = type(key).__name__.removesuffix("PrivateKey").removesuffix("PublicKey").lstrip("_")
    return gettext("o cheie de tip {kind}", kind=kind)


def _opened(content: bytes, passphrase: str, file: str) -> PKCS12KeyAndCertificates:
    if content.lstrip().startswith(_PEM):
        raise _refused(file, gettext("un fișier de text PEM"))
    if not _is_pkcs12(content):
        raise _refused(file, gettext("un fișier care nu este un certificat PKCS#12"))
    try:
        if "\0" not in passphrase:  # the library breaks off at one
            return load_pkcs12(content, passphrase.encode("utf-8", "replace"))
    except ValueError:
        pass  # said below, without the error of the library: what it holds is not ours to print
    except UnsupportedAlgorithm as error:
        raise _refused(file, gettext("un certificat închis cu un cifru vechi, care nu se mai folosește")) from error
    raise UsageError(
        place=Place(file),
        found=gettext("o parolă care nu deschide certificatul"),
        expected=gettext("parola cu care a fost salvat fișierul"),
        fix=gettext("scrieți parola din nou; dacă nu se mai știe, exportați certificatul din nou"),
    )


def _is_pkcs12(content: bytes) -> bool:
    """Say whether a file is built as PKCS#12 and is whole, whatever its passphrase: a sequence that begins with 3."""
    if len(content) > _MOST_BYTES or content[:1] != b"\x30" or len(content) < 30:
        return False
    length_bytes = content[1] - 0x80 if content[1] > 0x80 else 0
    head = 2 + length_bytes
    length = int.from_bytes(content[2:head]) if length_bytes else content[1]
    has_end = content[1] != 0x80  # else the end is marked, as older programs do it
    return content[head : head + 3] == b"\x02\x01\x03" and (length == len(content) - head or not has_end)


def _supported(key: object, file: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    fault = key_fault(key)
    if fault or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise OfficeFileError(
            place=Place(file),
            found=fault,
            expected=gettext("o cheie RSA de cel puțin 2048 de biți, sau una eliptică P-256, P-384 ori P-521"),
            fix=gettext("cereți furnizorului un certificat cu o astfel de cheie"),
        )
    return key


def _check_purpose(certificate: x509.Certificate, file: str) -> None:
    if not may_sign(certificate):
        raise OfficeFileError(
            place=Place(file),
            found=gettext("un certificat care nu este dat pentru semnături"),
            expected=gettext("un certificat pentru semnătură electronică"),
            fix=gettext("semnați cu certificatul pentru semnătură; acesta este pentru altceva, de exemplu pentru criptare"),
        )


def _check_dates(signer: Signer, at: datetime, file: str) -> None:
    if signer.valid_from <= at <= signer.valid_until:
        return
    raise OfficeFileError(
        place=Place(file),
        found=gettext(
            "un certificat valabil între {first} și {last}",
            first=printed_day(signer.valid_from),
            last=printed_day(signer.valid_until),
        ),
        expected=gettext("un certificat valabil la data semnării, {day}", day=printed_day(at)),
        fix=gettext("semnați cu un certificat valabil la această dată, sau corectați data"),
    )


def _refused(file: str, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file),
        found=found,
        expected=gettext("un certificat cu cheia lui privată, într-un fișier PKCS#12 (.p12 sau .pfx)"),
        fix=gettext("exportați certificatul din nou, împreună cu cheia privată, ca fișier .p12"),
    )
