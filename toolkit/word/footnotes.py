"""Footnotes that the context gives: `{{r part.text|footnote(part.note) }}` becomes a text with a footnote of Word.

The tag writes the reference with its note; here the note moves to the part where Word looks for it, and gets its number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from toolkit.word.package import W

FOOTNOTES: Final = "word/footnotes.xml"
NOTE: Final = "note"
"""The attribute in which a reference carries its text until the note is written; no file has it."""

_TEXT_STYLE, _REFERENCE_STYLE = "FootnoteText", "FootnoteReference"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_footnotes(document: etree._Element, footnotes: etree._Element | None) -> bool:
    """Number the notes that a document carries, and write them among its footnotes; False where it has no part for them."""
    carrying = [reference for reference in document.iter(f"{W}footnoteReference") if NOTE in reference.attrib]
    if carrying and footnotes is None:
        return False
    if footnotes is not None:
        number = next_number(footnotes)
        for number, reference in enumerate(carrying, number):  # noqa: B020  begins after the template's own
            reference.set(f"{W}id", str(number))
            footnotes.append(_footnote(number, str(reference.attrib.pop(NOTE))))
    return True


def next_number(footnotes: etree._Element) -> int:
    """Give the first number that none of the footnotes has; those of Word itself have -1 and 0."""
    return max([0, *(int(note.get(f"{W}id", "0")) for note in footnotes.iterchildren(f"{W}footnote"))]) + 1


def has_footnote_tag(texts: Iterable[str]) -> bool:
    """Whether tags among the texts write footnotes."""
    return any("|footnote(" in text.replace(" ", "") for text in texts)


def _footnote(number: int, text: str) -> etree._Element:
    note = etree.Element(f"{W}footnote", {f"{W}id": str(number)})
    paragraph = etree.SubElement(note, f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}pStyle", {f"{W}val": _TEXT_STYLE})
    mark = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(etree.SubElement(mark, f"{W}rPr"), f"{W}rStyle", {f"{W}val": _REFERENCE_STYLE})
    etree.SubElement(mark, f"{W}footnoteRef")
    written = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t", {_SPACE: "preserve"})
    written.text = f" {text}"
    return note
