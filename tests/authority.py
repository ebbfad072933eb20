"""A test authority: it gives certificates to roles, and everything of it is made anew for each run of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, KeySerializationEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

from toolkit.signoff.certificate import Signer

AUTHORITY = "Autoritate de probă"
SECRETARY = "Secretarul Consiliului"
PASSPHRASE = "parolă de probă, 7 țânțari"  # noqa: S105  of files that live as long as a test
FROM = datetime(2023, 1, 1, tzinfo=UTC)
UNTIL = datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC)
AT = datetime(2024, 2, 5, 9, 30, tzinfo=UTC)
QUALIFIED = bytes.fromhex("300a3008060604008e460101")  # QCStatements: QcCompliance (ETSI EN 319 412-5)
_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_SERIALS: Iterator[int] = count(1001)


@dataclass(frozen=True)
class Authority:
    """Who gives certificates."""

    certificate: x509.Certificate
    key: CertificateIssuerPrivateKeyTypes

    def gives(self, name: str = SECRETARY, key: object = None, **more: object) -> Signer:
        """Give a role a certificate, for a key of its own."""
        key = key or a_key()
        return Signer(certificate=_certificate(name, key, self, **more), chain=(self.certificate,), key=key)

    def between(self, name: str = "Autoritate intermediară de probă") -> Authority:
        """Give another authority a certificate, with which it gives certificates of its own."""
        key = a_key()
        return Authority(_certificate(name, key, self, is_authority=True), key)


@cache
def an_authority(name: str = AUTHORITY) -> Authority:
    """An authority that has itself given its certificate."""
    key = a_key()
    return Authority(_certificate(name, key, None, is_authority=True), key)


def a_signer(name: str = SECRETARY, **more: object) -> Signer:
    """A role with a certificate of the test authority."""
    return an_authority().gives(name, **more)


def a_self_made_signer(name: str = SECRETARY) -> Signer:
    """A role that has given itself a certificate."""
    key = a_key()
    return Signer(certificate=_certificate(name, key, None), chain=(), key=key)


def a_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def an_elliptic_key(curve: ec.EllipticCurve | None = None) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(curve or ec.SECP256R1())


def p12(signer: Signer, passphrase: str = PASSPHRASE, *, encryption: KeySerializationEncryption | None = None) -> bytes:
    """The file that a provider hands out."""
    chosen = encryption or BestAvailableEncryption(passphrase.encode())
    return serialize_key_and_certificates(None, signer.key, signer.certificate, signer.chain, chosen)


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def _certificate(
    name: str,
    key: object,
    by: Authority | None,
    *,
    first: datetime = FROM,
    last: datetime = UNTIL,
    is_authority: bool = False,
    statements: bytes = b"",
    signs: bool = True,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)] if name else [])
    issuer, issuer_key = (by.certificate.subject, by.key) if by else (subject, key)
    usage = x509.KeyUsage(
        digital_signature=signs, content_commitment=signs, key_encipherment=not signs, data_encipherment=False,
        key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(next(_SERIALS))
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if statements:
        builder = builder.add_extension(x509.UnrecognizedExtension(_STATEMENTS, statements), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
