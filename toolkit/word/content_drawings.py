"""What is drawn on a page: pictures, text boxes, shapes that may cover something, embedded objects."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml import etree

from toolkit.word.content import Block, Note, NoteKind, Other, Picture, Piece
from toolkit.word.content_parts import Parts, Target
from toolkit.word.content_pixels import pixels_of
from toolkit.word.package import OFF, WP, W

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KNOWN: Final = frozenset(  # what a choice between two forms may ask of a program of today
    f"http://schemas.microsoft.com/office/word/2010/wordprocessing{name}" for name in ("Shape", "Group", "Canvas", "Ink")
) | {
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/word/2012/wordml",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/drawing/2010/main",
}
_EFFECTS: Final = tuple(_A + name for name in ("lum", "alphaModFix", "biLevel", "duotone", "fillOverlay", "clrRepl", "hsl"))
_MOST_PIXELS: Final = 25_000_000
_MOST_PIXELS_TOGETHER: Final = 150_000_000
_SMALLEST: Final = 36_000  # EMU: a millimetre
_SHAPES: Final = tuple(_V + name for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "image"))


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """Give the one of two forms of the same thing that Word shows."""
    for choice in alternatives.iterchildren(f"{_MC}Choice"):
        asked = {choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()}
        if asked <= _KNOWN:
            return choice
    return next(alternatives.iterchildren(f"{_MC}Fallback"), None)


class Drawings:
    """The drawings of a file."""

    def __init__(self, parts: Parts, read_box: Callable[[etree._Element, str], tuple[Block, ...]]) -> None:
        self._parts = parts
        self._read_box = read_box
        self._pixels: dict[str, str] = {}
        self._left = _MOST_PIXELS_TOGETHER

    def pieces_of(self, drawing: etree._Element, part: str, targets: Mapping[str, Target]) -> Iterator[Piece]:
        """Give what stands in a drawing, in order; a drawing without text and picture is still a shape."""
        found = [*self._within(drawing, part, targets, _seen_as(drawing))]
        yield from found or [self._shape(drawing, targets)]

    def _within(
        self, element: etree._Element, part: str, targets: Mapping[str, Target], seen_as: tuple[str, ...]
    ) -> Iterator[Piece]:
        for child in element:
            tag = child.tag
            if tag == f"{_MC}AlternateContent":
                form = chosen(child)
                if form is not None:
                    yield from self._within(form, part, targets, seen_as)
            elif tag == f"{W}txbxContent":
                yield Note(NoteKind.TEXT_BOX, self._read_box(child, part))
            elif tag == f"{_A}blip":
                yield self._picture(child, f"{_R}embed", f"{_R}link", targets, seen_as)
            elif tag == f"{_V}imagedata":
                yield self._picture(child, f"{_R}id", f"{_R}href", targets, seen_as)
            elif tag == f"{_V}textpath" and child.get("string"):
                yield Other("wordart", child.get("string", ""))
            elif tag in (f"{_V}shapetype", f"{WP}docPr"):
                continue
            elif tag == f"{_A}t":
                yield Other("drawn text", child.text or "")
            elif isinstance(tag, str):
                yield from self._within(child, part, targets, seen_as)

    def _picture(
        self, blip: etree._Element, embedded: str, linked: str, targets: Mapping[str, Target], seen_as: tuple[str, ...]
    ) -> Picture:
        seen = (*seen_as, *sorted({f"effect {str(e.tag).rpartition('}')[2]}" for e in blip.iterchildren(*_EFFECTS)}))
        told = next((e.get("descr", "") for e in blip.iterancestors() for e in e.iterchildren(f"{WP}docPr")), "")
        for name in (linked, embedded):
            target = targets.get(blip.get(name, ""))
            if target is not None and target.is_outside:
                return Picture(f"link {target.place}", told, seen)
        target = targets.get(blip.get(embedded, ""))
        return Picture("" if target is None else self._pixels_at(target.place), told, seen)

    def _pixels_at(self, part: str) -> str:
        if part not in self._pixels:
            content = self._parts.content(part)
            self._pixels[part], count = ("", 0) if content is None else pixels_of(content, min(self._left, _MOST_PIXELS))
            self._left -= count
        return self._pixels[part]

    def _shape(self, drawing: etree._Element, targets: Mapping[str, Target]) -> Other:
        """Name a drawing of which one sees neither letters nor a picture: lines, a chart, an object of another program."""
        names = []
        for element in drawing.iter():
            tag = str(element.tag)
            if tag == f"{_A}prstGeom":
                names.append(element.get("prst", ""))
            elif tag in _SHAPES:
                names.append(tag.rpartition("}")[2])
            elif tag == f"{_O}OLEObject":
                names.append(element.get("ProgID", ""))
            for key, value in element.attrib.items():
                if str(key).startswith(_R) and (target := targets.get(str(value))) is not None:
                    content = None if target.is_outside else self._parts.content(target.place)
                    names.append(target.place if content is None else hashlib.sha256(content).hexdigest()[:16])
        return Other("shape", " ".join(filter(None, names)))


def _seen_as(drawing: etree._Element) -> tuple[str, ...]:
    """Give what keeps a picture from being seen as it is: it floats, is cut, is tiny, is hidden."""
    found = set()
    if next(drawing.iter(f"{WP}anchor"), None) is not None:
        found.add("floating")
    if any(value.strip("0") for e in drawing.iter(f"{_A}srcRect", f"{_A}fillRect") for value in map(str, e.attrib.values())):
        found.add("cropped")
    for extent in drawing.iter(f"{WP}extent"):
        if any(_is_tiny(extent.get(name, "")) for name in ("cx", "cy")):
            found.add("tiny")
    if any(e.get(name, "0") not in OFF for e in drawing.iter(f"{_A}xfrm") for name in ("rot", "flipH", "flipV")):
        found.add("turned")
    if any(e.get("hidden", "0") not in OFF for e in drawing.iter(f"{WP}docPr")):
        found.add("hidden")
    return tuple(sorted(found))


def _is_tiny(measure: str) -> bool:
    return not (measure.isascii() and measure.isdecimal()) or int(measure[:12]) < _SMALLEST
