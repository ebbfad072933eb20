"""The key and its passphrase go nowhere, and whoever signs nothing does not wait for the libraries of signatures."""

from __future__ import annotations

import subprocess
import sys

from authority import AT, PASSPHRASE, a_signer, p12
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from small_document import a_document
from small_pdf import a_pdf

from toolkit.signoff.certificate import read_certificate
from toolkit.signoff.pdf_place import find_places
from toolkit.signoff.pdf_signature import sign_pdf
from toolkit.signoff.word_signature import sign_package


def test_neither_key_nor_passphrase_is_in_a_signed_file():
    signer = read_certificate(p12(a_signer()), PASSPHRASE, file="semnatar.p12", at=AT)
    (place,) = find_places(a_pdf(), ["Elaborat"], "Semnătura")
    key = signer.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    prime = signer.key.private_numbers().p
    secrets = [PASSPHRASE.encode(), PASSPHRASE.encode("utf-16-be"), key, prime.to_bytes(128), b"%x" % prime]
    for document in (
        sign_package(a_document(), signer, at=AT, role="Elaborat", file="raport.docx"),
        sign_pdf(a_pdf(), signer, at=AT, role="Elaborat", place=place),
    ):
        assert not [secret for secret in secrets if secret in document]


def test_the_usual_run_does_not_load_the_libraries_of_signatures():
    code = (
        "import sys, toolkit.cli, toolkit.runs.report; "
        "print(sorted({'pyhanko', 'pyhanko_certvalidator', 'cryptography', 'aiohttp'} & sys.modules.keys()))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"
