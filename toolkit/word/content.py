"""What a Word file says: its texts, tables and pictures, whatever program saved it last.

Runs, the ids of styles, the order of the zip, revision ids and how a picture is packed belong to the program that saved the
file; who reads the page sees none of them. Two files with the same content have the same hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Final

SIGN_OFF: Final = "bloc_semnaturi"
"""The bookmark in the table in which a report is signed, or around the lines; what it does not mark is plain content."""

_FORM: Final = "raport content 1"  # of what is hashed
_NOT_HASHED: Final = {"hashed": False}


class Shown(StrEnum):
    """How a text stands on the page otherwise than plainly, where that changes what is read."""

    HIDDEN = "hidden"  # by its letters, or as the code of a field
    PALE = "pale"  # in the colour of what is behind it
    TINY = "tiny"
    OUTSIDE = "outside"  # moved off the page, or pressed into a line without height
    FRAMED = "framed"  # taken out of its place, over other text
    SYMBOLS = "symbols"  # in letters that show other signs
    REVERSED = "reversed"  # written from right to left
    STRUCK = "struck"
    RAISED = "raised"
    LOWERED = "lowered"
    INSERTED = "inserted"  # by a change that is tracked
    DELETED = "deleted"


UNSEEN: Final = frozenset({Shown.HIDDEN, Shown.PALE, Shown.TINY, Shown.OUTSIDE})


class NoteKind(StrEnum):
    """What hangs on a place in a paragraph and has paragraphs of its own."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    TEXT_BOX = "text box"


@dataclass(frozen=True, slots=True)
class Text:
    """Letters that stand alike and lead to the same place."""

    text: str
    shown: tuple[Shown, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note, a comment or a text box, at its place in the paragraph."""

    kind: NoteKind
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by what one sees of it: its pixels, or the place outside of the file that it comes from."""

    pixels: str
    told: str  # to those who do not see it
    seen_as: tuple[str, ...] = ()  # floating, cropped, bleached, too small, hidden


@dataclass(frozen=True, slots=True)
class Other:
    """What is neither text nor picture: a field that computes, a shape, an embedded object, a piece of another file."""

    what: str
    value: str


Piece = Text | Note | Picture | Other


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: a heading of a level, an entry of a list, or plain text."""

    pieces: tuple[Piece, ...] = ()
    heading: int | None = None
    list_form: str = ""  # level and form of its number: "0 %1."
    number: str = field(default="", compare=False)  # as it prints; an entry less renumbers all that follow
    tracked: tuple[str, ...] = ()  # changes to its form that nobody accepted

    @property
    def text(self) -> str:
        """Its letters, those that one does not see among them."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell; one that goes on from above shows nothing of its own."""

    blocks: tuple[Block, ...] = ()
    start: int = field(default=0, compare=False)  # the column in which it begins
    span: int = 1
    from_above: bool = False

    @property
    def text(self) -> str:
        """The letters of its paragraphs, in one line."""
        return " ".join(filter(None, (block.text for block in self.blocks)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...] = ()
    before: int = 0  # columns left empty before its first cell
    is_hidden: bool = False  # it says so, or has no height
    is_header: bool = field(default=False, compare=False, metadata=_NOT_HASHED)  # whether it is repeated on each page
    tracked: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The texts of its cells."""
        return " | ".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as its rows."""

    rows: tuple[Row, ...] = ()
    placed: tuple[str, ...] = ()  # mirrored, floating over the text, outside of the page
    told: tuple[str, str] = field(default=("", ""), compare=False, metadata=_NOT_HASHED)  # LibreOffice drops it

    @property
    def text(self) -> str:
        """The texts of its rows."""
        return " / ".join(row.text for row in self.rows)


@dataclass(frozen=True, slots=True)
class SignOffPlace:
    """Where the report is signed."""

    @property
    def text(self) -> str:
        """No text that is part of the content."""
        return ""


Block = Paragraph | Table | SignOffPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A header or footer: on which pages, and what it says."""

    is_header: bool
    pages: str  # default, first, even
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a Word file says."""

    title: str  # of its properties
    blocks: tuple[Block, ...]
    page_texts: tuple[PageText, ...] = ()
    outside: tuple[str, ...] = ()  # what acts or is brought in from elsewhere: macros, a template, mail merge
    sign_off: tuple[Block, ...] = field(default=(), compare=False, metadata=_NOT_HASHED)  # where names and dates are written
    marks: tuple[str, ...] = field(default=(), compare=False, metadata=_NOT_HASHED)  # "PROIECT" across the pages

    @property
    def hash(self) -> str:
        """The SHA-256 of all of it but the marks, the block of signatures and the protection."""
        pieces = [_FORM, *_plain(self)]
        return hashlib.sha256(json.dumps(pieces, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _plain(value: object) -> Iterator[object]:
    """Give a value as a list of its kind and of what it holds; what is empty is left out, so that more may be added."""
    yield type(value).__name__
    for one in fields(value):  # type: ignore[arg-type]  # all of them are dataclasses
        held = getattr(value, one.name)
        if one.metadata.get("hashed", True) and held != one.default:
            yield [one.name, _listed(held)]


def _listed(value: object) -> object:
    if isinstance(value, tuple):
        return [_listed(inner) for inner in value]
    return value if isinstance(value, str | int | None) else list(_plain(value))
