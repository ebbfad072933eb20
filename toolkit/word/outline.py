"""What stands in a Word part, as one line of characters: its texts, how they look, where paragraphs, cells and links begin.

A finished part is read into its outline; a template and a context give the outline that they must lead to, by
`template_outline`. This is a second way to the same document, without docxtpl and XML, and the gate compares the two.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Final

from lxml import etree

from toolkit.word.control import is_block, name_of_control
from toolkit.word.looks import look_of, run_look, shading_of, whole_look
from toolkit.word.outline_signs import (
    CELL,
    CELL_END,
    LOOK,
    LOOK_END,
    MARK,
    MARK_END,
    MARKS,
    PARAGRAPH,
    PARAGRAPH_END,
    ROW,
    ROW_END,
    STRUCTURE,
    TABLE,
    TABLE_END,
    looking,
    marked,
)
from toolkit.word.package import W

_BEGIN: Final = {f"{W}p": PARAGRAPH, f"{W}tbl": TABLE, f"{W}tr": ROW, f"{W}tc": CELL}
_END: Final = {f"{W}p": PARAGRAPH_END, f"{W}tbl": TABLE_END, f"{W}tr": ROW_END, f"{W}tc": CELL_END}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXTS: Final = frozenset({f"{W}t", f"{W}delText", f"{_DRAWING}t", f"{_MATHS}t"})
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_WHITE = "\t\n"
_VML = "{urn:schemas-microsoft-com:vml}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ATTRIBUTES: Final = {  # what stands in an attribute and is read, heard or clicked
    f"{W}bookmarkStart": (f"{W}name",),
    f"{W}hyperlink": (f"{W}anchor", _RELATED),
    f"{W}fldSimple": (f"{W}instr",),
    f"{W}tblCaption": (f"{W}val",),
    f"{W}tblDescription": (f"{W}val",),
    f"{W}sym": (f"{W}font", f"{W}char"),
    f"{W}footnoteReference": (f"{W}id",),
    f"{W}fldChar": (f"{W}fldCharType",),
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr": ("title", "descr"),
    f"{_VML}shape": ("alt",),
    f"{_VML}textpath": ("string",),
}
_INSTRUCTIONS: Final = frozenset({f"{W}instrText", f"{W}delInstrText"})
_PROPERTIES: Final = {f"{W}p": f"{W}pPr", f"{W}tbl": f"{W}tblPr", f"{W}tr": f"{W}trPr", f"{W}tc": f"{W}tcPr"}
_RUN_PROPERTIES, _CELL_TAG = f"{W}rPr", f"{W}tc"
_CONTROL: Final = f"{W}sdt"
_WHOLE: Final = frozenset(W + name for name in ("drawing", "pict", "object", "sectPr", "ins", "del", "moveFrom", "moveTo"))
_READ = (*_BEGIN, *TEXTS, *_SIGNS, *_ATTRIBUTES, *_INSTRUCTIONS, *_WHOLE, _CONTROL)

NAMED = re.compile(f"{MARK}bookmarkStart ([^{MARK_END}]*){MARK_END}")
_LINKED = re.compile(f'{MARK}instrText  HYPERLINK "([^"]*)" {MARK_END}')
_JUMPS = re.compile(f"{MARK}hyperlink ([^{MARK_END}]*){MARK_END}")
_PAGES = re.compile(rf"{MARK}instrText  PAGEREF (\S*) \\h {MARK_END}")
_NOTED = re.compile(f"{MARK}footnote ([^{MARK_END}]*){MARK_END}")
_DRAWN = re.compile(f"{MARK}(?:textpath|docPr|tblCaption|tblDescription) ([^{MARK_END}]*){MARK_END}")
_EMPTY = re.compile(f"{MARK}(?:{'|'.join(name.rpartition('}')[2] for name in _ATTRIBUTES)}) {MARK_END}")
_NOTE_LOOK = "pStyle val=FootnoteText;"


def outline_of(root: etree._Element) -> str:
    """Read a part of a document into its outline."""
    return looks_said_once(walked(root))


def paragraphs_in(outline: str) -> list[str]:
    """Cut an outline after each paragraph; each piece holds what begins or ends before it, too."""
    return outline.split(PARAGRAPH_END)


def text_in(outline: str) -> str:
    """Give what a person reads in a piece of an outline."""
    return STRUCTURE.sub("", MARKS.sub("", outline))


def targets_in(outline: str) -> set[str]:
    """Give the bookmarks of an outline, where links lead to, notes, watermarks, and what is told of pictures and tables."""
    return {*NAMED.findall(outline), *_LINKED.findall(outline), *_NOTED.findall(outline), *_DRAWN.findall(outline)}


def with_footnotes(outline: str, first: int) -> tuple[str, str]:
    """Number the notes of an expected outline from the first; give it, and what they must be among the footnotes."""
    numbers = count(first)
    notes = [f"{PARAGRAPH}{marked('p', _NOTE_LOOK)} {note}{PARAGRAPH_END}" for note in _NOTED.findall(outline)]
    return _NOTED.sub(lambda _: marked("footnoteReference", str(next(numbers))), outline), "".join(notes)


def contents_in(outline: str) -> set[str]:
    """Give the bookmarks to which lines of a contents list jump, and whose page they print."""
    return {*_JUMPS.findall(outline)} & {*_PAGES.findall(outline)}


def without_empty_attributes(outline: str) -> str:
    """Leave out the marks of attributes without a text, as a finished part has none of them."""
    return _EMPTY.sub("", outline)


def walked(root: etree._Element) -> str:
    """Read a part of a document, or of a template, as it stands: with the look of every text."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=_READ):
        tag = str(element.tag)
        if event == "end":
            pieces.append(_END[tag] if tag in _END else _control_end(element, tag))
        elif tag in TEXTS:
            if element.text:
                pieces += (looking(_look_of_run(element)), element.text)
        elif tag in _BEGIN:
            pieces.append(_BEGIN[tag])
            properties = next(element.iterchildren(_PROPERTIES[tag]), None)
            if properties is not None:
                pieces.append(_marks_of_looks(tag, properties))
        elif tag in _SIGNS:
            pieces.append(_sign(element, tag))
        elif tag in _INSTRUCTIONS:
            pieces.append(marked("instrText", element.text or ""))
        elif tag == _CONTROL:
            pieces.append(marked("sdt", name_of_control(element)) if is_block(element) else "")
        else:
            name = tag.rpartition("}")[2]
            if tag in _WHOLE:
                pieces.append(marked(name, whole_look(element)))
            pieces += [marked(name, value) for attribute in _ATTRIBUTES.get(tag, ()) if (value := element.get(attribute))]
    return "".join(pieces)


def looks_said_once(outline: str) -> str:
    """Leave of the looks those that a text follows, where it looks otherwise than the text before it in its paragraph."""
    first, *others = outline.split(LOOK)
    pieces, current = [first], ""
    for piece in others:
        look, _, rest = piece.partition(LOOK_END)
        text = rest.lstrip(_WHITE)
        if look != current and text[:1] >= " ":
            pieces.append(rest[: len(rest) - len(text)] + looking(look) + text)
            current = look
        else:
            pieces.append(rest)
        if PARAGRAPH_END in rest or PARAGRAPH in rest:
            current = ""
    return "".join(pieces)


def _control_end(element: etree._Element, tag: str) -> str:
    return marked("sdt", "end") if tag == _CONTROL and is_block(element) else ""


def _look_of_run(text: etree._Element) -> str:
    run = text.getparent()
    properties = None if run is None else next(run.iterchildren(_RUN_PROPERTIES), None)
    return "" if properties is None else run_look(properties)


def _marks_of_looks(tag: str, properties: etree._Element) -> str:
    look, shading = look_of(properties), shading_of(properties) if tag == _CELL_TAG else ""
    return (marked("shd", shading) if shading else "") + (marked(tag.rpartition("}")[2], look) if look else "")


def _sign(element: etree._Element, tag: str) -> str:
    if element.get(f"{W}pos") is not None:
        return ""  # a tab stop of a style is no tab
    sign, kind = _SIGNS[tag], element.get(f"{W}type", "")
    return ("" if sign in _WHITE else looking(_look_of_run(element))) + sign + (marked("br", kind) if kind else "")
