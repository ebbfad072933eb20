"""What a template must lead to: its tags as jinja reads them, and the outline that they give with a context."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Final

from jinja2 import Template
from lxml import etree

from toolkit.errors import OfficeFileError
from toolkit.word.environment import WORD, broken_tag
from toolkit.word.looks import LINK_LOOK
from toolkit.word.outline import NAMED, TEXTS, looks_said_once, paragraphs_in, walked, without_empty_attributes
from toolkit.word.outline_signs import (
    A_LOOK,
    A_MARK,
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
    looking,
    marked,
)
from toolkit.word.package import W, parse_part
from toolkit.word.permitted import has_half_tag

_BLANK = rf"(?:\s|{A_MARK}|{A_LOOK})*"
_BLANK_PARAGRAPHS = f"(?:{PARAGRAPH}{_BLANK}{PARAGRAPH_END})*"
_CELL_BEGINS, _ROW_BEGINS = f"{CELL}(?:{A_MARK})*", f"{ROW}(?:{A_MARK})*"
_BLANK_CELLS = f"(?:{_CELL_BEGINS}{_BLANK_PARAGRAPHS}{CELL_END})*"
_ALONE = {  # a tag that repeats paragraphs, cells or rows stands in one of its own, which gives way to it
    "p": (f"{PARAGRAPH}{_BLANK}", f"{_BLANK}{PARAGRAPH_END}"),
    "tc": (
        f"{_CELL_BEGINS}{_BLANK_PARAGRAPHS}{PARAGRAPH}{_BLANK}",
        f"{_BLANK}{PARAGRAPH_END}{_BLANK_PARAGRAPHS}{CELL_END}",
    ),
    "tr": (
        f"{_ROW_BEGINS}{_BLANK_CELLS}{_CELL_BEGINS}{_BLANK_PARAGRAPHS}{PARAGRAPH}{_BLANK}",
        f"{_BLANK}{PARAGRAPH_END}{_BLANK_PARAGRAPHS}{CELL_END}{_BLANK_CELLS}{ROW_END}",
    ),
}
_TAG_ALONE = [re.compile(rf"{before}(\{{[%#]){kind} ([^%}}#]*[%#]\}}){after}") for kind, (before, after) in _ALONE.items()]
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_A_TAG_IN_PIECES = re.compile(rf"(?<=\{{)(?:{A_LOOK})+(?=[{{%#])|(?<=[}}%#])(?:{A_LOOK})+(?=\}})")
_IN_A_TAG = re.compile(rf"{A_LOOK}|\n")
_LONG_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_OF_A_RUN = re.compile(r"(\{\{|\{%)r\s(.*?[}%]\})")
_FIELD = r"[^}]*\|\s*(?:link|bookmark|link_to|page|footnote)\b"
_WRONGLY_A_RUN = re.compile(rf"\{{\{{(?:r\s(?!{_FIELD})|(?!r\s){_FIELD})")  # {{r … }} is for fields
_COLUMN_SPAN = re.compile(r"\{%\s*colspan\s+[^%]*%\}")
_CELL_COLOUR = re.compile(
    rf"{CELL}(?:{MARK}shd [^{MARK_END}]*{MARK_END})?([^{CELL}{CELL_END}]*?)\{{%\s*cellbg\s+([^%]*?)\s*%\}}"
)
_NOT_ALONE = re.compile(r"\{[{%#](?:p|tr|tc)\s|\{[{%#]-|-[}%#]\}|\{%\s*(?:vm|hm)\s*%\}")
STRAIGHT_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")  # docxtpl makes these of what Word makes of straight ones
_BARE_CELL_END = re.compile(f"(?<!{PARAGRAPH_END}){CELL_END}")
_NUMBERED = re.compile(f"{MARK}bookmarkStart #(\\d+){MARK_END}")


def tags_of(name: str, part: bytes, template_file: str) -> str:
    """Give the outline of a template's part, with its tags as jinja reads them; one that would swallow text is refused."""
    root = parse_part(name, part)
    for text in root.iter(*TEXTS):
        text.text = (text.text or "").replace("\n", " ")
    source = walked(root)
    _check_tags_are_whole(source, template_file)
    source = _with_plain_tags(source)
    wrong = _NOT_ALONE.search(source) or _WRONGLY_A_RUN.search(source)
    if wrong:
        start, end = source.rfind(PARAGRAPH, 0, wrong.start()) + 1, source.find(PARAGRAPH_END, wrong.end())
        raise broken_tag(template_file, MARKS.sub("", source[start:end]))
    return _OF_A_RUN.sub(rf"\1 \2{LOOK}{LOOK_END}", source)  # docxtpl cuts the run in two, and the rest is plain


def misplaced_tags(root: etree._Element) -> list[tuple[int, str]]:
    """Give the tags of a part that would swallow text or that are of another kind, each after its paragraph's number."""
    numbered = deepcopy(root)
    for number, paragraph in enumerate(list(numbered.iter(f"{W}p"))):
        paragraph.insert(0, etree.Element(f"{W}bookmarkStart", {f"{W}name": f"#{number}"}))
    source = _with_plain_tags(walked(numbered))
    marks = [(mark.start(), int(mark[1])) for mark in _NUMBERED.finditer(source)]
    tags = ((tag.start(), MARKS.sub("", tag[0])) for tag in _LONG_TAG.finditer(source) if is_misplaced(tag[0]))
    return [(marks[max(bisect(marks, (start,)) - 1, 0)][1], tag) for start, tag in tags]


def is_misplaced(tag: str) -> bool:
    """Say whether a tag that stands among other text would swallow it, or is of another kind."""
    return (_NOT_ALONE.search(tag) or _WRONGLY_A_RUN.search(tag)) is not None


def _with_plain_tags(source: str) -> str:
    """Give an outline with its tags as jinja reads them, those that repeat paragraphs, cells or rows in place of these."""
    source = _A_TAG_IN_PIECES.sub("", source)
    source = _LONG_TAG.sub(lambda tag: _IN_A_TAG.sub("", tag[0]), source)
    source = _TAG.sub(lambda tag: tag[0].translate(STRAIGHT_QUOTES), source)
    for alone in _TAG_ALONE:
        source = alone.sub(r"\1 \2", source)
    source = _COLUMN_SPAN.sub("", source)
    return _CELL_COLOUR.sub(rf"{CELL}{MARK}shd color=auto fill={{{{ \2 }}}} val=clear{MARK_END}\1", source)


def _check_tags_are_whole(source: str, template_file: str) -> None:
    broken = []
    for paragraph in paragraphs_in(source):
        text = MARKS.sub("", paragraph)
        if has_half_tag(text) or any(map(has_half_tag, MARKS.findall(paragraph))):
            broken.append(broken_tag(template_file, STRUCTURE.sub("", text)))
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
    outline = without_empty_attributes(part.render(context))
    seen: set[str] = set()

    def keep_first(bookmark: re.Match[str]) -> str:
        is_new = bookmark[0] not in seen
        seen.add(bookmark[0])
        return bookmark[0] if is_new else ""

    filled = _BARE_CELL_END.sub(PARAGRAPH + PARAGRAPH_END + CELL_END, NAMED.sub(keep_first, outline))
    return looks_said_once(filled)


def _link(text: str, address: str) -> str:
    return _field(f' HYPERLINK "{address}" ', text, LINK_LOOK) if address else looking("") + text


def _bookmark(text: str, name: str) -> str:
    return marked("bookmarkStart", name) + looking("") + text


def _link_to(text: str, name: str) -> str:
    return marked("hyperlink", name) + looking("") + text


def _page(name: str) -> str:
    return _field(f" PAGEREF {name} \\h ", "…", "")


def _footnote(text: str, note: str) -> str:
    return looking("") + text + (marked("footnote", note) if note else "")


def _field(instruction: str, result: str, look: str) -> str:
    begin, middle, end = (marked("fldChar", kind) for kind in ("begin", "separate", "end"))
    return begin + marked("instrText", instruction) + middle + looking(look) + result + end


_PLAIN = WORD.overlay(autoescape=False)
_PLAIN.filters = {
    **WORD.filters,
    "link": _link,
    "bookmark": _bookmark,
    "link_to": _link_to,
    "page": _page,
    "footnote": _footnote,
}
