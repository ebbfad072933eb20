"""A .docx as its parts: read, parsed strictly, given its properties, and written to the same bytes each time."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from toolkit.errors import OfficeFileError, Place, ToolkitFault
from toolkit.intake.finding import Code
from toolkit.intake.screening.file_format import REFUSED, FileFormat, format_of
from toolkit.intake.screening.package import Package
from toolkit.intake.screening.refusal import RefusedFileError
from toolkit.intake.stored_zip import stored_zip
from toolkit.language import N_, gettext

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "_rels/.rels"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
CORE = "docProps/core.xml"
APP = "docProps/app.xml"
CUSTOM = "docProps/custom.xml"
WRITTEN_ANEW = frozenset({CORE, APP, CUSTOM, RELATIONSHIPS, CONTENT_TYPES, STYLES})
"""The parts that `with_properties` writes; all others leave as they came."""

OFF = frozenset({"0", "false", "off"})
"""How a switch of Word says that it is off."""

_CONTENT_TYPES_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NOT_READABLE = N_("un fișier care nu se poate deschide ca document Word")
_NAMED_FORMATS = (FileFormat.OLD_WORD, FileFormat.OLD_EXCEL, FileFormat.PDF, FileFormat.RTF, FileFormat.WEB_PAGE)
_OTHER_FORMATS = {
    FileFormat.EMPTY: N_("un fișier gol, de 0 octeți"),
    FileFormat.ENCRYPTED: N_("un document protejat cu parolă"),
    **{kind: REFUSED[kind] for kind in _NAMED_FORMATS},
}
_CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_IN_AN_ATTRIBUTE = {'"': "&quot;"}
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"'>]*)")


def read_package(docx: bytes, file: str) -> dict[str, bytes]:
    """Take a .docx apart into its parts, by their names, within the limits of every office file."""
    kind = format_of(docx)
    if kind is not FileFormat.PACKAGE:
        raise _not_a_document(file, gettext(_OTHER_FORMATS.get(kind, _NOT_READABLE)))
    try:
        parts = Package(docx).read_all()
    except RefusedFileError as error:
        raise _not_a_document(file, error.found if error.code is Code.FILE_SUSPICIOUS else gettext(_NOT_READABLE)) from error
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in parts):
        raise _not_a_document(file, gettext("o arhivă cu o componentă al cărei nume duce în afara ei"))
    if CONTENT_TYPES not in parts or DOCUMENT not in parts:
        raise _not_a_document(file, gettext("o arhivă în care nu se află un document Word"))
    return parts


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Put the parts together again, the list of their kinds first: equal parts give equal bytes."""
    first = {CONTENT_TYPES: 0, RELATIONSHIPS: 1, DOCUMENT: 2}
    return stored_zip({name: parts[name] for name in sorted(parts, key=lambda name: (first.get(name, len(first)), name))})


def part_at(target: str) -> str:
    """Name the part to which a relationship of the main document leads: from its folder, or from the root of the file."""
    return posixpath.normpath(posixpath.join("/word", target)).lstrip("/")


def parse_part(name: str, content: str | bytes) -> etree._Element:
    """Read a part's XML strictly; what a forgiving reader would silently drop is a fault."""
    if isinstance(content, bytes) and not _is_utf8(content):
        raise _not_xml_of_word(name, gettext("XML în altă codificare decât UTF-8"))
    if ("<!DOCTYPE" if isinstance(content, str) else b"<!DOCTYPE") in content:  # type: ignore[operator]  # like in like
        raise _not_xml_of_word(name, gettext("o declarație DOCTYPE"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError) as error:
        raise ToolkitFault(
            place=Place(name),
            found=gettext("XML pe care Word nu l-ar putea citi ({error})", error=error),
            expected=gettext("o parte bine formată a documentului"),
            fix=gettext("trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris"),
        ) from error


def is_on(switch: etree._Element | None) -> bool:
    """Say whether a switch of Word is on: it is there, and does not say that it is off."""
    return switch is not None and switch.get(f"{W}val", "1") not in OFF


def serialise(root: etree._Element) -> bytes:
    """Write an XML tree as Word writes its parts."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def with_properties(
    parts: Mapping[str, bytes], *, title: str, author: str, language: str, custom: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """Give the parts with properties of our own; those of whoever edited the template do not reach the document.

    `custom` are properties by names of our own, which Word and LibreOffice keep when they save the file.
    """
    kept = {name: content for name, content in parts.items() if not name.startswith("docProps/")}
    kept[CORE] = serialise(parse_part(CORE, _core_properties(title, author, language)))
    kept[APP] = serialise(parse_part(APP, _app_properties(author)))
    if custom:
        kept[CUSTOM] = serialise(parse_part(CUSTOM, _custom_properties(custom)))
    kept[RELATIONSHIPS] = serialise(parse_part(RELATIONSHIPS, _package_relationships(kept)))
    kept[CONTENT_TYPES] = _content_types(kept)
    if STYLES in kept:
        kept[STYLES] = _styles_in(language, kept[STYLES])
    return kept


def set_language(styles: etree._Element, language: str) -> None:
    """Say in the defaults of a file's styles in which language it is read aloud."""
    element = styles
    for name in ("docDefaults", "rPrDefault", "rPr", "lang"):
        inner = element.find(f"{W}{name}")
        if inner is None:
            inner = etree.Element(f"{W}{name}")
            element.insert(len(element) if name in ("rPr", "lang") else 0, inner)
        element = inner
    element.set(f"{W}val", language)


def _not_a_document(file: str, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file),
        found=found,
        expected=gettext("un document Word (.docx)"),
        fix=gettext("deschideți fișierul în Word, salvați-l ca „Document Word (.docx)” și puneți-l la loc"),
    )


def _is_utf8(content: bytes) -> bool:
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    return b"\0" not in content[:100] and (declared is None or declared[1].lower() in (b"utf-8", b"us-ascii"))


def _not_xml_of_word(name: str, found: str) -> ToolkitFault:
    return ToolkitFault(
        place=Place(name),
        found=found,
        expected=gettext("o parte de document așa cum o scrie Word, în UTF-8 și fără declarații"),
        fix=gettext("salvați șablonul din nou din Word, ca „Document Word (.docx)”"),
    )


def _core_properties(title: str, author: str, language: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


def _app_properties(author: str) -> str:
    return f'<Properties xmlns="{_OFFICE}/extended-properties"><Company>{escape(author)}</Company></Properties>'


def _custom_properties(custom: Mapping[str, str]) -> str:
    """Write the properties in the order given; Word counts them from 2, all in one set of formats."""
    rows = (
        f'<property fmtid="{_CUSTOM_SET}" pid="{number}" name="{escape(name, _IN_AN_ATTRIBUTE)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(custom.items(), 2)
    )
    spaces = f'xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
    return f"<Properties {spaces}>{''.join(rows)}</Properties>"


def _package_relationships(parts: Mapping[str, bytes]) -> str:
    kinds = (
        ("rId1", f"{_OFFICE}/relationships/officeDocument", DOCUMENT),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", CORE),
        ("rId3", f"{_OFFICE}/relationships/extended-properties", APP),
        ("rId4", f"{_OFFICE}/relationships/custom-properties", CUSTOM),
    )
    rows = "".join(
        f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>' for number, kind, target in kinds if target in parts
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    root = parse_part(CONTENT_TYPES, parts[CONTENT_TYPES])
    for override in root.findall(f"{_CONTENT_TYPES_NAMESPACE}Override"):
        if override.get("PartName", "").startswith("/docProps/") or override.get("PartName", "")[1:] not in parts:
            root.remove(override)
    for name, kind in (
        (CORE, "application/vnd.openxmlformats-package.core-properties+xml"),
        (APP, "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        (CUSTOM, "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ):
        if name not in parts:
            continue
        etree.SubElement(root, f"{_CONTENT_TYPES_NAMESPACE}Override", PartName=f"/{name}", ContentType=kind)
    return serialise(root)


def _styles_in(language: str, styles: bytes) -> bytes:
    root = parse_part(STYLES, styles)
    set_language(root, language)
    return serialise(root)
