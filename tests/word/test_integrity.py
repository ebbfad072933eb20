"""A file that Word would offer to repair is named, with what is broken in it."""

from __future__ import annotations

import pytest
from docx_builder import FILE, fill, template

from toolkit.word.integrity import find_broken
from toolkit.word.package import CONTENT_TYPES, DOCUMENT, parse_part, read_package

RELS = "word/_rels/document.xml.rels"
ONCE = "identificatori care nu se repetă"
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent/></w:sdt>'
PARAGRAPH = '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="1A"/>'
DRAWING = '<wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" id="4"/>'
NOTE = '<w:footnote w:id="2"/>'


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return read_package(fill(template("{{ a }}"), {"a": "1"}), FILE)


def broken(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    trees = {name: parse_part(name, xml) for name, xml in parts.items() if name.endswith((".xml", ".rels"))}
    return list(find_broken(parts, trees))


def changed(parts: dict[str, bytes], part: str, old: str, new: str) -> list[tuple[str, str]]:
    assert old in parts[part].decode()
    return broken({**parts, part: parts[part].decode().replace(old, new, 1).encode()})


def test_a_whole_file_is_not_broken(parts: dict[str, bytes]):
    assert broken(parts) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "found"),
    [
        (DOCUMENT, "<w:sectPr", f"{CONTROL}{CONTROL}<w:sectPr", "identificatorul „7” de 2 ori (control)"),
        (DOCUMENT, "<w:sectPr", f"{PARAGRAPH}{PARAGRAPH}<w:sectPr", "identificatorul „1A” de 2 ori (paragraf)"),
        (DOCUMENT, "<w:sectPr", f"{DRAWING}{DRAWING}<w:sectPr", "identificatorul „4” de 2 ori (desen)"),
        (DOCUMENT, "<w:sectPr", f"{NOTE}{NOTE}<w:sectPr", "identificatorul „2” de 2 ori (notă de subsol)"),
        ("word/styles.xml", 'w:styleId="Header"', 'w:styleId="Normal"', "identificatorul „Normal” de 2 ori (stil)"),
        (RELS, 'Id="rId4"', 'Id="rId3"', "identificatorul „rId3” de 2 ori (relație)"),
    ],
)
def test_an_id_that_repeats_is_named(parts: dict[str, bytes], part: str, old: str, new: str, found: str):
    assert changed(parts, part, old, new) == [(found, ONCE)]


def test_a_relationship_to_a_part_that_is_not_there_is_named(parts: dict[str, bytes]):
    assert changed(parts, RELS, 'Target="styles.xml"', 'Target="stiluri.xml"') == [
        (f"în „{RELS}”, o legătură către partea „word/stiluri.xml”, care lipsește", "legături către părți ale documentului")
    ]


def test_a_relationship_to_a_web_address_leads_out_of_the_file(parts: dict[str, bytes]):
    outside = '<Relationship Id="rIdX" Type="x" Target="https://balti.md" TargetMode="External"/></Relationships>'
    assert changed(parts, RELS, "</Relationships>", outside) == []


def test_a_relationship_that_is_used_and_not_described_is_named(parts: dict[str, bytes]):
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    header = f'<w:headerReference xmlns:r="{office}" r:id="rId99"/>'
    assert changed(parts, DOCUMENT, "<w:pgSz", f"{header}<w:pgSz") == [
        (f"în „{DOCUMENT}”, legătura „rId99”, care nu este descrisă", "legături descrise alături de parte")
    ]


def test_a_part_of_which_the_kind_is_not_said_is_named(parts: dict[str, bytes]):
    assert broken({**parts, "word/media/x.emf": b"x"}) == [
        ("partea „word/media/x.emf”, despre care nu se spune de ce fel este", "felul fiecărei părți, în [Content_Types].xml")
    ]


def test_a_kind_of_a_part_that_is_not_there_or_is_said_twice_is_named(parts: dict[str, bytes]):
    absent = '<Override PartName="/word/x.xml" ContentType="x"/></Types>'
    twice = '<Override PartName="/word/styles.xml" ContentType="x"/></Types>'
    expected = "felul fiecărei părți, o dată, și numai al celor care sunt"
    assert changed(parts, CONTENT_TYPES, "</Types>", absent) == [("felul părții „word/x.xml”, de 1 ori", expected)]
    assert changed(parts, CONTENT_TYPES, "</Types>", twice) == [("felul părții „word/styles.xml”, de 2 ori", expected)]
