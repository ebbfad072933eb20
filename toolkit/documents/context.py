"""What every Word template of ours is filled with: finished strings, and lists of rows of them.

A template meets these as plain dicts; there is one field per placeholder, and no None.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A stretch of text; `link` is its web address, or empty."""

    text: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: `style` is "text", "bullet" or "numbered"; `mark` the number of a numbered one ("1.")."""

    style: str
    mark: str
    parts: tuple[TextPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """A line of the contents list: the heading's text, its level (1, 2 or 3) and the bookmark that stands at it."""

    level: int
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading and the bookmark that stands at it, by which the contents list links to it."""

    text: str
    bookmark: str
