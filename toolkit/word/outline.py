"""What stands in a Word part, as one line of characters: its texts, how they look, where paragraphs, cells and links begin.

A finished part is read into its outline; a template and a context give the outline that they must lead to. This is a second
way to the same document, without docxtpl and without XML, and the gate compares the two.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from itertools import count
from typing import Final

from jinja2 import Template
from lxml import etree

from toolkit.errors import OfficeFileError
from toolkit.word.environment import WORD, broken_tag
from toolkit.word.looks import LINK_LOOK, look_of, run_look, shading_of, whole_look
from toolkit.word.package import W, parse_part
from toolkit.word.permitted import has_half_tag

# XML allows none of these characters, so that no text of a department can hold them.
_PARAGRAPH, _PARAGRAPH_END, _TABLE, _TABLE_END, _ROW, _ROW_END, _CELL, _CELL_END = "\x01\x02\x03\x04\x05\x06\x07\x08"
_MARK, _MARK_END = "\x0e\x0f"
_LOOK, _LOOK_END = "\x10\x11"  # how the text that follows looks

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
_KINDS_OF_ATTRIBUTES: Final = "|".join(name.rpartition("}")[2] for name in _ATTRIBUTES)
_INSTRUCTIONS: Final = frozenset({f"{W}instrText", f"{W}delInstrText"})
_PROPERTIES: Final = {f"{W}p": f"{W}pPr", f"{W}tbl": f"{W}tblPr", f"{W}tr": f"{W}trPr", f"{W}tc": f"{W}tcPr"}
_RUN_PROPERTIES, _CELL_TAG = f"{W}rPr", f"{W}tc"
_WHOLE: Final = frozenset(W + name for name in ("drawing", "pict", "object", "sectPr", "ins", "del", "moveFrom", "moveTo"))
_READ = (*_BEGIN, *_TEXTS, *_SIGNS, *_ATTRIBUTES, *_INSTRUCTIONS, *_WHOLE)

_A_MARK = f"{_MARK}[^{_MARK_END}]*{_MARK_END}"
_A_LOOK = f"{_LOOK}[^{_LOOK_END}]*{_LOOK_END}"
_BLANK = rf"(?:\s|{_A_MARK}|{_A_LOOK})*"
_BLANK_PARAGRAPHS = f"(?:{_PARAGRAPH}{_BLANK}{_PARAGRAPH_END})*"
_CELL_BEGINS, _ROW_BEGINS = f"{_CELL}(?:{_A_MARK})*", f"{_ROW}(?:{_A_MARK})*"
_BLANK_CELLS = f"(?:{_CELL_BEGINS}{_BLANK_PARAGRAPHS}{_CELL_END})*"
_ALONE = {  # a tag that repeats paragraphs, cells or rows stands in one of its own, which gives way to it
    "p": (f"{_PARAGRAPH}{_BLANK}", f"{_BLANK}{_PARAGRAPH_END}"),
    "tc": (
        f"{_CELL_BEGINS}{_BLANK_PARAGRAPHS}{_PARAGRAPH}{_BLANK}",
        f"{_BLANK}{_PARAGRAPH_END}{_BLANK_PARAGRAPHS}{_CELL_END}",
    ),
    "tr": (
        f"{_ROW_BEGINS}{_BLANK_CELLS}{_CELL_BEGINS}{_BLANK_PARAGRAPHS}{_PARAGRAPH}{_BLANK}",
        f"{_BLANK}{_PARAGRAPH_END}{_BLANK_PARAGRAPHS}{_CELL_END}{_BLANK_CELLS}{_ROW_END}",
    ),
}
_TAG_ALONE = [re.compile(rf"{before}(\{{[%#]){kind} ([^%}}#]*[%#]\}}){after}") for kind, (before, after) in _ALONE.items()]
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_A_TAG_IN_PIECES = re.compile(rf"(?<=\{{)(?:{_A_LOOK})+(?=[{{%#])|(?<=[}}%#])(?:{_A_LOOK})+(?=\}})")
_IN_A_TAG = re.compile(rf"{_A_LOOK}|\n")
_LONG_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_OF_A_RUN = re.compile(r"(\{\{|\{%)r\s(.*?[}%]\})")
_FIELD = r"[^}]*\|\s*(?:link|bookmark|link_to|page|footnote)\b"
_WRONGLY_A_RUN = re.compile(rf"\{{\{{(?:r\s(?!{_FIELD})|(?!r\s){_FIELD})")  # {{r … }} is for fields
_COLUMN_SPAN = re.compile(r"\{%\s*colspan\s+[^%]*%\}")
_CELL_COLOUR = re.compile(
    rf"{_CELL}(?:{_MARK}shd [^{_MARK_END}]*{_MARK_END})?([^{_CELL}{_CELL_END}]*?)\{{%\s*cellbg\s+([^%]*?)\s*%\}}"
)
_NOT_ALONE = re.compile(r"\{[{%#](?:p|tr|tc)\s|\{[{%#]-|-[}%#]\}|\{%\s*(?:vm|hm)\s*%\}")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_BARE_CELL_END = re.compile(f"(?<!{_PARAGRAPH_END}){_CELL_END}")
_MARKS = re.compile(f"{_A_MARK}|{_A_LOOK}")
_NAMED = re.compile(f"{_MARK}bookmarkStart ([^{_MARK_END}]*){_MARK_END}")
_LINKED = re.compile(f'{_MARK}instrText  HYPERLINK "([^"]*)" {_MARK_END}')
_JUMPS = re.compile(f"{_MARK}hyperlink ([^{_MARK_END}]*){_MARK_END}")
_PAGES = re.compile(rf"{_MARK}instrText  PAGEREF (\S*) \\h {_MARK_END}")
_NOTED = re.compile(f"{_MARK}footnote ([^{_MARK_END}]*){_MARK_END}")
_DRAWN = re.compile(f"{_MARK}textpath ([^{_MARK_END}]*){_MARK_END}")
_NOTE_LOOK = "pStyle val=FootnoteText;"
_STRUCTURE = re.compile("[\x01-\x08]")
_EMPTY = re.compile(f"{_MARK}(?:{_KINDS_OF_ATTRIBUTES}) {_MARK_END}")
_NUMBERED = re.compile(f"{_MARK}bookmarkStart #(\\d+){_MARK_END}")


def outline_of(root: etree._Element) -> str:
    """Read a part of a document into its outline."""
    return _looks_said_once(_walked(root))


def tags_of(name: str, part: bytes, template_file: str) -> str:
    """Give the outline of a template's part, with its tags as jinja reads them; one that would swallow text is refused."""
    root = parse_part(name, part)
    for text in root.iter(*_TEXTS):
        text.text = (text.text or "").replace("\n", " ")
    source = _walked(root)
    _check_tags_are_whole(source, template_file)
    source = _with_plain_tags(source)
    wrong = _NOT_ALONE.search(source) or _WRONGLY_A_RUN.search(source)
    if wrong:
        start, end = source.rfind(_PARAGRAPH, 0, wrong.start()) + 1, source.find(_PARAGRAPH_END, wrong.end())
        raise broken_tag(template_file, _MARKS.sub("", source[start:end]))
    return _OF_A_RUN.sub(rf"\1 \2{_LOOK}{_LOOK_END}", source)  # docxtpl cuts the run in two, and the rest is plain


def misplaced_tags(root: etree._Element) -> list[tuple[int, str]]:
    """Give the tags of a part that would swallow text or that are of another kind, each after its paragraph's number."""
    numbered = deepcopy(root)
    for number, paragraph in enumerate(list(numbered.iter(f"{W}p"))):
        paragraph.insert(0, etree.Element(f"{W}bookmarkStart", {f"{W}name": f"#{number}"}))
    source = _with_plain_tags(_walked(numbered))
    marks = [(mark.start(), int(mark[1])) for mark in _NUMBERED.finditer(source)]
    tags = ((tag.start(), _MARKS.sub("", tag[0])) for tag in _LONG_TAG.finditer(source) if is_misplaced(tag[0]))
    return [(marks[max(bisect(marks, (start,)) - 1, 0)][1], tag) for start, tag in tags]


def is_misplaced(tag: str) -> bool:
    """Say whether a tag that stands among other text would swallow it, or is of another kind."""
    return (_NOT_ALONE.search(tag) or _WRONGLY_A_RUN.search(tag)) is not None


def _with_plain_tags(source: str) -> str:
    """Give an outline with its tags as jinja reads them, those that repeat paragraphs, cells or rows in place of these."""
    source = _A_TAG_IN_PIECES.sub("", source)
    source = _LONG_TAG.sub(lambda tag: _IN_A_TAG.sub("", tag[0]), source)
    source = _TAG.sub(lambda tag: tag[0].translate(_QUOTES), source)
    for alone in _TAG_ALONE:
        source = alone.sub(r"\1 \2", source)
    source = _COLUMN_SPAN.sub("", source)
    return _CELL_COLOUR.sub(rf"{_CELL}{_MARK}shd color=auto fill={{{{ \2 }}}} val=clear{_MARK_END}\1", source)


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


@lru_cache(maxsize=32)
def compiled(tags: str) -> Template:
    """Make ready what `tags_of` gave, to be printed more than once: by the check of the template and by the gate."""
    return _PLAIN.from_string(tags)


def printed_outline(part: Template, context: Mapping[str, object]) -> str:
    """The same, for a part whose tags are compiled already."""
    outline = _EMPTY.sub("", part.render(context))  # an attribute without a text says nothing
    seen: set[str] = set()

    def keep_first(bookmark: re.Match[str]) -> str:
        is_new = bookmark[0] not in seen
        seen.add(bookmark[0])
        return bookmark[0] if is_new else ""

    filled = _BARE_CELL_END.sub(_PARAGRAPH + _PARAGRAPH_END + _CELL_END, _NAMED.sub(keep_first, outline))
    return _looks_said_once(filled)


def paragraphs_in(outline: str) -> list[str]:
    """Cut an outline after each paragraph; each piece holds what begins or ends before it, too."""
    return outline.split(_PARAGRAPH_END)


def text_in(outline: str) -> str:
    """Give what a person reads in a piece of an outline."""
    return _STRUCTURE.sub("", _MARKS.sub("", outline))


def targets_in(outline: str) -> set[str]:
    """Give the bookmarks of an outline, the web addresses that its links lead to, its notes, and its watermarks."""
    return {*_NAMED.findall(outline), *_LINKED.findall(outline), *_NOTED.findall(outline), *_DRAWN.findall(outline)}


def with_footnotes(outline: str, first: int) -> tuple[str, str]:
    """Number the notes of an expected outline from the first; give it, and what they must be among the footnotes."""
    numbers = count(first)
    notes = [f"{_PARAGRAPH}{_mark('p', _NOTE_LOOK)} {note}{_PARAGRAPH_END}" for note in _NOTED.findall(outline)]
    return _NOTED.sub(lambda _: _mark("footnoteReference", str(next(numbers))), outline), "".join(notes)


def contents_in(outline: str) -> set[str]:
    """Give the bookmarks to which lines of a contents list jump, and whose page they print."""
    return {*_JUMPS.findall(outline)} & {*_PAGES.findall(outline)}


def _walked(root: etree._Element) -> str:
    """Read a part of a document, or of a template, as it stands: with the look of every text."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=_READ):
        tag = str(element.tag)
        if event == "end":
            if tag in _END:
                pieces.append(_END[tag])
        elif tag in _TEXTS:
            if element.text:
                pieces += (_look(_look_of_run(element)), element.text)
        elif tag in _BEGIN:
            pieces.append(_BEGIN[tag])
            properties = next(element.iterchildren(_PROPERTIES[tag]), None)
            if properties is not None:
                pieces.append(_marks_of_looks(tag, properties))
        elif tag in _SIGNS:
            pieces.append(_sign(element, tag))
        elif tag in _INSTRUCTIONS:
            pieces.append(_mark("instrText", element.text or ""))
        else:
            name = tag.rpartition("}")[2]
            if tag in _WHOLE:
                pieces.append(_mark(name, whole_look(element)))
            pieces += [_mark(name, value) for attribute in _ATTRIBUTES.get(tag, ()) if (value := element.get(attribute))]
    return "".join(pieces)


def _mark(kind: str, value: str) -> str:
    return f"{_MARK}{kind} {value}{_MARK_END}"


def _look(look: str) -> str:
    return f"{_LOOK}{look}{_LOOK_END}"


def _look_of_run(text: etree._Element) -> str:
    run = text.getparent()
    properties = None if run is None else next(run.iterchildren(_RUN_PROPERTIES), None)
    return "" if properties is None else run_look(properties)


def _marks_of_looks(tag: str, properties: etree._Element) -> str:
    look, shading = look_of(properties), shading_of(properties) if tag == _CELL_TAG else ""
    return (_mark("shd", shading) if shading else "") + (_mark(tag.rpartition("}")[2], look) if look else "")


def _sign(element: etree._Element, tag: str) -> str:
    if element.get(f"{W}pos") is not None:
        return ""  # a tab stop of a style is no tab
    sign, kind = _SIGNS[tag], element.get(f"{W}type", "")
    return ("" if sign in _WHITE else _look(_look_of_run(element))) + sign + (_mark("br", kind) if kind else "")


def _looks_said_once(outline: str) -> str:
    """Leave of the looks those that a text follows, where it looks otherwise than the text before it in its paragraph."""
    first, *others = outline.split(_LOOK)
    pieces, current = [first], ""
    for piece in others:
        look, _, rest = piece.partition(_LOOK_END)
        text = rest.lstrip(_WHITE)
        if look != current and text[:1] >= " ":
            pieces.append(rest[: len(rest) - len(text)] + _look(look) + text)
            current = look
        else:
            pieces.append(rest)
        if _PARAGRAPH_END in rest or _PARAGRAPH in rest:
            current = ""
    return "".join(pieces)


def _link(text: str, address: str) -> str:
    return _field(f' HYPERLINK "{address}" ', text, LINK_LOOK) if address else _look("") + text


def _bookmark(text: str, name: str) -> str:
    return _mark("bookmarkStart", name) + _look("") + text


def _link_to(text: str, name: str) -> str:
    return _mark("hyperlink", name) + _look("") + text


def _page(name: str) -> str:
    return _field(f" PAGEREF {name} \\h ", "…", "")


def _footnote(text: str, note: str) -> str:
    return _look("") + text + (_mark("footnote", note) if note else "")


def _field(instruction: str, result: str, look: str) -> str:
    begin, middle, end = (_mark("fldChar", kind) for kind in ("begin", "separate", "end"))
    return begin + _mark("instrText", instruction) + middle + _look(look) + result + end


_PLAIN = WORD.overlay(autoescape=False)
_PLAIN.filters = {
    **WORD.filters,
    "link": _link,
    "bookmark": _bookmark,
    "link_to": _link_to,
    "page": _page,
    "footnote": _footnote,
}
