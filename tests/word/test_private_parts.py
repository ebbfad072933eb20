"""Who wrote a template, and on which computer, does not reach the official document."""

from __future__ import annotations

import pytest
from docx_builder import FILE, fill, paragraphs_of, template

from toolkit.word.package import CONTENT_TYPES, read_package, write_package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "word/_rels/document.xml.rels"
SETTINGS = "word/settings.xml"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_private_part(name: str, kind: str, target: str, **more: bytes) -> bytes:
    """A template with one more part, to which the text is related."""
    parts = read_package(template("{{ a }}"), FILE)
    related = f'<Relationship Id="rIdMore" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    parts[RELATIONSHIPS] = parts[RELATIONSHIPS].replace(b"</Relationships>", related.encode())
    declared = f'<Override PartName="/{name}" ContentType="application/x.{kind}+xml"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", declared.encode())
    return write_package({**parts, name: b'<x author="Ion Popescu"/>', **more})


@pytest.mark.parametrize(
    ("name", "kind", "target"),
    [
        ("word/people.xml", "people", "people.xml"),
        ("word/people.xml", "people", "/word/people.xml"),
        ("word/comments.xml", "comments", "comments.xml"),
        ("word/commentsExtended.xml", "commentsExtended", "commentsExtended.xml"),
        ("word/documenttasks/documenttasks1.xml", "documenttasks", "documenttasks/documenttasks1.xml"),
        ("customXml/item1.xml", "customXml", "../customXml/item1.xml"),
    ],
)
def test_a_part_that_names_people_is_left_out_with_what_leads_to_it(name: str, kind: str, target: str):
    docx = fill(with_private_part(name, kind, target), {"a": "5"})

    parts = read_package(docx, FILE)
    assert name not in parts
    assert not [part for part, content in parts.items() if b"Popescu" in content or b"rIdMore" in content]
    assert f"/{name}".encode() not in parts[CONTENT_TYPES]
    assert paragraphs_of(docx) == ["5"]


def test_what_belongs_to_such_a_part_is_left_out_too():
    own = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="x/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )
    content = with_private_part(
        "customXml/item1.xml",
        "customXml",
        "../customXml/item1.xml",
        **{"customXml/_rels/item1.xml.rels": own, "customXml/itemProps1.xml": b"<y/>"},
    )

    assert not [name for name in read_package(fill(content, {"a": "5"}), FILE) if name.startswith("customXml")]


def test_the_place_of_the_template_on_a_disk_is_left_out():
    parts = read_package(template("{{ a }}"), FILE)
    parts["word/_rels/settings.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/attachedTemplate" Target="file:///C:/Users/Ion%20Popescu/a.dotm" TargetMode="External"/>'
        "</Relationships>"
    ).encode()
    parts[SETTINGS] = f'<w:settings {WORD} xmlns:r="{OFFICE}"><w:attachedTemplate r:id="rId1"/></w:settings>'.encode()

    finished = read_package(fill(write_package(parts), {"a": "5"}), FILE)
    assert not [name for name, content in finished.items() if b"Popescu" in content or b"attachedTemplate" in content]


def test_a_template_that_names_nobody_keeps_its_parts_as_they_are():
    parts = read_package(template("{{ a }}"), FILE)

    finished = read_package(fill(write_package(parts), {"a": "5"}), FILE)
    assert finished[SETTINGS] == parts[SETTINGS]
    assert finished["word/theme/theme1.xml"] == parts["word/theme/theme1.xml"]
