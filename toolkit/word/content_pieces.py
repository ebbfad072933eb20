"""What stands in a paragraph: texts as they are shown, notes, drawings, fields by their results, tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from lxml import etree

from toolkit.word.content import Note, NoteKind, Other, Piece, Shown, Text
from toolkit.word.content_drawings import chosen
from toolkit.word.content_fields import PAGE_SIGN, Fields, address
from toolkit.word.content_parts import Target
from toolkit.word.letters import Ground
from toolkit.word.package import W

RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_REFERENCES: Final = {
    f"{W}footnoteReference": NoteKind.FOOTNOTE,
    f"{W}endnoteReference": NoteKind.ENDNOTE,
    f"{W}commentReference": NoteKind.COMMENT,
}
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
    f"{W}pgNum": PAGE_SIGN,
}
_LANGUAGES: Final = (W, MATHS)
_DRAWN: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
TRACKED: Final = {
    f"{W}ins": Shown.INSERTED,
    f"{W}moveTo": Shown.INSERTED,
    f"{W}del": Shown.DELETED,
    f"{W}moveFrom": Shown.DELETED,
}
NOT_SAID: Final = frozenset(  # what describes, and is not printed
    W + name
    for name in (
        *("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblPrEx", "tblGrid", "sdtPr", "sdtEndPr", "sectPr", "customXmlPr"),
        *("smartTagPr", "rubyPr", "fldData", "footnoteRef", "endnoteRef", "annotationRef", "lastRenderedPageBreak"),
    )
)


@dataclass(frozen=True, slots=True)
class Story:
    """A text that is read from its beginning to its end: the body, a header, a note, a text box."""

    part: str
    targets: Mapping[str, Target]
    fields: Fields = field(default_factory=Fields)


@dataclass(frozen=True, slots=True)
class At:
    """Where in a story something stands."""

    story: Story
    ground: Ground = field(default_factory=Ground)
    shown: frozenset[Shown] = frozenset()


class OfFile(Protocol):
    """What a paragraph needs of the file that it stands in."""

    def note(self, kind: NoteKind, number: str) -> Note:
        """Read a note that a text refers to."""

    def drawn(self, element: etree._Element, story: Story) -> Iterator[Piece]:
        """Read a drawing."""

    def shown(self, run: etree._Element | None, paragraph: etree._Element | None, ground: Ground) -> frozenset[Shown]:
        """Say how the letters of a run stand."""


class Pieces:
    """A walk through a paragraph."""

    def __init__(self, file: OfFile, paragraph: etree._Element | None, at: At) -> None:
        self._file = file
        self._paragraph = paragraph
        self._at = at
        self._fields = at.story.fields

    def within(self, element: etree._Element) -> Iterator[Piece]:
        """Give what stands in an element, in order."""
        return self._within(element, self._at.shown, "")

    def _within(self, element: etree._Element, shown: frozenset[Shown], link: str) -> Iterator[Piece]:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, shown, link)
            elif tag in (f"{MATHS}t", f"{W}t"):
                yield from self._text(_text_of(child), shown, link)
            elif tag in NOT_SAID:
                continue
            elif tag == f"{W}hyperlink":
                yield from self._within(child, shown, self._link(child))
            elif tag in TRACKED:
                yield from self._within(child, shown | {TRACKED[tag]}, link)
            elif tag == f"{W}fldSimple":
                self._fields.begin(child.get(f"{W}instr", ""))
                yield from self._fields.separate()
                yield from self._within(child, shown, link)
                yield from self._fields.end()
            elif tag == f"{W}bdo" and child.get(f"{W}val") == "rtl":
                yield from self._within(child, shown | {Shown.REVERSED}, link)
            elif tag == ALTERNATIVES:
                form = chosen(child)
                if form is not None:
                    yield from self._within(form, shown, link)
            else:
                yield from self._in_other(child, shown, link)

    def _in_other(self, element: etree._Element, shown: frozenset[Shown], link: str) -> Iterator[Piece]:
        if is_foreign(element):
            yield Other("unknown", str(element.tag).rpartition("}")[2])
            return
        if (bound := binding(element)) is not None:
            yield bound
        yield from self._within(element, shown, link)

    def _run(self, run: etree._Element, shown: frozenset[Shown], link: str) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        seen = shown | self._file.shown(properties, self._paragraph, self._at.ground)
        yield from self._in_run(run, seen, link)

    def _in_run(self, run: etree._Element, shown: frozenset[Shown], link: str) -> Iterator[Piece]:
        for child in run:
            tag = child.tag
            if (text := _letters(child)) is not None:
                yield from self._text(text, shown | {Shown.DELETED} if tag == f"{W}delText" else shown, link)
            elif tag == f"{W}instrText":
                if not self._fields.add_code(child.text or ""):
                    yield from self._text(child.text or "", shown | {Shown.HIDDEN}, link)
            elif tag == f"{W}fldChar":
                yield from self._field(child.get(f"{W}fldCharType", ""))
            elif tag in _REFERENCES:
                yield self._file.note(_REFERENCES[tag], child.get(f"{W}id", ""))
            elif tag in _DRAWN:
                yield from self._file.drawn(child, self._at.story)
            elif tag == f"{W}sym":
                yield Other("sign", f"{child.get(f'{W}font', '')} {child.get(f'{W}char', '')}")
            elif tag == ALTERNATIVES:
                form = chosen(child)
                if form is not None:
                    yield from self._in_run(form, shown, link)
            elif tag == f"{W}contentPart":
                yield Other("shape", "ink")
            elif tag not in NOT_SAID:
                yield from self._in_other(child, shown, link)

    def _text(self, text: str, shown: frozenset[Shown], link: str) -> Iterator[Text]:
        if not text:
            return
        if self._fields.in_code:
            shown |= {Shown.HIDDEN}
        piece = Text(text, tuple(sorted(shown)), link or self._fields.link)
        if not self._fields.takes(piece):
            yield piece

    def _field(self, what: str) -> Iterable[Piece]:
        if what == "begin":
            self._fields.begin()
        elif what == "separate":
            yield from self._fields.separate()
        elif what == "end":
            yield from self._fields.end()

    def _link(self, hyperlink: etree._Element) -> str:
        target = self._at.story.targets.get(hyperlink.get(f"{RELATED}id", ""))
        return address("" if target is None else target.place, hyperlink.get(f"{W}anchor", ""))


def is_foreign(element: etree._Element) -> bool:
    """Whether an element is of no language that Word's texts are written in: it passes over it, and over all within."""
    return not str(element.tag).startswith(_LANGUAGES)


def _letters(element: etree._Element) -> str | None:
    """Give the letters that an element of a run prints; None where it is of another kind."""
    tag = element.tag
    if tag == f"{W}t":
        text = _text_of(element)
        return text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")
    if tag == f"{W}br":  # where a page or a column ends is no letter
        return "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else ""
    return (element.text or "") if tag == f"{W}delText" else _SIGNS.get(tag)


def _text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put texts together that stand alike: where a run ends is no content."""
    joined: list[Piece] = []
    texts: list[str] = []

    def end() -> None:
        last = joined[-1] if joined else None
        if len(texts) > 1 and isinstance(last, Text):
            joined[-1] = Text("".join(texts), last.shown, last.link)
        texts.clear()

    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Text) and isinstance(last, Text) and (piece.shown, piece.link) == (last.shown, last.link):
            texts.append(piece.text)
        else:
            end()
            joined.append(piece)
            if isinstance(piece, Text):
                texts.append(piece.text)
    end()
    return tuple(joined)


def binding(element: etree._Element) -> Other | None:
    """Give the data that a content control shows in place of its text, when Word opens the file."""
    for bound in element.iterfind(f"{W}sdtPr/{{*}}dataBinding"):
        return Other("binding", str(next((v for k, v in bound.attrib.items() if str(k).endswith("xpath")), "")))
    return None
