"""What stands in the content controls of a Word file: the texts that people write, and what of them no text can hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from lxml import etree

from toolkit.documents.written_text import PARTS, Texts, tidied
from toolkit.language import N_, gettext
from toolkit.plan.spelling import matching
from toolkit.word.control import alias_of, is_block, tag_of
from toolkit.word.letters import outline_level
from toolkit.word.package import W, is_on

_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TRACKED: Final = frozenset(
    W + name for name in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")
)
_NO_TEXT: Final = {  # what cannot stand in a part that is text
    f"{W}tbl": N_("un tabel"),
    f"{W}drawing": N_("o imagine sau un desen"),
    f"{W}pict": N_("o imagine sau un desen"),
    f"{W}object": N_("un obiect încorporat"),
    f"{W}altChunk": N_("un alt document"),
    f"{W}footnoteReference": N_("o notă de subsol"),
    f"{W}endnoteReference": N_("o notă de final"),
    f"{W}sdt": N_("un alt control de conținut"),
    f"{W}vanish": N_("text ascuns"),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": N_("o ecuație"),
    **dict.fromkeys(_TRACKED, N_("modificări urmărite, pe care nimeni nu le-a acceptat")),
}
_LOOKS: Final = {
    f"{W}b": N_("litere îngroșate"),
    f"{W}i": N_("litere cursive"),
    f"{W}u": N_("litere subliniate"),
    f"{W}strike": N_("litere tăiate"),
    f"{W}dstrike": N_("litere tăiate"),
    f"{W}highlight": N_("litere evidențiate cu o culoare"),
    f"{W}sym": N_("semne din fonturi de simboluri"),
    f"{W}commentReference": N_("comentarii"),
}
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_LAST: Final = "end"
_OFF: Final = frozenset({"none", "0", "false", "off"})
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ADDRESS = re.compile(r'HYPERLINK\s+"([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    """A part as it stands in its control."""

    part: str  # as sections.yaml names it
    alias: str  # as Word shows it above the frame
    texts: Texts  # as they were typed
    not_text: tuple[str, ...]  # what cannot be taken: a table, a picture, changes that nobody accepted
    not_kept: tuple[str, ...]  # what is lost when the text is taken: bold letters, a link behind a word


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownControls:
    """By what the controls of parts are known: their tags, and the names above them where the tags are lost."""

    aliases: Mapping[str, str] = field(default_factory=dict)  # → part
    links: Mapping[str, str] = field(default_factory=dict)  # the addresses of the document, by their relationships

    def part_of(self, control: etree._Element) -> str:
        """Give the part that a control frames; nothing of other controls."""
        tag = tag_of(control)
        return tag if tag in PARTS else self.aliases.get(alias_of(control), "")


class Lists:
    """Which paragraphs of a document stand in a list or are headings, by themselves or by their style."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = {} if styles is None else {s.get(f"{W}styleId", ""): s for s in styles.iterfind(f"{W}style")}
        self._formats: dict[tuple[str, str], str] = {}
        if numbering is not None:
            models = {model.get(f"{W}abstractNumId", ""): model for model in numbering.iterfind(f"{W}abstractNum")}
            for number in numbering.iterfind(f"{W}num"):
                model = models.get(_value(number.find(f"{W}abstractNumId")))
                for level in () if model is None else model.iterfind(f"{W}lvl"):
                    key = (number.get(f"{W}numId", ""), level.get(f"{W}ilvl", "0"))
                    self._formats[key] = _value(level.find(f"{W}numFmt"))

    def format_of(self, paragraph: etree._Element) -> str:
        """Give how a paragraph is numbered, as Word calls it ("bullet", "decimal"); empty where it is in no list."""
        level = "0"
        for properties in self._chain(paragraph):
            numbering = properties.find(f"{W}numPr")
            if numbering is not None:
                level = _value(numbering.find(f"{W}ilvl")) or level
                number = numbering.find(f"{W}numId")
                if number is not None:
                    found = self._formats.get((_value(number), level), "")
                    return "" if found == "none" else found
        return ""

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a heading, of whatever level."""
        levels = (properties.find(f"{W}outlineLvl") for properties in self._chain(paragraph))
        level = next((found for found in levels if found is not None), None)
        return level is not None and outline_level(level) is not None

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """Walk the properties of a paragraph, of its style, and of those that this one is based on."""
        own = paragraph.find(f"{W}pPr")
        name, seen = "", set[str]()
        if own is not None:
            yield own
            name = _value(own.find(f"{W}pStyle"))
        while name not in seen and (style := self._styles.get(name)) is not None:
            seen.add(name)
            properties = style.find(f"{W}pPr")
            if properties is not None:
                yield properties
            name = _value(style.find(f"{W}basedOn"))


def written_parts(
    document: etree._Element, lists: Lists, *, ends: Mapping[str, str], known: KnownControls
) -> list[WrittenPart]:
    """Read the parts of a document, in its order, each from its control to where it ends.

    LibreOffice leaves of a control that frames several paragraphs one around the first. So what follows a control, up to the
    place before which the part ended when it was printed, is of the part, too. `ends` has these places.
    """
    return [
        _read(control, part, lists, ends.get(part, ""), known)
        for control in document.iter(f"{W}sdt")
        if (part := known.part_of(control)) and not any(known.part_of(outer) for outer in control.iterancestors(f"{W}sdt"))
    ]


def end_of(control: etree._Element, lists: Lists, known: KnownControls) -> str:
    """Name the place before which a part ends, so that it is found again; empty where text follows the control."""
    for block in control.itersiblings():
        if place := _place(block, lists, known):
            return place
        if "".join(map(str, block.itertext())).strip():
            return ""
    return _LAST


def _place(block: etree._Element, lists: Lists, known: KnownControls) -> str:
    """Name a place at which a part can end: a control of another one, a heading, a table."""
    control = block if block.tag == f"{W}sdt" else next(block.iter(f"{W}sdt"), None)
    if control is not None and (part := known.part_of(control)):
        return f"control {part}"
    if block.tag == f"{W}p" and lists.is_heading(block):
        return "heading " + hashlib.sha256(matching("".join(_texts(block))).encode()).hexdigest()[:8]
    return "table" if block.tag == f"{W}tbl" else _LAST if block.tag == f"{W}sectPr" else ""


def _read(control: etree._Element, part: str, lists: Lists, end: str, known: KnownControls) -> WrittenPart:
    texts, lost, not_text = [], list[str](), list[str]()
    numbers = count(1)
    for block in _blocks(control, lists, end, known):
        if block.tag == f"{W}p" and lists.is_heading(block) and end.startswith("heading"):
            not_text.append(gettext("un titlu"))
        for element in block.iter(*_NO_TEXT):
            if element is not control and (element.tag != f"{W}vanish" or is_on(element)):
                not_text.append(gettext(_NO_TEXT[str(element.tag)]))
        for paragraph in block.iter(f"{W}p"):
            text = _UNREADABLE.sub("", "".join(_texts(paragraph)))
            if text.strip():
                kind = lists.format_of(paragraph) if part == "summary" else ""
                texts.append(("- " if kind == "bullet" else f"{next(numbers)}. " if kind else "") + text)
                lost += _lost(paragraph, text, known.links)
    return WrittenPart(
        part=part,
        alias=alias_of(control),
        texts=tidied(part, texts),
        not_text=tuple(dict.fromkeys(not_text)),
        not_kept=tuple(dict.fromkeys(lost)),
    )


def _blocks(control: etree._Element, lists: Lists, end: str, known: KnownControls) -> Iterator[etree._Element]:
    """The paragraphs and tables of a part: those that its control frames, and those that follow it."""
    start = control
    if is_block(control):
        content = control.find(f"{W}sdtContent")
        yield from () if content is None else content
    else:
        start = next(control.iterancestors(f"{W}p"), control)
        yield start
    for block in start.itersiblings():
        place = _place(block, lists, known)
        if place and (place in (end, _LAST) or place.startswith("control")):
            return
        yield block


def _texts(paragraph: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        tag = element.tag
        if tag in (_FALLBACK, f"{W}pPr") or (tag == f"{W}p" and element is not paragraph):
            walk.skip_subtree()
        elif tag == f"{W}t":
            yield element.text or ""
        elif tag == f"{W}br":
            yield "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else " "
        elif tag in _SIGNS:
            yield _SIGNS[str(tag)]


def _lost(paragraph: etree._Element, text: str, links: Mapping[str, str]) -> Iterator[str]:
    """What a text cannot hold: how letters look, and addresses that do not stand in the text itself."""
    addresses = [links.get(link.get(_RELATED, ""), "") for link in paragraph.iter(f"{W}hyperlink")]
    addresses += [found for code in paragraph.iter(f"{W}instrText") for found in _ADDRESS.findall(code.text or "")]
    for address in addresses:
        if address and address.replace("%22", '"').replace("%5C", "\\").rstrip("/") not in text:
            yield gettext("o legătură către {address}", address=address[:80])
    for run in paragraph.iter(f"{W}r"):
        if any(True for _ in run.iter(f"{W}t")) and not _is_link(run):
            yield from _looks(run.find(f"{W}rPr"))
    for name in ("sym", "commentReference"):
        if next(paragraph.iter(W + name), None) is not None:
            yield gettext(_LOOKS[W + name])


def _looks(properties: etree._Element | None) -> Iterator[str]:
    for look in () if properties is None else properties:
        if look.tag in _LOOKS and _value(look) not in _OFF:
            yield gettext(_LOOKS[str(look.tag)])
        elif look.tag == f"{W}vertAlign" and _value(look) != "baseline":
            yield gettext("litere ridicate sau coborâte")


def _is_link(run: etree._Element) -> bool:
    style = _value(run.find(f"{W}rPr/{W}rStyle")).casefold()
    return "link" in style or next(run.iterancestors(f"{W}hyperlink"), None) is not None


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
