"""Reading a Word file back into its content: paragraph by paragraph, cell by cell, with notes, boxes, headers and footers.

Passed over is what a program changes on its own when it saves, and only where nothing that is read can hide in it:

- runs, revision ids, ids of styles and bookmarks, fonts, sizes, colours: they say nothing, unless a text is no longer seen;
- lines without a text, and where a page or a column ends: LibreOffice puts an empty line before a table that begins a page;
- the number of a page, where a field counts it and it looks like one: every program counts anew;
- a link as a field or as an element, a site with or without its last stroke: only where it leads is kept;
- the sign of a bullet, if it is a single one and no letter or figure; the space between the mark of a note and its text;
- the order of headers, and those that no section shows; the form of a drawing for old programs, which Word does not show;
- how a picture is packed, and white from nearly white, which LibreOffice makes one when it makes white transparent;
- what is said of a table for those who do not see it, if it is gone: LibreOffice drops it; another text is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from toolkit.language import gettext
from toolkit.word.colour import fill_of, theme_colours
from toolkit.word.content import (
    Block,
    Cell,
    Content,
    Note,
    NoteKind,
    Other,
    PageText,
    Paragraph,
    Piece,
    Row,
    Shown,
    SignOffPlace,
    Table,
    Text,
)
from toolkit.word.content_drawings import Drawings, chosen
from toolkit.word.content_marks import is_draft_mark, marked_blocks
from toolkit.word.content_numbers import Numbering
from toolkit.word.content_parts import Parts, Target
from toolkit.word.content_pieces import (
    ALTERNATIVES,
    MATHS,
    NOT_SAID,
    RELATED,
    TRACKED,
    At,
    Pieces,
    Story,
    binding,
    is_foreign,
    joined,
)
from toolkit.word.content_shown import Looks, is_far, is_hidden_row, is_without_width
from toolkit.word.letters import Ground, Styles, outline_level
from toolkit.word.package import DOCUMENT, W, is_on
from toolkit.word.table_conditions import conditions_of, switched_on

_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_NOTES: Final = {
    NoteKind.FOOTNOTE: ("footnotes", f"{W}footnote"),
    NoteKind.ENDNOTE: ("endnotes", f"{W}endnote"),
    NoteKind.COMMENT: ("comments", f"{W}comment"),
}
_CHANGES: Final = frozenset(W + name for name in ("pPrChange", "rPrChange"))
_CHANGES_OF_ROWS: Final = frozenset({f"{W}trPrChange", *TRACKED})
_CHANGES_OF_CELLS: Final = frozenset(W + name for name in ("tcPrChange", "cellIns", "cellDel", "cellMerge"))
_BROUGHT_IN: Final = frozenset(
    {
        "vbaProject",
        "attachedTemplate",
        "mailMergeSource",
        "mailMergeHeaderSource",
        "subDocument",
        "frame",
        "control",
        "aFChunk",
        "font",  # whose letters may look like others
    }
)


def content_of(document: bytes, file: str = "") -> Content:
    """Read a Word file that anyone may have saved; one that cannot be read is refused in plain words.

    The file's name is for messages.
    """
    return _Reader(Parts(document, file or gettext("documentul Word"))).content()


def content_hash(document: bytes) -> str:
    """Give the SHA-256 of all that a Word file says but its marks, its block of signatures and its protection."""
    return content_of(document).hash


class _Reader:
    """A walk through a file."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._styles = Styles(parts.related("styles")[1], theme_colours(parts.related("theme")[1]))
        self._looks = Looks(self._styles)
        self._numbering = Numbering(parts.related("numbering")[1], self._styles)
        self._drawings = Drawings(parts, self._box)
        self._note_parts = {kind: parts.related(name) for kind, (name, _) in _NOTES.items()}
        self._notes = {kind: self._notes_of(kind) for kind in _NOTES}
        self._targets: dict[str, Mapping[str, Target]] = {}
        self._notes_read: set[tuple[NoteKind, str]] = set()
        self._notes_open = 0
        self._levels: dict[str, int | None] = {}
        self._sign_off: Mapping[etree._Element, bool] = {}  # its blocks, and which of them is the first
        self._signed: list[Block] = []
        self.marks: list[str] = []

    def content(self) -> Content:
        document = self._parts.document
        self._sign_off = {block: number == 0 for number, block in enumerate(marked_blocks(document))}
        blocks = self._story(document.find(f"{W}body"), DOCUMENT)
        places = [target.place for target in self._parts.targets_of("").values() if target.kind == "core-properties"]
        core = self._parts.tree_if_any(places[0]) if places else None
        page_texts = tuple(sorted(set(self._page_texts(document)), key=_order_of_page_texts))
        return Content(
            title="" if core is None else core.findtext(_TITLE) or "",
            blocks=blocks,
            page_texts=page_texts,
            outside=tuple(sorted(self._outside())),
            sign_off=tuple(self._signed),
            marks=tuple(sorted(set(self.marks))),
        )

    def _notes_of(self, kind: NoteKind) -> Mapping[str, etree._Element]:
        tree = self._note_parts[kind][1]
        return {} if tree is None else {note.get(f"{W}id", ""): note for note in tree.iterchildren(_NOTES[kind][1])}

    def _targets_of(self, part: str) -> Mapping[str, Target]:
        if part not in self._targets:
            self._targets[part] = self._parts.targets_of(part)
        return self._targets[part]

    def _story(self, root: etree._Element | None, part: str) -> tuple[Block, ...]:
        if root is None:
            return ()
        story = Story(part, self._targets_of(part))
        blocks = list(self._blocks(root, At(story)))
        left = tuple(story.fields.end_all())
        return (*blocks, Paragraph(pieces=left)) if left else tuple(blocks)

    def _box(self, box: etree._Element, part: str) -> tuple[Block, ...]:
        return self._story(box, part)

    def _page_texts(self, document: etree._Element) -> Iterator[PageText]:
        settings = self._parts.related("settings")[1]
        has_even = settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
        targets = self._targets_of(DOCUMENT)
        for section in document.iter(f"{W}sectPr"):
            has_first = is_on(section.find(f"{W}titlePg"))
            for reference in section.iterchildren(f"{W}headerReference", f"{W}footerReference"):
                pages, target = reference.get(f"{W}type", "default"), targets.get(reference.get(f"{RELATED}id", ""))
                if target is None or (pages == "first" and not has_first) or (pages == "even" and not has_even):
                    continue
                blocks = self._without_marks(self._story(self._parts.tree_if_any(target.place), target.place))
                if blocks:
                    yield PageText(is_header=reference.tag == f"{W}headerReference", pages=pages, blocks=blocks)

    def _without_marks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Take the marks of a draft out of a header, and keep them apart."""
        kept: list[Block] = []
        for block in blocks:
            if isinstance(block, Paragraph) and any(map(is_draft_mark, block.pieces)):
                self.marks += [piece.value for piece in block.pieces if isinstance(piece, Other) and is_draft_mark(piece)]
                pieces = joined(piece for piece in block.pieces if not is_draft_mark(piece))
                kept += [replace(block, pieces=pieces)] if pieces else []
            else:
                kept.append(block)
        return tuple(kept)

    def _outside(self) -> Iterator[str]:
        for target in self._parts.outside_targets():
            if target.kind in _BROUGHT_IN or (target.is_outside and target.kind not in ("hyperlink", "image")):
                yield f"{target.kind} {target.place}" if target.is_outside else target.kind

        for notes in self._notes.values():
            for note in notes.values():
                text = "".join(t.text or "" for t in note.iter(f"{W}t")).strip()
                if note.get(f"{W}type", "normal") != "normal" and text:
                    yield f"separator {text}"

    def _blocks(self, parent: etree._Element, at: At) -> Iterator[Block]:
        for child in parent:
            if child in self._sign_off:
                if self._sign_off[child]:
                    yield SignOffPlace()
                self._signed += self._block(child, at)
            else:
                yield from self._block(child, at)

    def _block(self, child: etree._Element, at: At) -> Iterator[Block]:
        tag = child.tag
        if tag == f"{W}p":
            paragraph = self._paragraph(child, at)
            if paragraph.pieces or paragraph.number or paragraph.tracked:  # an empty line says nothing
                yield paragraph
        elif tag == f"{W}tbl":
            yield self._table(child, at)
        elif tag == f"{W}altChunk":
            target = at.story.targets.get(child.get(f"{RELATED}id", ""))
            content = None if target is None or target.is_outside else self._parts.content(target.place)
            text = "" if content is None else content.decode("utf-8", "replace")
            yield Paragraph(pieces=(Other("altChunk", text or ("" if target is None else target.place)),))
        elif tag == ALTERNATIVES:
            form = chosen(child)
            if form is not None:
                yield from self._blocks(form, at)
        elif tag in TRACKED:
            yield from self._blocks(child, At(at.story, at.ground, at.shown | {TRACKED[tag]}))
        elif tag == f"{MATHS}oMathPara":
            yield Paragraph(pieces=joined(Pieces(self, None, at).within(child)))
        elif is_foreign(child):
            yield Paragraph(pieces=(Other("unknown", str(tag).rpartition("}")[2]),))
        elif tag not in NOT_SAID:
            if (bound := binding(child)) is not None:
                yield Paragraph(pieces=(bound,))
            yield from self._blocks(child, at)

    def _paragraph(self, element: etree._Element, at: At) -> Paragraph:
        properties = element.find(f"{W}pPr")
        style, level = (None if properties is None else properties.find(f"{W}{name}") for name in ("pStyle", "outlineLvl"))
        name = "" if style is None else style.get(f"{W}val", "")
        form, number = self._numbering.of(properties, name)
        inner = At(at.story, at.ground, at.shown | self._looks.of_paragraph(properties, name))
        return Paragraph(
            pieces=joined(Pieces(self, properties, inner).within(element)),
            heading=self._heading(name) if level is None else outline_level(level),
            list_form=form,
            number=number,
            tracked=_tracked_in(element, properties),
        )

    def _heading(self, style: str) -> int | None:
        if style not in self._levels:
            self._levels[style] = self._styles.heading_level(style)
        return self._levels[style]

    def _table(self, element: etree._Element, at: At) -> Table:
        properties = element.find(f"{W}tblPr")
        style, title, description = (
            None if properties is None else properties.find(f"{W}{name}")
            for name in ("tblStyle", "tblCaption", "tblDescription")
        )
        rows = list(_inside(element, f"{W}tr"))
        ground = Ground("" if style is None else style.get(f"{W}val", ""), (), at.ground.colour)
        switches = switched_on(properties)
        return Table(
            rows=tuple(self._row(row, at, ground, switches, (number, len(rows))) for number, row in enumerate(rows)),
            placed=_placed(properties),
            told=tuple("" if e is None else e.get(f"{W}val", "") for e in (title, description)),  # type: ignore[arg-type]
        )

    def _row(self, element: etree._Element, at: At, ground: Ground, switches: frozenset[str], place: tuple[int, int]) -> Row:
        properties = element.find(f"{W}trPr")
        tracked = set() if properties is None else {_local(c) for c in properties if c.tag in _CHANGES_OF_ROWS}
        cells = list(_inside(element, f"{W}tc"))
        before = _small(None if properties is None else properties.find(f"{W}gridBefore"))
        start, read = before, []
        for number, cell in enumerate(cells):
            described = cell.find(f"{W}tcPr")
            tracked |= set() if described is None else {_local(c) for c in described if c.tag in _CHANGES_OF_CELLS}
            conditions = conditions_of(switches, (place[0], number), (place[1], len(cells)))
            shading, span, merge = (
                None if described is None else described.find(f"{W}{name}") for name in ("shd", "gridSpan", "vMerge")
            )
            colour = (
                fill_of(shading, self._styles.theme) or self._styles.fill(ground.table_style, conditions) or ground.colour
            )
            inner = At(at.story, Ground(ground.table_style, conditions, colour), at.shown)
            if is_without_width(described):
                inner = replace(inner, shown=inner.shown | {Shown.OUTSIDE})
            width = max(_small(span), 1)
            read.append(
                Cell(
                    blocks=tuple(self._blocks(cell, inner)),
                    start=start,
                    span=width,
                    from_above=merge is not None and merge.get(f"{W}val", "continue") == "continue",
                )
            )
            start += width
        return Row(
            cells=tuple(read),
            before=before,
            is_hidden=is_hidden_row(properties),
            is_header=is_on(None if properties is None else properties.find(f"{W}tblHeader")),
            tracked=tuple(sorted(tracked)),
        )

    def note(self, kind: NoteKind, number: str) -> Note:
        """Read a note that a text refers to; in a note, and the second time, only that it is there."""
        if (kind, number) in self._notes_read or (self._notes_open and kind is not NoteKind.COMMENT):
            return Note(kind, ())
        self._notes_read.add((kind, number))
        self._notes_open += 1
        blocks = self._story(self._notes[kind].get(number), self._note_parts[kind][0])
        self._notes_open -= 1
        return Note(kind, _without_first_space(blocks))

    def drawn(self, element: etree._Element, story: Story) -> Iterator[Piece]:
        """Read a drawing."""
        return self._drawings.pieces_of(element, story.part, story.targets)

    def shown(self, run: etree._Element | None, paragraph: etree._Element | None, ground: Ground) -> frozenset[Shown]:
        """Say how the letters of a run stand."""
        return self._looks.of_run(run, paragraph, ground)


def _placed(properties: etree._Element | None) -> tuple[str, ...]:
    """Give what puts a table, or its columns, elsewhere than they stand in the text."""
    if properties is None:
        return ()
    found = ["mirrored"] if is_on(properties.find(f"{W}bidiVisual")) else []
    found += ["floating"] if properties.find(f"{W}tblpPr") is not None else []
    return tuple(found + (["outside"] if is_far(properties.find(f"{W}tblInd")) else []))


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those within content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in NOT_SAID and not is_foreign(child):
            yield from _inside(child, tag)


def _without_first_space(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take away the space between the mark of a note and its text, which programs write or not."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not first.pieces or not isinstance(first.pieces[0], Text):
        return blocks
    text, *others = first.pieces
    stripped = Text(text.text.lstrip(" \t"), text.shown, text.link) if isinstance(text, Text) else text
    pieces = (stripped, *others) if not isinstance(stripped, Text) or stripped.text else tuple(others)
    return (replace(first, pieces=pieces), *blocks[1:])


def _tracked_in(paragraph: etree._Element, properties: etree._Element | None) -> tuple[str, ...]:
    """Give the changes to the form of a paragraph and its runs that nobody accepted."""
    found = set()
    if next(paragraph.iter(*_CHANGES), None) is not None:  # most have none
        own = (element for element in paragraph if element.tag in (f"{W}pPr", f"{W}r"))
        found = {_local(change) for element in own for change in element.iter(*_CHANGES)}
    mark = None if properties is None else properties.find(f"{W}rPr")
    if mark is not None:
        found |= {f"paragraph {_local(change)}" for change in mark if change.tag in TRACKED}
    return tuple(sorted(found))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _order_of_page_texts(one: PageText) -> tuple[bool, str, str]:
    return (not one.is_header, one.pages, repr(one.blocks))


def _small(element: etree._Element | None) -> int:
    text = "" if element is None else element.get(f"{W}val", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
