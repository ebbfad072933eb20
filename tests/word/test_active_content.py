"""A template brings in nothing that acts, and nothing from outside of it."""

from __future__ import annotations

import pytest
from docx_builder import FILE, SEMESTER_REPORT, template, with_part

from toolkit.errors import OfficeFileError
from toolkit.word.template_parts import read_template

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def refusal(content: bytes) -> str:
    with pytest.raises(OfficeFileError) as caught:
        read_template(content, FILE)
    return str(caught.value)


def with_field(*codes: str) -> bytes:
    """A template with a field whose code stands in several runs."""
    pieces = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    field = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{pieces}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return with_part(template("X"), "<w:r><w:t>X</w:t></w:r>", field)


def with_relationship(kind: str, target: str, mode: str = "") -> bytes:
    external = f' TargetMode="{mode}"' if mode else ""
    more = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{external}/></Relationships>'
    return with_part(template("X"), "</Relationships>", more, "word/_rels/document.xml.rels")


def test_a_field_that_starts_a_program_is_refused_with_what_to_do():
    assert refusal(with_field(" DDE", 'AUTO c:\\\\windows\\\\cmd.exe "/c calc" ')) == (
        "templates/small.docx\n"
        '    găsit      câmpul „DDEAUTO c:\\\\windows\\\\cmd.exe "/c calc"”\n'
        "    așteptat   text, tabele și imagini păstrate în șablon,"
        " fără ceva care pornește programe sau aduce alte fișiere\n"
        "    de făcut   deschideți șablonul în Word, ștergeți ce s-a găsit și puneți în loc text sau o imagine inserată"
        " în document"
    )


@pytest.mark.parametrize(
    "code", ['includetext "/etc/passwd"', "INCLUDEPICTURE http://x/y.png", "LINK Excel.Sheet", "RD x.docx"]
)
def test_fields_that_take_in_files_are_refused(code: str):
    assert f"câmpul „{code}”" in refusal(with_field(f" {code} "))
    simple = with_part(template("X"), "<w:r><w:t>X</w:t></w:r>", f"<w:fldSimple w:instr='{code}'/>")
    assert f"câmpul „{code}”" in refusal(simple)


@pytest.mark.parametrize("code", ["PAGE", 'HYPERLINK "https://balti.md/link"', "TOC", "NUMPAGES", "REF include"])
def test_other_fields_pass(code: str):
    assert read_template(with_field(f" {code} "), FILE)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (with_relationship("image", "http://evil.example/pixel.png", "External"), "către „http://evil.example/pixel.png”"),
        (with_relationship("oleObject", "embeddings/o.bin"), "un obiect încorporat"),
        (with_relationship("aFChunk", "evil.html"), "o bucată de document în alt format"),
        (with_relationship("control", "activeX/a.xml"), "un control ActiveX"),
        (with_part(template("X"), "<w:sectPr", "<w:altChunk/><w:sectPr"), "o bucată de document în alt format"),
    ],
)
def test_what_comes_from_elsewhere_is_refused(content: bytes, found: str):
    assert found in refusal(content)


def test_links_that_a_reader_may_follow_and_our_own_template_pass():
    assert read_template(with_relationship("hyperlink", "https://balti.md", "External"), FILE)
    assert read_template(SEMESTER_REPORT.read_bytes(), FILE)
