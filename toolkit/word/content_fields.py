"""Fields: what is printed is their result, unless their code makes another of it when the file is opened or printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from toolkit.word.content import Other, Piece, Shown, Text

PAGE_SIGN: Final = "\x01"
"""The number of a page; no text of a file can hold it."""

_PAGES: Final = frozenset({"PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES"})
_PLAIN: Final = frozenset({"TOC", "HYPERLINK", ""})
_PAGE_NUMBER = re.compile(r"\s*(?:[0-9]{1,5}|[ivxlcdm]{1,8}|…|)\s*", re.IGNORECASE)
_SITE = re.compile(r"[a-z]+://[^/?#]+")
_ADDRESS = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]+))?(?:.*?\\l\s+(?:"([^"]*)"|(\S+)))?', re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    is_result: bool = False
    kind: str = ""
    link: str = ""
    pieces: list[Text] = field(default_factory=list)  # of the result, where it is the number of a page


class Fields:
    """The fields that are open where a walk through a text stands."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def in_code(self) -> bool:
        """Whether a text here belongs to the code of a field, which is not printed."""
        return any(not one.is_result for one in self._open)

    @property
    def link(self) -> str:
        """Where a click on a text here leads, by the nearest field that says it."""
        return next((one.link for one in reversed(self._open) if one.link), "")

    def begin(self, code: str | None = None) -> None:
        """Open a field; one whose code is given has its result next."""
        self._open.append(_Field([code] if code else []))

    def add_code(self, code: str) -> bool:
        """Take a piece of a code; False where no field is open for it."""
        if self._open:
            self._open[-1].code.append(code)
        return bool(self._open)

    def separate(self) -> Iterable[Piece]:
        """Go from the code to its result; give what a person must know of the code."""
        if not self._open or self._open[-1].is_result:
            return
        one = self._open[-1]
        one.is_result = True
        code = " ".join("".join(one.code).split())
        one.kind = code.partition(" ")[0].upper()
        if one.kind == "HYPERLINK" and (found := _ADDRESS.match(code)):
            one.link = address(found[1] or found[2] or "", found[3] or found[4] or "")
        if one.kind not in _PLAIN | _PAGES:
            yield Other("field", code)

    def end(self) -> Iterable[Piece]:
        """Close a field; the number of a page, which every program counts anew, becomes a sign."""
        if self._open and not self._open[-1].is_result:
            yield from self.separate()
        if self._open:
            yield from _closed(self._open.pop())

    def end_all(self) -> Iterable[Piece]:
        """Close what was left open at the end of a text."""
        while self._open:
            yield from self.end()

    def takes(self, text: Text) -> bool:
        """Keep a text that belongs to the number of a page; say whether it did."""
        pages = next((one for one in reversed(self._open) if one.is_result and one.kind in _PAGES), None)
        if pages is not None:
            pages.pieces.append(text)
        return pages is not None


def address(place: str, anchor: str) -> str:
    """Write where a link leads; a site without a page is its first page, "/", which LibreOffice writes and we do not."""
    place = f"{place}/" if _SITE.fullmatch(place) else place
    return f"{place}#{anchor}" if anchor else place


def _closed(one: _Field) -> Iterable[Piece]:
    if one.kind not in _PAGES:
        return
    shown: set[Shown] = {shown for text in one.pieces for shown in text.shown}
    if _PAGE_NUMBER.fullmatch("".join(text.text for text in one.pieces)):
        yield Text(PAGE_SIGN, tuple(sorted(shown)))
    else:
        yield from one.pieces
