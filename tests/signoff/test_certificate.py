"""A certificate opens with its passphrase, or says in plain words why it cannot be used."""

from __future__ import annotations

import traceback
from dataclasses import replace
from datetime import timedelta

import pytest
from authority import (
    AT,
    AUTHORITY,
    FROM,
    PASSPHRASE,
    SECRETARY,
    UNTIL,
    a_key,
    a_self_made_signer,
    a_signer,
    an_elliptic_key,
    p12,
    pem,
)  # fmt: skip
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates

from toolkit.errors import OfficeFileError, ToolkitError, UsageError
from toolkit.signoff.certificate import Signer, read_certificate

WANTED = (
    "    așteptat   un certificat cu cheia lui privată, într-un fișier PKCS#12 (.p12 sau .pfx)\n"
    "    de făcut   exportați certificatul din nou, împreună cu cheia privată, ca fișier .p12"
)
KEYS = (
    "    așteptat   o cheie RSA de cel puțin 2048 de biți, sau una eliptică P-256, P-384 ori P-521\n"
    "    de făcut   cereți furnizorului un certificat cu o astfel de cheie"
)


def opened(content: bytes, passphrase: str = PASSPHRASE) -> Signer:
    return read_certificate(content, passphrase, file="semnatar.p12", at=AT)


def refusal(content: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(OfficeFileError) as error:
        opened(content, passphrase)
    return str(error.value)


def test_a_certificate_says_who_signs_who_gave_it_and_how_long_it_holds():
    signer = opened(p12(a_signer()))

    assert (signer.name, signer.issuer) == (SECRETARY, AUTHORITY)
    assert (signer.valid_from, signer.valid_until) == (FROM, UNTIL)
    assert [each.subject.rfc4514_string() for each in signer.chain] == [f"CN={AUTHORITY}"]


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=lambda curve: curve.name)
def test_the_three_elliptic_curves_in_use_are_accepted(curve: ec.EllipticCurve) -> None:
    assert opened(p12(a_signer(key=an_elliptic_key(curve)))).name == SECRETARY


def test_a_certificate_that_its_owner_has_made_opens_too():
    signer = opened(p12(a_self_made_signer()))

    assert (signer.name, signer.issuer, signer.chain) == (SECRETARY, SECRETARY, ())


def test_a_file_of_an_older_windows_opens():
    """Windows closed such files with Triple DES and SHA-1 until 2018."""
    older = (
        PrivateFormat.PKCS12.encryption_builder().key_cert_algorithm(PBES.PBESv1SHA1And3KeyTripleDESCBC).hmac_hash(SHA1())  # noqa: S303  what they did then
    )
    assert opened(p12(a_signer(), encryption=older.build(PASSPHRASE.encode()))).name == SECRETARY


def test_a_wrong_passphrase_is_said_as_such():
    with pytest.raises(UsageError) as error:
        opened(p12(a_signer()), "alta")

    assert str(error.value) == (
        "semnatar.p12\n"
        "    găsit      o parolă care nu deschide certificatul\n"
        "    așteptat   parola cu care a fost salvat fișierul\n"
        "    de făcut   scrieți parola din nou; dacă nu se mai știe, exportați certificatul din nou"
    )


@pytest.mark.parametrize("passphrase", ["sec\ud800ret", "sec\0ret", "secret" * 1000, "", "ȘȚĂ secret"])
def test_a_passphrase_never_stands_in_an_error(passphrase: str) -> None:
    for content in (p12(a_signer()), b"", b"nimic", p12(a_signer())[:-1], pem(a_signer().certificate)):
        with pytest.raises(ToolkitError) as error:
            opened(content, passphrase)
        said = "".join(traceback.format_exception(error.value)) + repr(error.value)
        assert "secret" not in said
        assert "ret" not in "".join(str(each) for each in error.value.args)


def test_a_signer_is_printed_without_the_key():
    signer = opened(p12(a_signer()))

    assert "key" not in repr(signer)


def test_a_file_that_is_something_else_is_refused():
    whole = p12(a_signer())
    for content in (b"", b"nimic", b"%PDF-1.7 " * 10, whole[:-1], whole + b"\n", b"\x30" * 40, b"\x30\x80" + b"\0" * 2**20):
        assert refusal(content) == f"semnatar.p12\n    găsit      un fișier care nu este un certificat PKCS#12\n{WANTED}"


def test_a_text_file_with_the_certificate_alone_is_refused():
    assert refusal(pem(a_signer().certificate)) == f"semnatar.p12\n    găsit      un fișier de text PEM\n{WANTED}"


def test_a_certificate_without_its_key_is_refused():
    signer = a_signer()
    content = serialize_key_and_certificates(
        None, None, signer.certificate, None, BestAvailableEncryption(PASSPHRASE.encode())
    )

    assert refusal(content) == f"semnatar.p12\n    găsit      un certificat fără cheia privată\n{WANTED}"


def test_a_key_without_its_certificate_is_refused():
    signer = a_signer()
    content = serialize_key_and_certificates(None, signer.key, None, None, BestAvailableEncryption(PASSPHRASE.encode()))

    assert refusal(content) == f"semnatar.p12\n    găsit      o cheie privată fără certificatul ei\n{WANTED}"


def test_a_certificate_that_is_over_is_refused_by_the_date_given_and_not_by_a_clock():
    first, last = AT - timedelta(days=366), AT - timedelta(days=1)

    assert refusal(p12(a_signer(first=first, last=last))) == (
        "semnatar.p12\n"
        "    găsit      un certificat valabil între 04.02.2023 și 04.02.2024\n"
        "    așteptat   un certificat valabil la data semnării, 05.02.2024\n"
        "    de făcut   semnați cu un certificat valabil la această dată, sau corectați data"
    )
    assert refusal(p12(a_signer(first=AT + timedelta(seconds=1)))).splitlines()[1] == (
        "    găsit      un certificat valabil între 05.02.2024 și 31.12.2025"
    )
    assert opened(p12(a_signer(first=AT, last=AT))).name == SECRETARY


def test_a_certificate_that_names_nobody_is_refused():
    assert refusal(p12(a_signer(""))) == f"semnatar.p12\n    găsit      un certificat fără nume\n{WANTED}"


def test_a_certificate_whose_purpose_cannot_be_read_is_refused():
    signer = a_signer()
    purpose, spoilt = bytes.fromhex("0404030206c0"), bytes.fromhex("0404130206c0")  # a text where there should be bits
    content = signer.certificate.public_bytes(Encoding.DER)
    assert purpose in content
    unreadable = replace(signer, certificate=x509.load_der_x509_certificate(content.replace(purpose, spoilt)))

    assert refusal(p12(unreadable)) == (
        f"semnatar.p12\n    găsit      un certificat deteriorat, care nu se poate citi până la capăt\n{WANTED}"
    )


def test_a_certificate_for_encryption_does_not_sign():
    assert refusal(p12(a_signer(signs=False))) == (
        "semnatar.p12\n"
        "    găsit      un certificat care nu este dat pentru semnături\n"
        "    așteptat   un certificat pentru semnătură electronică\n"
        "    de făcut   semnați cu certificatul pentru semnătură; acesta este pentru altceva, de exemplu pentru criptare"
    )


@pytest.mark.parametrize(
    ("key", "found"),
    [
        (ed25519.Ed25519PrivateKey.generate(), "o cheie de tip Ed25519"),
        (rsa.generate_private_key(public_exponent=65537, key_size=1024), "o cheie RSA de 1024 de biți"),  # noqa: S505
        (ec.generate_private_key(ec.SECP256K1()), "o cheie eliptică secp256k1"),
    ],
    ids=["ed25519", "rsa-1024", "secp256k1"],
)
def test_a_key_that_is_not_supported_is_named(key: object, found: str) -> None:
    assert refusal(p12(a_signer(key=key))) == f"semnatar.p12\n    găsit      {found}\n{KEYS}"


def test_a_cipher_that_nobody_uses_any_more_is_said(monkeypatch: pytest.MonkeyPatch):
    """Which ones the library still opens depends on how it was built."""

    def refuse(*_: object) -> None:
        raise UnsupportedAlgorithm("RC2")

    monkeypatch.setattr("toolkit.signoff.certificate.load_pkcs12", refuse)

    assert refusal(p12(a_signer())) == (
        f"semnatar.p12\n    găsit      un certificat închis cu un cifru vechi, care nu se mai folosește\n{WANTED}"
    )


def test_a_key_of_another_certificate_is_not_taken(monkeypatch: pytest.MonkeyPatch):
    """No tool writes such a file, so it is put together where the library hands over what it has read."""
    signer = a_signer()
    read = replace(signer, key=a_key())
    monkeypatch.setattr("toolkit.signoff.certificate.load_pkcs12", lambda *_: _Read(read))

    assert refusal(p12(signer)) == f"semnatar.p12\n    găsit      o cheie privată care nu este a certificatului\n{WANTED}"


class _Read:
    """What the library reads from a PKCS#12 file."""

    def __init__(self, signer: Signer) -> None:
        self.key, self.cert, self.additional_certs = signer.key, self, []
        self.certificate = signer.certificate
