"""A drawn picture in the place of a template's sample, which is found by its alternative text, {{ picture_told }}."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from lxml import etree

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.word.package import DOCUMENT, WP, parse_part, part_at, serialise, write_package
from toolkit.word.template_parts import open_template

_RELATIONSHIPS = "word/_rels/document.xml.rels"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_SHAPE_SIZE = "{http://schemas.openxmlformats.org/drawingml/2006/main}ext"
_EMBEDDED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_TALLEST = 150 * 36_000  # in EMU: 150 mm, which fit on a landscape page under a heading


def with_picture(template: bytes, template_file: str, name: str, png: bytes) -> bytes:
    """Put a picture in the place of the one whose alternative text is the tag of a name.

    It is as wide as that one, or less where it would be too tall. For the gate it is a picture of the template's own.
    """
    parts, trees = open_template(template, template_file)
    targets = {entry.get("Id"): entry.get("Target", "") for entry in parse_part(_RELATIONSHIPS, parts[_RELATIONSHIPS])}
    places = [
        (drawing, part_at(targets.get(blip.get(_EMBEDDED), "")))
        for drawing in _drawings_told_by(name, trees[DOCUMENT])
        for blip in drawing.iter(_BLIP)
    ]
    if not places or not all(part.endswith(".png") and part in parts for _, part in places):
        raise OfficeFileError(
            place=Place(template_file),
            found=gettext("nicio imagine PNG cu textul alternativ „{tag}”", tag=f"{{{{ {name} }}}}"),
            expected=gettext("o imagine PNG, în locul căreia se pune imaginea desenată"),
            fix=gettext("inserați în șablon o imagine PNG și scrieți marcajul ca text alternativ al ei"),
        )
    for drawing, part in places:
        parts[part] = png
        _resize(drawing, png)
    return write_package({**parts, DOCUMENT: serialise(trees[DOCUMENT])})


def _drawings_told_by(name: str, document: etree._Element) -> Iterator[etree._Element]:
    tag = re.compile(rf"\{{\{{\s*{name}\s*\}}\}}")
    for properties in document.iter(f"{WP}docPr"):
        drawing = properties.getparent()
        if drawing is not None and tag.fullmatch(properties.get("descr", "").strip()):
            yield drawing


def _resize(drawing: etree._Element, png: bytes) -> None:
    """Give the drawing the proportions of the picture."""
    width, height = struct.unpack(">II", png[16:24])
    extent = drawing.find(f"{WP}extent")
    wide = int(extent.get("cx", "0")) if extent is not None else 0
    tall = min(wide * height // width, _TALLEST)
    for size in drawing.iter(f"{WP}extent", _SHAPE_SIZE):
        if size.get("cx"):
            size.set("cx", str(tall * width // height))
            size.set("cy", str(tall))
