"""A part of a template as the paragraphs that a person sees in Word, each with the text in which tags stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from lxml import etree

from toolkit.word.package import W
from toolkit.word.permitted import PIECE_OF_A_TAG, SeenTag, tags_in

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT: Final = frozenset({_FALLBACK, f"{W}del", f"{W}moveFrom"})  # a second copy of a text box, and what was deleted
_TEXTS: Final = frozenset(
    {
        *(W + name for name in ("t", "instrText")),
        "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    }
)

Holder = tuple[etree._Element | None, str]
"""An element and, where the text stands in none of its runs, the name of its attribute."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text as one element of the file has it, in itself or in an attribute."""

    text: str
    element: etree._Element
    attribute: str = ""  # its name; empty for the text of the element itself

    @property
    def holder(self) -> Holder:
        """What holds the run in which it stands: the paragraph, a link, a content control; or the attribute."""
        run = self.element.getparent()
        return (self.element if self.attribute or run is None else run.getparent()), self.attribute

    @property
    def is_in_a_run(self) -> bool:
        """Whether a link, or another field, may take its place."""
        return self.element.tag == f"{W}t" and not self.attribute


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a paragraph that no text box interrupts; the paragraph is its number in the part, or none."""

    paragraph: int | None
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All that stands in it, on one line."""
        return "".join(piece.text for piece in self.pieces)

    def half_tags(self) -> Iterator[str]:
        """Give what is left of the tags that are not whole; the text does not end what an attribute begins."""
        yield from _halves("".join(piece.text for piece in self.pieces if not piece.attribute))
        for piece in self.pieces:
            if piece.attribute:
                yield from _halves(piece.text)

    def tags(self) -> Iterator[tuple[SeenTag, tuple[Piece, ...]]]:
        """Give the tags, whole or not, each with the pieces in which it stands."""
        ends = list(accumulate(len(piece.text) for piece in self.pieces))
        for tag in tags_in(self.text):
            first, last = bisect_right(ends, tag.start), bisect_left(ends, tag.start + len(tag.text))
            yield tag, self.pieces[first : last + 1]


def lines_of(root: etree._Element) -> list[Line]:
    """Read a part into its lines, in the order of the file; what stands between paragraphs belongs to the next one."""
    lines: list[Line] = []
    pieces: list[Piece] = []
    within: list[int] = []
    following = 0

    def end_line() -> None:
        if pieces:
            beside = min(following, len(numbers) - 1) if numbers else None
            lines.append(Line(within[-1] if within else beside, tuple(pieces)))
            pieces.clear()

    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(f"{W}p"))}
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            if element.tag == f"{W}p":
                end_line()
                within.pop()
            continue
        if element.tag in _LEFT_OUT:
            walk.skip_subtree()
            continue
        if element.tag == f"{W}p":
            end_line()
            within.append(numbers[element])
            following = numbers[element] + 1
        pieces += [
            Piece(str(value), element, str(name)) for name, value in element.items() if PIECE_OF_A_TAG.search(str(value))
        ]
        if element.text and (element.tag in _TEXTS or PIECE_OF_A_TAG.search(element.text)):
            pieces.append(Piece(element.text.replace("\n", " "), element))
    end_line()
    return lines


def paragraph_texts(lines: list[Line]) -> dict[int | None, str]:
    """Give the text of each paragraph, as a person is reminded of it."""
    texts: dict[int | None, str] = {}
    for line in lines:
        texts[line.paragraph] = " ".join(f"{texts.get(line.paragraph, '')} {line.text}".split())
    return texts


def paragraph_of(element: etree._Element, root: etree._Element) -> int | None:
    """Number the paragraph in which an element stands, or before which it stands; none in a part without paragraphs."""
    around = next((one for one in (element, *element.iterancestors()) if one.tag == f"{W}p"), None)
    last = -1
    for number, paragraph in enumerate(root.iter(f"{W}p")):
        if around is None and _is_before(element, paragraph):
            return number
        if paragraph is around:
            return number
        last = number
    return last if last >= 0 and element is not root else None


def _is_before(element: etree._Element, paragraph: etree._Element) -> bool:
    """Say whether an element that stands among paragraphs comes before one of them."""
    parent = element.getparent()
    if parent is None:
        return False
    ancestors = [paragraph, *paragraph.iterancestors()]
    beside = next((one for one in ancestors if one.getparent() is parent), None)
    return beside is not None and parent.index(beside) > parent.index(element)


def _halves(text: str) -> Iterator[str]:
    return (tag.text for tag in tags_in(text) if not tag.is_whole)
