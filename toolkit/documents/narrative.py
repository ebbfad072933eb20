"""A department's narrative as paragraphs: text, list lines, and web addresses that can be followed."""

from __future__ import annotations

import re

from toolkit.documents.context import Paragraph, TextPart
from toolkit.plan.spelling import printed

_BULLET = re.compile(r"[-–•●○*]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2}[.)])\s+(?=\S)")
_ADDRESS = re.compile(r"https?://[^\s<>„”“]+", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]+")
_NOT_AT_THE_END = ".,;:!?)]}»'\""


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Turn the lines that a clerk typed into paragraphs; "- " begins a bulleted one, "1. " a numbered one."""
    return tuple(_paragraph(" ".join(line.split())) for line in printed(text).splitlines() if line.strip())


def paragraphs_as_typed(text: str) -> tuple[Paragraph, ...]:
    """The same of what the office writes, whose spaces that do not break a line stay."""
    lines = (_SPACES.sub(" ", line).strip() for line in printed(text).splitlines())
    return tuple(_paragraph(line) for line in lines if line)


def _paragraph(line: str) -> Paragraph:
    bullet, number = _BULLET.match(line), _NUMBER.match(line)
    if bullet:
        return Paragraph(style="bullet", mark="", parts=_parts(line[bullet.end() :]))
    if number:
        return Paragraph(style="numbered", mark=number[1], parts=_parts(line[number.end() :]))
    return Paragraph(style="text", mark="", parts=_parts(line))


def _parts(line: str) -> tuple[TextPart, ...]:
    parts: list[TextPart] = []
    position = 0
    for found in _ADDRESS.finditer(line):
        address = found[0].rstrip(_NOT_AT_THE_END)
        if found.start() > position:
            parts.append(TextPart(text=line[position : found.start()], link=""))
        # A quote or backslash would end the field that Word keeps the address in.
        parts.append(TextPart(text=address, link=address.replace("\\", "%5C").replace('"', "%22")))
        position = found.start() + len(address)
    if position < len(line):
        parts.append(TextPart(text=line[position:], link=""))
    return tuple(parts)
