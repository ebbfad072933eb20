"""Signatures that somebody has forged, moved or spoilt: a plain fact for each, and none is taken for intact."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from authority import AT, AUTHORITY, SECRETARY, a_key, a_signer, an_authority
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from small_document import DOCUMENT_RELATIONSHIPS, a_document, changed, with_part, without_part

from toolkit.errors import OfficeFileError
from toolkit.intake.stored_zip import parts_of, stored_zip
from toolkit.signoff.certificate import Signer
from toolkit.signoff.fact import SignatureFact
from toolkit.signoff.signature_xml import canonical, digest
from toolkit.signoff.word_signature import sign_package
from toolkit.signoff.word_verification import verify_package

SIGNATURE = "_xmlsignatures/sig1.xml"
SIGNER = a_signer()
SIGNED = sign_package(a_document(), SIGNER, at=AT, role="Elaborat", file="raport.docx")
DS = "{http://www.w3.org/2000/09/xmldsig#}"
XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
NOT_XML = "o semnătură care nu este XML bine format, fără declarații"


def the_fact(document: bytes) -> SignatureFact:
    (fact,) = verify_package(document, file="raport.docx", roots=[an_authority().certificate])
    return fact


def texts(document: bytes) -> list[str]:
    return [str(fault) for fault in the_fact(document).faults]


def resigned(change: Callable[[etree._Element], None], signer: Signer = SIGNER) -> bytes:
    """The signed file, with its signature changed and made anew by a signer: what a forger with a key of his own can do."""
    root = etree.fromstring(parts_of(SIGNED)[SIGNATURE])
    change(root)
    root = etree.fromstring(etree.tostring(root))
    signed_info = root.find(f"{DS}SignedInfo")
    by_id = {each.get("Id"): each for each in root.iter() if each.get("Id")}
    for reference in signed_info.iterfind(f"{DS}Reference"):
        element = by_id.get(reference.get("URI", "")[1:])
        if element is not None:
            reference.find(f"{DS}DigestValue").text = digest(canonical(element))
    value = signer.key.sign(canonical(signed_info), padding.PKCS1v15(), hashes.SHA256())
    root.find(f"{DS}SignatureValue").text = base64.b64encode(value).decode()
    return with_part(SIGNED, SIGNATURE, etree.tostring(root))


def test_a_signature_that_is_made_anew_in_the_same_way_is_intact():
    """Else the tests below would find a fault for another reason than theirs."""
    assert texts(resigned(lambda root: None)) == []


def test_a_changed_list_of_parts_is_found():
    new = re.search(rb"<DigestValue>(.{8})", parts_of(SIGNED)[SIGNATURE].partition(b"<Manifest>")[2])[1]

    assert texts(changed(SIGNED, SIGNATURE, new, b"AAAAAAAA")) == ["conținutul semnăturii s-a schimbat"]


@pytest.mark.parametrize("old", ["2024-02-05T09:30:00Z</xd:SigningTime>", "Elaborat</xd:ClaimedRole>"])
def test_a_changed_date_or_role_is_found(old: str) -> None:
    assert texts(changed(SIGNED, SIGNATURE, old, old.replace("0", "1").replace("Elab", "Aprob"))) == [
        "conținutul semnăturii s-a schimbat"
    ]


def test_a_signature_without_its_value_is_found():
    assert texts(changed(SIGNED, SIGNATURE, "<SignatureValue>", "<SignatureValue>AAAA")) == [
        "valoarea semnăturii nu este făcută cu cheia certificatului"
    ]
    assert texts(changed(SIGNED, SIGNATURE, "<SignatureValue>", "<SignatureValue>%%")) == [
        "o semnătură al cărei conținut nu se poate citi"
    ]


def test_a_certificate_of_another_person_is_found():
    """The forger keeps the signature and puts a finer certificate beside it."""
    theirs, ours = (
        base64.b64encode(each.certificate.public_bytes(Encoding.DER)).decode() for each in (a_signer("Primar"), SIGNER)
    )

    assert texts(changed(SIGNED, SIGNATURE, ours, theirs)) == [
        "o semnătură al cărei certificat nu este cel pe care îl numește"
    ]


def test_a_certificate_with_the_same_key_and_another_name_is_found():
    other = an_authority("Altă autoritate").gives("Primar", SIGNER.key)
    theirs, ours = (base64.b64encode(each.certificate.public_bytes(Encoding.DER)).decode() for each in (other, SIGNER))

    assert texts(changed(SIGNED, SIGNATURE, ours, theirs)) == [
        "o semnătură al cărei certificat nu este cel pe care îl numește"
    ]


def test_a_signature_by_another_key_is_found():
    forger = replace(SIGNER, key=a_key())

    assert texts(resigned(lambda root: None, forger)) == ["valoarea semnăturii nu este făcută cu cheia certificatului"]


def test_a_list_moved_away_from_where_it_is_read_is_not_believed():
    """Wrapping: the signed list is kept where nobody reads it, and another one stands in its place."""

    def wrap(root: etree._Element) -> None:
        signed = root.find(f"{DS}Object")
        forged = etree.fromstring(etree.tostring(signed))
        forged.set("Id", "altul")
        forged.remove(forged[1])  # the hour, whose name would stand there twice
        root.replace(signed, forged)
        etree.SubElement(root, f"{DS}Object").append(signed)

    assert texts(resigned(wrap)) == ["semnătura trimite la „#idPackageObject”, în afara ei"]


def test_two_elements_of_one_name_are_not_believed():
    def double(root: etree._Element) -> None:
        root.append(etree.fromstring(etree.tostring(root.find(f"{DS}Object"))))

    assert texts(resigned(double)) == ["o semnătură în care două elemente au același nume"]


def test_a_second_list_within_the_signed_object_is_not_believed():
    def double(root: etree._Element) -> None:
        manifest = root.find(f"{DS}Object/{DS}Manifest")
        manifest.addnext(etree.fromstring(etree.tostring(manifest)))

    assert texts(resigned(double)) == ["o semnătură care nu spune ce părți ale documentului sunt semnate"]


def test_a_list_that_is_not_signed_is_not_believed():
    def unsign(root: etree._Element) -> None:
        signed_info = root.find(f"{DS}SignedInfo")
        signed_info.remove(signed_info.find(f"{DS}Reference"))

    assert texts(resigned(unsign)) == ["o semnătură care nu spune ce părți ale documentului sunt semnate"]


def test_a_signature_that_does_not_name_its_certificate_is_not_believed():
    def unsign(root: etree._Element) -> None:
        signed_info = root.find(f"{DS}SignedInfo")
        signed_info.remove(signed_info.findall(f"{DS}Reference")[2])

    assert texts(resigned(unsign)) == ["o semnătură care nu spune cu ce certificat este făcută"]


@pytest.mark.parametrize("target", ["http://192.0.2.1/x", "file:///etc/hostname", "#altul", "", "#xpointer(/)"])
def test_a_reference_that_leads_out_of_the_signature_is_not_followed(target: str) -> None:
    def lead(root: etree._Element) -> None:
        root.find(f"{DS}SignedInfo/{DS}Reference").set("URI", target)

    assert texts(resigned(lead)) == [f"semnătura trimite la „{target}”, în afara ei"]


@pytest.mark.parametrize(
    "target",
    [
        "http://192.0.2.1/x?ContentType=a",
        "/../etc/hostname?ContentType=a",
        "//x?ContentType=a",
        "/word/./document.xml?ContentType=a",
        "/word/document.xml",
        "",
    ],
)
def test_a_list_that_leads_out_of_the_file_is_not_followed(target: str) -> None:
    def lead(root: etree._Element) -> None:
        for reference in root.iterfind(f"{DS}Object/{DS}Manifest/{DS}Reference"):
            if reference.get("URI").startswith("/word/header1.xml"):
                reference.set("URI", target)

    assert texts(resigned(lead)) == [
        f"semnătura trimite la „{target}” într-un fel care nu se acceptă",
        "partea „word/header1.xml” a fost adăugată după semnare",
    ]


def test_a_part_that_is_listed_twice_is_not_believed():
    def double(root: etree._Element) -> None:
        reference = root.findall(f"{DS}Object/{DS}Manifest/{DS}Reference")[-1]
        reference.addnext(etree.fromstring(etree.tostring(reference)))

    (text,) = texts(resigned(double))
    assert text.startswith("semnătura trimite la „/word/styles.xml?ContentType=")


@pytest.mark.parametrize("weak", ["http://www.w3.org/2000/09/xmldsig#sha1", "http://www.w3.org/2001/04/xmldsig-more#md5"])
def test_a_weak_digest_is_not_accepted(weak: str) -> None:
    def weaken(root: etree._Element) -> None:
        root.find(f"{DS}SignedInfo/{DS}Reference/{DS}DigestMethod").set("Algorithm", weak)

    def weaken_part(root: etree._Element) -> None:
        root.find(f"{DS}Object/{DS}Manifest/{DS}Reference/{DS}DigestMethod").set("Algorithm", weak)

    assert texts(resigned(weaken)) == ["un algoritm de amprentă care nu se acceptă"]
    assert texts(resigned(weaken_part))[0].startswith("semnătura trimite la „/_rels/.rels?ContentType=")


@pytest.mark.parametrize(
    "weak",
    ["http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2000/09/xmldsig#hmac-sha1", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"],
)  # fmt: skip
def test_a_weak_or_another_algorithm_is_not_accepted(weak: str) -> None:
    def weaken(root: etree._Element) -> None:
        root.find(f"{DS}SignedInfo/{DS}SignatureMethod").set("Algorithm", weak)

    due = (
        "valoarea semnăturii nu este făcută cu cheia certificatului"
        if "ecdsa" in weak
        else "un algoritm de semnătură care nu se acceptă"
    )
    assert texts(resigned(weaken)) == [due]


@pytest.mark.parametrize(
    "transform", ["http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/2000/09/xmldsig#enveloped-signature"]
)
def test_a_transform_that_could_show_something_else_is_not_accepted(transform: str) -> None:
    def transformed(root: etree._Element) -> None:
        root.find(f"{DS}SignedInfo/{DS}Reference/{DS}Transforms/{DS}Transform").set("Algorithm", transform)

    def part_transformed(root: etree._Element) -> None:
        root.find(f"{DS}Object/{DS}Manifest/{DS}Reference/{DS}Transforms/{DS}Transform").set("Algorithm", transform)

    assert texts(resigned(transformed)) == ["un algoritm de amprentă care nu se acceptă"]
    assert texts(resigned(part_transformed))[0].startswith("semnătura trimite la „/_rels/.rels?ContentType=")


def test_another_canonical_form_is_not_accepted():
    def other(root: etree._Element) -> None:
        root.find(f"{DS}SignedInfo/{DS}CanonicalizationMethod").set("Algorithm", "http://www.w3.org/2001/10/xml-exc-c14n#")

    assert texts(resigned(other)) == ["o formă canonică ce nu se acceptă"]


def test_a_namespace_that_has_no_canonical_form_is_said():
    relative = changed(SIGNED, SIGNATURE, 'xmlns:mdssi="http://', 'xmlns:mdssi="')
    listed = changed(SIGNED, DOCUMENT_RELATIONSHIPS, "<Relationship ", '<Relationship xmlns:x="a/b" x:y="" ')

    assert texts(relative) == ["o formă canonică ce nu se acceptă"]
    assert texts(listed) == [f"partea „{DOCUMENT_RELATIONSHIPS}” s-a schimbat după semnare"]


def test_a_signature_without_a_date_is_said():
    def undated(root: etree._Element) -> None:
        root.find(f".//{XADES}SigningTime").text = "ieri"

    assert texts(resigned(undated)) == ["o semnătură fără dată"]


def test_a_certificate_that_cannot_be_read_is_said():
    def spoilt(root: etree._Element) -> None:
        root.find(f".//{DS}X509Certificate").text = "AAAA"

    assert texts(resigned(spoilt)) == ["o semnătură cu un certificat care nu se poate citi"]


def test_a_certificate_whose_name_is_no_text_is_said():
    spoilt = SIGNER.certificate.public_bytes(Encoding.DER).replace(b"Secretarul", b"\xffecretarul")
    signer = replace(SIGNER, certificate=x509.load_der_x509_certificate(spoilt))

    with pytest.raises(OfficeFileError, match="o semnătură cu un certificat care nu se poate citi"):
        sign_package(a_document(), signer, at=AT, role="Elaborat", file="raport.docx")


def test_a_short_key_is_not_accepted():
    with pytest.raises(OfficeFileError) as error:
        sign_package(a_document(), a_signer(key=a_key(1024)), at=AT, role="Elaborat", file="raport.docx")

    assert str(error.value) == (
        "raport.docx\n"
        "    găsit      o semnătură care nu este valabilă: o cheie RSA de 1024 de biți, care nu se acceptă la semnare\n"
        "    așteptat   un document în care se poate semna tot ce se vede\n"
        "    de făcut   semnați documentul așa cum l-a făcut programul"
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", NOT_XML),
        (b"<a/>", "o parte care nu este o semnătură"),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>', NOT_XML),
        ("<a/>".encode("utf-16"), NOT_XML),
        (f'<Signature xmlns="{DS[1:-1]}"/>'.encode(), "o semnătură alcătuită altfel decât o alcătuiește Word"),
        (b"<a>" + b" " * 2**22, "o semnătură de peste 4 MB, care nu se citește"),
    ],
    ids=["empty", "another", "entity", "utf-16", "hollow", "large"],
)  # fmt: skip
def test_a_signature_that_is_none_is_said(content: bytes, text: str) -> None:
    assert texts(with_part(SIGNED, SIGNATURE, content)) == [text]


def test_a_signature_that_is_not_there_is_said():
    assert texts(without_part(SIGNED, SIGNATURE)) == ["documentul duce la o semnătură care nu se află în el"]


@pytest.mark.parametrize("name", ["_rels/.rels", "_xmlsignatures/_rels/origin.sigs.rels"])
def test_a_signature_to_which_nothing_leads_is_said(name: str) -> None:
    """Word would show the document as unsigned."""
    assert texts(changed(SIGNED, name, "digital-signature", "altceva"))[0] == (
        "documentul nu mai duce la semnătură, așa că Word nu o arată"
    )


def test_a_part_that_is_read_as_something_else_is_named():
    document = changed(SIGNED, "[Content_Types].xml", "wordprocessingml.header+xml", "wordprocessingml.footer+xml")

    assert texts(document) == ["tipul părții „word/header1.xml” s-a schimbat după semnare"]


def test_a_part_of_two_kinds_is_named():
    second = '<Override PartName="/word/document.xml" ContentType="text/html"/></Types>'

    assert texts(changed(SIGNED, "[Content_Types].xml", "</Types>", second)) == [
        "tipul părții „word/document.xml” s-a schimbat după semnare"
    ]


def test_a_list_of_kinds_that_cannot_be_read_is_named():
    assert texts(changed(SIGNED, "[Content_Types].xml", "</Types>", "")) == [
        "partea „[Content_Types].xml” s-a schimbat după semnare"
    ]


def test_another_main_document_is_found():
    """The relationship of the properties, which nobody signs, must not become one of a second document."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    more = f'<Relationship Id="a" Type="{kind}" Target="docProps/core.xml"/></Relationships>'
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    elsewhere = f'<Relationship Id="a" Type="{core}" Target="word/document.xml"/></Relationships>'

    for row in (more, elsewhere):
        assert texts(changed(SIGNED, "_rels/.rels", "</Relationships>", row)) == [
            "legătura „a” din partea „_rels/.rels” a fost adăugată după semnare"
        ]


def test_a_signed_relationship_to_what_nobody_signs_is_found():
    """A picture among the properties could be exchanged, and the signature would not know."""
    document = changed(a_document(), DOCUMENT_RELATIONSHIPS, "header1.xml", "../docProps/core.xml")

    with pytest.raises(OfficeFileError, match=r"partea „docProps/core.xml” este folosită de document, dar nu este semnată"):
        sign_package(document, SIGNER, at=AT, role="Elaborat", file="raport.docx")


def test_two_parts_of_one_name_are_refused():
    """What one program shows is then not what another one checks."""
    packed = BytesIO(SIGNED)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("Word/Document.xml", "<a/>")
    with pytest.raises(OfficeFileError) as error:
        verify_package(packed.getvalue(), file="raport.docx")

    assert str(error.value).splitlines()[1] == "    găsit      o arhivă în care două componente au același nume"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", SIGNED[:5000], stored_zip({"a": b"b"})])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(OfficeFileError):
        verify_package(content, file="raport.docx")


def test_more_signatures_than_anybody_makes_are_not_read():
    parts = parts_of(SIGNED)
    crowd = {f"_xmlsignatures/sig{number}.xml": parts[SIGNATURE] for number in range(1, 52)}

    assert texts(stored_zip({**parts, **crowd})) == ["peste 50 de semnături, mai multe decât se citesc"]


def test_a_name_that_would_command_a_terminal_is_shown_without_it():
    signer = a_signer("Secretar\x1b[2J\u202egnol " + "x" * 30)
    fact = the_fact(sign_package(a_document(), signer, at=AT, role="Elaborat", file="raport.docx"))

    assert fact.is_intact
    assert fact.who == "Secretar\ufffd[2J\ufffdgnol " + "x" * 30
    assert fact.issuer == AUTHORITY != SECRETARY
