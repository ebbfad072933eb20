"""Two paragraphs that ought to be the same one: their letters, how they are shown, where they lead, what hangs on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from toolkit.audit.alignment import align
from toolkit.audit.difference import Change, Difference
from toolkit.audit.places import Where
from toolkit.language import N_, gettext
from toolkit.word.content import UNSEEN, Block, Note, NoteKind, Other, Paragraph, Picture, Piece, Shown, Text
from toolkit.word.content_fields import PAGE_SIGN

_OBJECT_SIGN: Final = "\x02"
_AS_SEEN: Final = {ord(PAGE_SIGN): "#", ord(_OBJECT_SIGN): None}
_BLANK = re.compile("_{3,}")
_MOST_LETTERS: Final = 100_000  # of a paragraph that is compared letter by letter
MOST_FILLED: Final = 200
"""Letters that fit in the place of a blank."""

_SHOWN: Final = {
    Shown.HIDDEN: N_("ascuns"),
    Shown.PALE: N_("în culoarea fondului"),
    Shown.TINY: N_("cu litere prea mici"),
    Shown.OUTSIDE: N_("în afara paginii"),
    Shown.FRAMED: N_("într-un cadru mutat"),
    Shown.SYMBOLS: N_("cu litere de simboluri"),
    Shown.REVERSED: N_("scris de la dreapta la stânga"),
    Shown.STRUCK: N_("tăiat cu o linie"),
    Shown.RAISED: N_("ridicat"),
    Shown.LOWERED: N_("coborât"),
    Shown.INSERTED: N_("inserat"),
    Shown.DELETED: N_("șters"),
}
_NOTES: Final = {
    NoteKind.FOOTNOTE: N_("nota de subsol"),
    NoteKind.ENDNOTE: N_("nota de final"),
    NoteKind.COMMENT: N_("comentariul"),
    NoteKind.TEXT_BOX: N_("caseta de text"),
}
_OTHERS: Final = {
    "field": N_("câmpul {value}"),
    "binding": N_("date legate de {value}"),
    "altChunk": N_("bucată din alt fișier: {value}"),
    "wordart": N_("literele desenate {value}"),
    "drawn text": N_("textul desenat {value}"),
    "sign": N_("semnul {value}"),
    "shape": N_("forma {value}"),
    "unknown": N_("elementul necunoscut {value}"),
}
_PICTURE: Final = {
    "floating": N_("peste text"),
    "cropped": N_("decupată"),
    "tiny": N_("prea mică"),
    "hidden": N_("ascunsă"),
    "turned": N_("întoarsă"),
}

_CHANGES: Final = {
    "pPrChange": N_("forma paragrafului"),
    "rPrChange": N_("forma textului"),
    "trPrChange": N_("forma rândului"),
    "tcPrChange": N_("forma celulei"),
    "cellIns": N_("celulă inserată"),
    "cellDel": N_("celulă ștearsă"),
    "cellMerge": N_("celulă îmbinată"),
    "ins": N_("rând inserat"),
    "moveTo": N_("rând inserat"),
    "del": N_("rând șters"),
    "moveFrom": N_("rând șters"),
    "paragraph ins": N_("sfârșit de paragraf inserat"),
    "paragraph moveTo": N_("sfârșit de paragraf inserat"),
    "paragraph del": N_("sfârșit de paragraf șters"),
    "paragraph moveFrom": N_("sfârșit de paragraf șters"),
}

CompareBlocks = Callable[[Sequence[Block], Sequence[Block], Where], Iterator[Difference]]


def compare_paragraphs(run: Paragraph, other: Paragraph, where: Where, compare: CompareBlocks) -> Iterator[Difference]:
    """Give the differences between two paragraphs; `compare` is how the blocks of their notes are compared."""
    if run == other:
        return
    place = str(where)
    if run.heading != other.heading:
        yield Difference(change=Change.LOOK, place=place, in_run=_level(run), found=_level(other))
    if run.list_form != other.list_form:
        yield Difference(change=Change.NUMBER, place=place, in_run=run.number, found=other.number)
    yield from _tracked(run, other, place)
    as_it_was = [piece for piece in other.pieces if not _is_inserted(piece)]
    objects, objects_found = _objects(run.pieces), _objects(as_it_was)
    has_same_objects = [_kind(o) for o in objects] == [_kind(o) for o in objects_found]
    if max(len(run.text), len(other.text)) <= _MOST_LETTERS:
        yield from _letters(_signs(run.pieces, has_same_objects), _signs(as_it_was, has_same_objects), place)
    else:
        yield Difference(change=Change.CHANGED, place=place, in_run=seen(run.text), found=seen(other.text))
    yield from _comments(run.pieces, other.pieces, place)
    yield from _compare_objects(objects, objects_found, where, compare)


def described(piece: Piece) -> str:
    """Say what a piece is that is not plain text."""
    if isinstance(piece, Note):
        return f"{gettext(_NOTES[piece.kind])}: {_text_of(piece.blocks)}"
    if isinstance(piece, Picture):
        size = piece.pixels.partition(" ")[0] if not piece.pixels.startswith("link ") else piece.pixels[5:]
        looks = [_seen_as(name) for name in piece.seen_as]
        return ", ".join(filter(None, [gettext("imaginea {size}", size=size), *looks, piece.told]))
    if isinstance(piece, Other):
        return gettext(_OTHERS[piece.what], value=piece.value)
    return seen(piece.text)


def seen(text: str) -> str:
    """Give a text for a person, with the signs that stand in it for what is no text."""
    return text.translate(_AS_SEEN)


def whole_text(paragraph: Paragraph) -> str:
    """Give all that a paragraph says, what is no text in words."""
    texts = (described(piece) if isinstance(piece, Text) else f"[{described(piece)}]" for piece in paragraph.pieces)
    return " ".join(filter(None, (paragraph.number, "".join(texts))))


def how_shown(text: str, shown: Sequence[Shown]) -> str:
    """Give a text with how it stands on the page."""
    said = ", ".join(gettext(_SHOWN[one]) for one in shown)
    return gettext("{text} ({said})", text=seen(text), said=said) if said else seen(text)


def fills(blank: str, text: str) -> bool:
    """Whether a text is another with its blanks filled in, and nothing else changed."""
    if not _BLANK.search(blank):
        return False
    pattern = f"[^\n]{{1,{MOST_FILLED}}}?".join(map(re.escape, _BLANK.split(blank)))
    return re.fullmatch(pattern, text) is not None


def said_of_tracked(changes: Sequence[str]) -> str:
    """Say which changes nobody accepted, besides those to a text."""
    return ", ".join(gettext(_CHANGES[change]) for change in changes)


def _tracked(run: Paragraph, other: Paragraph, place: str) -> Iterator[Difference]:
    """Give what was deleted or inserted by changes that are tracked, and the forms that were changed so."""
    known = {(p.text, p.shown) for p in run.pieces if isinstance(p, Text)}
    spans = [p for p in other.pieces if isinstance(p, Text) and {Shown.INSERTED, Shown.DELETED} & {*p.shown}]
    changed = [span for span in spans if (span.text, span.shown) not in known]
    if changed:
        found = "; ".join(how_shown(span.text, span.shown) for span in changed)
        yield Difference(change=Change.TRACKED, place=place, in_run=seen(run.text), found=found)
    if run.tracked != other.tracked:
        in_run, found = said_of_tracked(run.tracked), said_of_tracked(other.tracked)
        yield Difference(change=Change.TRACKED, place=place, in_run=in_run, found=found)


def _is_inserted(piece: Piece) -> bool:
    return isinstance(piece, Text) and Shown.INSERTED in piece.shown


_Sign = tuple[str, tuple[Shown, ...], str]  # a letter, how it is shown, where it leads


def _signs(pieces: Sequence[Piece], with_objects: bool) -> list[_Sign]:  # noqa: FBT001
    signs: list[_Sign] = []
    for piece in pieces:
        if isinstance(piece, Text):
            shown = tuple(one for one in piece.shown if one not in (Shown.INSERTED, Shown.DELETED))
            signs += [(letter, shown, piece.link) for letter in piece.text]
        elif with_objects and not _is_comment(piece):
            signs.append((_OBJECT_SIGN, (), ""))
    return signs


def _letters(run: list[_Sign], other: list[_Sign], place: str) -> Iterator[Difference]:
    text, found = _joined(run), _joined(other)
    if text == found:
        for first, last in _spans([a[1] != b[1] for a, b in zip(run, other, strict=True)]):
            new = {shown for sign in other[first:last] for shown in sign[1]} - {
                s for sign in run[first:last] for s in sign[1]
            }
            change = Change.HIDDEN if new & UNSEEN else Change.LOOK
            yield _shown_difference(change, place, run[first:last], other[first:last])
        for first, last in _spans([a[2] != b[2] for a, b in zip(run, other, strict=True)]):
            yield Difference(change=Change.LINK, place=place, in_run=run[first][2], found=other[last - 1][2])
        return
    known = {s for sign in run for s in sign[1]}
    visible = [sign for sign in other if not UNSEEN & {*sign[1]} - known]
    if _joined(visible) != text:
        change = Change.FILLED if fills(text, _joined(visible)) else Change.CHANGED
        yield Difference(change=change, place=place, in_run=seen(text), found=seen(_joined(visible)))
    for first, last in _spans([bool(UNSEEN & {*sign[1]} - known) for sign in other]):
        yield _shown_difference(Change.HIDDEN, place, [], other[first:last])
    links, links_found = ([sign[2] for sign in signs if sign[2]] for signs in (run, other))
    for link in dict.fromkeys(links_found):
        if link not in links and link.rstrip("/") not in _joined(visible):  # one that is read needs no saying
            yield Difference(change=Change.LINK, place=place, in_run="", found=link)


def _shown_difference(change: Change, place: str, run: list[_Sign], other: list[_Sign]) -> Difference:
    in_run, found = (how_shown(_joined(signs), signs[0][1] if signs else ()) for signs in (run, other))
    return Difference(change=change, place=place, in_run=in_run, found=found)


def _spans(differs: list[bool]) -> Iterator[tuple[int, int]]:
    """Give where runs of what differs begin and end."""
    begin = None
    for at, one in enumerate((*differs, False)):
        if one and begin is None:
            begin = at
        elif not one and begin is not None:
            yield begin, at
            begin = None


def _joined(signs: Sequence[_Sign]) -> str:
    return "".join(sign[0] for sign in signs)


def _objects(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if not isinstance(piece, Text) and not _is_comment(piece)]


def _comments(run: Sequence[Piece], other: Sequence[Piece], place: str) -> Iterator[Difference]:
    texts, found = (
        [_text_of(p.blocks) for p in pieces if isinstance(p, Note) and _is_comment(p)] for pieces in (run, other)
    )
    for left, right in align(texts, found, lambda *_: 0.0, 0.0):
        in_run, in_file = "" if left is None else texts[left], "" if right is None else found[right]
        if in_run != in_file:
            yield Difference(change=Change.COMMENT, place=place, in_run=in_run, found=in_file)


def _compare_objects(
    run: Sequence[Piece], other: Sequence[Piece], where: Where, compare: CompareBlocks
) -> Iterator[Difference]:
    for left, right in align(run, other, lambda a, b: 0.5 if _kind(a) == _kind(b) else -1.0, 0.0):
        one, two = None if left is None else run[left], None if right is None else other[right]
        if isinstance(one, Note) and isinstance(two, Note):
            yield from compare(one.blocks, two.blocks, where.inside(gettext(_NOTES[one.kind])))
        elif one != two:
            in_run, found = ("" if piece is None else described(piece) for piece in (one, two))
            if in_run == found:  # two pictures of one size
                in_run, found = (_by_pixels(piece) for piece in (one, two))
            change = Change.PICTURE if isinstance(one or two, Picture) else Change.OBJECT
            yield Difference(change=change, place=str(where), in_run=in_run, found=found)


def _seen_as(name: str) -> str:
    return gettext(_PICTURE[name]) if name in _PICTURE else gettext("cu efectul {name}", name=name.partition(" ")[2])


def _by_pixels(piece: Piece | None) -> str:
    """Describe a picture with the beginning of the SHA-256 of its pixels."""
    if not isinstance(piece, Picture):
        return ""
    return f"{described(piece)} ({piece.pixels.rpartition(' ')[2][:12]})"


def _kind(piece: Piece) -> str:
    return piece.kind.value if isinstance(piece, Note) else piece.what if isinstance(piece, Other) else type(piece).__name__


def _is_comment(piece: Piece) -> bool:
    return isinstance(piece, Note) and piece.kind is NoteKind.COMMENT


def _text_of(blocks: Sequence[Block]) -> str:
    return "\n".join(whole_text(b) if isinstance(b, Paragraph) else b.text for b in blocks)


def _level(paragraph: Paragraph) -> str:
    if paragraph.heading is None:
        return gettext("text obișnuit: {text}", text=paragraph.text)
    return gettext("titlu de nivelul {level}: {text}", level=paragraph.heading, text=paragraph.text)
