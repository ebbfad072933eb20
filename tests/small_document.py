"""A small Word file with what a signature meets: several parts, a picture, relationships in and out of the file."""

from __future__ import annotations

from toolkit.intake.stored_zip import parts_of, stored_zip
from toolkit.word.package import RELATIONSHIPS, with_properties, write_package

DOCUMENT_RELATIONSHIPS = "word/_rels/document.xml.rels"
PICTURE = bytes.fromhex(  # one grey point
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6368000000820081774cd77e0000000049454e44ae426082"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/relationships"'


def a_document(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs, written as the toolkit writes its own."""
    lines = paragraphs or ("Numărul de decizii publicate: 119", "Elaborat: specialist principal")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    parts = {
        "[Content_Types].xml": _kinds(),
        RELATIONSHIPS: b"",
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}{section}</w:body></w:document>".encode(),
        "word/styles.xml": f"<w:styles {_NAMESPACES}><w:docDefaults/></w:styles>".encode(),
        "word/header1.xml": f"<w:hdr {_NAMESPACES}><w:p><w:r><w:t>Primăria</w:t></w:r></w:p></w:hdr>".encode(),
        "word/media/image1.png": PICTURE,
        DOCUMENT_RELATIONSHIPS: _relationships(),
    }
    return write_package(with_properties(parts, title="Raport", author="Primăria", language="ro-RO"))


def changed(document: bytes, name: str, old: str | bytes, new: str | bytes) -> bytes:
    """The same file, with one thing in one part written otherwise."""
    old, new = (text.encode() if isinstance(text, str) else text for text in (old, new))
    parts = parts_of(document)
    assert old in parts[name], f"{name} has no {old!r}"
    return stored_zip({**parts, name: parts[name].replace(old, new, 1)})


def with_part(document: bytes, name: str, content: bytes) -> bytes:
    """The same file, with a further part, or with one exchanged."""
    return stored_zip({**parts_of(document), name: content})


def without_part(document: bytes, name: str) -> bytes:
    """The same file without a part."""
    parts = parts_of(document)
    del parts[name]
    return stored_zip(parts)


def _kinds() -> bytes:
    named = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("header1", "header"))
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{named}</Types>"
    ).encode()


def _relationships() -> bytes:
    rows = (
        ("rId1", "styles", "styles.xml", ""),
        ("rId2", "header", "header1.xml", ""),
        ("rId3", "image", "media/image1.png", ""),
        ("rId10", "hyperlink", "https://example.org/plan", ' TargetMode="External"'),
    )
    inner = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"{mode}/>'
        for number, kind, target, mode in rows
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'.encode()
