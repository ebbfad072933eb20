"""The comments of one worksheet, in the two parts in which Excel keeps them: their texts, and the boxes that show them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Final

from lxml import etree

from toolkit.documents.marking.sheet_cells import Position, SheetCells, position_of
from toolkit.documents.marking.workbook_parts import MAIN, OFFICE, REFERS, WorkbookParts, take_out
from toolkit.intake.grid import address

_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NO_COMMENTS: Final = f'<comments xmlns="{MAIN[1:-1]}"><authors/><commentList/></comments>'.encode()
_NO_BOXES: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_BOX: Final = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;'
    'height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_SHAPE: Final = re.compile(r"<v:shape\b(?:(?!</v:shape>).)*</v:shape>", re.DOTALL)
_SHAPE_NUMBER: Final = re.compile(r"_x0000_s(\d{1,9})")
_SHAPE_CELL: Final = re.compile(r"<x:Row>\s*(\d+)\s*</x:Row>\s*<x:Column>\s*(\d+)\s*</x:Column>")
_WIDTH_POINTS, _LINE_POINTS, _LETTERS_IN_LINE = 300, 13, 56
_MOST_LINES: Final = 28
_PIXELS_IN_POINT: Final = 4 / 3
# What may stand after the boxes of comments in a worksheet; they stand before all of it.
_AFTER: Final = ("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")


class SheetComments:
    """The comments of a worksheet; those that are there stay, with their boxes."""

    def __init__(self, parts: WorkbookParts, sheet: str, cells: SheetCells) -> None:
        self._parts, self._sheet, self._cells = parts, sheet, cells
        self._name = next((part for _, part in parts.related(sheet, "comments") if part in parts), "")

    def add(self, position: Position, text: str, author: str) -> None:
        """Put a comment into a cell; a text that is there already stays before it, and stays its author's."""
        if not self._name:
            self._name = self._parts.free_name("xl/comments{}.xml")
            self._parts.put(self._name, _NO_COMMENTS, _COMMENTS_TYPE)
            self._parts.relate(self._sheet, "comments", self._name)
        comment = self._found().get(position)
        if comment is None:
            attributes = {"ref": address(*position), "authorId": str(self._author(author))}
            tree = self._parts.tree(self._name)
            listed = tree.find(f"{MAIN}commentList")
            listed = etree.SubElement(tree, f"{MAIN}commentList") if listed is None else listed
            comment = etree.SubElement(listed, f"{MAIN}comment", attributes)
            etree.SubElement(comment, f"{MAIN}text")
            self._add_box(position, text)
        else:
            text = f"\n{text}"
        said = comment.find(f"{MAIN}text")
        said = etree.SubElement(comment, f"{MAIN}text") if said is None else said
        for plain in said.findall(f"{MAIN}t"):  # Excel reads either one text or stretches of text
            stretch = etree.Element(f"{MAIN}r")
            said.replace(plain, stretch)
            stretch.append(plain)
        run = etree.Element(f"{MAIN}r")
        looks = etree.SubElement(run, f"{MAIN}rPr")
        etree.SubElement(looks, f"{MAIN}sz", {"val": "9"})
        etree.SubElement(looks, f"{MAIN}rFont", {"val": "Tahoma"})
        etree.SubElement(run, f"{MAIN}t", {_SPACE: "preserve"}).text = text
        stretches = said.findall(f"{MAIN}r")
        said.insert(said.index(stretches[-1]) + 1 if stretches else 0, run)

    def take_out(self, mark: str) -> None:
        """Take out, of every comment, the mark and all that follows it; a comment of which nothing is left goes."""
        if not self._name:
            return
        gone = {position for position, comment in self._found().items() if not _cut(comment, mark)}
        for position, comment in self._found().items():
            if position in gone:
                take_out(comment)
        boxes = self._boxes()
        if gone and boxes:
            text = _SHAPE.sub(lambda shape: "" if _cell_of(shape[0]) in gone else shape[0], self._parts.text(boxes))
            self._parts.put(boxes, text.encode("utf-8", "surrogateescape"))

    def _found(self) -> dict[Position, etree._Element]:
        comments = self._parts.tree(self._name).iter(f"{MAIN}comment")
        places = ((position_of(comment.get("ref", "")), comment) for comment in comments)
        return {position: comment for position, comment in places if position is not None}

    def _author(self, name: str) -> int:
        tree = self._parts.tree(self._name)
        authors = tree.find(f"{MAIN}authors")
        if authors is None:
            authors = etree.Element(f"{MAIN}authors")
            tree.insert(0, authors)
        known = [author.text or "" for author in authors]
        if name not in known:
            etree.SubElement(authors, f"{MAIN}author").text = name
            known.append(name)
        return known.index(name)

    def _boxes(self) -> str:
        """The part with the boxes; empty where there is none."""
        drawing = self._cells.tree.find(f"{MAIN}legacyDrawing")
        relations = dict(self._parts.related(self._sheet, "vmlDrawing"))
        name = "" if drawing is None else relations.get(drawing.get(REFERS, ""), "")
        return name if name in self._parts else ""

    def _add_box(self, position: Position, text: str) -> None:
        boxes = self._boxes()
        if not boxes:
            boxes = self._parts.free_name("xl/drawings/vmlDrawing{}.vml")
            self._parts.put(boxes, _NO_BOXES.encode("utf-8"))
            self._parts.know_suffix("vml", _BOXES_TYPE)
            tree = self._cells.tree
            for other in tree.findall(f"{MAIN}legacyDrawing"):
                tree.remove(other)
            relation = self._parts.relate(self._sheet, "vmlDrawing", boxes)
            drawing = etree.Element(f"{MAIN}legacyDrawing", {REFERS: relation}, nsmap={"r": OFFICE})
            after = {f"{MAIN}{name}" for name in _AFTER}
            tree.insert(next((at for at, child in enumerate(tree) if child.tag in after), len(tree)), drawing)
        there = self._parts.text(boxes)
        there = there if "</xml>" in there else _NO_BOXES
        lines = sum(math.ceil(max(1, len(line)) / _LETTERS_IN_LINE) for line in text.split("\n"))
        height = _LINE_POINTS * (min(lines, _MOST_LINES) + 1)
        number = max((int(found) for found in _SHAPE_NUMBER.findall(there)), default=1024) + 1
        box = _BOX.format(
            number=number,
            order=len(_SHAPE.findall(there)) + 1,
            width=_WIDTH_POINTS,
            height=height,
            anchor=self._anchor(position, height),
            row=position[0],
            column=position[1],
        )
        before, end, after_it = there.rpartition("</xml>")
        self._parts.put(boxes, f"{before}{box}{end}{after_it}".encode("utf-8", "surrogateescape"))

    def _anchor(self, position: Position, height: int) -> str:
        """Where a box stands, as Excel says it: first column and row, last column and row, each with the pixels in it."""
        row, column = max(position[0] - 1, 0), position[1] + 1
        last_row, down = _walk(height * _PIXELS_IN_POINT, row, lambda n: self._cells.height(n) * _PIXELS_IN_POINT)
        last_column, right = _walk(_WIDTH_POINTS * _PIXELS_IN_POINT, column, lambda n: self._cells.width(n) * 7 + 5)
        return f"{column}, 15, {row}, 2, {last_column}, {right}, {last_row}, {down}"


def _walk(pixels: float, start: int, size: Callable[[int], float]) -> tuple[int, int]:
    """Go so many pixels from the beginning of a row or column; gives the one that is reached, and the pixels in it."""
    number = start
    while pixels > size(number) and number < start + 100:
        pixels -= size(number)
        number += 1
    return number, int(min(pixels, size(number)))


def _cut(comment: etree._Element, mark: str) -> bool:
    """Cut a comment at the mark; says whether anything is left of it."""
    texts = [text for text in comment.iter(f"{MAIN}t") if text.text]
    whole = "".join(text.text or "" for text in texts)
    end = whole.find(mark)
    if end < 0:
        return True
    kept = whole[:end].rstrip("\n")
    room = len(kept)
    for text in texts:
        text.text = (text.text or "")[:room]
        room -= len(text.text)
        stretch = text.getparent()
        if not text.text and stretch is not None and stretch.tag == f"{MAIN}r":
            take_out(stretch)
    return bool(kept.strip())


def _cell_of(shape: str) -> Position | None:
    found = _SHAPE_CELL.search(shape)
    return (int(found[1]), int(found[2])) if found else None
