"""A signed PDF: one visible field per role, read back by pyHanko's validator and by poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from authority import AT, AUTHORITY, SECRETARY, a_key, a_self_made_signer, a_signer, an_authority, an_elliptic_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from pyhanko.keys import load_private_key_from_pemder_data
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pypdf import PdfReader
from small_pdf import a_pdf

from toolkit.errors import OfficeFileError
from toolkit.signoff.certificate import Signer
from toolkit.signoff.fact import SignatureFact, Standing
from toolkit.signoff.pdf_place import find_places
from toolkit.signoff.pdf_signature import sign_pdf
from toolkit.signoff.pdf_stamp import stamp
from toolkit.signoff.pdf_verification import verify_pdf
from toolkit.signoff.trust import context_of, plainly

LABELS = ("Elaborat", "Coordonat", "Coordonat")
ROLES = ("Elaborat: specialist principal", "Coordonat: șef", "Coordonat: Secretarul Consiliului")
PDFSIG = shutil.which("pdfsig")
ROOT = an_authority().certificate
SIGNER = a_signer()


def signed(*signers: Signer, document: bytes | None = None) -> bytes:
    """A PDF that each of them has signed, in the order of the roles."""
    document = document or a_pdf()
    for signer, role, place in zip(signers, ROLES, find_places(document, LABELS, "Semnătura"), strict=False):
        document = sign_pdf(document, signer, at=AT, role=role, place=place)
    return document


def facts(document: bytes) -> tuple[SignatureFact, ...]:
    return verify_pdf(document, file="raport.pdf", roots=[ROOT])


def texts(document: bytes) -> list[str]:
    return [str(fault) for fact in facts(document) for fault in fact.faults]


THREE = signed(SIGNER, a_signer("Șef", key=an_elliptic_key()), a_self_made_signer("Secretar"))
TWO = signed(SIGNER, a_self_made_signer("Șef"))


def test_a_signature_says_who_signed_in_which_role_and_when():
    assert facts(signed(SIGNER)) == (
        SignatureFact(
            place="Semnatura1", who=SECRETARY, issuer=AUTHORITY, role=ROLES[0], at=AT, standing=Standing.KNOWN,
        ),
    )  # fmt: skip


def test_a_document_without_signatures_has_none():
    assert facts(a_pdf()) == ()


def test_each_signature_is_added_after_the_earlier_ones_and_leaves_them_whole():
    document = a_pdf()
    for number, signer in enumerate((SIGNER, a_signer("Șef"), a_signer("Secretar")), 1):
        place = find_places(document, LABELS, "Semnătura")[number - 1]
        longer = sign_pdf(document, signer, at=AT, role=ROLES[number - 1], place=place)
        assert longer.startswith(document)
        document = longer
        assert [fact.is_intact for fact in facts(document)] == [True] * number


def test_three_roles_have_three_visible_fields_on_their_rows():
    page = PdfReader(BytesIO(THREE)).pages[0]
    fields = [annotation.get_object() for annotation in page["/Annots"]]
    places = find_places(a_pdf(), LABELS, "Semnătura")

    assert [(field["/T"], field["/TU"]) for field in fields] == [
        (f"Semnatura{number}", role) for number, role in enumerate(ROLES, 1)
    ]
    assert [[round(float(x)) for x in field["/Rect"]][1] for field in fields] == [round(place.bottom) for place in places]
    assert all(len(field["/AP"]["/N"].get_data()) > 1000 for field in fields)


def test_identity_and_integrity_are_told_apart():
    assert [(fact.who, fact.is_intact, fact.standing) for fact in facts(THREE)] == [
        (SECRETARY, True, Standing.KNOWN),
        ("Șef", True, Standing.KNOWN),
        ("Secretar", True, Standing.SELF_MADE),
    ]
    (fact,) = verify_pdf(signed(SIGNER), file="raport.pdf")
    assert (fact.is_intact, fact.standing, fact.standing.says_who) == (True, Standing.UNKNOWN, False)


@pytest.mark.parametrize("roots", [[ROOT], []], ids=["known", "unknown"])
def test_pyhanko_comes_to_the_same_bottom_line(roots: list) -> None:
    for fact, embedded in zip(
        verify_pdf(THREE, file="raport.pdf", roots=roots), PdfFileReader(BytesIO(THREE)).embedded_signatures, strict=True
    ):
        usage = KeyUsageConstraints(key_usage={"digital_signature"})
        status = validate_pdf_signature(embedded, context_of(roots, [], AT), key_usage_settings=usage)
        assert status.bottom_line is (fact.is_intact and fact.standing.says_who)
        assert (status.intact, status.valid, status.trusted) == (True, True, fact.standing.says_who)


def test_equal_documents_certificates_and_dates_give_equal_bytes(monkeypatch: pytest.MonkeyPatch):
    """Neither the clock nor a random number reaches the file."""
    one = signed(SIGNER)
    monkeypatch.setattr("os.urandom", lambda count: b"x" * count)
    monkeypatch.setattr("pyhanko.pdf_utils.metadata.info.datetime", _NoClock)

    assert signed(SIGNER) == one


class _NoClock(datetime):
    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return datetime(1999, 1, 1, tzinfo=UTC)


@pytest.mark.skipif(PDFSIG is None, reason="poppler is not installed")
def test_pdfsig_agrees(tmp_path: Path):
    """It looks at each signature alone, so that what is added later is not its business."""
    assert pdfsig(THREE, tmp_path) == ["Signature is Valid."] * 3
    whole = signed(SIGNER)
    at = whole.index(b"/MediaBox")
    assert pdfsig(whole[:at] + b"/mediaBox" + whole[at + 9 :], tmp_path) == ["Digest Mismatch."]


def pdfsig(document: bytes, folder: Path) -> list[str]:
    (folder / "raport.pdf").write_bytes(document)
    answer = subprocess.run([PDFSIG, "-nocert", str(folder / "raport.pdf")], capture_output=True, text=True, check=False)
    return re.findall(r"Signature Validation: (.*)", answer.stdout)


def test_one_changed_letter_is_not_intact():
    document = signed(SIGNER)
    at = document.index(b"endstream")

    assert texts(document[: at - 5] + bytes([document[at - 5] ^ 1]) + document[at - 4 :]) == [
        "conținutul acoperit de semnătură s-a schimbat"
    ]


@settings(max_examples=60)
@given(at=st.integers(0, len(TWO) - 1), bits=st.integers(1, 255))
@example(at=TWO.index(b"/ByteRange") + 3, bits=32)
@example(at=TWO.rindex(b"startxref") + 12, bits=1)
@example(at=TWO.index(b"/Contents <") + 12, bits=32)
@example(at=TWO.index(b"00000000>"), bits=1)
@example(at=len(TWO) - 1, bits=1)
def test_after_one_changed_byte_anywhere_no_longer_all_signatures_are_intact(at: int, bits: int) -> None:
    """And there is a fact for it, or the file is no PDF any more; there is never a traceback."""
    content = bytearray(TWO)
    content[at] ^= bits
    try:
        found = facts(bytes(content))
    except OfficeFileError as error:
        assert str(error).splitlines()[1] == "    găsit      un fișier care nu se poate citi ca PDF"
        return
    assert not found or not all(fact.is_intact for fact in found)
    assert found


def test_a_page_that_was_added_after_signing_is_found():
    writer = IncrementalPdfFileWriter(BytesIO(signed(SIGNER)))
    stream = writer.add_object(StreamObject(stream_data=b""))
    writer.insert_page(PageObject(contents=stream, media_box=(0, 0, 100, 100)))
    target = BytesIO()
    writer.write(target)

    assert texts(target.getvalue()) == ["după semnare s-a schimbat și altceva decât semnăturile"]


def test_a_document_that_another_program_has_saved_again_is_not_intact():
    with pikepdf.open(BytesIO(signed(SIGNER))) as pdf:
        saved = BytesIO()
        pdf.save(saved)

    assert not any(fact.is_intact for fact in facts(saved.getvalue()))


def test_a_time_stamp_that_was_added_leaves_the_signatures_intact():
    """An office may have the whole document stamped by its provider; that changes nothing of what was signed."""
    stamper = DummyTimeStamper(plainly([SIGNER.certificate])[0], _library_key(), fixed_dt=AT)
    writer = IncrementalPdfFileWriter(BytesIO(TWO))
    stamped = PdfTimeStamper(stamper).timestamp_pdf(writer, "sha256", validation_context=None).getvalue()

    assert stamped.count(b"/ByteRange") == 3
    assert [fact.is_intact for fact in facts(stamped)] == [True, True]


def _library_key() -> object:
    key = SIGNER.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return load_private_key_from_pemder_data(key, passphrase=None)


def test_more_signatures_than_anybody_makes_are_not_all_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("toolkit.signoff.pdf_verification._MOST_SIGNATURES", 1)

    assert texts(TWO) == ["un document cu semnături la care nu mai duce, sau cu mai multe decât se citesc"]


def test_what_follows_the_signed_document_is_not_covered_and_said():
    assert texts(signed(SIGNER) + b"% rest") == ["semnătura nu acoperă documentul întreg, așa cum era la semnare"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 2000, a_pdf()[:-200]])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(OfficeFileError) as error:
        facts(content)

    assert str(error.value) == (
        "raport.pdf\n"
        "    găsit      un fișier care nu se poate citi ca PDF\n"
        "    așteptat   un document PDF de cel mult 64 MB\n"
        "    de făcut   luați din nou documentul de unde a fost publicat"
    )


def test_what_is_hidden_in_the_gap_of_a_signature_is_found():
    """No digest speaks of it, so a digit there could be changed unseen."""
    document = signed(SIGNER)

    assert texts(document.replace(b"00000000>", b"00000001>", 1)) == ["în golul lăsat pentru semnătură stă și altceva"]


def test_a_signature_of_another_key_is_found():
    """The value is that of somebody else, over the same document."""
    forged = signed(replace(SIGNER, key=a_key()))

    assert texts(forged) == ["valoarea semnăturii nu este făcută cu cheia certificatului"]


def test_a_signature_that_cannot_be_read_is_said():
    assert texts(signed(SIGNER).replace(b"/Contents <3", b"/Contents <9")) == [
        "o semnătură care nu se poate citi până la capăt"
    ]


def test_a_signature_to_which_the_document_no_longer_leads_is_said():
    """As where somebody puts an older state of the document behind the signed one."""
    assert texts(signed(SIGNER) + a_pdf()) == [
        "un document cu semnături la care nu mai duce, sau cu mai multe decât se citesc"
    ]


def test_a_place_at_the_foot_of_the_page_is_signed_too():
    (place,) = find_places(a_pdf([(42, 500, "Raport")]), ["Elaborat"], "Semnătura")
    document = sign_pdf(a_pdf([(42, 500, "Raport")]), SIGNER, at=AT, role=ROLES[0], place=place)

    assert [fact.is_intact for fact in facts(document)] == [True]


def test_the_stamp_has_the_letters_of_romanian_and_bulgarian():
    """Letters that the font does not have would be drawn as empty boxes."""
    font = FT2Font(findfont(FontProperties(family="DejaVu Sans")))
    assert all(ord(letter) in font.get_charmap() for letter in "ăâîșțĂÂÎȘȚабвгдежзийклмнопрстуфхцчшщъьюя„”“–")


@pytest.mark.parametrize("name", ["x", "Secretarul Consiliului municipal " * 4, " ", "$\\frac și $1$"])
def test_a_stamp_stays_within_its_frame(name: str) -> None:
    """A long name is written smaller."""
    drawn = stamp([name, "Elaborat", "05.02.2024"], 130, 26).decode("ascii")
    steps = [line.split()[:-1] for line in drawn.splitlines() if line[-2:] in (" m", " l", " c")]

    assert len(steps) > 100
    assert all(0 <= float(x) <= 130 for step in steps for x in step[::2])
    assert all(0 <= float(y) <= 26 for step in steps for y in step[1::2])
