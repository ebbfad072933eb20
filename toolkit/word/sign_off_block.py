"""The table in which a report is signed: found in a template by what fills it, and marked so that it is found again.

The mark is a bookmark of our own, set when the template is filled: whoever edits a template in Word need not know of it.
"""

from __future__ import annotations

import re

from lxml import etree

from toolkit.word.content import SIGN_OFF
from toolkit.word.package import DOCUMENT, W, parse_part, read_package, serialise, write_package

_LOOP = re.compile(r"\{%tr for \w+ in sign_off %\}")
_WORDS = b"sign_off"


def with_sign_off_marked(template: bytes, template_file: str) -> bytes:
    """Give a template in which the table of the signatures is marked; one without such a table, or marked, as it is."""
    parts = read_package(template, template_file)
    if _WORDS not in parts[DOCUMENT]:  # most templates are not signed, and need not be parsed once more
        return template
    document = parse_part(DOCUMENT, parts[DOCUMENT])
    if any(mark.get(f"{W}name") == SIGN_OFF for mark in document.iter(f"{W}bookmarkStart")):
        return template
    tables = [
        table for paragraph in document.iter(f"{W}p") if _LOOP.search(_text(paragraph)) for table in _around(paragraph)
    ]
    if not tables:
        return template
    first = next(tables[0].iter(f"{W}p"))
    has_properties = len(first) > 0 and first[0].tag == f"{W}pPr"
    for place, name in enumerate(("bookmarkStart", "bookmarkEnd"), int(has_properties)):
        mark = etree.Element(f"{W}{name}", {f"{W}id": "0"})  # ids are given when the file is filled
        if name == "bookmarkStart":
            mark.set(f"{W}name", SIGN_OFF)
        first.insert(place, mark)
    return write_package({**parts, DOCUMENT: serialise(document)})


def sign_off_table(document: etree._Element) -> etree._Element | None:
    """Find the table of the signatures in a finished document."""
    marks = [mark for mark in document.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == SIGN_OFF]
    tables = [table for mark in marks for table in _around(mark)]
    return tables[0] if len(marks) == 1 and tables else None


def _around(element: etree._Element) -> list[etree._Element]:
    """The outermost table around an element."""
    return list(element.iterancestors(f"{W}tbl"))[-1:]


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
