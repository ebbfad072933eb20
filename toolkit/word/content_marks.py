"""What marks a report as a draft, and where it is signed: neither is part of what it says."""

from __future__ import annotations

from functools import cache

from lxml import etree

from toolkit.language import gettext, known_languages, speaking
from toolkit.word.content import SIGN_OFF, Other, Piece
from toolkit.word.package import W


def is_draft_mark(piece: Piece) -> bool:
    """Whether a piece is the mark of a draft across a page."""
    return isinstance(piece, Other) and piece.what == "wordart" and piece.value in _draft_marks()


def marked_blocks(document: etree._Element) -> list[etree._Element]:
    """Find what the bookmark of the signatures marks: the table that it stands in, or the paragraphs between its two ends.

    Two such bookmarks are none. At the end of a document LibreOffice writes the beginning of one twice, and its end once.
    """
    begins = [e for e in document.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == SIGN_OFF]
    numbers = {begin.get(f"{W}id") for begin in begins}
    ends = [e for e in document.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") in numbers]
    body = document.find(f"{W}body")
    if body is None or not begins or len(ends) != 1:
        return []
    end = ends[0]
    first = _block_of(begins[0], body)
    if first is None:
        return []
    if first.tag == f"{W}tbl":
        return [first]
    last = _block_of(end, body)
    if last is None:
        return []
    blocks = list(body)
    begin = blocks.index(first) + _has_text_before(begins[0], first)  # a paragraph that begins outside of it
    stop = blocks.index(last) + _has_text_before(end, last)  # one that it only touches
    return [block for block in blocks[begin:stop] if block.tag in (f"{W}p", f"{W}tbl")]


def _block_of(mark: etree._Element, body: etree._Element) -> etree._Element | None:
    """Give the piece of a body in which a mark stands: itself, where it stands between two."""
    return next((e for e in (mark, *mark.iterancestors()) if e.getparent() is body), None)


def _has_text_before(mark: etree._Element, block: etree._Element) -> bool:
    for element in block.iter(f"{W}t", f"{W}tab", str(mark.tag)):
        if element is mark:
            return False
        if element.tag != mark.tag:
            return True
    return False


@cache
def _draft_marks() -> frozenset[str]:
    """The mark of a draft, in every language that reports are written in."""
    found = set()
    for language in known_languages():
        with speaking(language):
            found.add(gettext("PROIECT"))
    return frozenset(found)
