"""What stands in the content controls of a Word file: the texts that people write, and what of them no text can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from lxml import etree

from toolkit.documents.written_text import PARTS, Texts, is_list, tidied
from toolkit.language import N_, gettext
from toolkit.word.control import alias_of, is_block, tag_of
from toolkit.word.package import W, is_on

_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TRACKED: Final = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"))
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


class Lists:
    """Which paragraphs of a document stand in a list, by their own numbering or by that of their style."""

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
        properties = paragraph.find(f"{W}pPr")
        level, seen = "0", set[str]()
        while properties is not None:
            numbering = properties.find(f"{W}numPr")
            if numbering is not None:
                level = _value(numbering.find(f"{W}ilvl")) or level
                number = numbering.find(f"{W}numId")
                if number is not None:
                    found = self._formats.get((_value(number), level), "")
                    return "" if found == "none" else found
            style = _value(properties.find(f"{W}pStyle")) or _value(properties.find(f"../{W}basedOn"))
            if style in seen or style not in self._styles:
                return ""
            seen.add(style)
            properties = _properties_of(self._styles[style])
        return ""


def written_parts(
    document: etree._Element, lists: Lists, *, named: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None
) -> list[WrittenPart]:
    """Read the parts of a document, in its order; a control within another is of the outer one.

    `named` gives the part by the alias of a control that has lost its tag; `links` the addresses by their relationships.
    """
    parts = []
    for control in document.iter(f"{W}sdt"):
        part = tag_of(control) if tag_of(control) in PARTS else (named or {}).get(alias_of(control), "")
        if part and is_block(control) and not any(_part_of(outer, named) for outer in control.iterancestors(f"{W}sdt")):
            parts.append(_read(control, part, lists, links or {}))
    return parts


def _part_of(control: etree._Element, named: Mapping[str, str] | None) -> bool:
    return tag_of(control) in PARTS or alias_of(control) in (named or {})


def _read(control: etree._Element, part: str, lists: Lists, links: Mapping[str, str]) -> WrittenPart:
    content = control.find(f"{W}sdtContent")
    texts, lost, not_text = [], list[str](), list[str]()
    counter = count(1)
    for element in () if content is None else content.iter(*_NO_TEXT):
        if element.tag != f"{W}vanish" or is_on(element):
            not_text.append(gettext(_NO_TEXT[str(element.tag)]))
    for paragraph in () if content is None else content.iter(f"{W}p"):
        text = _UNREADABLE.sub("", "".join(_texts(paragraph)))
        if not text.strip():
            continue
        kind = "" if part.endswith(".lead") or is_list(part) else lists.format_of(paragraph)
        mark = "- " if kind == "bullet" else f"{next(counter)}. " if kind else ""
        texts.append(mark + text)
        lost += _lost(paragraph, text, links)
    return WrittenPart(
        part=part,
        alias=alias_of(control),
        texts=tidied(part, texts),
        not_text=tuple(dict.fromkeys(not_text)),
        not_kept=tuple(dict.fromkeys(lost)),
    )


def _texts(paragraph: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        tag = element.tag
        if tag == _FALLBACK or tag == f"{W}pPr" or (tag == f"{W}p" and element is not paragraph):
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
        if address and address.rstrip("/") not in text.replace("\\", "%5C").replace('"', "%22"):
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


def _properties_of(style: etree._Element) -> etree._Element:
    """The paragraph properties of a style, made where it has none, so that what it is based on is found."""
    found = style.find(f"{W}pPr")
    return etree.SubElement(style, f"{W}pPr") if found is None else found


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
