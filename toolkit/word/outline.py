"""What stands in a Word part, as one line of characters: its texts, and where paragraphs, cells, rows and links begin.

A finished part is read into its outline; a template and a context give the outline that they must lead to. This is a second
way to the same document, without docxtpl and without XML, and the gate compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from jinja2 import Template
from lxml import etree

from toolkit.errors import OfficeFileError
from toolkit.word.environment import WORD, broken_tag
from toolkit.word.package import W, parse_part
from toolkit.word.permitted import has_half_tag

# XML allows none of these characters, so that no text of a department can hold them.
_PARAGRAPH, _PARAGRAPH_END, _TABLE, _TABLE_END, _ROW, _ROW_END, _CELL, _CELL_END = "\x01\x02\x03\x04\x05\x06\x07\x08"
_MARK, _MARK_END = "\x0e\x0f"

_BEGIN: Final = {f"{W}p": _PARAGRAPH, f"{W}tbl": _TABLE, f"{W}tr": _ROW, f"{W}tc": _CELL}
_END: Final = {f"{W}p": _PARAGRAPH_END, f"{W}tbl": _TABLE_END, f"{W}tr": _ROW_END, f"{W}tc": _CELL_END}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXTS: Final = frozenset({f"{W}t", f"{W}delText", f"{_DRAWING}t", f"{_MATHS}t"})
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
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
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr": ("title", "descr"),
    f"{_VML}shape": ("alt",),
    f"{_VML}textpath": ("string",),
}
_INSTRUCTIONS: Final = frozenset({f"{W}instrText", f"{W}delInstrText"})
_READ = (*_BEGIN, *_TEXTS, *_SIGNS, *_ATTRIBUTES, *_INSTRUCTIONS)

_BLANK = rf"(?:\s|{_MARK}[^{_MARK_END}]*{_MARK_END})*"
_BLANK_PARAGRAPHS = f"(?:{_PARAGRAPH}{_BLANK}{_PARAGRAPH_END})*"
_BLANK_CELLS = f"(?:{_CELL}{_BLANK_PARAGRAPHS}{_CELL_END})*"
_ALONE = {  # a tag that repeats paragraphs, cells or rows stands in one of its own, which gives way to it
    "p": (f"{_PARAGRAPH}{_BLANK}", f"{_BLANK}{_PARAGRAPH_END}"),
    "tc": (
        f"{_CELL}{_BLANK_PARAGRAPHS}{_PARAGRAPH}{_BLANK}",
        f"{_BLANK}{_PARAGRAPH_END}{_BLANK_PARAGRAPHS}{_CELL_END}",
    ),
    "tr": (
        f"{_ROW}{_BLANK_CELLS}{_CELL}{_BLANK_PARAGRAPHS}{_PARAGRAPH}{_BLANK}",
        f"{_BLANK}{_PARAGRAPH_END}{_BLANK_PARAGRAPHS}{_CELL_END}{_BLANK_CELLS}{_ROW_END}",
    ),
}
_TAG_ALONE = [re.compile(rf"{before}(\{{[%#]){kind} ([^%}}#]*[%#]\}}){after}") for kind, (before, after) in _ALONE.items()]
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_OF_A_RUN = re.compile(r"(\{\{|\{%)r\s")
_FIELD = r"[^}]*\|\s*(?:link|bookmark|link_to|page)\b"
_WRONGLY_A_RUN = re.compile(rf"\{{\{{(?:r\s(?!{_FIELD})|(?!r\s){_FIELD})")  # {{r … }} is for fields
_OF_A_CELL = re.compile(r"\{%\s*(?:colspan|cellbg)\s+[^%]*%\}")
_NOT_ALONE = re.compile(r"\{[{%#](?:p|tr|tc)\s|\{[{%#]-|-[}%#]\}|\{%\s*(?:vm|hm)\s*%\}")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_BARE_CELL_END = re.compile(f"(?<!{_PARAGRAPH_END}){_CELL_END}")
_MARKS = re.compile(f"{_MARK}[^{_MARK_END}]*{_MARK_END}")
_NAMED = re.compile(f"{_MARK}bookmarkStart ([^{_MARK_END}]*){_MARK_END}")
_LINKED = re.compile(f'{_MARK}instrText  HYPERLINK "([^"]*)" {_MARK_END}')
_JUMPS = re.compile(f"{_MARK}hyperlink ([^{_MARK_END}]*){_MARK_END}")
_PAGES = re.compile(rf"{_MARK}instrText  PAGEREF (\S*) \\h {_MARK_END}")
_STRUCTURE = re.compile("[\x01-\x08]")


def outline_of(root: etree._Element) -> str:
    """Read a part of a document, or of a template, into its outline."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=_READ):
        tag = str(element.tag)
        if event == "end":
            pieces.append(_END.get(tag, ""))
        elif tag in _TEXTS:
            pieces.append(element.text or "")
        elif tag in _BEGIN:
            pieces.append(_BEGIN[tag])
        elif tag in _SIGNS:
            pieces.append(_SIGNS[tag] if element.get(f"{W}pos") is None else "")  # a tab stop of a style is no tab
        elif tag in _INSTRUCTIONS:
            pieces.append(_mark("instrText", element.text or ""))
        else:
            pieces += [_mark(tag.rpartition("}")[2], value) for name in _ATTRIBUTES[tag] if (value := element.get(name))]
    return "".join(pieces)


def tags_of(name: str, part: bytes, template_file: str) -> str:
    """Give the outline of a template's part, with its tags as jinja reads them; one that would swallow text is refused."""
    source = outline_of(parse_part(name, part)).replace("\n", " ")
    _check_tags_are_whole(source, template_file)
    source = _TAG.sub(lambda tag: tag[0].translate(_QUOTES), source)
    for alone in _TAG_ALONE:
        source = alone.sub(r"\1 \2", source)
    source = _OF_A_CELL.sub("", source)
    wrong = _NOT_ALONE.search(source) or _WRONGLY_A_RUN.search(source)
    if wrong:
        start, end = source.rfind(_PARAGRAPH, 0, wrong.start()) + 1, source.find(_PARAGRAPH_END, wrong.end())
        raise broken_tag(template_file, _MARKS.sub("", source[start:end]))
    return _OF_A_RUN.sub(r"\1 ", source)


def _check_tags_are_whole(source: str, template_file: str) -> None:
    broken = []
    for paragraph in paragraphs_in(source):
        text = _MARKS.sub("", paragraph)
        if has_half_tag(text) or any(map(has_half_tag, _MARKS.findall(paragraph))):
            broken.append(broken_tag(template_file, _STRUCTURE.sub("", text)))
    if broken:
        raise OfficeFileError.all_of(list({error.found: error for error in broken}.values()))


def expected_outline(tags: str, context: Mapping[str, object]) -> str:
    """Give the outline that a part must have when its tags are filled with a context."""
    return printed_outline(compiled(tags), context)


def compiled(tags: str) -> Template:
    """Make ready what `tags_of` gave, to be printed more than once."""
    return _PLAIN.from_string(tags)


def printed_outline(part: Template, context: Mapping[str, object]) -> str:
    """Give the outline that a part must have when its tags are filled with a context."""
    outline = part.render(context)
    seen: set[str] = set()

    def keep_first(bookmark: re.Match[str]) -> str:
        is_new = bookmark[0] not in seen
        seen.add(bookmark[0])
        return bookmark[0] if is_new else ""

    return _BARE_CELL_END.sub(_PARAGRAPH + _PARAGRAPH_END + _CELL_END, _NAMED.sub(keep_first, outline))


def paragraphs_in(outline: str) -> list[str]:
    """Cut an outline after each paragraph; each piece holds what begins or ends before it, too."""
    return outline.split(_PARAGRAPH_END)


def text_in(outline: str) -> str:
    """Give what a person reads in a piece of an outline."""
    return _STRUCTURE.sub("", _MARKS.sub("", outline))


def targets_in(outline: str) -> set[str]:
    """Give the bookmarks of an outline, and the web addresses that its links lead to."""
    return {*_NAMED.findall(outline), *_LINKED.findall(outline)}


def contents_in(outline: str) -> set[str]:
    """Give the bookmarks to which lines of a contents list jump, and whose page they print."""
    return {*_JUMPS.findall(outline)} & {*_PAGES.findall(outline)}


def _mark(kind: str, value: str) -> str:
    return f"{_MARK}{kind} {value}{_MARK_END}"


def _link(text: str, address: str) -> str:
    return (_mark("instrText", f' HYPERLINK "{address}" ') if address else "") + text


def _bookmark(text: str, name: str) -> str:
    return _mark("bookmarkStart", name) + text


def _link_to(text: str, name: str) -> str:
    return _mark("hyperlink", name) + text


def _page(name: str) -> str:
    return _mark("instrText", f" PAGEREF {name} \\h ") + "…"


_PLAIN = WORD.overlay(autoescape=False)
_PLAIN.filters = {**WORD.filters, "link": _link, "bookmark": _bookmark, "link_to": _link_to, "page": _page}
