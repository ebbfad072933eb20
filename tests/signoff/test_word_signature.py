"""A signed Word file: whose signature, over which bytes, and what stays of it when anything is changed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from authority import (
    AT,
    AUTHORITY,
    SECRETARY,
    a_self_made_signer,
    a_signer,
    an_authority,
    an_elliptic_key,
    pem,
)
from cryptography.hazmat.primitives.asymmetric import ec
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from small_document import DOCUMENT_RELATIONSHIPS, a_document, changed, with_part, without_part

from toolkit.errors import OfficeFileError
from toolkit.intake.stored_zip import parts_of
from toolkit.signoff.certificate import Signer
from toolkit.signoff.fact import SignatureFact, Standing
from toolkit.signoff.word_signature import sign_package
from toolkit.signoff.word_verification import verify_package

ROLE = "Elaborat: specialist principal"
NOT_OF_WORD = ("[Content_Types].xml", "docProps/app.xml", "docProps/core.xml")


def signed(document: bytes | None = None, signer: Signer | None = None, role: str = ROLE) -> bytes:
    return sign_package(document or a_document(), signer or a_signer(), at=AT, role=role, file="raport.docx")


def facts(document: bytes) -> tuple[SignatureFact, ...]:
    return verify_package(document, file="raport.docx", roots=[an_authority().certificate])


def texts(document: bytes) -> list[str]:
    return [str(fault) for fact in facts(document) for fault in fact.faults]


def test_a_signature_says_who_signed_in_which_role_and_when():
    assert facts(signed()) == (
        SignatureFact(
            place="_xmlsignatures/sig1.xml",
            who=SECRETARY,
            issuer=AUTHORITY,
            role=ROLE,
            at=AT,
            standing=Standing.KNOWN,
            unsigned=("docProps/app.xml", "docProps/core.xml"),
        ),
    )


def test_a_document_without_signatures_has_none():
    assert facts(a_document()) == ()


def test_the_hour_is_written_in_universal_time_whatever_zone_it_is_given_in():
    in_chisinau = AT.astimezone(timezone(timedelta(hours=2))) + timedelta(microseconds=7)
    document = sign_package(a_document(), a_signer(), at=in_chisinau, role=ROLE, file="raport.docx")

    assert b"<xd:SigningTime>2024-02-05T09:30:00Z</xd:SigningTime>" in parts_of(document)["_xmlsignatures/sig1.xml"]
    assert facts(document)[0].at == datetime(2024, 2, 5, 9, 30, tzinfo=UTC)


def test_signatures_are_added_without_touching_any_part():
    """Each covers the same parts; adding one leaves the others, byte for byte, as they were."""
    document = a_document()
    before = parts_of(document)
    signers = [a_signer("Specialist"), a_signer("Șef", key=an_elliptic_key()), a_self_made_signer("Secretar")]
    for number, signer in enumerate(signers, 1):
        earlier = parts_of(document)
        document = signed(document, signer, role=f"Rolul {number}")
        parts = parts_of(document)
        assert {name: parts[name] for name in before if name not in (*NOT_OF_WORD[:1], "_rels/.rels")} == {
            name: content for name, content in before.items() if name not in (*NOT_OF_WORD[:1], "_rels/.rels")
        }
        for name in earlier:
            if name.startswith("_xmlsignatures/sig"):
                assert parts[name] == earlier[name]
    assert [(fact.who, fact.role, fact.is_intact, fact.standing) for fact in facts(document)] == [
        ("Specialist", "Rolul 1", True, Standing.KNOWN),
        ("Șef", "Rolul 2", True, Standing.KNOWN),
        ("Secretar", "Rolul 3", True, Standing.SELF_MADE),
    ]


def test_equal_documents_certificates_and_dates_give_equal_bytes():
    """RSA PKCS#1 v1.5 has no chance in it."""
    signer = a_signer()

    assert signed(signer=signer) == signed(signer=signer)
    later = sign_package(a_document(), signer, at=AT + timedelta(seconds=1), role=ROLE, file="raport.docx")
    assert later != signed(signer=signer)


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=lambda curve: curve.name)
def test_an_elliptic_key_signs_too(curve: ec.EllipticCurve) -> None:
    assert facts(signed(signer=a_signer(key=an_elliptic_key(curve))))[0].is_intact


def test_markup_in_a_role_or_a_name_is_only_text():
    role = 'Șef <b>&amp; "unic"</b>\' ]]>'
    fact = facts(signed(signer=a_signer("Sabău & <Fiii>"), role=role))[0]

    assert (fact.who, fact.role, fact.is_intact) == ("Sabău & <Fiii>", role, True)


@given(data=st.data())
def test_after_one_changed_byte_in_a_signed_part_it_is_not_intact_and_the_part_is_named(data: st.DataObject) -> None:
    """Also in a list of relationships, unless it lists the same as before: only what it lists is signed."""
    document = SIGNED_TWICE
    parts = parts_of(document)
    name = data.draw(st.sampled_from([name for name in sorted(parts) if name not in NOT_OF_WORD and "sig" not in name]))
    at = data.draw(st.integers(0, len(parts[name]) - 1))
    bits = data.draw(st.integers(1, 255))
    content = bytearray(parts[name])
    content[at] ^= bits

    for fact in facts(with_part(document, name, bytes(content))):
        if fact.is_intact:
            assert name.endswith(".rels")
            assert listed(content) == listed(parts[name])
        else:
            assert {fault.part for fault in fact.faults} >= {name} or name == "_rels/.rels"


SIGNED_TWICE = signed(signed(), a_signer("Șef"))


def listed(relationships: bytes) -> list[dict[str, str]]:
    return [dict(each.attrib) for each in etree.fromstring(bytes(relationships))]


@given(at=st.integers(0, len(SIGNED_TWICE) - 1), bits=st.integers(1, 255))
def test_a_changed_byte_anywhere_is_a_fact_or_a_refusal_and_never_a_traceback(at: int, bits: int) -> None:
    content = bytearray(SIGNED_TWICE)
    content[at] ^= bits
    try:
        found = facts(bytes(content))
    except OfficeFileError:
        return
    same = {name: part for name, part in parts_of(bytes(content)).items() if not name.startswith(("docProps", "_xml"))}
    intact = [fact for fact in found if fact.is_intact]
    if intact:
        original = parts_of(SIGNED_TWICE)
        assert {n for n, part in same.items() if part != original.get(n)} <= {
            "[Content_Types].xml",
            "_rels/.rels",
            DOCUMENT_RELATIONSHIPS,
        }


def test_one_changed_letter_is_named_by_its_part_in_every_signature():
    document = changed(signed(signed(), a_signer("Șef")), "word/document.xml", "119", "719")

    assert texts(document) == ["partea „word/document.xml” s-a schimbat după semnare"] * 2
    assert {fault.part for fact in facts(document) for fault in fact.faults} == {"word/document.xml"}


def test_an_exchanged_picture_is_named():
    document = with_part(signed(), "word/media/image1.png", b"alta")

    assert texts(document) == ["partea „word/media/image1.png” s-a schimbat după semnare"]


def test_a_part_that_was_taken_out_is_named():
    document = without_part(signed(), "word/header1.xml")

    assert texts(document) == ["partea „word/header1.xml” a fost scoasă după semnare"]


@pytest.mark.parametrize(
    "name", ["word/comments.xml", "word/document.xml/[0].piece", "customXml/item1.xml", "docProps/x.xml"]
)
def test_a_part_that_was_added_is_named(name: str) -> None:
    assert texts(with_part(signed(), name, b"<a/>")) == [f"partea „{name}” a fost adăugată după semnare"]


def test_a_relationship_that_leads_elsewhere_is_said():
    document = changed(signed(), DOCUMENT_RELATIONSHIPS, "https://example.org/plan", "https://example.com/plan")

    assert texts(document) == [f"legăturile din partea „{DOCUMENT_RELATIONSHIPS}” s-au schimbat după semnare"]


def test_a_relationship_that_was_added_is_said():
    more = '<Relationship Id="rId77" Type="urn:x" Target="header1.xml"/></Relationships>'
    document = changed(signed(), DOCUMENT_RELATIONSHIPS, "</Relationships>", more)

    assert texts(document) == [f"legătura „rId77” din partea „{DOCUMENT_RELATIONSHIPS}” a fost adăugată după semnare"]


def test_a_relationship_that_was_taken_out_is_said():
    document = changed(signed(), DOCUMENT_RELATIONSHIPS, 'Id="rId10"', 'Id="rId11"')

    assert texts(document) == [
        f"legătura „rId10” din partea „{DOCUMENT_RELATIONSHIPS}” a fost scoasă după semnare",
        f"legătura „rId11” din partea „{DOCUMENT_RELATIONSHIPS}” a fost adăugată după semnare",
    ]


def test_the_order_of_relationships_says_nothing_and_changes_nothing():
    """A program that saves the list again may write it in another order."""
    document = signed()
    rows = parts_of(document)[DOCUMENT_RELATIONSHIPS]
    start, end = rows.index(b"<Relationship "), rows.index(b"</Relationships>")
    each = [row + b"/>" for row in rows[start:end].split(b"/>")[:-1]]
    turned = rows[:start] + b"\n".join(reversed(each)) + rows[end:]

    assert texts(with_part(document, DOCUMENT_RELATIONSHIPS, turned)) == []


def test_a_document_that_another_program_has_saved_again_is_no_longer_intact():
    """The signature stays in it, as python-docx keeps what it does not know, and says what was changed."""
    saved = BytesIO()
    Document(BytesIO(signed())).save(saved)
    (fact,) = facts(saved.getvalue())

    assert not fact.is_intact
    assert (fact.who, fact.at) == (SECRETARY, AT)
    assert "partea „word/document.xml” s-a schimbat după semnare" in [str(fault) for fault in fact.faults]


def test_properties_are_not_signed_as_word_does_and_are_listed():
    document = changed(signed(), "docProps/core.xml", "Raport", "Altul")

    assert [(fact.is_intact, fact.unsigned) for fact in facts(document)] == [
        (True, ("docProps/app.xml", "docProps/core.xml"))
    ]


def test_a_document_that_is_no_longer_what_was_signed_is_not_signed_again():
    with pytest.raises(OfficeFileError) as error:
        signed(changed(signed(), "word/document.xml", "119", "719"))

    assert str(error.value) == (
        "raport.docx\n"
        "    găsit      o semnătură care nu este valabilă: partea „word/document.xml” s-a schimbat după semnare\n"
        "    așteptat   un document nesemnat, sau neschimbat de la semnăturile lui\n"
        "    de făcut   semnați documentul așa cum l-a făcut programul"
    )


def test_a_part_of_no_kind_is_not_signed():
    with pytest.raises(OfficeFileError) as error:
        signed(with_part(a_document(), "word/ceva", b"x"))

    assert str(error.value) == (
        "raport.docx\n"
        "    găsit      partea „word/ceva” nu are un tip\n"
        "    așteptat   un document Word așa cum îl scrie Word\n"
        "    de făcut   semnați documentul așa cum l-a făcut programul"
    )


@pytest.mark.skipif(shutil.which("xmlsec1") is None, reason="xmlsec1 is not installed")
@pytest.mark.parametrize("signer", [a_signer(), a_signer(key=an_elliptic_key())], ids=["rsa", "elliptic"])
def test_xmlsec_agrees_that_the_signature_is_valid(signer: Signer, tmp_path: Path) -> None:
    """It checks signature, certificate and what the signature says of itself; the digests of the parts are ours to check."""
    signature = parts_of(signed(signer=signer))["_xmlsignatures/sig1.xml"]
    (tmp_path / "root.pem").write_bytes(pem(an_authority().certificate))

    assert xmlsec(signature, tmp_path) == 0
    assert xmlsec(signature.replace(ROLE.encode(), ROLE.upper().encode()), tmp_path) != 0


def xmlsec(signature: bytes, folder: Path) -> int:
    (folder / "sig1.xml").write_bytes(signature)
    ids = ("http://www.w3.org/2000/09/xmldsig#:Object", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties")
    command = ["xmlsec1", "--verify", "--ignore-manifests", "--trusted-pem", str(folder / "root.pem")]
    command += ["--verification-time", f"{AT:%Y-%m-%d %H:%M:%S}"]
    for each in ids:
        command += ["--id-attr:Id", each]
    return subprocess.run([*command, str(folder / "sig1.xml")], capture_output=True, check=False).returncode
